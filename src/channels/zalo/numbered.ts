import type { Rendered, RenderedChoice } from '../../dialog/message.ts';
import { splitText } from '../split.ts';

/** A choice with a code is chosen by that code: its number would mean nothing. */
const lineOf = ({ label, code, number }: RenderedChoice, index: number): string =>
  code === undefined ? `${number ?? index + 1}. ${label}` : `${code} – ${label}`;

/**
 * The message without buttons, in one text or in two: each choice keeps the number that it is chosen by. Of a
 * message that is no question the lines are there already.
 */
export const numbered = ({ text, choices, otherwise }: Rendered, textLength: number): string[] => {
  const whole = [text, otherwise ?? choices.map(lineOf).join('\n')].join('\n\n');
  return splitText(whole, textLength);
};
