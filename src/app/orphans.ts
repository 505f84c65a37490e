import type { Store } from '../store/connect.ts';
import { workerLease } from './working/leadership.ts';

/** More chats than one process ever sends to at once. */
const most = 1_000;
/** No lease on a row lasts longer. */
const longestMs = 24 * 3_600_000;

/**
 * Takes what a process that died held. Only for whoever is alone on this database, as on the embedded one: the
 * lease would keep everybody waiting for seconds, and a message that was on the wire its chat for a minute.
 */
export const freeOrphans = async (
  { leases, outbox }: Pick<Store, 'leases' | 'outbox'>,
  now: Date,
): Promise<void> => {
  const held = await leases.get(workerLease);
  if (held) await leases.release(workerLease, held.holder);
  const open = await outbox.due(new Date(now.getTime() + longestMs), [], most);
  for (const { id, state } of open) if (state === 'sending') await outbox.retry(id, now, 'restart');
};
