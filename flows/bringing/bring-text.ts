/** What was read of a plan, in words. */
import {
  blank,
  raw,
  text,
  type Choice,
  type Message,
  type Text,
} from '../../src/dialog/message.ts';
import type { Flaw } from '../../src/domain/flaws.ts';
import type { HeadNumber, ItemCode } from '../../src/domain/programme.ts';
import { shorten } from '../../src/domain/text.ts';
import type { PlanBoard } from '../../src/domain/views.ts';
import {
  flawsIn,
  isDuplicate,
  isPlaced,
  seenAs,
  wrongIn,
  type Brought,
  type Draft,
  type Placed,
} from './bring-draft.ts';
import { refusedMessage } from '../talking/refused.ts';
import { fieldLines, warningLines } from '../registering/task-text.ts';

const missing: Readonly<Record<Flaw, string>> = {
  no_number: 'bring.missing.no_number',
  no_time: 'bring.missing.no_time',
  no_person: 'bring.missing.no_person',
  short_content: 'bring.missing.short_content',
};

const flawNames = ['no_number', 'no_time', 'no_person', 'short_content'] as const;

/** "thiếu thời gian ở 1". */
const missingTexts = (drafts: readonly Draft[], year: number): Text[] =>
  flawNames.flatMap((flaw) => {
    const count = drafts.filter((draft) => flawsIn(draft, year).includes(flaw)).length;
    return count === 0 ? [] : [text(missing[flaw], { count })];
  });

const itemLine = (code: ItemCode, short: string, drafts: readonly Draft[], year: number): Text => {
  const lacks = missingTexts(drafts, year);
  const params = { code, short, count: drafts.length };
  return lacks.length === 0
    ? text('bring.item', params)
    : text('bring.item_lacks', { ...params, lacks });
};

const headLines = (
  { number, short, items }: PlanBoard['heads'][number],
  drafts: readonly Placed[],
  year: number,
): Text[] => {
  const lines = items.flatMap((item) => {
    const here = drafts.filter((draft) => draft.item === item.code);
    return here.length === 0 ? [] : [itemLine(item.code, item.short, here, year)];
  });
  return [
    blank,
    raw(`${number}. ${short}`),
    ...(lines.length > 0 ? lines : [text('bring.head_empty')]),
  ];
};

/** What the reading did to the words, and what it left. */
const readingLines = ({ moved, hidden, formulas, rest }: Brought, year: number): Text[] => {
  const [first] = moved;
  return [
    ...(first ? [text('bring.moved', { count: moved.length, year, ...first })] : []),
    ...(hidden > 0 ? [text('bring.hidden', { count: hidden })] : []),
    ...(formulas > 0 ? [text('bring.formulas', { count: formulas })] : []),
    ...(rest.length > 0 ? [text('bring.rest', { count: rest.length })] : []),
  ];
};

/** What stands in the way of some tasks. */
const problemLines = (drafts: readonly Draft[], year: number): Text[] => {
  const placeless = drafts.filter((draft) => !isPlaced(draft)).length;
  const twice = drafts.filter((draft) => isDuplicate(draft, drafts)).length;
  const wrong = drafts.filter((draft) => isPlaced(draft) && wrongIn(draft, year));
  return [
    ...(placeless > 0 ? [text('bring.placeless', { count: placeless })] : []),
    ...(twice > 0 ? [text('bring.duplicates', { count: twice })] : []),
    ...(wrong.length > 0
      ? [
          text('bring.wrong', {
            count: wrong.length,
            items: [...new Set(wrong.map(({ item = '' }) => item))].map((code) => raw(code)),
          }),
        ]
      : []),
  ];
};

export const takable = (drafts: readonly Draft[], year: number): Placed[] =>
  drafts
    .filter(isPlaced)
    .filter((draft) => !isDuplicate(draft, drafts) && wrongIn(draft, year) === undefined);

const overviewChoices = (board: PlanBoard, { drafts, rest }: Brought, ready: number): Choice[] => {
  const placeless = drafts.filter((draft) => !isPlaced(draft)).length;
  const filled = new Set(drafts.filter(isPlaced).map(({ item }) => item));
  const codes = board.heads.flatMap(({ items }) => items).filter(({ code }) => filled.has(code));
  return [
    ...codes.map(({ code }): Choice => ({
      label: raw(code),
      code,
      narrow: true,
      answer: `i${code}`,
    })),
    ...(ready > 0
      ? [{ label: text('bring.take', { count: ready }), answer: 'take', tone: 'success' } as const]
      : []),
    ...(placeless > 0
      ? [{ label: text('bring.place', { count: placeless }), answer: 'place' }]
      : []),
    ...(rest.length > 0 ? [{ label: text('bring.see_rest'), answer: 'rest' }] : []),
    { label: text('bring.discard'), answer: 'discard' },
  ];
};

/** Everything that was read on one screen: per head, item by item. */
export const overviewMessage = (
  board: PlanBoard,
  brought: Brought,
  lead: readonly Text[],
): Message => {
  const { year, unitName: unit } = board;
  const { drafts } = brought;
  const placed = drafts.filter(isPlaced);
  const ready = takable(drafts, year).length;
  return {
    lines: [
      ...lead,
      ...(lead.length > 0 ? [blank] : []),
      text('bring.overview', { count: drafts.length, unit, year }),
      ...board.heads.flatMap((head) => headLines(head, placed, year)),
      blank,
      ...problemLines(drafts, year),
      ...readingLines(brought, year),
      text(drafts.length > 0 ? 'bring.overview_next' : 'bring.overview_none'),
    ],
    choices: overviewChoices(board, brought, ready),
  };
};

const lacks: Readonly<Record<Flaw, string>> = {
  no_number: 'bring.lacks.no_number',
  no_time: 'bring.lacks.no_time',
  no_person: 'bring.lacks.no_person',
  short_content: 'bring.lacks.short_content',
};

const lackLines = (draft: Draft, year: number): Text[] => {
  const found = flawsIn(draft, year);
  return found.length === 0
    ? []
    : [text('bring.lack', { lacks: found.map((flaw) => text(lacks[flaw])) })];
};

const listed = 90;

/** The tasks under one sub-item, to choose one. */
export const itemMessage = (
  { code, short }: { code: ItemCode; short: string },
  drafts: readonly Draft[],
  year: number,
): Message => ({
  lines: [
    text('bring.item_title', { code, short, count: drafts.length }),
    ...drafts.flatMap((draft, at) => [
      raw(`${at + 1}. ${shorten(draft.fields.content, listed)}`),
      ...lackLines(draft, year),
    ]),
  ],
  choices: [
    ...drafts.map(({ id }, at): Choice => ({
      label: text('bring.open_task', { number: at + 1 }),
      code: String(at + 1),
      narrow: true,
      answer: `t${id}`,
    })),
    { label: text('bring.back'), answer: 'back' },
  ],
});

/** One task as it would be saved. */
export const draftMessage = (
  draft: Placed,
  short: string,
  { year, drafts }: { year: number; drafts: readonly Draft[] },
): Message => {
  const fields = seenAs(draft, year);
  const wrong = wrongIn(draft, year);
  return {
    lines: [
      text('bring.task_title', { code: draft.item, short, year }),
      blank,
      ...fieldLines(fields),
      ...(wrong ? refusedMessage(wrong).lines : []),
      ...warningLines(fields),
      ...(isDuplicate(draft, drafts) ? [text('bring.duplicate')] : []),
    ],
    choices: [
      { label: text('bring.edit'), answer: 'edit', tone: 'primary' },
      { label: text('bring.move'), answer: 'move' },
      { label: text('bring.drop'), answer: 'drop', tone: 'danger' },
      { label: text('bring.back'), answer: 'back' },
    ],
  };
};

/** To which sub-item some work belongs; those of its head first, where that is known. */
export const placeMessage = (
  board: PlanBoard,
  draft: Draft,
  left: number,
  head?: HeadNumber,
): Message => {
  const heads = head === undefined ? board.heads : board.heads.filter((one) => one.number === head);
  const items = heads.flatMap((one) => one.items);
  return {
    lines: [
      text('bring.which_item', { count: left }),
      text('bring.work', { words: shorten(draft.fields.content, 300) }),
      blank,
      ...items.map(({ code, short }) => raw(`${code} ${short}`)),
    ],
    choices: [
      ...items.map(({ code }): Choice => ({
        label: raw(code),
        code,
        narrow: true,
        answer: `i${code}`,
      })),
      ...(head === undefined ? [] : [{ label: text('bring.all_items'), answer: 'all' }]),
      { label: text('bring.drop'), answer: 'drop' },
      { label: text('bring.back'), answer: 'back' },
    ],
  };
};
