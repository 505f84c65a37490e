import { text, type Choice, type Message } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import { shorten } from '../../src/domain/text.ts';
import type { PlanBoard, TaskView } from '../../src/domain/views.ts';
import { nextEmptyItem } from './board-steps.ts';
import { countLine } from './board-text.ts';
import { boardButton, newTaskIntent, opens, sendIntent, taskIntent } from '../talking/buttons.ts';
import { planPage } from './plan-page.ts';
import { refuse } from '../talking/refused.ts';

const nextChoice = (board: PlanBoard): Choice[] => {
  const next = nextEmptyItem(board);
  if (!next) return [];
  const { code, short } = next;
  return [
    opens('plan.write_next', newTaskIntent({ ...board, code }), {
      params: { code, short },
      ...(board.canSend ? {} : { tone: 'primary' }),
    }),
  ];
};

const sendChoice = (board: PlanBoard): Choice[] =>
  board.canSend ? [opens('plan.send', sendIntent(board), { tone: 'primary' })] : [];

const savedMessage = (task: TaskView, board: PlanBoard): Message => ({
  lines: [
    text('task.saved', {
      code: task.item,
      year: board.year,
      content: shorten(task.content, 80),
    }),
    countLine(board),
  ],
  choices: [
    ...nextChoice(board),
    opens('task.another', newTaskIntent({ ...board, code: task.item }), {
      params: { code: task.item },
    }),
    opens('task.view', taskIntent('task', task.id, task.rev)),
    ...sendChoice(board),
    boardButton(board),
  ],
});

/** What was saved, how far the plan is, and what comes next. Led to by the conversations that save. */
export const taskSaved: Flow = {
  id: 'task-saved',
  version: 1,
  intents: ['task_saved'],
  async run(t) {
    const taskId = t.start.intent?.subject ?? '';
    const found = await t.read('task', { type: 'plan.task', taskId });
    if (!found) return refuse(t, { code: 'not_found' });
    const { unitId, year } = found;
    const board = await t.read('board', { type: 'plan.board', unitId, year });
    if (!board) return refuse(t, { code: 'not_found' });
    return planPage(t, board, savedMessage(found.task, board));
  },
};
