import { choiceId } from '../../dialog/choice-id.ts';
import type { Choice } from '../../dialog/message.ts';
import { fold } from '../../domain/text.ts';
import type { Outbox, OutboxRow } from '../../store/contract.ts';
import { bodyOf, isQuestion, messageOf } from '../sending/outbox-message.ts';

/** What "XEM 3" chooses of a message that is no question: as if pressed; or how many choices there are. */
export type ChosenByWord = { press: string } | { count: number };

/** How far back: nobody means a message that lies further up. */
const rowsRead = 50;

const spoken = /^(?:xem|view)\s*(?:so\s*)?(\d{1,3})\.?$/u;

/** The number in "XEM 3", "xem3"; undefined for any other words. */
export const wordNumber = (words: string | undefined): number | undefined => {
  const [, digits] = spoken.exec(fold(words ?? '')) ?? [];
  return digits === undefined ? undefined : Number(digits);
};

const choicesOf = (row: OutboxRow): readonly Choice[] =>
  isQuestion(row) || row.template !== undefined || !row.message
    ? []
    : (messageOf(row).choices ?? []);

/**
 * Of the newest message that offers this number by a word, because it had more choices than buttons; else of the
 * newest that has choices at all. Undefined when there is none.
 */
export const chooseByWord = async (
  outbox: Outbox,
  { channel, address }: Pick<OutboxRow, 'channel' | 'address'>,
  { number, buttons }: { number: number; buttons: number },
): Promise<ChosenByWord | undefined> => {
  const rows = await outbox.sentTo(channel, address, rowsRead);
  const free = rows.filter((row) => choicesOf(row).length > 0);
  const offering = free.find((row) => {
    const count = choicesOf(row).length;
    return count > buttons && number <= count;
  });
  const row = offering ?? free[0];
  if (!row) return undefined;
  const choices = choicesOf(row);
  const choice = choices[number - 1];
  return choice ? { press: choiceId(choice, bodyOf(row).token) } : { count: choices.length };
};
