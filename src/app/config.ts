import { resolve } from 'node:path';
import { z } from 'zod';

/** sysexits.h EX_CONFIG: something in the configuration is wrong; starting again will not help. */
export const exitConfig = 78;

const off = ['off', 'false', '0'];
const onOff = z.stringbool({ truthy: ['on', 'true', '1'], falsy: off });
const secret = z.string().min(32, 'needs at least 32 characters');
const origin = z.url({ protocol: /^https?$/ });

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.');

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
  ZALO_APP_ID: z.string().optional(),
  ADMIN_EMAIL: z.email().optional(),
});

type Env = Readonly<Record<string, string | undefined>>;

const withoutChannel =
  'no channel is configured: set SIMULATOR=on to try it on a sample database, reachable from this machine only';

/** What does not fit together, told also when single values are malformed. */
const contradictions = (env: Env): readonly ConfigProblem[] => {
  const { NODE_ENV, HOST = '127.0.0.1', SIMULATOR } = env;
  const isPublic = NODE_ENV === 'production' || !isLoopback(HOST);
  const isOff = SIMULATOR === undefined ? isPublic : off.includes(SIMULATOR.toLowerCase());
  const found: readonly (ConfigProblem | false)[] = [
    Boolean(env.MONGODB_URI && !env.SECRET_KEY) && {
      name: 'SECRET_KEY',
      message: 'is required with MONGODB_URI (at least 32 characters)',
    },
    Boolean(env.TELEGRAM_BOT_TOKEN) && {
      name: 'TELEGRAM_BOT_TOKEN',
      message: 'Telegram comes with a later version',
    },
    Boolean(env.ZALO_APP_ID) && {
      name: 'ZALO_APP_ID',
      message: 'Zalo comes with a later version',
    },
    isOff && { name: 'SIMULATOR', message: withoutChannel },
  ];
  return found.filter((one) => one !== false);
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
};

export type ConfigProblem = { name: string; message: string };

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
      simulator: value.SIMULATOR ?? true,
    },
  };
};
