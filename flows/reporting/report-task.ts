import { text, type Text } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import type { HeadNumber } from '../../src/domain/programme.ts';
import type { TaskView } from '../../src/domain/views.ts';
import { opens } from '../talking/buttons.ts';
import { notSeenMessage } from './report-absent.ts';
import { headReport } from './report-intents.ts';
import { wholeLines } from '../reviewing/review-draw.ts';
import { moment, reasonWith, taskStateText } from '../talking/words.ts';

const headOf = (item: string): HeadNumber =>
  ([1, 2, 3] as const).find((head) => item.startsWith(`${head}.`)) ?? 1;

const decidedLines = ({ state, reason, note, decidedBy, decidedAt }: TaskView): Text[] => [
  ...(reason && state === 'returned'
    ? [text('report.reason', { reason: reasonWith(reason, note) })]
    : []),
  ...(decidedBy && decidedAt
    ? [text('report.decided', { who: decidedBy, at: moment(decidedAt) })]
    : []),
];

/** One task, in full, only to be read. */
export const reportTask: Flow = {
  id: 'report_task',
  version: 1,
  intents: ['report_task'],
  async run(t) {
    const taskId = t.start.intent?.subject ?? '';
    const found = await t.read('task', { type: 'plan.task', taskId });
    if (!found) {
      await t.say('absent', notSeenMessage);
      return undefined;
    }
    const { task, unitId, unitName, year, state } = found;
    const back = headReport({ unitId, year }, headOf(task.item));
    await t.say('task', {
      lines: [
        text('report.unit', { unit: unitName, year }),
        text('report.task', { item: task.item, content: task.content }),
        ...wholeLines(task),
        text('report.task_state', { state: taskStateText(task.state, state) }),
        ...decidedLines(task),
      ],
      choices: [opens('report.to_head', back, { params: { number: headOf(task.item) } })],
    });
    return undefined;
  },
};
