import { text, type Message, type Text } from '../../src/dialog/message.ts';
import { formatIntent } from '../../src/dialog/intent.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import { shorten } from '../../src/domain/text.ts';
import type { PlanBoard, TaskView } from '../../src/domain/views.ts';
import { opens } from '../talking/buttons.ts';
import { browse } from '../talking/choose.ts';
import { pageButtons, pageOf } from '../talking/paging.ts';
import { notSeenMessage } from './report-absent.ts';
import { headReport, taskReport, unitReport } from './report-intents.ts';
import { taskStateText } from '../talking/words.ts';

const longestContent = 110;
const longestLabel = 50;

type Head = PlanBoard['heads'][number];

const readTasks = async (t: Turn, { unitId, year }: PlanBoard, head: Head): Promise<TaskView[]> => {
  const tasks: TaskView[] = [];
  for (const { code } of head.items.filter((item) => item.tasks > 0)) {
    const item = await t.read(`item.${code}`, { type: 'plan.item', unitId, year, item: code });
    tasks.push(...(item?.tasks ?? []));
  }
  return tasks;
};

const taskLine = ({ item, content, state }: TaskView, number: number, board: PlanBoard): Text =>
  text('report.task_line', {
    number,
    item,
    content: shorten(content, longestContent),
    state: taskStateText(state, board.state),
  });

const headMessage = (
  board: PlanBoard,
  head: Head,
  tasks: readonly TaskView[],
  wanted: number,
): Message => {
  const page = pageOf(tasks, wanted);
  const numbered = page.items.map((task, index) => ({ task, number: page.first + index + 1 }));
  return {
    lines: [
      text('report.unit', { unit: board.unitName, year: board.year }),
      text('report.head', { number: head.number, short: head.short, tasks: tasks.length }),
      ...(page.pages > 1 ? [text('report.page', { page: page.page + 1, pages: page.pages })] : []),
      ...numbered.map(({ task, number }) => taskLine(task, number, board)),
    ],
    choices: [
      ...numbered.map(({ task, number }) => ({
        label: text('report.open_task', { number, content: shorten(task.content, longestLabel) }),
        code: String(number),
        intent: formatIntent(taskReport(task.id)),
      })),
      ...pageButtons(page, (one) => headReport(board, head.number, one)),
      opens('report.to_unit', unitReport(board.unitId, board.year)),
    ],
  };
};

/** The tasks of one head. */
export const reportHead: Flow = {
  id: 'report_head',
  version: 1,
  intents: ['report_head'],
  async run(t) {
    const { subject, rev: year = 0 } = t.start.intent ?? {};
    const [unitId = '', digit, page = '0'] = subject?.split('/') ?? [];
    const board = await t.read('board', { type: 'plan.board', unitId, year });
    const head = board?.heads.find(({ number }) => String(number) === digit);
    if (!board || !head) {
      await t.say('absent', notSeenMessage);
      return undefined;
    }
    return browse(t, headMessage(board, head, await readTasks(t, board, head), Number(page)));
  },
};
