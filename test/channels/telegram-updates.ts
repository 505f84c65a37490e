import type { IncomingMessage } from 'node:http';
import { ApiError, badRequest } from './telegram-rules.ts';

type Update = { update_id: number } & Record<string, unknown>;
type Webhook = { url: string; secret: string };
type Asking = { end(answer: Update[] | ApiError): void };

/** What happened in the chats, until the bot has taken it: by asking, or at its webhook. */
export type UpdateQueue = {
  /** Adds one; resolves when the bot has confirmed it. */
  push(content: Record<string, unknown>): Promise<void>;
  /** Adds several at once: one batch. */
  pushAll(contents: readonly Record<string, unknown>[]): Promise<void>;
  /** A press with a spinner that waits for its answer. */
  spinner(): string;
  answered: string[];
  pending(): number;
  /** Where the webhook's address really is. */
  webhookAt(origin: string): void;
  webhook(): Webhook | undefined;
  /** How often each update was handed out. */
  handedOut: Map<number, number>;
  poll(args: Record<string, unknown>, request: IncomingMessage): Promise<Update[]>;
  setWebhook(to: Webhook | undefined): void;
  answer(id: string): true;
  close(): void;
};

const retryMs = 100;

export const createUpdateQueue = (): UpdateQueue => {
  const queue: Update[] = [];
  const waiters = new Map<number, () => void>();
  const spinners = new Set<string>();
  const answered: string[] = [];
  const handedOut = new Map<number, number>();
  let nextId = 700_000;
  let asking: Asking | undefined;
  let webhook: Webhook | undefined;
  let origin = '';
  let pushing = false;
  let closed = false;

  const confirm = (below: number): void => {
    while (queue[0] && queue[0].update_id < below) {
      const { update_id: id } = queue.splice(0, 1)[0] as Update; // the loop saw it
      waiters.get(id)?.();
      waiters.delete(id);
    }
  };
  const handOut = (limit: number): Update[] => {
    const batch = queue.slice(0, limit);
    for (const { update_id: id } of batch) handedOut.set(id, (handedOut.get(id) ?? 0) + 1);
    return batch;
  };

  /** One update, until the bot answers 200: at once, and then again and again. */
  const deliver = async (update: Update, { url, secret }: Webhook): Promise<boolean> => {
    handedOut.set(update.update_id, (handedOut.get(update.update_id) ?? 0) + 1);
    try {
      const answer = await fetch(origin + new URL(url).pathname, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-telegram-bot-api-secret-token': secret,
        },
        body: JSON.stringify(update),
      });
      return answer.ok;
    } catch {
      return false;
    }
  };
  const pushOut = async (): Promise<void> => {
    if (pushing) return;
    pushing = true;
    while (webhook && origin && queue[0] && !closed) {
      const [update] = queue;
      if (await deliver(update, webhook)) confirm(update.update_id + 1);
      else await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
    pushing = false;
  };
  const wake = (): void => {
    asking?.end(handOut(100));
    void pushOut();
  };

  const add = (content: Record<string, unknown>): Promise<void> => {
    const update_id = (nextId += 1);
    queue.push({ update_id, ...content });
    return new Promise((resolve) => waiters.set(update_id, resolve));
  };

  return {
    answered,
    handedOut,
    pending: () => queue.length,
    webhook: () => webhook,
    webhookAt(to) {
      origin = to;
      void pushOut();
    },
    push(content) {
      const taken = add(content);
      wake();
      return taken;
    },
    async pushAll(contents) {
      const taken = contents.map(add);
      wake();
      await Promise.all(taken);
    },
    spinner() {
      const id = `spin${(nextId += 1)}`;
      spinners.add(id);
      return id;
    },
    poll({ offset, timeout = 0, limit = 100 }, request) {
      if (webhook) {
        throw new ApiError(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      asking?.end(
        new ApiError(
          409,
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
        ),
      );
      if (typeof offset === 'number') confirm(offset);
      if (queue.length > 0) return Promise.resolve(handOut(Number(limit)));
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => mine.end([]), Number(timeout) * 1_000);
        const mine: Asking = {
          end(answer) {
            clearTimeout(timer);
            if (asking === mine) asking = undefined;
            if (answer instanceof ApiError) reject(answer);
            else resolve(answer);
          },
        };
        asking = mine;
        request.socket.setMaxListeners(0);
        request.socket.once('close', () => mine.end([]));
      });
    },
    setWebhook(to) {
      webhook = to;
      asking?.end(new ApiError(409, 'Conflict: terminated by setWebhook request'));
      void pushOut();
    },
    answer(id) {
      if (!spinners.delete(id)) {
        throw badRequest('query is too old and response timeout expired or query ID is invalid');
      }
      answered.push(id);
      return true;
    },
    close() {
      closed = true;
      asking?.end([]);
    },
  };
};
