import { shorten } from '../../src/domain/text.ts';
import { raw, text, type Message, type Text } from '../../src/dialog/message.ts';
import type { Parse, Turn } from '../../src/dialog/turn.ts';
import type { Numbered } from './review-draw.ts';
import { parseItemCodes, parseTaskNumbers, type TaskNumbers } from '../registering/task-numbers.ts';

const titleLength = 48;

export const listed = (numbers: readonly number[]): string => numbers.join(', ');

/** A task in one line: its number, item and first words. */
export const title = ({ number, task }: Numbered): string =>
  `${number}. (${task.item}) ${shorten(task.content, titleLength)}`;

/** An item code means all its tasks on the screen. */
const typedTasks = (shown: readonly Numbered[], words: string): TaskNumbers | undefined => {
  const coded = parseItemCodes(words);
  if (!coded) return parseTaskNumbers(words);
  const numbers = shown
    .filter(({ task }) => coded.items.includes(task.item))
    .map(({ number }) => number);
  return numbers.length > 0 ? { ...coded, numbers } : undefined;
};

/** Only tasks that are on the screen; a number that is not is named. */
export const chosenTasks = (
  shown: readonly Numbered[],
  words: string,
): { ok: TaskNumbers } | { retry: readonly Text[] } => {
  const found = typedTasks(shown, words);
  const known = shown.map(({ number }) => number);
  if (!found) return { retry: [text('review.pick_again', { numbers: listed(known) })] };
  const strange = found.numbers.filter((number) => !known.includes(number));
  return strange.length > 0
    ? {
        retry: [text('review.no_such_task', { wrong: listed(strange), numbers: listed(known) })],
      }
    : { ok: found };
};

type Picked = { toggle: number } | { done: true } | { all: true } | { typed: TaskNumbers };

const parsePick =
  (shown: readonly Numbered[]): Parse<Picked> =>
  ({ choice, text: words = '' }) => {
    if (choice === 'done') return { ok: { done: true } };
    if (choice === 'all') return { ok: { all: true } };
    if (choice !== undefined) return { ok: { toggle: Number(choice) } };
    const found = chosenTasks(shown, words);
    return 'ok' in found ? { ok: { typed: found.ok } } : found;
  };

const pickMessage = (
  shown: readonly Numbered[],
  picked: readonly number[],
  taps: boolean,
): Message => ({
  lines: [text('review.pick'), ...(taps ? [] : shown.map((one) => raw(title(one))))],
  choices: [
    ...(taps
      ? shown.map((one) => ({
          label: text(picked.includes(one.number) ? 'review.picked' : 'review.unpicked', {
            task: title(one),
          }),
          answer: String(one.number),
        }))
      : []),
    ...(picked.length > 0
      ? [
          {
            label: text('review.pick_done', { numbers: listed(picked) }),
            answer: 'done',
            tone: 'primary' as const,
          },
        ]
      : []),
    ...(picked.length < shown.length
      ? [{ label: text('review.pick_all', { count: shown.length }), answer: 'all' }]
      : []),
  ],
});

const toggled = (picked: readonly number[], number: number): number[] =>
  picked.includes(number)
    ? picked.filter((one) => one !== number)
    : [...picked, number].sort((a, b) => a - b);

/** Which tasks: tapped one by one where all of them fit, or typed at once: "1, 3". A single one is clear. */
export const pickTasks = async (t: Turn, shown: readonly Numbered[]): Promise<TaskNumbers> => {
  const all = { numbers: shown.map(({ number }) => number) };
  if (shown.length === 1) return all;
  const taps = shown.length + 3 <= t.limits.buttons;
  const slot = `pick.${shown[0]?.task.id ?? ''}`;
  let picked: readonly number[] = [];
  for (let turn = 0; ; turn += 1) {
    const answer = await t.ask(`pick.${turn}`, pickMessage(shown, picked, taps), parsePick(shown), {
      slot,
    });
    if ('typed' in answer) return answer.typed;
    if ('all' in answer) return all;
    if ('done' in answer) return { numbers: picked };
    picked = toggled(picked, answer.toggle);
  }
};
