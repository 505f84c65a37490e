import { createHash, timingSafeEqual } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  Malformed,
  SendError,
  Unauthorized,
  type Channel,
  type Delivery,
  type FilePort,
  type MenuCommand,
  type MenuScope,
  type Poller,
  type Receiver,
} from '../channel.ts';
import { telegramLike } from '../limits.ts';
import { createTelegramApi, type TelegramApi } from './api.ts';
import { readUpdate, wantedUpdates } from './inbound.ts';
import { pollUpdates } from './poll.ts';
import { createEdit, createSend } from './sending.ts';
import { createTyping } from './typing.ts';

export type TelegramDeps = {
  token: string;
  /** Where the Bot API is: https://api.telegram.org, a server of one's own, or a stand-in. */
  root: string;
  /** What a webhook request must bring along; without one no webhook request is taken. */
  webhookSecret: string | undefined;
  files: FilePort;
  /** Something came that the bot does not serve: its name, never its content. */
  onUnknown(name: string): void;
  /** Polling: what keeps the updates away; undefined once they come again. */
  onTrouble(error: SendError | undefined): void;
  /** How long a question for updates stays open, in seconds. */
  holdSeconds?: number;
};

export type TelegramChannel = Channel &
  Receiver &
  Poller & {
    /** Asks who the bot is; its name makes links to it. */
    whoAmI(): Promise<{ username: string }>;
    /** From now on Telegram calls this address, or nobody when it is undefined. */
    setWebhook(url: string | undefined): Promise<void>;
  };

/** The Bot API's own limit for `getFile`. */
const largestDownload = 20_000_000;
const webhookConnections = 40;
const secretHeader = 'x-telegram-bot-api-secret-token';

const digest = (words: string): Buffer => createHash('sha256').update(words).digest();

const checkSecret = (expected: string | undefined, given: string | undefined): void => {
  const same = timingSafeEqual(digest(given ?? ''), digest(expected ?? ''));
  if (!expected || !same) throw new Unauthorized('the secret of the webhook is wrong');
};

const parseBody = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    throw new Malformed('the request is no JSON');
  }
};

/** Reads updates and keeps, beside each press, the query that its spinner hangs on. */
const createReader = (onUnknown: (name: string) => void) => {
  const spinners = new WeakMap<Delivery, string>();
  return {
    spinnerOf: (delivery: Delivery) => spinners.get(delivery),
    read(update: unknown): Delivery[] {
      const found = readUpdate(update);
      if ('unknown' in found) {
        onUnknown(found.unknown);
        return [];
      }
      if (found.callbackId !== undefined) spinners.set(found.delivery, found.callbackId);
      return [found.delivery];
    },
  };
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch(() => undefined);

const swallow = (work: Promise<unknown>): Promise<void> =>
  work.then(
    () => undefined,
    () => undefined,
  );

const fetchFile = async (api: TelegramApi, ref: string) => {
  const { file_path: path, file_size: size = 0 } = await api
    .call('getFile', { file_id: ref })
    .catch((error: unknown) => {
      const refused = error instanceof SendError && error.code === 'rejected';
      if (!refused) throw error;
      const reason = error.message.includes('too big') ? 'too_big' : 'gone';
      throw new SendError('rejected', error.message, { reason });
    });
  if (!path) throw new SendError('rejected', 'getFile: no path', { reason: 'gone' });
  if (size > largestDownload) {
    throw new SendError('rejected', 'getFile: the file is too big', { reason: 'too_big' });
  }
  const bytes = await api.download(path, largestDownload);
  return { bytes, name: path.split('/').at(-1) ?? 'file', type: 'application/octet-stream' };
};

const setMenu = async (
  api: TelegramApi,
  menu: readonly MenuCommand[],
  to: MenuScope,
): Promise<void> => {
  const commands = menu.map(({ word, description }) => ({ command: word, description }));
  if (!('address' in to)) {
    // The list without a language is everybody's whose own has none.
    const language = to.lang === 'en' ? { language_code: 'en' as const } : {};
    await api.call('setMyCommands', { commands, ...language });
    return;
  }
  const scope = { type: 'chat', chat_id: to.address } as const;
  if (menu.length === 0) await api.call('deleteMyCommands', { scope });
  else await api.call('setMyCommands', { commands, scope });
};

const connectTo = (api: TelegramApi, webhookSecret: string | undefined) => ({
  async whoAmI() {
    const { username } = await api.call('getMe', {});
    return { username };
  },
  async setWebhook(url: string | undefined) {
    if (url === undefined) {
      await api.call('deleteWebhook', {});
      return;
    }
    await api.call('setWebhook', {
      url,
      allowed_updates: wantedUpdates,
      max_connections: webhookConnections,
      ...(webhookSecret === undefined ? {} : { secret_token: webhookSecret }),
    });
  },
});

/** Telegram as a channel: private chats only, the address is the chat's id. */
export const createTelegramChannel = (deps: TelegramDeps): TelegramChannel => {
  const { files, webhookSecret, holdSeconds = 50 } = deps;
  const api = createTelegramApi(deps);
  const { read, spinnerOf } = createReader(deps.onUnknown);
  const typing = createTyping((address) =>
    swallow(api.call('sendChatAction', { chat_id: address, action: 'typing' })),
  );
  const sendNow = createSend({ api, files });
  const editNow = createEdit({ api, files });
  return {
    name: 'telegram',
    limits: () => telegramLike,
    send(address, message) {
      typing.answered(address);
      return sendNow(address, message);
    },
    edit(address, providerId, message) {
      typing.answered(address);
      return editNow(address, providerId, message);
    },
    async ack(delivery) {
      const id = spinnerOf(delivery);
      // An edited message would leave "typing" standing: a press shows none.
      if (id !== undefined)
        await swallow(api.call('answerCallbackQuery', { callback_query_id: id }));
      else if (!delivery.presence) typing.expect(delivery.address);
    },
    fetchFile: (ref) => fetchFile(api, ref),
    setMenu: (commands, to) => setMenu(api, commands, to),
    receive({ headers, body }) {
      checkSecret(webhookSecret, headers[secretHeader]);
      return read(parseBody(body));
    },
    poll: (signal) =>
      pollUpdates({ api, read, holdSeconds, pause, onTrouble: deps.onTrouble }, signal),
    ...connectTo(api, webhookSecret),
  };
};
