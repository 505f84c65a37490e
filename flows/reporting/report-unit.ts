import { blank, text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import type { BoardItem, ItemMark, MyPost, PlanBoard } from '../../src/domain/views.ts';
import { boardButton, opens } from '../talking/buttons.ts';
import { browse } from '../talking/choose.ts';
import { documentButton } from '../documents/document-text.ts';
import { notSeenMessage } from './report-absent.ts';
import {
  headReport,
  provinceReport,
  superiorReport,
  unitReport,
  yearButtons,
} from './report-intents.ts';
import { deadlineText } from './report-lines.ts';
import { planSubject } from '../talking/subject.ts';
import { moment, stateText } from '../talking/words.ts';

const marks: Readonly<Record<ItemMark, string>> = {
  empty: 'report.item_empty',
  filled: 'report.item_filled',
  returned: 'report.item_returned',
  approved: 'report.item_approved',
};

const itemText = ({ code, tasks, mark }: BoardItem): Text => text(marks[mark], { code, tasks });

const headLines = ({ heads }: PlanBoard): Text[] =>
  heads.flatMap(({ number, short, tasks, items }) => [
    text('report.head', { number, short, tasks }),
    text('report.items', { items: items.map(itemText) }),
  ]);

const sentLines = ({ sent, claimedBy, superiorName, returnedTasks }: PlanBoard): Text[] => [
  ...(sent
    ? [
        text(sent.late ? 'report.sent_late' : 'report.sent', {
          round: sent.round,
          at: moment(sent.at),
          receipt: sent.receipt,
          by: sent.by,
        }),
      ]
    : []),
  ...(superiorName ? [text('report.superior', { unit: superiorName })] : []),
  ...(claimedBy ? [text('report.claimed', { who: claimedBy })] : []),
  ...(returnedTasks.length > 0 ? [text('report.returned', { count: returnedTasks.length })] : []),
];

const headChoices = ({ unitId, year, heads }: PlanBoard): Choice[] =>
  heads
    .filter(({ tasks }) => tasks > 0)
    .map(({ number, tasks }) => ({
      ...opens('report.open_head', headReport({ unitId, year }, number), {
        params: { number, tasks },
      }),
      narrow: true,
    }));

/** Back to the list of units, for whoever looks from above. */
const listChoices = (posts: readonly MyPost[], { unitId, year }: PlanBoard): Choice[] => {
  const above = posts.filter((post) => post.unitId !== unitId);
  const overseer = above.find(({ oversees }) => oversees);
  const reviewer = above.find(({ reviews }) => reviews);
  if (overseer) return [opens('report.to_list', provinceReport(overseer.unitId, year))];
  return reviewer ? [opens('report.to_list', superiorReport(reviewer.unitId, year, 1))] : [];
};

const unitMessage = (
  board: PlanBoard,
  years: readonly number[],
  posts: readonly MyPost[],
): Message => {
  const own = posts.some((post) => post.registers && post.unitId === board.unitId);
  const { unitId, unitName: unit, year, state, deadline, itemsFilled, itemsTotal } = board;
  return {
    lines: [
      text('report.unit', { unit, year }),
      text('report.unit_state', { state: stateText(state) }),
      ...sentLines(board),
      deadlineText(deadline),
      blank,
      text('report.filled', { filled: itemsFilled, total: itemsTotal }),
      ...headLines(board),
    ],
    choices: [
      ...headChoices(board),
      ...(state === 'none' ? [] : [documentButton(board)]),
      ...(own ? [boardButton({ unitId, year })] : listChoices(posts, board)),
      ...yearButtons(years, year, (one) => unitReport(unitId, one)),
    ],
  };
};

/** How one unit's registration stands: for itself and for those above it. */
export const reportUnit: Flow = {
  id: 'report_unit',
  version: 1,
  intents: ['report_unit'],
  async run(t) {
    const subject = planSubject(t.start.intent);
    const board = subject && (await t.read('board', { type: 'plan.board', ...subject }));
    if (!board) {
      await t.say('absent', notSeenMessage);
      return undefined;
    }
    const { unitId } = board;
    const { years } = await t.read('years', { type: 'report.years', unitId });
    const { posts } = await t.read('me', { type: 'me' });
    return browse(t, unitMessage(board, years, posts));
  },
};
