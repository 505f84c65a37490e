import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { exitConfig, readConfig, type Config } from '../../src/app/config.ts';

type Env = Record<string, string | undefined>;
const long = 'x'.repeat(32);
const token = `1234567890:${'A'.repeat(35)}`;
const zalo = {
  ZALO_APP_ID: '360846524940903967',
  ZALO_APP_SECRET: 'app-secret',
  ZALO_OA_ID: '388613280878808645',
  ZALO_OA_SECRET: 'oa-secret',
  PUBLIC_URL: 'https://bot.example.vn',
};
const standIn = 'http://127.0.0.1:8081';

const problemsOf = (env: Env): string[] => {
  const read = readConfig(env);
  return 'problems' in read ? read.problems.map(({ name }) => name).toSorted() : [];
};
const configOf = (env: Env): Config => {
  const read = readConfig(env);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.config;
};

describe('the configuration', () => {
  test('has a default for everything', () => {
    expect(configOf({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: undefined,
      trustProxy: false,
      dataDir: resolve('data'),
      mongodbUri: undefined,
      secretKey: undefined,
      logLevel: 'info',
      metricsToken: undefined,
      simulator: true,
    });
  });

  test('takes empty and blank values as absent, as env files leave them', () => {
    const empty = { PORT: '', HOST: ' ', MONGODB_URI: '', SECRET_KEY: '  ', SIMULATOR: '' };
    expect(configOf(empty)).toEqual(configOf({}));
  });

  test.each<[string, Env, Partial<Config>]>([
    ['a port', { PORT: '8080' }, { port: 8080 }],
    ['any free port', { PORT: '0' }, { port: 0 }],
    ['the simulator on', { SIMULATOR: 'on' }, { simulator: true }],
    ['a proxy in front', { TRUST_PROXY: 'on' }, { trustProxy: true }],
    [
      'a database and its secret',
      { MONGODB_URI: 'mongodb+srv://h/db', SECRET_KEY: long },
      { mongodbUri: 'mongodb+srv://h/db', secretKey: long },
    ],
    ['a folder from the root', { DATA_DIR: '/var/lib/bot' }, { dataDir: '/var/lib/bot' }],
    ['the address outside', { PUBLIC_URL: 'https://a.vn' }, { publicUrl: 'https://a.vn' }],
    [
      'Telegram alone, in production and in sight of others',
      { TELEGRAM_BOT_TOKEN: token, NODE_ENV: 'production', HOST: '0.0.0.0' },
      {
        simulator: false,
        telegram: {
          token,
          root: 'https://api.telegram.org',
          mode: 'polling',
          webhookSecret: undefined,
        },
      },
    ],
    [
      'a stand-in for Telegram beside the simulator, with a token of its own',
      { TELEGRAM_BOT_TOKEN: '1:test', TELEGRAM_API_ROOT: standIn, SIMULATOR: 'on' },
      { simulator: true },
    ],
    [
      'Zalo alone, in production',
      { ...zalo, NODE_ENV: 'production', ZALO_FILE_HOSTS: 'A.vn, b.vn' },
      {
        simulator: false,
        zalo: {
          appId: '360846524940903967',
          appSecret: 'app-secret',
          oaId: '388613280878808645',
          oaSecret: 'oa-secret',
          refreshToken: undefined,
          codeVerifier: undefined,
          apiRoot: 'https://openapi.zalo.me',
          oauthRoot: 'https://oauth.zaloapp.com',
          businessRoot: 'https://business.openapi.zalo.me',
          buttons: 'plain',
          proof: false,
          fileHosts: ['a.vn', 'b.vn'],
          perMinute: 100,
          development: false,
        },
      },
    ],
    [
      'stand-ins for Zalo beside the simulator, without an address outside',
      {
        ...zalo,
        PUBLIC_URL: '',
        ZALO_API_ROOT: standIn,
        ZALO_OAUTH_ROOT: standIn,
        ZALO_BUSINESS_ROOT: standIn,
        SIMULATOR: 'on',
      },
      { simulator: true },
    ],
    ['this machine by its name', { HOST: 'localhost' }, { host: 'localhost', simulator: true }],
    [
      'the simulator in sight of others when it is asked for',
      { HOST: '0.0.0.0', SIMULATOR: 'on' },
      { simulator: true },
    ],
    [
      'the simulator in production when it is asked for',
      { NODE_ENV: 'production', SIMULATOR: 'on' },
      { simulator: true },
    ],
  ])('takes %s', (_what, env, expected) => {
    expect(configOf(env)).toMatchObject(expected);
  });

  test.each<[string, Env, string[]]>([
    ['a port that is no number', { PORT: 'many' }, ['PORT']],
    ['a port beyond the last', { PORT: '65536' }, ['PORT']],
    ['a port with a fraction', { PORT: '80.5' }, ['PORT']],
    ['a negative port', { PORT: '-1' }, ['PORT']],
    ['a level nobody knows', { LOG_LEVEL: 'loud' }, ['LOG_LEVEL']],
    ['a switch that is neither on nor off', { SIMULATOR: 'maybe' }, ['SIMULATOR']],
    ['an address of another database', { MONGODB_URI: 'http://h' }, ['MONGODB_URI', 'SECRET_KEY']],
    ['a database without a secret', { MONGODB_URI: 'mongodb://h' }, ['SECRET_KEY']],
    ['a short secret', { SECRET_KEY: 'x'.repeat(31) }, ['SECRET_KEY']],
    ['a short token for metrics', { METRICS_TOKEN: 'x'.repeat(15) }, ['METRICS_TOKEN']],
    ['an outside address without http', { PUBLIC_URL: 'ftp://a.vn' }, ['PUBLIC_URL']],
    ['a mail address that is none', { ADMIN_EMAIL: 'nobody' }, ['ADMIN_EMAIL']],
    ['a token that is none', { TELEGRAM_BOT_TOKEN: 'my-bot' }, ['TELEGRAM_BOT_TOKEN']],
    [
      'a short token at the real Telegram',
      { TELEGRAM_BOT_TOKEN: '1:short' },
      ['TELEGRAM_BOT_TOKEN'],
    ],
    [
      'a webhook without an address and a secret',
      { TELEGRAM_BOT_TOKEN: token, TELEGRAM_MODE: 'webhook' },
      ['PUBLIC_URL', 'TELEGRAM_WEBHOOK_SECRET'],
    ],
    [
      'a webhook in the clear, with a secret that is none',
      {
        TELEGRAM_BOT_TOKEN: token,
        TELEGRAM_MODE: 'webhook',
        PUBLIC_URL: 'http://a.vn',
        TELEGRAM_WEBHOOK_SECRET: 'bí mật',
      },
      ['PUBLIC_URL', 'TELEGRAM_WEBHOOK_SECRET'],
    ],
    [
      'the simulator beside the real Telegram',
      { TELEGRAM_BOT_TOKEN: token, SIMULATOR: 'on' },
      ['SIMULATOR'],
    ],
    [
      'half of what Zalo needs, without an address outside',
      { ZALO_APP_ID: '1', ZALO_OA_ID: '2' },
      ['PUBLIC_URL', 'ZALO_APP_SECRET', 'ZALO_OA_SECRET'],
    ],
    [
      'Zalo by names, and with settings that are none',
      {
        ...zalo,
        ZALO_OA_ID: 'oa của tỉnh',
        ZALO_BUTTONS: 'many',
        ZALO_CODE_VERIFIER: 'short',
        ZALO_RATE_PER_MINUTE: '0',
        ZALO_FILE_HOSTS: 'https://a.vn/x',
      },
      [
        'ZALO_BUTTONS',
        'ZALO_CODE_VERIFIER',
        'ZALO_FILE_HOSTS',
        'ZALO_OA_ID',
        'ZALO_RATE_PER_MINUTE',
      ],
    ],
    ['the simulator beside the real Zalo', { ...zalo, SIMULATOR: 'on' }, ['SIMULATOR']],
    ['no channel at all in production', { NODE_ENV: 'production' }, ['SIMULATOR']],
    ['no channel at all in sight of others', { HOST: '0.0.0.0' }, ['SIMULATOR']],
    ['no channel and no simulator', { SIMULATOR: 'off' }, ['SIMULATOR']],
  ])('refuses %s', (_what, env, names) => {
    expect(problemsOf(env)).toEqual(names);
  });

  test('says everything that is wrong at once', () => {
    const env = {
      PORT: 'many',
      LOG_LEVEL: 'loud',
      MONGODB_URI: 'localhost',
      SECRET_KEY: 'short',
      METRICS_TOKEN: 'short',
      PUBLIC_URL: 'here',
      SIMULATOR: 'maybe',
      TRUST_PROXY: 'sometimes',
      ADMIN_EMAIL: 'nobody',
    };
    expect(problemsOf(env)).toEqual(Object.keys(env).toSorted());
  });

  test('says what is missing also when something else is malformed', () => {
    expect(problemsOf({ PORT: 'many', MONGODB_URI: 'mongodb://h' })).toEqual([
      'PORT',
      'SECRET_KEY',
    ]);
  });

  test('never repeats a secret in what it complains about', () => {
    const read = readConfig({ SECRET_KEY: 'hush', METRICS_TOKEN: 'quiet', MONGODB_URI: 'u:pw@h' });
    expect(JSON.stringify(read)).not.toMatch(/hush|quiet|pw@/);
    expect(JSON.stringify(readConfig({ TELEGRAM_BOT_TOKEN: '1:hush' }))).not.toContain('hush');
    expect(read).toHaveProperty('problems');
  });

  test('ends the program with the code of sysexits.h', () => {
    expect(exitConfig).toBe(78);
  });
});
