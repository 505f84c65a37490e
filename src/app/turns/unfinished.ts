import type { Intent } from '../../dialog/intent.ts';
import type { UnitId } from '../../domain/ids.ts';
import type { ItemCode } from '../../domain/programme.ts';
import type { Desk } from './desk.ts';
import { dialogOf } from './talk.ts';

/** The conversation that writes a new task; its subject is "unit/item", its rev the year. */
const taskAction = 'task_new';
const noIntent: Intent = { action: '' };

/** Items about which this person left a conversation unfinished, so that the board can offer to go on. */
export const unfinishedItems = (
  { dialogs }: Desk,
  unitId: UnitId,
  year: number,
): ReadonlySet<ItemCode> => {
  const codes = dialogs.flatMap((stored) => {
    const { start, path } = dialogOf(stored);
    const { action, subject = '', rev, words } = start.intent ?? noIntent;
    const [unit, code] = subject.split('/');
    const begun = words !== undefined || path.some(([key]) => key.startsWith('ask:'));
    const isIt = action === taskAction && unit === unitId && rev === year && begun;
    return isIt && code ? [code] : [];
  });
  return new Set(codes);
};
