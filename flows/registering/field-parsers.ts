/** What a typed answer means for each field of a task; whatever is wrong is said with what was typed. */
import { text, type Text } from '../../src/dialog/message.ts';
import type { Lang, Parsed } from '../../src/dialog/turn.ts';
import type { TaskInput } from '../../src/domain/commands.ts';
import { parseDue, type DueError } from '../../src/domain/due.ts';
import { fieldLimits } from '../../src/domain/task-fields.ts';
import { clean, fold, shorten } from '../../src/domain/text.ts';

export type FieldName = keyof TaskInput;

/** What a parser needs besides the words. */
export type FieldContext = { year: number; lang: Lang };

/** How much of what was typed is shown back. */
const shownBack = 120;

const locales: Readonly<Record<Lang, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** A number as it is written in the reader's language. */
const showNumber = (number: number, lang: Lang): string =>
  new Intl.NumberFormat(locales[lang]).format(number);

const retry = (why: Text, words: string): Parsed<never> => ({
  retry: words === '' ? [why] : [why, text('task.you_typed', { words: shorten(words, shownBack) })],
});

const dueWhy = (problem: DueError, { year }: FieldContext): Text => {
  switch (problem.error) {
    case 'no_such_day':
    case 'no_such_month':
    case 'no_such_quarter':
    case 'year_outside':
      return text(`task.due.${problem.error}`, { ...problem.params, wanted: year });
    case 'empty':
    case 'too_long':
      return text('task.due.unclear');
  }
};

/** Nobody plans to do this; where a field may be left out the runner has taken it already. */
const skipWords = ['bo qua', 'skip'];

const bareNumber = /^\d{1,4}$/u;
const letter = /\p{L}/u;

/** What more a field asks of words that are there and fit. */
const checks: Readonly<
  Record<FieldName, (words: string, context: FieldContext) => Text | undefined>
> = {
  content: (words) => (letter.test(words) ? undefined : text('task.content_needs_words')),
  target: () => undefined,
  due: (words, context) => {
    if (bareNumber.test(words) && words !== String(context.year)) return text('task.due.unclear');
    const due = parseDue(words, context.year);
    return 'ok' in due ? undefined : dueWhy(due, context);
  },
  owner: (words) => (letter.test(words) ? undefined : text('task.owner_needs_words')),
  partners: (words) => (letter.test(words) ? undefined : text('task.owner_needs_words')),
  evidence: (words) => (letter.test(words) ? undefined : text('task.content_needs_words')),
};

/** The words as they will be kept, or why they cannot be. */
export const parseField = (
  field: FieldName,
  typed: string,
  context: FieldContext,
): Parsed<string> => {
  const words = clean(typed);
  if (skipWords.includes(fold(words))) return { retry: [text('task.no_skip')] };
  if (field === 'target' && bareNumber.test(words)) {
    return { retry: [text('task.target_needs_unit', { number: words })] };
  }
  if (!/[\p{L}\p{N}]/u.test(words)) return retry(text('task.only_signs'), words);
  const max = fieldLimits[field];
  if (words.length > max) {
    const length = showNumber(words.length, context.lang);
    return retry(text('task.too_long', { length, max: showNumber(max, context.lang) }), words);
  }
  const why = checks[field](words, context);
  return why ? retry(why, words) : { ok: words };
};
