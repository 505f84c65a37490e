import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Bot tokens, as they stand in addresses and error texts; also without a border before them ("/bot123:AA…"). */
const token = /\d{6,12}:[\w-]{30,}/g;
/** Viet Nam phone numbers in any spelling. */
const phone = /(?:\+?84|0)(?:[\s.-]?\d){9}\b/g;
const secretInQuery = /((?:access_token|refresh_token|secret|code|password)=)[^&\s]+/gi;
const credentials = /(mongodb(?:\+srv)?:\/\/)[^@/\s]+@/g;

export const mask = (words: string): string =>
  words
    .replace(token, '[token]')
    .replace(credentials, '$1[credentials]@')
    .replace(secretInQuery, '$1[secret]')
    .replace(phone, '[phone]');

const errorOf = (error: unknown): unknown => {
  if (!(error instanceof Error)) return { message: mask(String(error)) };
  const code = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: mask(error.message),
    stack: mask(error.stack ?? ''),
    ...(code === undefined ? {} : { code }),
    ...(error.cause === undefined ? {} : { cause: errorOf(error.cause) }),
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
      serializers: { err: errorOf },
      formatters: { level: (label) => ({ level: label }) },
    },
    destination ?? pino.destination({ sync: true, fd: 2 }),
  );
