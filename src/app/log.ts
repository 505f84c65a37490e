import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Bot tokens, as they stand in addresses and error texts; also without a border before them ("/bot123:AA…"). */
const token = /\d{6,12}:[\w-]{30,}/g;
/** Viet Nam phone numbers in any spelling: "0912 345 678", "(+84) 912.345.678", "0297 3 123 456". */
const phone = /(?<!\d)\(?(?:(?:\+|00)84|84|0)\)?(?:[\s.()-]{0,2}\d){9,11}(?!\d)/g;
const secretNames = '(?:token|secret|code|password|verifier|signature)';
const secretInQuery = new RegExp(`([\\w-]*${secretNames}=)[^&\\s]+`, 'gi');
const secretInJson = new RegExp(`("[\\w-]*${secretNames}"\\s*:\\s*")[^"]*`, 'gi');
const bearer = /(bearer\s+)[\w.~+/=-]+/gi;
/** Up to the last @ of the host: a password may hold one too. */
const credentials = /(\b[a-z][a-z\d+.-]*:\/\/)[^/\s]+@/gi;

export const mask = (words: string): string =>
  words
    .replace(token, '[token]')
    .replace(credentials, '$1[credentials]@')
    .replace(secretInQuery, '$1[secret]')
    .replace(secretInJson, '$1[secret]')
    .replace(bearer, '$1[secret]')
    .replace(phone, '[phone]');

/** Deep enough for every chain of causes; an error may even be its own. */
const deepestCause = 5;

const errorOf = (error: unknown, depth = 0): unknown => {
  if (!(error instanceof Error)) return { message: mask(String(error)) };
  const code = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: mask(error.message),
    stack: mask(error.stack ?? ''),
    ...(code === undefined ? {} : { code }),
    ...(error.cause === undefined || depth === deepestCause
      ? {}
      : { cause: errorOf(error.cause, depth + 1) }),
  };
};

/**
 * What people write, and who they are, never reaches the log: rows are named by id only. The masks are the
 * second wall, for texts of errors that come from elsewhere.
 */
export const createLog = (level: string, destination?: { write(line: string): void }): Log =>
  pino(
    {
      level,
      base: null,
      redact: {
        paths: [
          '*.text',
          '*.name',
          '*.phone',
          '*.token',
          '*.headers',
          'text',
          'name',
          'phone',
          'token',
        ],
        censor: '[masked]',
      },
      serializers: { err: (error: unknown) => errorOf(error) },
      formatters: { level: (label) => ({ level: label }) },
    },
    destination ?? pino.destination({ sync: true, fd: 2 }),
  );
