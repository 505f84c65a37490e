import PQueue from 'p-queue';
import type { Channel, Delivery } from '../channels/channel.ts';
import type { Inbox, Outbox } from '../store/contract.ts';
import type { Metrics } from './metrics.ts';
import { pause } from './pause.ts';
import { isSign } from './sending/whereabouts.ts';
import { inboxRowOf } from './turns/inbox-row.ts';

export type AcceptDeps = {
  store: { inbox: Pick<Inbox, 'accept'>; outbox: Pick<Outbox, 'release'> };
  channels: ReadonlyMap<string, Channel>;
  metrics: Pick<Metrics, 'accepted'>;
  now(): Date;
  /** Something new lies in the inbox. */
  wake(): void;
};

export type Accepting = {
  /** Stores an event durably, then wakes the worker. The same event twice is one. */
  accept(channel: string, delivery: Delivery): Promise<void>;
  /**
   * Resolves when nothing waits to be stored, or after a while all the same: the vendor wants its answer within
   * moments, people theirs within seconds.
   */
  quiet(): Promise<void>;
};

/** Work on rows that lets in first what comes from outside. */
export const whenQuiet =
  <Row, Outcome>({ quiet }: Pick<Accepting, 'quiet'>, work: (row: Row) => Promise<Outcome>) =>
  async (row: Row): Promise<Outcome> => {
    await quiet();
    return work(row);
  };

/**
 * A vendor sends as fast as it likes. Each event that is being stored holds a connection to the database; were all
 * of them held so, whoever has the database would wait for one, and they for it.
 */
const storedAtOnce = 16;

/** A stream of events that never ends must not keep every answer waiting. */
const longestMs = 150;

export const createAccept = ({ store, channels, metrics, now, wake }: AcceptDeps): Accepting => {
  const line = new PQueue({ concurrency: storedAtOnce });

  const put = async (channel: string, delivery: Delivery): Promise<void> => {
    const at = now();
    const fresh = await store.inbox.accept(inboxRowOf(channel, delivery, at));
    // Also for an event that is known: a crash may have come between.
    if (isSign(delivery)) {
      await store.outbox.release({ channel, address: delivery.address }, at);
    }
    if (fresh) metrics.accepted(channel);
    wake();
    if (fresh) void channels.get(channel)?.ack?.(delivery);
  };

  return {
    accept: (channel, delivery) => line.add(() => put(channel, delivery)),
    async quiet() {
      if (line.pending + line.size === 0) return;
      const over = new AbortController();
      await Promise.race([line.onIdle(), pause(longestMs, over.signal)]);
      over.abort();
    },
  };
};
