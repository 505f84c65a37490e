import { blank, text, type Choice, type Message, type Text } from '../src/dialog/message.ts';
import type { Intent } from '../src/dialog/intent.ts';
import type { Flow, Turn } from '../src/dialog/turn.ts';
import type { TaskInput } from '../src/domain/commands.ts';
import type { ReturnReason } from '../src/domain/registration.ts';
import type { MyPost, PlanBoard, TaskView } from '../src/domain/views.ts';
import { boardButton, opens, planIntent, sendIntent, taskIntent } from './buttons.ts';
import { oneOf } from './choose.ts';
import { planPage } from './plan-page.ts';
import type { FieldName } from './field-parsers.ts';
import { askWritingPost } from './posts.ts';
import { refuse } from './refused.ts';
import { planSubject, type PlanSubject } from './subject.ts';
import { deletedMessage } from './task-delete.ts';
import { askNewValue, fieldChoices, parseFieldChoice, saveChange } from './task-edit.ts';
import { fieldLines, reviewLines, understood, warningLines } from './task-text.ts';
import type { FoundTask } from './task-view.ts';

/** What the superior's reason points at; the others are told by the note only. */
const namedField: Readonly<Partial<Record<ReturnReason, FieldName>>> = {
  no_target: 'target',
  no_time: 'due',
  no_owner: 'owner',
  wrong_content: 'content',
};

const wishes = ['named', 'other', 'delete', 'skip'] as const;

const fieldOf = ({ reason = 'other' }: TaskView): FieldName | undefined => namedField[reason];

const inTimeLine = ({ sent }: PlanBoard): Text[] =>
  sent && !sent.late ? [text('fix.in_time')] : [];

const changeChoices = (field: FieldName | undefined): Choice[] =>
  field === undefined
    ? [{ label: text('task.change'), answer: 'other', tone: 'primary' }]
    : [
        { label: text(`task.edit.${field}`), answer: 'named', tone: 'primary' },
        { label: text('fix.other_field'), answer: 'other' },
      ];

const fixChoices = (task: TaskView, last: boolean): Choice[] => [
  ...changeChoices(fieldOf(task)),
  { label: text('task.delete'), answer: 'delete' },
  ...(last ? [] : [{ label: text('fix.skip'), answer: 'skip' }]),
];

const fixMessage = (board: PlanBoard, task: TaskView, number: number): Message => {
  const total = board.returnedTasks.length;
  return {
    lines: [
      text('fix.title', { number, total, code: task.item, year: board.year }),
      ...reviewLines(task),
      ...inTimeLine(board),
      blank,
      ...fieldLines(task),
    ],
    choices: fixChoices(task, number === total),
  };
};

const allFixedMessage = (board: PlanBoard): Message => ({
  lines: [text('fix.all_fixed', { year: board.year, unit: board.unitName }), ...inTimeLine(board)],
  choices: [opens('plan.send_again', sendIntent(board), { tone: 'primary' }), boardButton(board)],
});

type Fixing = { board: PlanBoard; post: MyPost; task: TaskView; number: number };

const askWhich = async (t: Turn, { task }: Fixing, wish: 'named' | 'other'): Promise<FieldName> => {
  const named = wish === 'named' ? fieldOf(task) : undefined;
  if (named !== undefined) return named;
  const message = { lines: [text('task.which_field')], choices: fieldChoices };
  return t.ask(`field.${task.id}`, message, parseFieldChoice, { accept: ['choice'] });
};

/** What it says now, whether that is clear, and the way to say it once more. */
const savedMessage = ({ task, year }: FoundTask, field: FieldName, fields: TaskInput): Message => ({
  lines: [
    text('fix.saved', {
      code: task.item,
      year,
      field: text(`task.field.${field}`),
      words: fields[field] || text('task.none'),
    }),
    ...warningLines(understood(fields, year)),
  ],
  choices: [opens('fix.again', taskIntent('task_edit', task.id))],
});

const remove = async (t: Turn, found: FoundTask, post: MyPost): Promise<boolean> => {
  const { task, unitId, year } = found;
  const { id: taskId, rev } = task;
  const deleted = await t.run('delete', { type: 'task.delete', as: post.postId, taskId, rev });
  if ('done' in deleted) {
    await t.say('deleted', deletedMessage(found));
    return true;
  }
  await refuse(t, deleted.refused, [boardButton({ unitId, year })]);
  return false;
};

/** One returned task: why, what it says now, and the change. */
const fixOne = async (t: Turn, fixing: Fixing): Promise<'skipped' | 'fixed' | 'refused'> => {
  const { board, post, task, number } = fixing;
  const message = fixMessage(board, task, number);
  const wish = await t.ask(`fix.${task.id}`, message, oneOf(...wishes), { accept: ['choice'] });
  if (wish === 'skip') return 'skipped';
  const { unitId, unitName, year, state } = board;
  const found: FoundTask = { task, unitId, unitName, year, state };
  if (wish === 'delete') return (await remove(t, found, post)) ? 'fixed' : 'refused';
  const field = await askWhich(t, fixing, wish);
  const fields = await askNewValue(t, found, field, post);
  if (!(await saveChange(t, found, fields, post))) return 'refused';
  await t.say('saved', savedMessage(found, field, fields));
  return 'fixed';
};

/** Passes over tasks until one is changed; then the conversation begins anew with what is left. */
const fixNext = async (t: Turn, board: PlanBoard, post: MyPost): Promise<Intent | undefined> => {
  const { unitId, year } = board;
  for (const [index, task] of board.returnedTasks.entries()) {
    const ended = await fixOne(t, { board, post, task, number: index + 1 });
    if (ended === 'refused') return undefined;
    if (ended === 'fixed') return { action: 'fix', subject: unitId, rev: year };
  }
  return planIntent(board);
};

const fixPlan = async (t: Turn, at: PlanSubject): Promise<Intent | undefined> => {
  const { unitId, year } = at;
  const post = await askWritingPost(t, await t.read('who', { type: 'me' }), unitId);
  if (!post) return refuse(t, { code: 'not_allowed' });
  const board = await t.read('board', { type: 'plan.board', unitId, year });
  if (!board) return refuse(t, { code: 'not_found' });
  if (board.state !== 'returned' || !board.canEdit) return planIntent(at);
  if (board.returnedTasks.length > 0) return fixNext(t, board, post);
  return planPage(t, at, allFixedMessage(board));
};

/** "Sửa phần được yêu cầu bổ sung": straight to the returned tasks, one after the other. */
export const fix: Flow = {
  id: 'fix',
  version: 1,
  intents: ['fix'],
  async run(t) {
    const at = planSubject(t.start.intent);
    return at ? fixPlan(t, at) : refuse(t, { code: 'not_found' });
  },
};
