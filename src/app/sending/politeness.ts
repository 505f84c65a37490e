import type { Account } from '../../domain/organisation.ts';
import type { Finds, OutboxRow } from '../../store/contract.ts';
import { outboxPriorities } from '../../store/contract.ts';
import { ownerOf } from '../turns/asker.ts';
import type { FlowList } from '../turns/flow-list.ts';
import { humanDelay } from '../turns/stand-back.ts';
import { dialogOf, isWorthKeeping } from '../turns/talk.ts';

/** A notice does not break into a talk that was touched this recently. */
const politeMs = 10 * 60_000;

export type PolitenessDeps = {
  finds: Finds;
  flows: FlowList;
  accountOf(row: OutboxRow): Promise<Account | undefined>;
};

/** How long a notice or reminder still waits because its reader is in the middle of a talk, with us or a human. */
export const politeDelay = async (
  row: OutboxRow,
  now: Date,
  { finds, flows, accountOf }: PolitenessDeps,
): Promise<number> => {
  if (row.priority === outboxPriorities.reply || !row.personId) return 0;
  const withHuman = humanDelay((await accountOf(row)) ?? {}, now);
  if (withHuman > 0) return withHuman;
  const dialogs = await finds.dialogsOf(ownerOf(row.personId, ''));
  const open = dialogs.find(({ paused }) => !paused);
  if (!open || !isWorthKeeping(open, flows)) return 0;
  const since = now.getTime() - Date.parse(dialogOf(open).touchedAt);
  return Math.max(0, politeMs - since);
};
