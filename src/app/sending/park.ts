import type { Account } from '../../domain/organisation.ts';
import type { Outbox, OutboxRow } from '../../store/contract.ts';

export type ParkDeps = {
  outbox: Outbox;
  now(): Date;
  /** Those above learn that something waits; the same silence is told once. */
  tellUnsent(account: Account): Promise<void>;
  /** When they did something that lies in the inbox still. */
  heardAt(row: OutboxRow): Promise<Date | undefined>;
  /** As it is stored now. */
  seenAt(account: Account): Promise<Date | undefined>;
};

/** By then the turn of whoever has just written is through. */
const momentMs = 2_000;

/**
 * Waits until its reader is heard of. Told before it lies there, so that no crash leaves it untold; looked after
 * once more when it lies there, because they may write at this very moment.
 */
export const park = async (
  deps: ParkDeps,
  row: OutboxRow,
  account: Account,
): Promise<'parked' | 'retried'> => {
  const { outbox, now } = deps;
  const { channel, address } = account;
  const soon = (): Date => new Date(now().getTime() + momentMs);
  if (await deps.heardAt(row)) {
    await outbox.retry(row.id, soon(), 'window_closed');
    return 'retried';
  }
  await deps.tellUnsent(account);
  await outbox.park(row.id, 'window_closed');
  const seenAt = (await deps.seenAt(account)) ?? account.seenAt;
  if (seenAt > account.seenAt || (await deps.heardAt(row))) {
    await outbox.release({ channel, address }, soon());
  }
  return 'parked';
};
