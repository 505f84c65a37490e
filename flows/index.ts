/** Every conversation there is. Whoever adds one adds it here, with a transcript under test/flows/transcripts. */
import type { Flow } from '../src/dialog/turn.ts';
import { board } from './board.ts';
import { fallback } from './fallback.ts';
import { fix } from './fix.ts';
import { help } from './help.ts';
import { item } from './item.ts';
import { join } from './join.ts';
import { language } from './language.ts';
import { official } from './official.ts';
import { privacy } from './privacy.ts';
import { send } from './send.ts';
import { taskDelete, taskRestore } from './task-delete.ts';
import { taskEdit } from './task-edit.ts';
import { taskSaved } from './task-saved.ts';
import { taskView } from './task-view.ts';
import { task } from './task.ts';
import { withdraw } from './withdraw.ts';

export const flows: readonly Flow[] = [
  join,
  board,
  item,
  official,
  task,
  taskSaved,
  taskView,
  taskEdit,
  taskDelete,
  taskRestore,
  send,
  withdraw,
  fix,
  help,
  language,
  privacy,
  fallback,
];

/** Who meets what nothing else answers: members, and those who have not joined. */
export const entries = { fallback: 'fallback', stranger: 'join' } as const;
