import { blank, text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { QueryResult } from '../../src/domain/queries.ts';
import type { TaskView } from '../../src/domain/views.ts';
import { boardButton, itemIntent, opens, taskIntent } from '../talking/buttons.ts';
import { planPage } from './plan-page.ts';
import { refuse } from '../talking/refused.ts';
import { fieldLines, flawLine, reviewLines } from './task-text.ts';
import { stateText } from '../talking/words.ts';

export type FoundTask = NonNullable<QueryResult<{ type: 'plan.task'; taskId: string }>>;

/** The task that a button names, as it is now. */
export const readTask = async (t: Turn): Promise<FoundTask | undefined> => {
  const taskId = t.start.intent?.subject ?? '';
  return (await t.read('task', { type: 'plan.task', taskId })) ?? undefined;
};

/** The button was drawn before the task was last changed. */
export const isStale = (intent: Intent | undefined, task: TaskView): boolean =>
  intent?.rev !== undefined && intent.rev !== task.rev;

/** Leads here after a change, to show what was saved. */
export const changedAction = 'task_changed';

const lockedLine = ({ task, state }: FoundTask): Text[] =>
  task.canEdit ? [] : [text('task.locked', { state: stateText(state) })];

const taskChoices = ({ task, unitId, year }: FoundTask): Choice[] => [
  ...(task.canEdit
    ? [
        opens('task.change', taskIntent('task_edit', task.id, task.rev), { tone: 'primary' }),
        opens('task.delete', taskIntent('task_delete', task.id, task.rev)),
      ]
    : []),
  opens('task.back_to_item', itemIntent({ unitId, year, code: task.item }), {
    params: { code: task.item },
  }),
  boardButton({ unitId, year }),
];

const taskMessage = (found: FoundTask, intent: Intent | undefined): Message => {
  const { task, unitName, year } = found;
  return {
    lines: [
      ...(intent?.action === changedAction ? [text('task.changed'), blank] : []),
      ...(isStale(intent, task) ? [text('task.stale'), blank] : []),
      text('task.title', { code: task.item, unit: unitName, year }),
      ...fieldLines(task),
      ...reviewLines(task),
      ...(task.canEdit ? task.flaws.map(flawLine) : []),
      ...(task.heldBy ? [text('task.held_by', { name: task.heldBy })] : []),
      ...lockedLine(found),
    ],
    choices: taskChoices(found),
  };
};

/** One task with what may be done about it. */
export const taskView: Flow = {
  id: 'task-view',
  version: 1,
  intents: ['task', changedAction],
  async run(t) {
    const found = await readTask(t);
    if (!found) return refuse(t, { code: 'not_found' });
    return planPage(t, found, taskMessage(found, t.start.intent));
  },
};
