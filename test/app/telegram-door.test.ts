import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApp, type App } from '../../src/app/compose.ts';
import { readConfig } from '../../src/app/config.ts';
import { openDatabase } from '../../src/app/database.ts';
import { codeSecrets, newId } from '../../src/app/identity.ts';
import { inviteAdmin } from '../../src/app/invite-admin.ts';
import { openTelegramDouble, type TelegramDouble } from '../channels/telegram-double.ts';
import { telegramPhone, type TelegramPhone } from '../channels/telegram-phone.ts';
import { until } from './until.ts';

const configOf = (env: Record<string, string>) => {
  const read = readConfig({ LOG_LEVEL: 'silent', PORT: '0', ...env });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.config;
};
const fail = (error: Error): void => {
  throw error;
};

describe('Telegram without the simulator', () => {
  let dir: string;
  let double: TelegramDouble;
  let app: App;
  let phone: TelegramPhone;
  let env: Record<string, string>;

  const answer = async (work: Promise<void>): Promise<string> => {
    const before = phone.shown().length;
    await work;
    await until(async () => phone.shown().length > before);
    return phone.texts();
  };

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'bot-'));
    double = await openTelegramDouble();
    phone = telegramPhone(double, 5_000_001);
    env = {
      DATA_DIR: dir,
      TELEGRAM_BOT_TOKEN: double.token,
      TELEGRAM_API_ROOT: double.root,
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_WEBHOOK_SECRET: 'a_Secret-1',
      PUBLIC_URL: 'https://bot.example.vn',
    };
    app = await startApp(configOf(env), fail);
    double.updates.webhookAt(app.url);
  });
  afterAll(async () => {
    await app.stop();
    expect(double.slips).toEqual([]);
    await double.close();
    await rm(dir, { recursive: true, force: true });
  });

  test('has no simulator', async () => {
    expect((await fetch(`${app.url}/sim/api/personas`)).status).toBe(404);
  });

  test.each([
    ['a wrong secret', 'nope', '{}', 401],
    ['no JSON', 'a_Secret-1', '{', 400],
    ['no update', 'a_Secret-1', '[]', 400],
    ['too much', 'a_Secret-1', `{"update_id":1,"x":"${'a'.repeat(1_100_000)}"}`, 413],
    ['an update of no use', 'a_Secret-1', '{"update_id":1,"poll":{}}', 200],
  ])('answers a webhook request with %s', async (_what, secret, body, status) => {
    const headers = { 'x-telegram-bot-api-secret-token': secret };
    const url = `${app.url}/webhooks/telegram`;
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(status);
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    if (status === 401) {
      expect(metrics).toContain('bot_requests_refused_total{channel="telegram"} 1');
    }
  });

  test('meets a stranger, and says once that an edited message is not read again', async () => {
    expect(await answer(phone.type('xin chào'))).toMatch(/mã mời/);
    expect(await answer(phone.edit('xin chào ạ'))).toMatch(/không đọc lại tin đã sửa/);
  });

  test('fetches an album as one event, and says kindly what is too big', async () => {
    await answer(phone.files(['một.docx', 'hai.docx', 'ba.docx'], 'tài liệu'));
    const before = phone.shown().length;
    double.addFile('file-to.zip', Buffer.alloc(20_000_001), 'documents/to.zip');
    await phone.sendFile('file-to.zip', 'to.zip');
    await until(async () => phone.texts().includes('lớn hơn 20 MB'));
    expect(phone.shown().length).toBe(before + 1);
    expect(double.calls.filter(({ method }) => method === 'getFile')).toHaveLength(4);
  });

  test('says in /readyz that the token is refused, until it is taken again', async () => {
    const reasons = async (): Promise<string> => (await fetch(`${app.url}/readyz`)).text();
    double.failNext(/^sendMessage$/, { code: 401, description: 'Unauthorized' });
    await phone.type('một');
    await until(async () => (await reasons()).includes('telegram: sendMessage: 401 Unauthorized'));
    await until(async () => (await reasons()).includes('"ready":true'));
  });

  test('is never turned into a sample, and a sample never into this', async () => {
    await app.stop();
    const simulator = startApp(configOf({ DATA_DIR: dir, SIMULATOR: 'on' }), fail);
    await expect(simulator).rejects.toThrow(/holds real data/);
    const config = configOf(env);
    const database = await openDatabase(config, fail);
    const made = await inviteAdmin(
      { store: database.store, now: new Date(), newId, ...codeSecrets(database.secret) },
      'Tỉnh đoàn Mẫu',
    );
    await database.close();
    app = await startApp(config, fail);
    double.updates.webhookAt(app.url);
    expect(await answer(phone.start(made?.code ?? ''))).toMatch(/dữ liệu cá nhân/);
  });
});
