import type { HeadNumber } from '../../src/domain/programme.ts';
import type { TaskFields } from '../../src/domain/registration.ts';
import { formatDay } from '../../src/domain/dates.ts';
import type { ReviewSheet, TaskView } from '../../src/domain/views.ts';
import { blank, raw, text, type Text } from '../../src/dialog/message.ts';
import { hintText, moment, reasonWith } from '../talking/words.ts';

export type SheetHead = ReviewSheet['heads'][number];

/** A task and its number under the head: the number stays when its neighbours are decided. */
export type Numbered = { number: number; task: TaskView };

/** So many tasks can be read at once; the others of the head follow once these are decided. */
const perScreen = 10;

const numbered = ({ tasks }: SheetHead): Numbered[] =>
  tasks.map((task, index) => ({ number: index + 1, task }));

const isPending = ({ task }: Numbered): boolean => task.state === 'pending';

export const pendingOf = (head: SheetHead): Numbered[] => numbered(head).filter(isPending);

/** What one message shows, and so what one tap may decide. */
export const shownOf = (head: SheetHead): Numbered[] => pendingOf(head).slice(0, perScreen);

/** The head that was asked for, else the first one, that still waits for a decision. */
export const headToShow = (sheet: ReviewSheet, wanted?: HeadNumber): SheetHead | undefined => {
  const open = sheet.heads.filter((head) => pendingOf(head).length > 0);
  return open.find(({ number }) => number === wanted) ?? open[0];
};

/** The head after this one (round the corner) that still waits. */
export const headAfter = (sheet: ReviewSheet, head: SheetHead): SheetHead | undefined => {
  const open = sheet.heads.filter((one) => one.number !== head.number && pendingOf(one).length > 0);
  return open.find(({ number }) => number > head.number) ?? open[0];
};

/** Words of the unit about time, with the last day where they name none. */
const dueText = ({ due }: TaskFields): Text => {
  const day = due.lastDay ? formatDay(due.lastDay) : '';
  const named = day === '' || due.text.includes(day);
  return named ? raw(due.text) : text('review.until', { due: due.text, day });
};

type Field = { key: string; of: (task: TaskFields) => string; shown?: typeof dueText };

/** Every field that a reviewer reads, in the order of the form. */
const fields: readonly Field[] = [
  { key: 'review.field.content', of: ({ content }) => content },
  { key: 'review.field.target', of: ({ target }) => target.text },
  { key: 'review.field.due', of: ({ due }) => due.text, shown: dueText },
  { key: 'review.field.owner', of: ({ owner }) => owner },
  { key: 'review.field.partners', of: ({ partners = '' }) => partners },
  { key: 'review.field.evidence', of: ({ evidence = '' }) => evidence },
];

const valueOf = ({ of, shown }: Field, task: TaskFields): Text => {
  if (of(task) === '') return text('review.nothing');
  return shown ? shown(task) : raw(of(task));
};

/** Every field but the content, as far as it is filled. */
export const wholeLines = (task: TaskFields): Text[] =>
  fields
    .slice(1)
    .filter(({ of }) => of(task) !== '')
    .map((field) => text('review.line', { field: text(field.key), value: valueOf(field, task) }));

const changeLines = (before: TaskFields, now: TaskFields): Text[] =>
  fields
    .filter(({ of }) => of(before) !== of(now))
    .map((field) =>
      text('review.change', {
        field: text(field.key),
        before: valueOf(field, before),
        after: valueOf(field, now),
      }),
    );

const reasonLines = ({ reason, note }: TaskView): Text[] =>
  reason ? [text('review.asked', { reason: reasonWith(reason, note) })] : [];

/** From the second sending on a task says why it is here again. */
const mark = (task: TaskView, round: number): string => {
  if (round < 2) return 'review.task';
  if (task.isNew) return 'review.task_new';
  return task.before ? 'review.task_changed' : 'review.task_same';
};

/** One task as it is reviewed: whole, or from the second sending on only what changed. */
const taskLines = ({ number, task }: Numbered, round: number): Text[] => {
  const { before, item, content, flaws } = task;
  const changed = round > 1 && before && !task.isNew ? changeLines(before, task) : [];
  return [
    text(mark(task, round), { number, item, content }),
    ...(round > 1 ? reasonLines(task) : []),
    ...(changed.length > 0 ? changed : wholeLines(task)),
    ...(flaws.length > 0 ? [text('review.hints', { hints: flaws.map(hintText) })] : []),
  ];
};

/** Unit, year and sending, in full on every screen. */
export const sheetTitle = ({ unitName, year, round, sentAt, late }: ReviewSheet): Text[] => [
  text('review.title', { unit: unitName, year }),
  text(late ? 'review.sent_late' : 'review.sent', { round, at: moment(sentAt) }),
];

const decidedLines = (head: SheetHead): Text[] => {
  const numbers = (state: TaskView['state']) =>
    numbered(head)
      .filter(({ task }) => task.state === state)
      .map(({ number }) => number)
      .join(', ');
  const approved = numbers('approved');
  const returned = numbers('returned');
  return [
    ...(head.approvedBefore > 0
      ? [text('review.head_locked', { count: head.approvedBefore })]
      : []),
    ...(approved ? [text('review.head_approved', { numbers: approved })] : []),
    ...(returned ? [text('review.head_returned', { numbers: returned })] : []),
  ];
};

/** A head with all that waits in it. */
export const headLines = (sheet: ReviewSheet, head: SheetHead): Text[] => {
  const shown = shownOf(head);
  const hidden = pendingOf(head).length - shown.length;
  return [
    ...sheetTitle(sheet),
    text('review.head', { number: head.number, short: head.short }),
    text('review.head_pending', { count: pendingOf(head).length, left: sheet.pending }),
    ...decidedLines(head),
    ...shown.flatMap((one) => [blank, ...taskLines(one, sheet.round)]),
    ...(hidden > 0 ? [blank, text('review.head_hidden', { count: hidden })] : []),
  ];
};
