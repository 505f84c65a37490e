import { blank, text, type Choice, type Message, type Text } from '../src/dialog/message.ts';
import type { Intent } from '../src/dialog/intent.ts';
import type { Flow, Turn } from '../src/dialog/turn.ts';
import type { QueryResult } from '../src/domain/queries.ts';
import type { TaskView } from '../src/domain/views.ts';
import { boardButton, itemIntent, opens, taskIntent } from './buttons.ts';
import { browse } from './choose.ts';
import { refuse } from './refused.ts';
import { fieldLines, flawLine, reviewLines } from './task-text.ts';
import { stateText } from './words.ts';

export type FoundTask = NonNullable<QueryResult<{ type: 'plan.task'; taskId: string }>>;

/** The task that a button names, as it is now. */
export const readTask = async (t: Turn): Promise<FoundTask | undefined> => {
  const taskId = t.start.intent?.subject ?? '';
  return (await t.read('task', { type: 'plan.task', taskId })) ?? undefined;
};

/** The button was drawn before the task was last changed. */
export const isStale = (intent: Intent | undefined, task: TaskView): boolean =>
  intent?.rev !== undefined && intent.rev !== task.rev;

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

const taskMessage = (found: FoundTask, stale: boolean): Message => {
  const { task, unitName, year } = found;
  return {
    lines: [
      ...(stale ? [text('task.stale'), blank] : []),
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
  intents: ['task'],
  async run(t) {
    const found = await readTask(t);
    if (!found) return refuse(t, { code: 'not_found' });
    return browse(t, taskMessage(found, isStale(t.start.intent, found.task)));
  },
};
