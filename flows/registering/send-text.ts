import {
  blank,
  raw,
  text,
  type Choice,
  type Message,
  type Text,
} from '../../src/dialog/message.ts';
import type { CommandResult } from '../../src/domain/commands.ts';
import { shorten } from '../../src/domain/text.ts';
import type { PlanBoard, PlanCheck } from '../../src/domain/views.ts';
import { boardButton, itemIntent, opens, taskIntent } from '../talking/buttons.ts';
import type { PlanSubject } from '../talking/subject.ts';
import { moment } from '../talking/words.ts';

type Sent = CommandResult<{ type: 'plan.send'; as: string; year: number }>;

const vagueShown = 5;

const superiorOf = ({ superiorName }: PlanCheck): Text =>
  superiorName ? raw(superiorName) : text('plan.superior');

/** Why the plan cannot be sent, with the way to each empty head. */
export const missingMessage = (board: PlanBoard, { missingHeads }: PlanCheck): Message => {
  const missing = board.heads.filter(({ number }) => missingHeads.includes(number));
  return {
    lines: [
      text('send.missing', { year: board.year }),
      ...missing.map(({ number, short }) => text('send.missing_head', { number, short })),
      blank,
      text('send.missing_hint'),
    ],
    choices: [
      ...missing.flatMap(({ items }) => {
        const [first] = items;
        if (!first) return [];
        const { code, short } = first;
        return [
          opens('plan.write_next', itemIntent({ ...board, code }), { params: { code, short } }),
        ];
      }),
      boardButton(board),
    ],
  };
};

const vagueLines = ({ vague }: PlanCheck): Text[] => {
  if (vague.length === 0) return [];
  const rest = vague.length - vagueShown;
  return [
    blank,
    text('send.vague', { count: vague.length }),
    ...vague.slice(0, vagueShown).map(({ item, content, flaws }) =>
      text('send.vague_task', {
        code: item,
        content: shorten(content, 50),
        flaws: flaws.map((flaw) => text(`send.flaw.${flaw}`)),
      }),
    ),
    ...(rest > 0 ? [text('send.vague_more', { count: rest })] : []),
  ];
};

/** Once sent in time a plan stays in time, however often it is sent again. */
const lateLines = ({ late, deadline, round }: PlanCheck): Text[] => {
  if (late) return [text('send.late', { last: deadline.lastDay, until: deadline.lateUntil })];
  if (round > 1) return [text('send.still_in_time')];
  return [text('send.in_time', { due: deadline.dueBefore, last: deadline.lastDay })];
};

/** Said before the first sending only: later it is about what came back. */
const emptyLines = ({ emptyItems, round }: PlanCheck): Text[] =>
  emptyItems.length > 0 && round === 1
    ? [text('send.empty', { codes: emptyItems.join(', '), count: emptyItems.length })]
    : [];

const fixChoices = ({ vague }: PlanCheck): Choice[] =>
  vague.slice(0, vagueShown).map(({ id, item }, index) => ({
    ...opens('send.fix', taskIntent('task_edit', id), {
      params: { number: index + 1, code: item },
    }),
    narrow: true,
  }));

/** The last look before sending: what is vague or empty is said, and stops nobody. */
export const confirmMessage = (check: PlanCheck): Message => ({
  lines: [
    text(check.round > 1 ? 'send.confirm_again' : 'send.confirm', {
      year: check.year,
      unit: check.unitName,
      superior: superiorOf(check),
      round: check.round,
      count: check.tasks,
    }),
    ...lateLines(check),
    ...emptyLines(check),
    ...vagueLines(check),
  ],
  choices: [
    {
      label: text(check.round > 1 ? 'plan.send_again' : 'send.yes'),
      answer: 'yes',
      tone: 'primary',
    },
    ...fixChoices(check),
    { label: text('send.later'), answer: 'no' },
  ],
});

/** What the person keeps: number, time, round, to whom, and what happens now. */
export const receiptMessage = (at: PlanSubject, unit: string, sent: Sent): Message => ({
  lines: [
    text('send.done', { year: at.year, unit }),
    text('send.receipt', { receipt: sent.receipt, at: moment(sent.at), round: sent.round }),
    text(sent.late ? 'send.done_late' : 'send.done_in_time'),
    ...(sent.round === 1 ? [text('remind.thanks')] : []),
    blank,
    text('send.next', { superior: sent.superiorName }),
    text('send.withdraw_hint'),
  ],
  choices: [
    boardButton(at),
    opens('plan.withdraw', { action: 'withdraw', subject: at.unitId, rev: at.year }),
  ],
});
