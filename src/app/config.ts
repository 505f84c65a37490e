import { resolve } from 'node:path';
import { z } from 'zod';

/** sysexits.h EX_CONFIG: something in the configuration is wrong; starting again will not help. */
export const exitConfig = 78;

const flag = (fallback: boolean) =>
  z.stringbool({ truthy: ['on', 'true', '1'], falsy: ['off', 'false', '0'] }).default(fallback);
const secret = z.string().min(32, 'needs at least 32 characters');
const origin = z.url({ protocol: /^https?$/ });

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.');

/** Empty values count as unset, as env files and compose leave them. */
const environment = z
  .object({
    NODE_ENV: z.string().default('development'),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    PUBLIC_URL: origin.optional(),
    TRUST_PROXY: flag(false),
    DATA_DIR: z.string().default('./data'),
    MONGODB_URI: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
      .optional(),
    SECRET_KEY: secret.optional(),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info'),
    METRICS_TOKEN: z.string().min(16, 'needs at least 16 characters').optional(),
    SIMULATOR: flag(false).optional(),
    TELEGRAM_BOT_TOKEN: z.string().optional(),
    ZALO_APP_ID: z.string().optional(),
    ADMIN_EMAIL: z.email().optional(),
  })
  .superRefine((env, context) => {
    const wrong = (name: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [name], message });
    };
    if (env.MONGODB_URI && !env.SECRET_KEY) {
      wrong('SECRET_KEY', 'is required with MONGODB_URI (at least 32 characters)');
    }
    if (env.TELEGRAM_BOT_TOKEN) wrong('TELEGRAM_BOT_TOKEN', 'Telegram comes with a later version');
    if (env.ZALO_APP_ID) wrong('ZALO_APP_ID', 'Zalo comes with a later version');
    if (env.SIMULATOR === undefined && (env.NODE_ENV === 'production' || !isLoopback(env.HOST))) {
      wrong(
        'SIMULATOR',
        'no channel is configured: set SIMULATOR=on to try it on a sample database, reachable from this machine only',
      );
    }
  });

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
  env: Readonly<Record<string, string | undefined>>,
): { config: Config } | { problems: readonly ConfigProblem[] } => {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map(({ path, message }) => ({
        name: path.join('.'),
        message,
      })),
    };
  }
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
