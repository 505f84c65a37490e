import type { OutboxRow } from '../../store/contract.ts';
import type { DeliverDeps } from './deliver.ts';

type Deps = Pick<DeliverDeps, 'outbox' | 'now' | 'freshen' | 'counted' | 'log'>;

const end = async (
  { outbox, now }: Deps,
  { id }: OutboxRow,
  leaseMs: number,
  reason: string,
): Promise<undefined> => {
  if (await outbox.claim(id, now(), leaseMs)) await outbox.finish(id, now(), { failed: reason });
};

/**
 * A reminder with the words of this moment; undefined when it does not go now. One that was on the wire when its
 * process died may have arrived: it is given up rather than said twice.
 */
export const readyReminder = async (
  deps: Deps,
  row: OutboxRow,
  leaseMs: number,
): Promise<OutboxRow | undefined> => {
  if (row.state === 'sending') {
    deps.log.warn({ row: row.id }, 'reminder: was on the wire, not repeated');
    deps.counted('failed');
    return end(deps, row, leaseMs, 'unknown');
  }
  if (!deps.freshen) return row;
  const fresh = await deps.freshen(row);
  if ('drop' in fresh) {
    const { drop, into } = fresh;
    if (into !== undefined) await deps.outbox.addToReminder(into, row.reminder?.items ?? []);
    return end(deps, row, leaseMs, drop);
  }
  if ('message' in fresh) {
    // Whoever types one of its choices later is asking for what was said.
    await deps.outbox.reword(row.id, fresh.message);
    return { ...row, message: fresh.message };
  }
  await deps.outbox.retry(row.id, fresh.waitUntil, fresh.code);
  return undefined;
};
