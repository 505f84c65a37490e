import { resolve } from 'node:path';
import { z } from 'zod';
import { mailProblems, mailsOf } from './mail-config.ts';
import { isLoopback, isLoopbackRoot } from './loopback.ts';
import type { MailConfig } from './mail.ts';
import {
  isZaloHere,
  isZaloSet,
  zaloEnvironment,
  zaloOf,
  zaloProblems,
  type ZaloConfig,
} from './zalo-config.ts';

/** sysexits.h EX_CONFIG: something in the configuration is wrong; starting again will not help. */
export const exitConfig = 78;

const off = ['off', 'false', '0'];
const isOffWord = (word: string): boolean => off.includes(word.toLowerCase());
const onOff = z.stringbool({ truthy: ['on', 'true', '1'], falsy: off });
const secret = z.string().min(32, 'needs at least 32 characters');
const origin = z.url({ protocol: /^https?$/ });

const telegramRoot = 'https://api.telegram.org';

/** Empty values count as unset, as env files and compose leave them. */
const environment = z.object({
  NODE_ENV: z.string().default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_URL: origin.optional(),
  TRUST_PROXY: onOff.default(false),
  DATA_DIR: z.string().default('./data'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  SECRET_KEY: secret.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  METRICS_TOKEN: z.string().min(16, 'needs at least 16 characters').optional(),
  SIMULATOR: onOff.optional(),
  TELEGRAM_BOT_TOKEN: z.string().optional(),
  TELEGRAM_API_ROOT: origin.default(telegramRoot),
  TELEGRAM_MODE: z.enum(['polling', 'webhook']).default('polling'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'needs 1 to 256 characters of A-Z, a-z, 0-9, _ and -')
    .optional(),
  ...zaloEnvironment.shape,
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  REPORT_TO: z.email().optional(),
  ADMIN_EMAIL: z.email().optional(),
});

type Env = Readonly<Record<string, string | undefined>>;

const withoutChannel =
  'no channel is configured: set TELEGRAM_BOT_TOKEN or the ZALO_ settings, or SIMULATOR=on to try it on a sample database, reachable from this machine only';

const besideReal =
  'runs beside a real channel only when that points to a stand-in on this machine (TELEGRAM_API_ROOT, or ZALO_API_ROOT, ZALO_OAUTH_ROOT and ZALO_BUSINESS_ROOT, on loopback)';

type Found = readonly (ConfigProblem | false)[];

/** A bot's number, a colon, its secret; the secrets of stand-ins may be short. */
const isToken = (token: string, root: string): boolean =>
  (isLoopbackRoot(root) ? /^\d+:[\w-]+$/ : /^\d{6,}:[\w-]{30,}$/).test(token);

const telegramProblems = (env: Env): Found => {
  const token = env.TELEGRAM_BOT_TOKEN;
  const root = env.TELEGRAM_API_ROOT ?? telegramRoot;
  if (!token) return [];
  const byWebhook = env.TELEGRAM_MODE === 'webhook';
  return [
    !isToken(token, root) && {
      name: 'TELEGRAM_BOT_TOKEN',
      message: 'is not as BotFather gives it: digits, a colon, 35 letters',
    },
    byWebhook &&
      !env.PUBLIC_URL?.startsWith('https://') && {
        name: 'PUBLIC_URL',
        message: 'is required with TELEGRAM_MODE=webhook, and begins with https://',
      },
    byWebhook &&
      !env.TELEGRAM_WEBHOOK_SECRET && {
        name: 'TELEGRAM_WEBHOOK_SECRET',
        message: 'is required with TELEGRAM_MODE=webhook',
      },
  ];
};

const isRealSet = (env: Env): boolean => Boolean(env.TELEGRAM_BOT_TOKEN) || isZaloSet(env);

/** Every real channel that is configured talks to a stand-in on this machine. */
const isRealHere = (env: Env): boolean =>
  (!env.TELEGRAM_BOT_TOKEN || isLoopbackRoot(env.TELEGRAM_API_ROOT ?? telegramRoot)) &&
  (!isZaloSet(env) || isZaloHere(env));

/** On where nothing else is: never in production, and never where others can reach it. */
const simulatorByDefault = (env: Env): boolean =>
  !isRealSet(env) && env.NODE_ENV !== 'production' && isLoopback(env.HOST ?? '127.0.0.1');

const simulatorIsOn = (env: Env): boolean =>
  env.SIMULATOR === undefined ? simulatorByDefault(env) : !isOffWord(env.SIMULATOR);

const simulatorProblems = (env: Env): Found => {
  const isOn = simulatorIsOn(env);
  return [
    !isOn && !isRealSet(env) && { name: 'SIMULATOR', message: withoutChannel },
    isOn && !isRealHere(env) && { name: 'SIMULATOR', message: besideReal },
  ];
};

/** What does not fit together, told also when single values are malformed. */
const contradictions = (env: Env): readonly ConfigProblem[] => {
  const found: Found = [
    Boolean(env.MONGODB_URI && !env.SECRET_KEY) && {
      name: 'SECRET_KEY',
      message: 'is required with MONGODB_URI (at least 32 characters)',
    },
    ...telegramProblems(env),
    ...zaloProblems(env),
    ...simulatorProblems(env),
    ...mailProblems(env, simulatorIsOn(env)),
  ];
  return found.filter((one) => one !== false);
};

export type TelegramConfig = {
  token: string;
  root: string;
  mode: 'polling' | 'webhook';
  webhookSecret: string | undefined;
};

export type Config = {
  host: string;
  port: number;
  publicUrl: string | undefined;
  trustProxy: boolean;
  dataDir: string;
  mongodbUri: string | undefined;
  secretKey: string | undefined;
  logLevel: string;
  metricsToken: string | undefined;
  simulator: boolean;
  telegram: TelegramConfig | undefined;
  zalo: ZaloConfig | undefined;
  /** Where reports go. */
  mail: MailConfig | undefined;
  /** Where whoever looks after the program reads of troubles. */
  adminMail: MailConfig | undefined;
};

export type ConfigProblem = { name: string; message: string };

const telegramOf = (value: z.output<typeof environment>): TelegramConfig | undefined =>
  value.TELEGRAM_BOT_TOKEN === undefined
    ? undefined
    : {
        token: value.TELEGRAM_BOT_TOKEN,
        root: value.TELEGRAM_API_ROOT,
        mode: value.TELEGRAM_MODE,
        webhookSecret: value.TELEGRAM_WEBHOOK_SECRET,
      };

/** Reads the whole environment and says everything that is wrong with it, not only the first. */
export const readConfig = (
  env: Env,
): { config: Config } | { problems: readonly ConfigProblem[] } => {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = environment.safeParse(set);
  const malformed = (parsed.error?.issues ?? []).map(({ path, message }) => ({
    name: path.join('.'),
    message,
  }));
  const problems = [...malformed, ...contradictions(set)];
  if (!parsed.success || problems.length > 0) return { problems };
  const value = parsed.data;
  return {
    config: {
      host: value.HOST,
      port: value.PORT,
      publicUrl: value.PUBLIC_URL,
      trustProxy: value.TRUST_PROXY,
      dataDir: resolve(value.DATA_DIR),
      mongodbUri: value.MONGODB_URI,
      secretKey: value.SECRET_KEY,
      logLevel: value.LOG_LEVEL,
      metricsToken: value.METRICS_TOKEN,
      simulator: value.SIMULATOR ?? simulatorByDefault(set),
      telegram: telegramOf(value),
      zalo: zaloOf(value),
      ...mailsOf(value),
    },
  };
};
