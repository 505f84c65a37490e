/** How the Zalo Official Account is reached: docs/zalo.md says where each value is found. */
import { z } from 'zod';
import { isLoopbackRoot } from './loopback.ts';

const root = z.url({ protocol: /^https?$/ });

/** The part of the environment that is Zalo's. */
export const zaloEnvironment = z.object({
  ZALO_APP_ID: z.string().regex(/^\d+$/, 'must be digits').optional(),
  ZALO_APP_SECRET: z.string().optional(),
  ZALO_OA_ID: z.string().regex(/^\d+$/, 'must be digits').optional(),
  ZALO_OA_SECRET: z.string().optional(),
  ZALO_REFRESH_TOKEN: z.string().optional(),
  ZALO_CODE_VERIFIER: z
    .string()
    .regex(/^[\w.~-]{43,128}$/, 'needs 43 to 128 characters of A-Z, a-z, 0-9, . _ ~ and -')
    .optional(),
  ZALO_API_ROOT: root.default('https://openapi.zalo.me'),
  ZALO_OAUTH_ROOT: root.default('https://oauth.zaloapp.com'),
  ZALO_BUSINESS_ROOT: root.default('https://business.openapi.zalo.me'),
  ZALO_BUTTONS: z.enum(['plain', 'typed', 'none']).default('plain'),
  ZALO_PROOF: z
    .stringbool({ truthy: ['on', 'true', '1'], falsy: ['off', 'false', '0'] })
    .default(false),
  ZALO_FILE_HOSTS: z
    .string()
    .regex(/^[a-z0-9.-]+(\s*,\s*[a-z0-9.-]+)*$/i, 'must be domains, separated by commas')
    .optional(),
  ZALO_RATE_PER_MINUTE: z.coerce.number().int().min(1).max(100_000).default(100),
  ZALO_TEMPLATE_MODE: z.enum(['production', 'development']).default('production'),
});

export type ZaloConfig = {
  appId: string;
  appSecret: string;
  oaId: string;
  /** Signs the webhook; another one than the app's. */
  oaSecret: string;
  refreshToken: string | undefined;
  codeVerifier: string | undefined;
  apiRoot: string;
  oauthRoot: string;
  businessRoot: string;
  buttons: 'plain' | 'typed' | 'none';
  /** Calls are proved with the app's secret. */
  proof: boolean;
  fileHosts: readonly string[];
  perMinute: number;
  /** Templates by phone reach the account's administrators only. */
  development: boolean;
};

type Env = Readonly<Record<string, string | undefined>>;
type Problem = { name: string; message: string };

const required = ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET'] as const;
const roots = ['ZALO_API_ROOT', 'ZALO_OAUTH_ROOT', 'ZALO_BUSINESS_ROOT'] as const;

export const isZaloSet = (env: Env): boolean => required.some((name) => env[name]);

/** Every call of it ends on this machine. */
export const isZaloHere = (env: Env): boolean =>
  roots.every((name) => isLoopbackRoot(env[name] ?? ''));

/** What does not fit together; what is malformed is told by the schema. */
export const zaloProblems = (env: Env): readonly Problem[] => {
  if (!isZaloSet(env)) return [];
  const missing = required
    .filter((name) => !env[name])
    .map((name) => ({ name, message: `is required with ${required.join(', ')}` }));
  const needsAddress = !isZaloHere(env) && !env.PUBLIC_URL?.startsWith('https://');
  return [
    ...missing,
    ...(needsAddress
      ? [
          {
            name: 'PUBLIC_URL',
            message:
              'is required with Zalo (webhook, consent and links to files), and begins with https://',
          },
        ]
      : []),
  ];
};

const hostsOf = (words: string | undefined): string[] =>
  (words ?? '').split(',').flatMap((host) => (host.trim() ? [host.trim().toLowerCase()] : []));

export const zaloOf = (value: z.output<typeof zaloEnvironment>): ZaloConfig | undefined => {
  const { ZALO_APP_ID: appId, ZALO_APP_SECRET: appSecret } = value;
  const { ZALO_OA_ID: oaId, ZALO_OA_SECRET: oaSecret } = value;
  if (!appId || !appSecret || !oaId || !oaSecret) return undefined;
  return {
    appId,
    appSecret,
    oaId,
    oaSecret,
    refreshToken: value.ZALO_REFRESH_TOKEN,
    codeVerifier: value.ZALO_CODE_VERIFIER,
    apiRoot: value.ZALO_API_ROOT,
    oauthRoot: value.ZALO_OAUTH_ROOT,
    businessRoot: value.ZALO_BUSINESS_ROOT,
    buttons: value.ZALO_BUTTONS,
    proof: value.ZALO_PROOF,
    fileHosts: hostsOf(value.ZALO_FILE_HOSTS),
    perMinute: value.ZALO_RATE_PER_MINUTE,
    development: value.ZALO_TEMPLATE_MODE === 'development',
  };
};
