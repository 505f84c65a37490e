import type { InlineKeyboardMarkup } from '@grammyjs/types';
import type { Rendered, RenderedChoice, Tone } from '../../dialog/message.ts';

type Button = InlineKeyboardMarkup['inline_keyboard'][number][number];

/** What the HTML mode reads as more than itself: core.telegram.org/bots/api#html-style. */
const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const styles: Readonly<Record<Tone, Button['style']>> = {
  plain: undefined,
  primary: 'primary',
  success: 'success',
  danger: 'danger',
};

/** A row of narrow buttons stays readable on a small phone. */
const mostInRow = 4;
const mostLetters = 32;

const buttonOf = ({ id, label, tone }: RenderedChoice): Button => {
  const style = styles[tone];
  return { text: label, callback_data: id, ...(style ? { style } : {}) };
};

const lettersOf = (row: readonly RenderedChoice[]): number =>
  row.reduce((sum, { label }) => sum + label.length, 0);

const hasRoom = (row: readonly RenderedChoice[], next: RenderedChoice): boolean =>
  Boolean(next.narrow) &&
  row.every(({ narrow }) => narrow) &&
  row.length < mostInRow &&
  lettersOf([...row, next]) <= mostLetters;

const rowsOf = (choices: readonly RenderedChoice[]): RenderedChoice[][] => {
  const rows: RenderedChoice[][] = [];
  for (const choice of choices) {
    const last = rows.at(-1);
    if (last && hasRoom(last, choice)) last.push(choice);
    else rows.push([choice]);
  }
  return rows;
};

const keyboardOf = (choices: readonly RenderedChoice[]) =>
  choices.length === 0
    ? {}
    : { reply_markup: { inline_keyboard: rowsOf(choices).map((row) => row.map(buttonOf)) } };

/** A message of words and buttons, for `sendMessage` and `editMessageText`. */
export const textOf = ({ text, choices }: Rendered) => ({
  text: escapeHtml(text),
  parse_mode: 'HTML' as const,
  link_preview_options: { is_disabled: true },
  ...keyboardOf(choices),
});

/** The words beside a file. */
export const captionOf = ({ text, choices }: Rendered) => ({
  ...(text === '' ? {} : { caption: escapeHtml(text), parse_mode: 'HTML' as const }),
  ...keyboardOf(choices),
});
