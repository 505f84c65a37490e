import { blank, text, type Message, type Text } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { TaskInput } from '../../src/domain/commands.ts';
import type { MyPost, PlanBoard, TaskView } from '../../src/domain/views.ts';
import { boardButton, opens, planIntent, sendIntent, taskIntent } from '../talking/buttons.ts';
import { askChange, fixChoices, hintLines, parseWish } from './fix-wish.ts';
import { planPage } from './plan-page.ts';
import type { FieldName } from './field-parsers.ts';
import { askWritingPost } from '../talking/posts.ts';
import { refuse } from '../talking/refused.ts';
import { planSubject, type PlanSubject } from '../talking/subject.ts';
import { deletedMessage } from './task-delete.ts';
import { saveChange } from './task-edit.ts';
import { fieldLines, reviewLines, understood, warningLines } from './task-text.ts';
import type { FoundTask } from './task-view.ts';

const inTimeLine = ({ sent }: PlanBoard): Text[] =>
  sent && !sent.late ? [text('fix.in_time')] : [];

const fixMessage = (board: PlanBoard, task: TaskView, number: number): Message => {
  const total = board.returnedTasks.length;
  return {
    lines: [
      text('fix.title', { number, total, code: task.item, year: board.year }),
      ...reviewLines(task),
      ...inTimeLine(board),
      blank,
      ...fieldLines(task),
      ...hintLines(task),
    ],
    choices: fixChoices(task, number === total),
  };
};

const allFixedMessage = (board: PlanBoard): Message => ({
  lines: [text('fix.all_fixed', { year: board.year, unit: board.unitName }), ...inTimeLine(board)],
  choices: [opens('plan.send_again', sendIntent(board), { tone: 'primary' }), boardButton(board)],
});

type Fixing = { board: PlanBoard; post: MyPost; task: TaskView; number: number };

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
  const wish = await t.ask(`fix.${task.id}`, message, parseWish(t, task, board.year));
  if (wish === 'skip') return 'skipped';
  const { unitId, unitName, year, state } = board;
  const found: FoundTask = { task, unitId, unitName, year, state };
  if (wish === 'delete') return (await remove(t, found, post)) ? 'fixed' : 'refused';
  const { field, fields } = await askChange(t, found, wish, post);
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
