import { SendError, type SendErrorCode } from '../channel.ts';

/** What the Bot API answered instead of a result: `{ok: false, error_code, description, parameters}`. */
export type Refused = { code: number; description: string; retryAfter?: number };

/**
 * What each answer means for a delivery; the first line that fits counts. The words are those of the Bot API
 * server (github.com/tdlib/telegram-bot-api, Client.cpp).
 */
const meanings: readonly { code: number; words?: RegExp; means: SendErrorCode }[] = [
  /** The token is wrong or was revoked. */
  { code: 401, means: 'config' },
  { code: 404, means: 'config' },
  /** Somebody else asks for the updates, or a webhook stands in the way. */
  { code: 409, means: 'config' },
  { code: 420, means: 'throttled' },
  { code: 429, means: 'throttled' },
  { code: 403, words: /blocked by the user/i, means: 'blocked' },
  /** Deactivated, never started the bot, a bot itself. */
  { code: 403, means: 'unreachable' },
  {
    code: 400,
    words: /chat not found|user not found|chat_id is empty|(PEER|USER|CHAT)_ID_INVALID|upgraded/i,
    means: 'unreachable',
  },
];

const meaningOf = ({ code, description }: Refused): SendErrorCode => {
  const found = meanings.find((one) => one.code === code && (one.words?.test(description) ?? true));
  if (found) return found.means;
  return code >= 500 || code < 400 ? 'transient' : 'rejected';
};

const longestDescription = 160;
/** When the server names no time. */
const defaultRetryAfter = 5;

/** The server quotes what it could not read, and names files and chats: none of that belongs into a log. */
const inGeneral = (description: string): string =>
  description
    .replace(/"[^"]*"|“[^”]*”|'[^']*'/gu, '"…"')
    .replace(/\d{5,}(:[\w-]+)?/gu, '…')
    .slice(0, longestDescription);

export const asSendError = (method: string, refused: Refused): SendError => {
  const { code, description, retryAfter = defaultRetryAfter } = refused;
  const means = meaningOf(refused);
  return new SendError(
    means,
    `${method}: ${code} ${inGeneral(description)}`,
    means === 'throttled' ? { retryAfter } : {},
  );
};

/**
 * Nobody answered, or with something that is no answer. The error itself stays outside: its address holds the
 * token, and its payload the words of the message.
 */
export const asOutage = (method: string, error: unknown): SendError => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const kind = /^[A-Z_]{3,40}$/.test(code) ? code : error instanceof Error ? error.name : 'unknown';
  return new SendError('transient', `${method}: no answer (${kind})`);
};
