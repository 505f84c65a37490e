import type { z } from 'zod';
import { ZaloError, type ZaloErrorKind, type ZaloFamily } from './errors.ts';
import { kindOfCode, kindOfStatus } from './error-table.ts';
import { isRecord, parseJson } from './json.ts';
import type { WireAnswer } from './wire.ts';

/** What is needed to make an error of an answer: which call it was, and what must not appear in it. */
export type Asked = {
  family: ZaloFamily;
  name: string;
  secrets: readonly string[];
  now: () => Date;
};

const longestWords = 300;

/** Zalo sometimes quotes what it was sent. */
const withoutSecrets = (words: string, secrets: readonly string[]): string => {
  let clean = words;
  for (const secret of secrets) if (secret !== '') clean = clean.replaceAll(secret, '…');
  return clean.slice(0, longestWords);
};

const wordsOf = (body: Readonly<Record<string, unknown>>): string => {
  const words = [body.message, body.error_name, body.error_reason, body.error_description];
  const said = words.filter((one): one is string => typeof one === 'string' && one !== '');
  return [...new Set(said)].join('; ');
};

/** The limits count by the minute. */
const untilNextMinute = (now: Date): number => Math.max(1, 60 - now.getUTCSeconds());

const retryAfterOf = (kind: ZaloErrorKind, answer: WireAnswer, now: Date): number | undefined => {
  if (kind !== 'rate') return undefined;
  const said = Number(answer.header('retry-after') ?? NaN);
  return Number.isFinite(said) && said > 0 ? said : untilNextMinute(now);
};

const refusal = (
  asked: Asked,
  answer: WireAnswer,
  said: { code?: number; words: string },
): ZaloError => {
  const { code, words } = said;
  const known = code === undefined ? undefined : kindOfCode(asked.family, code, words);
  const byStatus = kindOfStatus(answer.status);
  const kind = known ?? byStatus;
  const shown = code ?? `HTTP ${answer.status}`;
  return new ZaloError({
    family: asked.family,
    kind,
    code,
    message: withoutSecrets(`${asked.name}: ${shown} ${words}`.trim(), asked.secrets),
    httpStatus: answer.status,
    retryAfter: retryAfterOf(kind, answer, asked.now()),
    // A gateway that fails, or an answer that is none: the request may have passed it.
    mayHaveActed: code === undefined && (byStatus === 'server' || answer.status < 300),
  });
};

const codeIn = ({ error }: Readonly<Record<string, unknown>>): number | undefined => {
  if (error === undefined || error === null || error === '') return undefined;
  const code = Number(error);
  return Number.isSafeInteger(code) ? code : undefined;
};

/** The body of an answer that says yes. A refusal is thrown, also when it comes with HTTP 200, as most do. */
export const bodyOf = (asked: Asked, answer: WireAnswer): Readonly<Record<string, unknown>> => {
  const body = parseJson(answer.text);
  if (!isRecord(body)) throw refusal(asked, answer, { words: 'no JSON object' });
  const code = codeIn(body);
  if (code !== undefined && code !== 0)
    throw refusal(asked, answer, { code, words: wordsOf(body) });
  const refusedWithoutCode = code === undefined && body.error !== undefined && body.error !== null;
  if (answer.status >= 300 || refusedWithoutCode) {
    throw refusal(asked, answer, { words: wordsOf(body) });
  }
  return body;
};

/** What a call promises, read out of the answer. An answer of another shape is an error that quotes no value. */
export const readAs = <T>(asked: Asked, schema: z.ZodType<T>, value: unknown): T => {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const where = read.error.issues.map((one) => one.path.join('.') || 'answer').join(', ');
  throw new ZaloError({
    family: asked.family,
    kind: 'unknown',
    message: `${asked.name}: unexpected answer (${where})`,
    mayHaveActed: true,
  });
};
