/** What can be chosen on the board. */
import { formatIntent } from '../../src/dialog/intent.ts';
import { raw, type Choice } from '../../src/dialog/message.ts';
import type { BoardItem, PlanBoard } from '../../src/domain/views.ts';
import {
  bringIntent,
  itemIntent,
  newTaskIntent,
  opens,
  planIntent,
  sendIntent,
} from '../talking/buttons.ts';
import { documentButton } from '../documents/document-text.ts';
import { isWritable } from './writable.ts';

const isUnsent = ({ state }: PlanBoard): boolean => state === 'none' || state === 'drafting';

/** The empty item that helps most: first one under a head that still keeps the plan from being sent. */
export const nextEmptyItem = (board: PlanBoard): BoardItem | undefined => {
  const emptyOf = (heads: PlanBoard['heads']) =>
    heads.flatMap(({ items }) => items).find(({ mark }) => mark === 'empty');
  return emptyOf(board.heads.filter(({ ready }) => !ready)) ?? emptyOf(board.heads);
};

/** All items, by their codes. */
export const itemChoices = (board: PlanBoard): Choice[] =>
  board.heads.flatMap(({ items }) =>
    items.map(({ code }) => ({
      label: raw(code),
      code,
      narrow: true,
      intent: formatIntent(itemIntent({ ...board, code })),
    })),
  );

const unfinishedChoice = (board: PlanBoard): Choice[] => {
  const left = board.heads.flatMap(({ items }) => items).find(({ unfinished }) => unfinished);
  if (!isWritable(board) || !left) return [];
  const { code } = left;
  const look = { params: { code }, ...(board.canSend ? {} : { tone: 'primary' as const }) };
  return [opens('plan.continue', newTaskIntent({ ...board, code }), look)];
};

const nextItemChoice = (board: PlanBoard): Choice[] => {
  const next = nextEmptyItem(board);
  if (!isWritable(board) || !next || next.unfinished || board.state === 'returned') return [];
  const { code, short } = next;
  return [
    opens('plan.write_next', newTaskIntent({ ...board, code }), {
      params: { code, short },
      ...(board.canSend ? {} : { tone: 'primary' }),
    }),
  ];
};

/** What the plan is ready for; the most useful step stands out. */
export const nextSteps = (board: PlanBoard): Choice[] => {
  const mustFix = board.canEdit && board.state === 'returned' && board.returnedTasks.length > 0;
  return [
    ...unfinishedChoice(board),
    ...nextItemChoice(board),
    ...(isWritable(board) ? [opens('bring.open', bringIntent(board))] : []),
    ...(mustFix
      ? [opens('plan.fix', { ...planIntent(board), action: 'fix' }, { tone: 'primary' })]
      : []),
    ...(board.canSend && !mustFix
      ? [
          opens(isUnsent(board) ? 'plan.send' : 'plan.send_again', sendIntent(board), {
            tone: 'primary',
          }),
        ]
      : []),
    ...(board.canWithdraw
      ? [opens('plan.withdraw', { ...planIntent(board), action: 'withdraw' })]
      : []),
    ...(board.state === 'none' ? [] : [documentButton(board)]),
  ];
};
