import type { Finds, OutboxRow } from '../../store/contract.ts';
import { outboxPriorities } from '../../store/contract.ts';
import { ownerOf } from '../turns/asker.ts';
import type { FlowList } from '../turns/flow-list.ts';
import { dialogOf, isWorthKeeping } from '../turns/talk.ts';

/** A notice does not break into a talk that was touched this recently. */
const politeMs = 10 * 60_000;

/** How long a notice or reminder still waits because its reader is in the middle of answering. */
export const politeDelay = async (
  row: OutboxRow,
  now: Date,
  { finds, flows }: { finds: Finds; flows: FlowList },
): Promise<number> => {
  if (row.priority === outboxPriorities.reply || !row.personId) return 0;
  const dialogs = await finds.dialogsOf(ownerOf(row.personId, ''));
  const open = dialogs.find(({ paused }) => !paused);
  if (!open || !isWorthKeeping(open, flows)) return 0;
  const since = now.getTime() - Date.parse(dialogOf(open).touchedAt);
  return Math.max(0, politeMs - since);
};
