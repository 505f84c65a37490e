import { ZaloError, type ZaloErrorKind } from '../../zalo-oa-sdk/errors.ts';
import { SendError, type SendErrorCode } from '../channel.ts';

/** What each trouble of Zalo's means for a delivery. */
export const meanings: Readonly<Record<ZaloErrorKind, SendErrorCode>> = {
  /** The library has tried once more with the newest token. */
  token_expired: 'config',
  token_invalid: 'config',
  grant_dead: 'config',
  code_dead: 'config',
  /** Allowances come back by themselves. */
  quota: 'throttled',
  billing: 'config',
  rate: 'throttled',
  night: 'throttled',
  window_closed: 'window_closed',
  user_blocked: 'blocked',
  /** Whoever follows the account again can be written to again. */
  not_following: 'window_closed',
  unreachable: 'unreachable',
  /** No such account, template or path: persons are told of in words. */
  not_found: 'config',
  bad_request: 'rejected',
  too_long: 'rejected',
  unsupported_file: 'rejected',
  /** It is uploaded again at the next try. */
  asset_expired: 'transient',
  template_rejected: 'rejected',
  permission: 'config',
  server: 'transient',
  network: 'transient',
  timeout: 'transient',
  unknown: 'transient',
};

/** A field that names a person, in Zalo's words for a request that it does not like: nobody is there. */
const nobody = /\b(user_?id|recipient|phone)\b/iu;

export const namesNobody = ({ message }: ZaloError): boolean => nobody.test(message);

const meaningOf = (error: ZaloError): SendErrorCode =>
  error.kind === 'bad_request' && namesNobody(error) ? 'unreachable' : meanings[error.kind];

const hour = 3_600;
const day = 24 * hour;
/** Viet Nam, all year. */
const offset = 7 * hour;
/** Zalo's night ends then. */
const morning = 6 * hour;

const untilMorning = (now: Date): number => {
  const second = (Math.floor(now.getTime() / 1_000) + offset) % day;
  return (second < morning ? morning : morning + day) - second;
};

/** Zalo names no time for an allowance. */
const quotaSeconds = hour;

const retryAfterOf = ({ kind, retryAfter }: ZaloError, now: Date): number => {
  if (retryAfter !== undefined) return retryAfter;
  return kind === 'night' ? untilMorning(now) : quotaSeconds;
};

const longestWords = 160;

/** Zalo may quote what it was sent: no person, no word of theirs, no token belongs into a log. */
const inGeneral = (words: string): string =>
  words
    .replace(/"[^"]*"|“[^”]*”|'[^']*'/gu, '"…"')
    .replace(/[\w-]*\d{5,}[\w-]*/gu, '…')
    .slice(0, longestWords);

/** "Template is not approved (-131)": the library names call and number ahead of Zalo's words. */
const saidBy = (code: number, message: string): string => {
  const ahead = `: ${code} `;
  const at = message.indexOf(ahead);
  return at < 0 ? String(code) : `${inGeneral(message.slice(at + ahead.length))} (${code})`;
};

const asSendError = (error: ZaloError, now: Date): SendError => {
  const code = meaningOf(error);
  return new SendError(code, `zalo: ${error.kind}: ${inGeneral(error.message)}`, {
    mayHaveActed: error.mayHaveActed,
    ...(error.code === undefined ? {} : { said: saidBy(error.code, error.message) }),
    ...(code === 'throttled' ? { retryAfter: retryAfterOf(error, now) } : {}),
  });
};

/** Does the work, and throws `SendError` only. What the keeper of the tokens throws stays outside: it may hold one. */
export const sending = async <T>(now: () => Date, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SendError) throw error;
    if (error instanceof ZaloError) throw asSendError(error, now());
    const kind = error instanceof Error ? error.name : 'unknown';
    throw new SendError('transient', `zalo: could not be asked (${kind})`);
  }
};
