import type { Flaw } from '../../src/domain/flaws.ts';
import { returnReasons, type ReturnReason } from '../../src/domain/registration.ts';
import { fold, oneLine } from '../../src/domain/text.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import { raw, text, type Message, type Text } from '../../src/dialog/message.ts';
import type { Parse, Turn } from '../../src/dialog/turn.ts';
import { decide } from './review-decide.ts';
import { shownOf, type Numbered, type SheetHead } from './review-draw.ts';
import type { Opened } from './review-open.ts';
import { listed, pickTasks, title } from './review-pick.ts';
import type { TaskNumbers } from '../registering/task-numbers.ts';
import { reasonText } from '../talking/words.ts';

const longestNote = 500;

const reasonFor: Readonly<Record<Flaw, ReturnReason>> = {
  no_number: 'no_target',
  no_time: 'no_time',
  no_person: 'no_owner',
  short_content: 'wrong_content',
};

/** The reasons, those that the hints speak for first. */
const reasonsFor = (tasks: readonly Numbered[]): { reason: ReturnReason; likely: boolean }[] => {
  const hinted = new Set(tasks.flatMap(({ task }) => task.flaws.map((flaw) => reasonFor[flaw])));
  return returnReasons
    .map((reason) => ({ reason, likely: hinted.has(reason) }))
    .sort((a, b) => Number(b.likely) - Number(a.likely));
};

/** A note that only says a reason, folded, in either language. */
const reasonWords: readonly (readonly [string, ReturnReason])[] = [
  ['thieu chi tieu', 'no_target'],
  ['chua co chi tieu', 'no_target'],
  ['target missing', 'no_target'],
  ['chua ro thoi gian', 'no_time'],
  ['thieu thoi gian', 'no_time'],
  ['time not clear', 'no_time'],
  ['chua ro nguoi phu trach', 'no_owner'],
  ['thieu nguoi phu trach', 'no_owner'],
  ['person in charge not clear', 'no_owner'],
  ['chua dung noi dung', 'wrong_content'],
  ['does not fit the item', 'wrong_content'],
  ['trung', 'duplicate'],
  ['duplicate', 'duplicate'],
];

const reasonSaid = (note: string | undefined): ReturnReason | undefined => {
  const said = fold(note ?? '').replace(/[^\p{L}]+$/u, '');
  return reasonWords.find(([words]) => words === said)?.[1];
};

type Reason = { reason: ReturnReason; note?: string };

const tooLong: { retry: readonly Text[] } = {
  retry: [text('review.note_long', { max: longestNote })],
};

const parseReason: Parse<Reason> = ({ choice, text: words = '' }) => {
  const reason = returnReasons.find((one) => one === choice);
  if (reason) return { ok: { reason } };
  const note = oneLine(words);
  if (note.length < 3) return { retry: [text('review.reason_again')] };
  return note.length > longestNote ? tooLong : { ok: { reason: 'other', note } };
};

const reasonMessage = (tasks: readonly Numbered[], note: string | undefined): Message => ({
  lines: [
    text('review.why', { numbers: listed(tasks.map(({ number }) => number)) }),
    ...tasks.map((one) => raw(title(one))),
    ...(note ? [text('review.why_note', { note })] : [text('review.why_hint')]),
  ],
  choices: reasonsFor(tasks).map(({ reason, likely }) => ({
    label: reasonText(reason),
    answer: reason,
    ...(likely ? { tone: 'primary' as const } : {}),
  })),
});

const parseNote: Parse<string> = ({ text: words = '' }) => {
  const note = oneLine(words);
  if (note.length < 3) return { retry: [text('review.note_again')] };
  return note.length > longestNote ? tooLong : { ok: note };
};

const askNote = (t: Turn, reason: ReturnReason): Promise<string | undefined> => {
  const lines = [text(reason === 'other' ? 'review.note_needed' : 'review.note_wish')];
  return reason === 'other'
    ? t.ask('note', { lines }, parseNote, { accept: ['text'] })
    : t.ask('note', { lines }, parseNote, { accept: ['text'], skip: true });
};

/** "Yêu cầu bổ sung": which tasks, why, and in which words of one's own. */
export const returnTasks = async (
  t: Turn,
  opened: Opened,
  head: SheetHead,
  typed?: TaskNumbers,
): Promise<Intent> => {
  const shown = shownOf(head);
  const chosen = typed ?? (await pickTasks(t, shown));
  const tasks = shown.filter(({ number }) => chosen.numbers.includes(number));
  const said = reasonSaid(chosen.note);
  const why: Reason = said
    ? { reason: said }
    : await t.ask('reason', reasonMessage(tasks, chosen.note), parseReason);
  const note = (said ? undefined : chosen.note) ?? why.note ?? (await askNote(t, why.reason));
  return decide(t, opened, {
    head,
    tasks,
    verdict: 'returned',
    reason: why.reason,
    ...(note ? { note } : {}),
  });
};
