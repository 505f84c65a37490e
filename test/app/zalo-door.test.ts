import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApp, type App } from '../../src/app/compose.ts';
import { readConfig } from '../../src/app/config.ts';
import type { Person } from '../zalo-oa-sdk/double-state.ts';
import { startZaloDoubles, type ZaloDoubles } from '../zalo-oa-sdk/doubles.ts';
import { until } from './until.ts';

const address = 'https://bot.example.vn';

const fail = (error: Error): void => {
  throw error;
};

/** Real settings, real clock; only Zalo is a stand-in. The tests build upon each other, as the days of a bot do. */
describe('Zalo without the simulator', () => {
  let dir: string;
  let zalo: ZaloDoubles;
  let app: App;
  let person: Person;

  const start = async (): Promise<App> => {
    const read = readConfig({
      LOG_LEVEL: 'silent',
      PORT: '0',
      DATA_DIR: dir,
      PUBLIC_URL: address,
      ZALO_APP_ID: zalo.app.appId,
      ZALO_APP_SECRET: zalo.app.appSecret,
      ZALO_OA_ID: zalo.app.oaId,
      ZALO_OA_SECRET: zalo.app.oaSecret,
      ZALO_API_ROOT: zalo.account.root,
      ZALO_OAUTH_ROOT: zalo.oauth.root,
      ZALO_BUSINESS_ROOT: zalo.business.root,
    });
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    return startApp(read.config, fail);
  };
  const ready = async (): Promise<{ ready: boolean; reasons: string[] }> => {
    const answer: unknown = await (await fetch(`${app.url}/readyz`)).json();
    return answer as { ready: boolean; reasons: string[] }; // see http-server.ts
  };
  /** What an administrator of the account does in a browser. */
  const consent = async (): Promise<string> => {
    const begun = await fetch(`${app.url}/oauth/zalo/start`, { redirect: 'manual' });
    const asked = new URL(begun.headers.get('location') ?? '').searchParams;
    const back = new URL(asked.get('redirect_uri') ?? '');
    expect(back.origin).toBe(address);
    back.searchParams.set('code', zalo.tokens.issueCode(asked.get('code_challenge') ?? ''));
    back.searchParams.set('oa_id', zalo.app.oaId);
    back.searchParams.set('state', asked.get('state') ?? '');
    return (await fetch(`${app.url}${back.pathname}${back.search}`)).text();
  };
  const write = async (text: string): Promise<number> => {
    zalo.clock.now = new Date();
    person.lastInteractionAt = zalo.clock.now;
    const { headers, body } = zalo.events.deliver(zalo.events.text(person.id, text));
    const url = `${app.url}/webhooks/zalo`;
    return (await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) })).status;
  };

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'bot-'));
    zalo = await startZaloDoubles();
    zalo.clock.now = new Date();
    person = zalo.world.addPerson('2468458835296197922');
    app = await start();
  });
  afterAll(async () => {
    await app.stop();
    await zalo.close();
    await rm(dir, { recursive: true, force: true });
  });

  test('is not ready before anybody has consented, and asks Zalo for nothing', async () => {
    expect((await ready()).reasons).toEqual([expect.stringMatching(/^zalo: .*not connected yet/)]);
    expect(zalo.account.requests).toEqual([]);
    expect(zalo.oauth.requests).toEqual([]);
  });

  test('keeps what people write until it may answer, which a consent lets it do', async () => {
    expect(await write('xin chào')).toBe(200);
    await until(async () => (await (await fetch(`${app.url}/metrics`)).text()).includes('retried'));
    expect(person.shown).toEqual([]);
    expect(await consent()).toContain('Đã kết nối Zalo');
    expect(await ready()).toEqual({ ready: true, reasons: [] });
    await until(async () => person.shown.length > 0);
  });

  test('works on after a restart, with tokens that lie sealed on the disk', async () => {
    const { access, refresh } = zalo.tokens.current();
    await app.stop();
    for (const name of await readdir(dir, { recursive: true })) {
      const bytes = await readFile(join(dir, name)).catch(() => Buffer.alloc(0));
      for (const secret of [access, refresh]) expect(bytes.includes(secret)).toBe(false);
    }
    app = await start();
    const before = person.shown.length;
    expect(await write('xin chào')).toBe(200);
    await until(async () => person.shown.length > before);
    expect(zalo.oauth.requests).toHaveLength(1);
  });

  test('says that Zalo has ended the grant, sends what waited after a new consent, once', async () => {
    zalo.tokens.rotate();
    const before = person.shown.length;
    expect(await write('/trogiup')).toBe(200);
    await until(async () => (await ready()).reasons.join().includes('Zalo has ended the grant'));
    expect(person.shown).toHaveLength(before);
    expect(await consent()).toContain('Đã kết nối Zalo');
    expect((await ready()).ready).toBe(true);
    await until(async () => person.shown.length > before);
    expect(zalo.oauth.requests).toHaveLength(3);
  });
});
