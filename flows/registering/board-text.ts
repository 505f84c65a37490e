import { blank, raw, text, type Message, type Text } from '../../src/dialog/message.ts';
import { formatDay } from '../../src/domain/dates.ts';
import type { BoardItem, ItemMark, PlanBoard, PlanYear } from '../../src/domain/views.ts';
import { itemChoices, nextSteps } from './board-steps.ts';
import { opens, planIntent } from '../talking/buttons.ts';
import { moment, stateText } from '../talking/words.ts';
import { isWritable } from './writable.ts';

const marks: Readonly<Record<ItemMark, string>> = {
  empty: '○',
  filled: '●',
  returned: '✎',
  approved: '✓',
};

/** The deadline with its last day, and what it means today. */
const deadlineLine = ({ deadline, superiorName }: PlanBoard): Text => {
  const { year, opens, dueBefore: due, lastDay: last, lateUntil: until, daysLeft } = deadline;
  switch (deadline.phase) {
    case 'early':
      return text('plan.due_early', { year, opens, due, last });
    case 'open':
      return daysLeft > 0
        ? text('plan.due_open', { due, last, days: daysLeft })
        : text('plan.due_today', { due, last });
    case 'late':
      return text('plan.due_late', { due, last, until });
    case 'closed':
      return superiorName
        ? text('plan.due_closed', { year, until, superior: superiorName })
        : text('plan.due_closed_alone', { year, until });
  }
};

const superiorOf = ({ superiorName }: PlanBoard): Text =>
  superiorName ? raw(superiorName) : text('plan.superior');

const sentLines = ({ sent }: PlanBoard): Text[] => {
  if (!sent) return [];
  const { round, receipt, by, late } = sent;
  return [
    text('plan.sent', { round, at: moment(sent.at), receipt, by }),
    text(late ? 'plan.sent_late' : 'plan.sent_in_time'),
  ];
};

const returnedLine = (board: PlanBoard): Text => {
  const count = board.returnedTasks.length;
  if (count === 0) return text('plan.all_fixed');
  return text('plan.returned', { superior: superiorOf(board), count });
};

/** What has become of the plan, in one or three lines. */
const stateLines = (board: PlanBoard): Text[] => {
  const superior = superiorOf(board);
  switch (board.state) {
    case 'none':
    case 'drafting':
      return [deadlineLine(board)];
    case 'sent':
      return [...sentLines(board), text('plan.waits', { superior })];
    case 'reviewing':
      return [...sentLines(board), text('plan.in_review', { superior })];
    case 'returned':
      return [...sentLines(board), returnedLine(board)];
    case 'approved':
      return [...sentLines(board), text('plan.approved', { superior })];
  }
};

/** How much is there; what is still missing matters only while the plan can be written. */
export const countLine = (board: PlanBoard): Text => {
  const params = {
    ready: board.headsReady,
    heads: board.heads.length,
    filled: board.itemsFilled,
    total: board.itemsTotal,
  };
  if (!isWritable(board)) return text('plan.count', params);
  return text(board.headsReady === board.heads.length ? 'plan.ready' : 'plan.not_ready', params);
};

const itemTail = ({ heldBy, unfinished }: BoardItem): Text => {
  if (heldBy) return text('plan.tail_held', { name: heldBy });
  return unfinished ? text('plan.tail_unfinished') : raw('');
};

const itemLine = (item: BoardItem): Text =>
  text(item.tasks > 0 ? 'plan.item_tasks' : 'plan.item_empty', {
    mark: marks[item.mark],
    code: item.code,
    short: item.short,
    count: item.tasks,
    tail: itemTail(item),
  });

const headLines = (board: PlanBoard): Text[] =>
  board.heads.flatMap(({ number, short, ready, items }) => [
    blank,
    text(ready ? 'plan.head_ready' : 'plan.head', { number, short }),
    ...items.map(itemLine),
  ]);

/** Between two seasons: the year that can be registered next. */
const nextYear = (board: PlanBoard, offered: PlanYear | undefined) => {
  const isClosed = offered && 'phase' in offered && offered.phase === 'closed';
  if (!isClosed || board.year >= offered.lastYear) return undefined;
  return { year: board.year + 1, opens: offered.opens };
};

/** The whole plan of a year on one screen; `offered` when the year was not chosen by the reader. */
export const boardMessage = (board: PlanBoard, offered?: PlanYear): Message => {
  const next = nextYear(board, offered);
  const nextPlan = next && planIntent({ unitId: board.unitId, year: next.year });
  return {
    lines: [
      text('plan.title', { year: board.year, unit: board.unitName }),
      text('plan.state', { state: stateText(board.state) }),
      ...(board.enteredFor
        ? [
            text('behalf.line', {
              by: board.enteredFor.by,
              day: formatDay(new Date(board.enteredFor.at)),
            }),
          ]
        : []),
      countLine(board),
      ...stateLines(board),
      ...(next ? [text('plan.next_opens', next)] : []),
      ...headLines(board),
    ],
    choices: [
      ...itemChoices(board),
      ...nextSteps(board),
      ...(nextPlan
        ? [opens('plan.open_year', nextPlan, { params: { year: board.year + 1 } })]
        : []),
    ],
  };
};
