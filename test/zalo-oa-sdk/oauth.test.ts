import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  challengeOf,
  createOAuth,
  createVerifier,
  type ZaloOAuth,
} from '../../src/zalo-oa-sdk/oauth.ts';
import { startZaloDoubles, type ZaloDoubles } from './doubles.ts';

let zalo: ZaloDoubles;
let oauth: ZaloOAuth;

beforeEach(async () => {
  zalo = await startZaloDoubles();
  oauth = createOAuth(zalo.options, zalo.app);
});

afterEach(() => zalo.close());

describe('the proof key', () => {
  test('is that of RFC 7636', () => {
    expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });

  test('has 43 letters and is never the same', () => {
    const [one, two] = [createVerifier(), createVerifier()];
    expect(one).toMatch(/^[\w-]{43}$/u);
    expect(one).not.toBe(two);
  });
});

describe('the permission link', () => {
  test('carries app, address and challenge, and a state if there is one', () => {
    const ask = { redirectUri: 'https://example.vn/a?b=1', challenge: 'E9Melhoa2' };
    const link = `${zalo.oauth.root}/v4/oa/permission?app_id=360846524940903967&redirect_uri=https%3A%2F%2Fexample.vn%2Fa%3Fb%3D1&code_challenge=E9Melhoa2`;
    expect(oauth.permissionUrl(ask)).toBe(link);
    expect(oauth.permissionUrl({ ...ask, state: 'x y' })).toBe(`${link}&state=x+y`);
  });
});

describe('the exchange of a code', () => {
  test('is a form with the secret in a header', async () => {
    const verifier = createVerifier();
    const code = zalo.tokens.issueCode(challengeOf(verifier));
    const pair = await oauth.exchangeCode(code, verifier);
    const [request] = zalo.oauth.requests;
    expect(`${request?.method ?? ''} ${request?.url ?? ''}`).toBe('POST /v4/oa/access_token');
    expect(request?.headers).toMatchObject({
      secret_key: zalo.app.appSecret,
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(request?.body.toString()).toBe(
      `code=${encodeURIComponent(code)}&app_id=360846524940903967&grant_type=authorization_code&code_verifier=${verifier}`,
    );
    expect(pair).toEqual({
      accessToken: zalo.tokens.current().access,
      refreshToken: zalo.tokens.current().refresh,
      accessExpiresAt: new Date(zalo.clock.now.getTime() + 90_000_000),
      refreshExpiresAt: new Date(zalo.clock.now.getTime() + 90 * 86_400_000),
    });
  });

  test('works once, for ten minutes, with its own verifier', async () => {
    const verifier = createVerifier();
    const [used, late, other] = [1, 2, 3].map(() => zalo.tokens.issueCode(challengeOf(verifier)));
    await oauth.exchangeCode(used!, verifier);
    const dead = { family: 'oauth', kind: 'code_dead', code: -14_005 };
    await expect(oauth.exchangeCode(used!, verifier)).rejects.toMatchObject(dead);
    await expect(oauth.exchangeCode(other!, createVerifier())).rejects.toMatchObject(dead);
    zalo.clock.now = new Date(zalo.clock.now.getTime() + 600_000);
    await expect(oauth.exchangeCode(late!, verifier)).rejects.toMatchObject(dead);
  });
});

describe('a refresh', () => {
  test('gives a new pair and ends the old one', async () => {
    const old = zalo.tokens.current();
    const pair = await oauth.refresh(old.refresh);
    expect(zalo.oauth.requests[0]?.body.toString()).toBe(
      `refresh_token=${encodeURIComponent(old.refresh)}&app_id=360846524940903967&grant_type=refresh_token`,
    );
    expect(pair.accessToken).toBe(zalo.tokens.current().access);
    expect(pair.refreshToken).not.toBe(old.refresh);
    await expect(oauth.refresh(old.refresh)).rejects.toMatchObject({
      kind: 'grant_dead',
      code: -14_014,
      mayHaveActed: false,
    });
    expect((await oauth.refresh(pair.refreshToken)).refreshToken).not.toBe(pair.refreshToken);
  });

  test.each<[string, object, object]>([
    ['no new refresh token', { expires_in: 3600 }, { refreshToken: 'r-1' }],
    ['an empty refresh token', { refresh_token: '' }, { refreshToken: 'r-1' }],
    [
      'lifetimes as numbers',
      { expires_in: 60, refresh_token: 'r-2', refresh_token_expires_in: '120' },
      {
        refreshToken: 'r-2',
        accessExpiresAt: new Date('2026-11-24T08:01:15+07:00'),
        refreshExpiresAt: new Date('2026-11-24T08:02:15+07:00'),
      },
    ],
  ])('an answer with %s is understood', async (_what, body, expected) => {
    zalo.oauth.failNext(/access_token/u, {
      status: 200,
      body: JSON.stringify({ access_token: 'a-2', ...body }),
    });
    expect(await oauth.refresh('r-1')).toMatchObject({ accessToken: 'a-2', ...expected });
  });

  test.each<[string, string, string]>([
    ['empty tokens without a number', '{"access_token":"","refresh_token":""}', 'grant_dead'],
    ['an invalid grant', '{"error":-118,"error_name":"Invalid grant"}', 'grant_dead'],
    ['nothing', '{}', 'unknown'],
    ['a word for an error', '{"error":"busy"}', 'unknown'],
  ])('an answer of %s is an error', async (_what, body, kind) => {
    zalo.oauth.failNext(/access_token/u, { status: 200, body });
    await expect(oauth.refresh('r-1')).rejects.toMatchObject({ family: 'oauth', kind });
  });

  test('a wrong secret or app is a matter of permission', async () => {
    const { refresh } = zalo.tokens.current();
    const wrong = createOAuth(zalo.options, { ...zalo.app, appSecret: 'other' });
    await expect(wrong.refresh(refresh)).rejects.toMatchObject({
      kind: 'permission',
      code: -14_004,
    });
    const stranger = createOAuth(zalo.options, { ...zalo.app, appId: '1' });
    await expect(stranger.refresh(refresh)).rejects.toMatchObject({ code: -14_002 });
  });

  test('is never repeated, and says when it may have happened', async () => {
    const { refresh } = zalo.tokens.current();
    zalo.oauth.failNext(/access_token/u, { drop: 'after' });
    await expect(oauth.refresh(refresh)).rejects.toMatchObject({
      kind: 'network',
      mayHaveActed: true,
    });
    zalo.oauth.failNext(/access_token/u, { status: 502, body: '<html>' });
    await expect(oauth.refresh(refresh)).rejects.toMatchObject({
      kind: 'server',
      httpStatus: 502,
      mayHaveActed: true,
    });
    expect(zalo.oauth.requests).toHaveLength(2);
    expect(zalo.tokens.current().refresh).not.toBe(refresh);
  });
});
