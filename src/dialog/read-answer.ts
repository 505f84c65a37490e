import { nfc, oneLine } from '../domain/text.ts';
import { matchPressed, matchTyped, type Match } from './match-choice.ts';
import { text, type Choice, type FileRef, type Text } from './message.ts';
import type { Answer, AskOptions } from './turn.ts';

/** What came in, before it is known which question it answers. At most one of the optional fields. */
export type RawInput = {
  /** Event time, ISO 8601. */
  at: string;
  text?: string;
  /** The id of the pressed choice. */
  press?: string;
  files?: readonly FileRef[];
  other?: NonNullable<Answer['other']>;
  /** What a work brought back, under the key that it was started with ("later:…"). */
  result?: { key: string; value?: unknown };
};

/** The open question as far as reading an answer needs it. */
export type Question = {
  /** Those of the flow first, then those of the runner. */
  choices: readonly Choice[];
  /** How many are the flow's own. */
  own: number;
  token: string;
  accept: NonNullable<AskOptions['accept']>;
  /** Buttons that fit under a message: with more choices the text numbers them. */
  buttons: number;
  labels: (texts: readonly Text[]) => readonly string[];
};

/** `otherwise` is what the same words would choose, should they make no sense as free text. */
export type Heard = { answer: Answer; otherwise?: () => Reading | undefined };

export type Reading =
  | Heard
  | Exclude<Match, { answer: string } | { ambiguous: readonly Choice[] }>
  /** Cannot be an answer: these lines say why. `unheard` when the words choose nothing of what is offered. */
  | { again: readonly Text[]; unheard?: true };

export const defaultAccept: Question['accept'] = ['text', 'choice'];

/** Words of this length are no choice, and are not shown back. */
const longestChoice = 2_000;

/** Says that a text was too long to be understood; nothing when that was not the trouble. */
export const tooLong = (typed: string): Text[] =>
  typed.length > longestChoice
    ? [text('input.too_long', { length: typed.length, max: longestChoice })]
    : [];

const again = (key: string): Reading => ({ again: [text(`input.${key}`)] });

const fromMatch = (at: string, match: Match): Reading => {
  if ('answer' in match) return { answer: { at, choice: match.answer } };
  if (!('ambiguous' in match)) return match;
  const choices = match.ambiguous.map(({ label }) => label);
  return { again: [text('input.ambiguous', { choices })] };
};

const readPress = (at: string, press: string, question: Question): Reading => {
  const match = matchPressed(press, question.choices, question.token);
  return match ? fromMatch(at, match) : again('stale');
};

const readTyped = (at: string, typed: string, question: Question): Reading => {
  const { choices, own, accept, buttons } = question;
  const free = accept.includes('text');
  const labels = choices.length > 0 ? question.labels(choices.map(({ label }) => label)) : [];
  const offered = choices.map((choice, index) => ({ choice, label: labels[index] ?? '' }));
  const numbered = own > 0 && choices.length > buttons;
  const match = matchTyped(typed, offered, { digits: !free || numbered, loose: !free });
  if (match) return fromMatch(at, match);
  if (!free)
    return own > 0
      ? { again: [...tooLong(typed), text('input.choose')], unheard: true }
      : again('send_file');
  const guess = () => {
    const found = matchTyped(typed, offered, { digits: true, loose: true });
    return found && !('ambiguous' in found) ? fromMatch(at, found) : undefined;
  };
  return { answer: { at, text: typed }, ...(own > 0 ? { otherwise: guess } : {}) };
};

const readFiles = (at: string, files: readonly FileRef[], typed: string): Reading => ({
  answer: { at, files, ...(typed === '' ? {} : { text: typed }) },
});

/** What the person meant, told by the open question alone. */
export const readAnswer = (raw: RawInput, question: Question): Reading => {
  const { at, press, files = [], other } = raw;
  if (press !== undefined) return readPress(at, press, question);
  if (other !== undefined) return again(other);
  const typed = nfc(raw.text ?? '').trim();
  if (files.length > 0) {
    return question.accept.includes('file') ? readFiles(at, files, typed) : again('file');
  }
  return oneLine(typed) === '' ? again('empty') : readTyped(at, typed, question);
};
