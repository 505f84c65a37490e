import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createBusiness } from '../../src/zalo-oa-sdk/business.ts';
import { ZaloError } from '../../src/zalo-oa-sdk/errors.ts';
import { createOAuth } from '../../src/zalo-oa-sdk/oauth.ts';
import { createOfficialAccount } from '../../src/zalo-oa-sdk/official-account.ts';
import type { TokenSource } from '../../src/zalo-oa-sdk/options.ts';
import type { Person } from './double-state.ts';
import { startZaloDoubles, type ZaloDoubles } from './doubles.ts';

const userId = '2468458835296197922';
let zalo: ZaloDoubles;
let person: Person;

beforeEach(async () => {
  zalo = await startZaloDoubles();
  person = zalo.world.addPerson(userId, { phone: '84912345678' });
});

afterEach(() => zalo.close());

const usedTokens = () => zalo.account.requests.map(({ headers }) => headers.access_token);

/** Hands out a token that somebody else's refresh has already ended. */
const lagging = (refreshed: TokenSource['refreshed']): TokenSource & { old: string } => {
  const old = zalo.tokens.current().access;
  zalo.tokens.rotate();
  return { old, current: async () => old, refreshed };
};

describe('a token that died by a refresh in between', () => {
  test('is replaced once, and the message goes out once', async () => {
    const asked: string[] = [];
    const source = lagging(async (died) => {
      asked.push(died);
      return zalo.tokens.current().access;
    });
    const client = createOfficialAccount(zalo.options, source);
    await client.send(userId, { kind: 'text', text: 'Chào' });
    expect(asked).toEqual([source.old]);
    expect(usedTokens()).toEqual([source.old, zalo.tokens.current().access]);
    expect(person.shown).toHaveLength(1);
  });

  test('is replaced for uploads and for the business API too', async () => {
    const source = lagging(async () => zalo.tokens.current().access);
    const { token } = await createOfficialAccount(zalo.options, source).uploadFile({
      bytes: Buffer.from('a;b'),
      name: 'a.csv',
    });
    expect(zalo.world.assets.get(token)?.bytes.toString()).toBe('a;b');
    expect((await createBusiness(zalo.options, source).quota()).daily).toBe(500);
    expect(zalo.business.requests).toHaveLength(2);
  });

  test('ends the call when the source has no newer one', async () => {
    const client = createOfficialAccount(
      zalo.options,
      lagging(async (died) => died),
    );
    await expect(client.account()).rejects.toMatchObject({ kind: 'token_expired', code: -220 });
    expect(zalo.account.requests).toHaveLength(1);
  });

  test('ends the call when the newer one is dead as well', async () => {
    const asked: string[] = [];
    const client = createOfficialAccount(
      zalo.options,
      lagging(async (died) => {
        asked.push(died);
        return 'made-up';
      }),
    );
    await expect(client.account()).rejects.toMatchObject({ kind: 'token_invalid', code: -216 });
    expect(asked).toHaveLength(1);
    expect(zalo.account.requests).toHaveLength(2);
  });

  test('ends the call with what the source throws', async () => {
    const oauth = createOAuth(zalo.options, zalo.app);
    const client = createOfficialAccount(
      zalo.options,
      lagging(async () => (await oauth.refresh('spent')).accessToken),
    );
    await expect(client.account()).rejects.toMatchObject({ family: 'oauth', kind: 'grant_dead' });
  });

  test('of 25 hours is replaced by a refresh', async () => {
    const oauth = createOAuth(zalo.options, zalo.app);
    let pair = zalo.tokens.current();
    zalo.clock.now = new Date(zalo.clock.now.getTime() + 90_000_000);
    const client = createOfficialAccount(zalo.options, {
      current: async () => pair.access,
      async refreshed() {
        const next = await oauth.refresh(pair.refresh);
        pair = { access: next.accessToken, refresh: next.refreshToken };
        return pair.access;
      },
    });
    expect((await client.account()).oaId).toBe(zalo.app.oaId);
    expect((await client.account()).oaId).toBe(zalo.app.oaId);
    expect(zalo.oauth.requests).toHaveLength(1);
  });
});

describe('an error that is not about the token', () => {
  test('asks for no refresh', async () => {
    const source = zalo.tokenSource();
    const client = createOfficialAccount(zalo.options, source);
    person.state = 'blocked';
    await expect(client.send(userId, { kind: 'text', text: 'a' })).rejects.toThrow(ZaloError);
    expect(source.asked).toEqual([]);
  });
});
