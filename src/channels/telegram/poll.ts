import type { Update } from '@grammyjs/types';
import { SendError, type Delivery } from '../channel.ts';
import type { TelegramApi } from './api.ts';
import { wantedUpdates } from './inbound.ts';

export type PollDeps = {
  api: TelegramApi;
  read(update: Update): Delivery[];
  /** What keeps the updates away; undefined once they come again. */
  onTrouble(error: SendError | undefined): void;
  /** Waits before the next try; resolves at once when the signal fires. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** How long Telegram holds a question open, in seconds; at most 50. */
  holdSeconds: number;
};

const batch = 100;
const firstPauseMs = 500;
const longestPauseMs = 60_000;
/** Somebody else asks at the same time: at a change of guard that is over within seconds. */
const configPauseMs = 5_000;
/** Longer than the vendor holds the question. */
const graceMs = 10_000;

const pauseAfter = ({ code, retryAfter }: SendError, failures: number): number => {
  if (retryAfter !== undefined) return retryAfter * 1_000;
  const growing = Math.min(firstPauseMs * 2 ** failures, longestPauseMs);
  return code === 'config' ? Math.max(configPauseMs, growing) : growing;
};

const ask = (
  { api, holdSeconds }: PollDeps,
  offset: number | undefined,
  signal: AbortSignal,
): Promise<Update[]> =>
  api.call(
    'getUpdates',
    {
      limit: batch,
      timeout: holdSeconds,
      allowed_updates: wantedUpdates,
      ...(offset === undefined ? {} : { offset }),
    },
    { signal, timeoutMs: holdSeconds * 1_000 + graceMs },
  );

/**
 * Asks for updates until the signal fires. Asking with a higher `offset` makes Telegram forget everything below
 * it; that happens only when the consumer comes for the next batch, so when its inbox holds this one.
 */
export async function* pollUpdates(
  deps: PollDeps,
  signal: AbortSignal,
): AsyncGenerator<readonly Delivery[]> {
  let offset: number | undefined;
  let failures = 0;
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    try {
      const updates = await ask(deps, offset, signal);
      if (failures > 0) deps.onTrouble(undefined);
      failures = 0;
      const deliveries = updates.flatMap((one) => deps.read(one));
      if (deliveries.length > 0) yield deliveries;
      // What was asked away is gone: after an empty answer no offset is needed, and none can grow stale.
      const last = updates.at(-1);
      offset = last && last.update_id + 1;
    } catch (error) {
      if (!(error instanceof SendError)) throw error;
      if (isOver()) return;
      deps.onTrouble(error);
      await deps.pause(pauseAfter(error, failures), signal);
      failures += 1;
    }
  }
}
