import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createTroubles } from '../../src/app/doors/troubles.ts';
import { createHttpServer } from '../../src/app/http-server.ts';
import { createLog } from '../../src/app/log.ts';
import { createMetrics } from '../../src/app/metrics.ts';
import { programFolder } from '../../src/app/program-folder.ts';
import { createSpeaker } from '../../src/app/words.ts';
import { openGrant, type OpenGrant } from '../../src/app/zalo/open-grant.ts';
import { createWords } from '../../src/i18n/words.ts';
import { challengeOf, createVerifier } from '../../src/zalo-oa-sdk/oauth.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { startZaloDoubles, type ZaloDoubles } from '../zalo-oa-sdk/doubles.ts';
import { until } from './until.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const callback = '/oauth/zalo/callback';
const speaker = createSpeaker(createWords(`${programFolder()}/locales`));

type Options = { codeVerifier?: string; withoutAddress?: true };
type Opened = {
  grant: OpenGrant;
  app: FastifyInstance;
  log: string[];
  reasons(): readonly string[];
};

describe('the consent of Zalo', () => {
  let stored: TestStore;
  let zalo: ZaloDoubles;
  let apps: FastifyInstance[];
  beforeAll(async () => {
    stored = await openTestStore();
  });
  afterAll(() => stored.close());
  beforeEach(async () => {
    apps = [];
    zalo = await startZaloDoubles();
    for (const name of ['tokens', 'leases', 'settings'])
      await stored.store.db.collection(name).deleteMany({});
  });
  afterEach(async () => {
    for (const app of apps) await app.close();
    await zalo.close();
  });

  const open = async ({ codeVerifier, withoutAddress }: Options = {}): Promise<Opened> => {
    const log: string[] = [];
    const logger = createLog('info', { write: (line) => void log.push(line) });
    const troubles = createTroubles(logger);
    const grant = openGrant({
      config: { ...zalo.app, refreshToken: undefined, codeVerifier },
      client: zalo.options,
      store: stored.store,
      secret: 'a-secret-of-the-program',
      holder: randomUUID(),
      now: () => new Date(zalo.clock.now),
      realNow: () => new Date(),
      base: () => (withoutAddress ? undefined : 'https://bot.example.vn'),
      speaker,
      troubles,
      log: logger,
    });
    const app = await createHttpServer({
      trustProxy: false,
      metricsToken: undefined,
      metrics: createMetrics(),
      log: logger,
      unready: async () => troubles.reasons(),
      notes: grant.notes,
      measure: async () => undefined,
      plugins: grant.routes,
    });
    apps.push(app);
    return { grant, app, log, reasons: troubles.reasons };
  };

  /** An administrator opens the link; where Zalo sends them back to when they agree. */
  const agree = async (app: FastifyInstance, oaId = zalo.app.oaId): Promise<URLSearchParams> => {
    const answer = await app.inject('/oauth/zalo/start');
    expect(answer.statusCode).toBe(302);
    const { searchParams, origin, pathname } = new URL(String(answer.headers.location));
    expect(origin + pathname).toBe(`${zalo.oauth.root}/v4/oa/permission`);
    expect(searchParams.get('app_id')).toBe(zalo.app.appId);
    expect(searchParams.get('redirect_uri')).toBe(`https://bot.example.vn${callback}`);
    const code = zalo.tokens.issueCode(searchParams.get('code_challenge') ?? '');
    return new URLSearchParams({ code, oa_id: oaId, state: searchParams.get('state') ?? '' });
  };
  const back = (app: FastifyInstance, query: URLSearchParams | string, lang = 'vi') =>
    app.inject({ url: `${callback}?${query.toString()}`, headers: { 'accept-language': lang } });
  const pass = (ms: number): void => {
    zalo.clock.now = new Date(zalo.clock.now.getTime() + ms);
  };
  const isStored = async (): Promise<boolean> =>
    (await stored.store.grants.get(`zalo:${zalo.app.oaId}`)) !== undefined;
  const exchanges = (): number => zalo.oauth.requests.length;

  test('ends with the tokens stored, in use, and nowhere to be seen', async () => {
    const { grant, app, log, reasons } = await open();
    await expect(grant.tokens.current()).rejects.toMatchObject({ kind: 'grant_dead' });
    expect(reasons()).toEqual([
      'zalo: grant_dead: not connected yet: an administrator of the account opens /oauth/zalo/start',
    ]);
    expect(grant.fix()).toBe('https://bot.example.vn/oauth/zalo/start');
    const query = await agree(app);
    const page = await back(app, query);
    expect([page.statusCode, page.headers['content-type']]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(page.body).toContain('<html lang="vi">');
    expect(page.body).toContain('Đã kết nối Zalo');
    expect(await grant.tokens.current()).toBe(zalo.tokens.current().access);
    expect([reasons(), grant.fix()]).toEqual([[], undefined]);
    expect(await grant.tokens.state()).toMatchObject({ is: 'connected' });
    const said = page.body + log.join('');
    for (const secret of [
      ...query.values(),
      zalo.app.appSecret,
      ...Object.values(zalo.tokens.current()),
    ])
      if (secret !== zalo.app.oaId) expect(said).not.toContain(secret);
    expect(said).toContain('channel: works again');
  });

  test('shows pages that load nothing, stay in no cache and tell nobody where they were', async () => {
    const { app } = await open();
    const { headers, body } = await back(app, await agree(app));
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(body).not.toMatch(/<(script|img|link|iframe|form)|src=|url\(/);
  });

  test('speaks English to who asks for nothing else', async () => {
    const { app } = await open();
    const page = await back(app, await agree(app), 'en-US,en;q=0.9');
    expect(page.body).toContain('<html lang="en">');
    expect(page.body).toContain('Zalo is connected');
    expect((await back(app, 'code=x', 'en,vi;q=0.5')).body).toContain('<html lang="vi">');
  });

  test('comes with another verifier and state each time', async () => {
    const { app } = await open();
    const places = await Promise.all([1, 2].map(() => app.inject('/oauth/zalo/start')));
    const [a, b] = places.map(({ headers }) => new URL(String(headers.location)).searchParams);
    expect(a?.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(a?.get('code_challenge')).not.toBe(b?.get('code_challenge'));
    expect(a?.get('state')).not.toBe(b?.get('state'));
  });

  test('may begin at one process and end at another', async () => {
    const [first, second] = [await open(), await open()];
    expect((await back(second.app, await agree(first.app))).statusCode).toBe(200);
  });

  describe('is refused, without a word to Zalo,', () => {
    const refused = async (
      change: (query: URLSearchParams) => void,
      expected: [number, RegExp],
    ): Promise<void> => {
      const { app } = await open();
      const query = await agree(app);
      change(query);
      const page = await back(app, query);
      expect(page.statusCode).toBe(expected[0]);
      expect(page.body).toMatch(expected[1]);
      expect(page.body).toContain('href="/oauth/zalo/start"');
      expect([exchanges(), await isStored()]).toEqual([0, false]);
    };

    test.each([
      ['without a state', (query: URLSearchParams) => query.delete('state')],
      ['with a made-up state', (query: URLSearchParams) => query.set('state', 'a.b.c')],
      ['with an empty state', (query: URLSearchParams) => query.set('state', '')],
      ['with two states', (query: URLSearchParams) => query.append('state', 'x')],
      [
        'with a state that lives longer than it was given',
        (query: URLSearchParams) =>
          query.set('state', (query.get('state') ?? '').replace(/\.\w+\./, '.zzzzzzzz.')),
      ],
      ['after 15 minutes', () => pass(15 * minute)],
    ])('%s', (_what, change) => refused(change, [400, /quá 15 phút/]));

    test('for another account', () =>
      refused((query) => query.set('oa_id', '123456789'), [403, /Official Account khác/]));
    test('without a code', () => refused((query) => query.delete('code'), [400, /bấm từ chối/]));
  });

  describe('is not stored', () => {
    test('when the token turns out to be of another account, whatever the address says', async () => {
      const { app } = await open();
      const query = await agree(app);
      zalo.rules.oaId = '999999999999999999';
      const page = await back(app, query);
      expect(page.statusCode).toBe(403);
      expect([exchanges(), await isStored()]).toEqual([1, false]);
    });

    test('with a code that was used already', async () => {
      const { app, grant } = await open();
      const query = await agree(app);
      expect((await back(app, query)).statusCode).toBe(200);
      const again = await back(app, query);
      expect(again.statusCode).toBe(400);
      expect(again.body).toContain('Mã đồng ý đã được dùng rồi');
      expect(again.body).not.toContain('Hs3');
      expect(await grant.tokens.current()).toBe(zalo.tokens.current().access);
    });

    test.each([
      ['does not answer', { drop: 'before' } as const, 502, 'Zalo chưa trả lời'],
      ['breaks', { status: 503 } as const, 502, 'Zalo chưa trả lời'],
      [
        'knows the app’s secret as another',
        { error: -14_004, message: 'Invalid secret key' } as const,
        502,
        'ZALO_APP_SECRET',
      ],
    ])('when Zalo %s', async (_what, fault, status, words) => {
      const { app } = await open();
      zalo.oauth.failNext('/v4/oa/access_token', fault);
      const page = await back(app, await agree(app));
      expect(page.statusCode).toBe(status);
      expect(page.body).toContain(words);
      expect(page.body).toContain('href="/oauth/zalo/start"');
      expect([exchanges(), await isStored()]).toEqual([1, false]);
    });
  });

  describe('with the pair that is saved in Zalo’s console', () => {
    const codeVerifier = createVerifier();

    test('takes the link of the console, which brings no state', async () => {
      const { app, grant } = await open({ codeVerifier });
      const code = zalo.tokens.issueCode(challengeOf(codeVerifier));
      expect((await back(app, `code=${code}&oa_id=${zalo.app.oaId}`)).statusCode).toBe(200);
      expect(await grant.tokens.current()).toBe(zalo.tokens.current().access);
    });

    test('makes its own links with that pair too, and still checks the state they bring', async () => {
      const { app } = await open({ codeVerifier });
      const query = await agree(app);
      query.set('state', 'made-up');
      expect((await back(app, query)).statusCode).toBe(400);
      expect((await back(app, await agree(app))).statusCode).toBe(200);
    });
  });

  test('without an address of its own says what to set', async () => {
    const { app, grant } = await open({ withoutAddress: true });
    const page = await app.inject('/oauth/zalo/start');
    expect(page.statusCode).toBe(503);
    expect(page.body).toContain('PUBLIC_URL');
    await expect(grant.tokens.current()).rejects.toThrow();
    expect(grant.fix()).toBeUndefined();
  });

  test('a refusal of the app at a refresh is a trouble of the channel', async () => {
    const { app, grant, reasons } = await open();
    await back(app, await agree(app));
    pass(21 * 60 * minute);
    zalo.oauth.failNext('/v4/oa/access_token', { error: -14_004, message: 'Invalid secret key' });
    await expect(grant.upkeep()).rejects.toThrow(/permission/);
    expect(reasons()).toEqual([expect.stringMatching(/^zalo: permission: /)]);
  });

  describe('in /readyz', () => {
    const ready = async (app: FastifyInstance): Promise<unknown> =>
      (await app.inject('/readyz')).json();

    test('a dead grant is a reason, and gone when another process has taken a consent', async () => {
      const [here, there] = [await open(), await open()];
      await back(there.app, await agree(there.app));
      const old = await here.grant.tokens.current();
      zalo.tokens.rotate();
      await expect(here.grant.tokens.refreshed(old)).rejects.toThrow();
      expect(await ready(here.app)).toMatchObject({
        ready: false,
        reasons: [expect.stringContaining('Zalo has ended the grant')],
      });
      await back(there.app, await agree(there.app));
      expect(await ready(here.app)).toEqual({ ready: true, reasons: [] });
    });

    test('a long silence is noted, counted from the first look or the last event', async () => {
      const { app, grant } = await open();
      await back(app, await agree(app));
      expect(await ready(app)).toEqual({ ready: true, reasons: [] });
      pass(day);
      expect(await ready(app)).toMatchObject({
        ready: true,
        notes: [expect.stringMatching(/^zalo: no event yet, looked for since 2026-11-24T01:00Z$/)],
      });
      grant.heard();
      expect(await ready(app)).toEqual({ ready: true, reasons: [] });
      pass(day + minute);
      expect(await ready(app)).toMatchObject({
        notes: ['zalo: no event since 2026-11-25T01:00Z'],
      });
    });

    test('an event that another process has heard breaks the silence here', async () => {
      const [here, there] = [await open(), await open()];
      await back(here.app, await agree(here.app));
      await ready(here.app);
      pass(2 * day);
      there.grant.heard();
      // Written beside the request that brought it.
      await until(async () => (await here.grant.notes()).length === 0);
      expect(await ready(here.app)).toEqual({ ready: true, reasons: [] });
    });

    test('a grant that ends soon is noted', async () => {
      const { app, grant } = await open();
      await back(app, await agree(app));
      pass(80 * day);
      grant.heard();
      expect(await ready(app)).toMatchObject({
        ready: true,
        notes: ['zalo: the grant ends on 2027-02-22 unless it is refreshed: see /oauth/zalo/start'],
      });
    });
  });
});
