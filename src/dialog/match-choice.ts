import { fold, nfc } from '../domain/text.ts';
import { navOf, parseAnswerId, type Nav } from './choice-id.ts';
import type { Choice } from './message.ts';

/** A choice of the open question with its label as the person reads it. */
export type Offered = { choice: Choice; label: string };

export type Match =
  | { answer: string }
  | { intent: string }
  | { nav: Nav }
  | { ambiguous: readonly Choice[] }
  /** A button of another question, or one that this question no longer offers. */
  | { stale: { token: string; answer: string } };

export type Typing = {
  /** Numbers stand before the choices, or nothing else could be meant by one. */
  digits: boolean;
  /** No free text is expected: the beginning of a label is enough, accents never matter. */
  loose: boolean;
};

const navWords: readonly (readonly [string, Nav])[] = [
  ['quay lai', 'back'],
  ['back', 'back'],
  ['bo qua', 'skip'],
  ['skip', 'skip'],
];

/** To a question that is answered by yes or no, whatever its buttons say. */
const plainWords: readonly (readonly [string, 'yes' | 'no'])[] = [
  ['co', 'yes'],
  ['vang', 'yes'],
  ['dong y', 'yes'],
  ['yes', 'yes'],
  ['khong', 'no'],
  ['thoi', 'no'],
  ['no', 'no'],
];

const minPrefixLetters = 3;

const squeezed = (words: string) => nfc(words).toLowerCase().replace(/\s+/gu, ' ').trim();
const bare = (words: string) =>
  words.replace(/^[^\p{L}\p{N}]+/u, '').replace(/[^\p{L}\p{N}]+$/u, '') || words;
const written = (words: string) => bare(squeezed(words));
const folded = (words: string) => bare(fold(words));
const codeOf = (words: string) =>
  fold(words)
    .replace(/[\s,.]+/gu, '.')
    .replace(/^\.|\.$/gu, '');

const meaning = (choice: Choice): Match => {
  if ('intent' in choice) return { intent: choice.intent };
  const nav = navOf(choice.answer);
  return nav ? { nav } : { answer: choice.answer };
};

const byCode = (typed: string, offered: readonly Offered[]) =>
  offered.filter(({ choice: { code } }) => code !== undefined && codeOf(code) === codeOf(typed));

/** Counted over all choices; one with a code is never numbered on the screen, so its number means nothing. */
const byNumber = (typed: string, offered: readonly Offered[]) => {
  const number = /^\(?(\d{1,3})[.)]?$/u.exec(squeezed(typed))?.[1];
  const one = number === undefined ? undefined : offered[Number(number) - 1];
  return one && one.choice.code === undefined ? [one] : [];
};

/** Accents that were typed decide between labels that differ by them only. */
const byLabel = (typed: string, offered: readonly Offered[], { loose }: Typing) => {
  const alike = offered.filter(({ label }) => folded(label) === folded(typed));
  const same = alike.filter(({ label }) => written(label) === written(typed));
  if (same.length > 0) return same;
  return loose || written(typed) === folded(typed) ? alike : [];
};

const byNavWord = (typed: string, offered: readonly Offered[]) => {
  const nav = navWords.find(([word]) => word === folded(typed))?.[1];
  const means = ({ choice }: Offered) => 'answer' in choice && navOf(choice.answer) === nav;
  return nav ? offered.filter(means) : [];
};

const byPlainWord = (typed: string, offered: readonly Offered[]) => {
  const answer = plainWords.find(([word]) => word === folded(typed))?.[1];
  const meant = offered.filter(({ choice }) => 'answer' in choice && choice.answer === answer);
  return answer === undefined ? [] : meant;
};

const byPrefix = (typed: string, offered: readonly Offered[]) => {
  const start = folded(typed);
  if ((start.match(/\p{L}/gu) ?? []).length < minPrefixLetters) return [];
  return offered.filter(({ label }) => folded(label).startsWith(start));
};

const minInsideLetters = 4;

/** Whole words from the middle of a name, in a list whose entries have codes: units, tasks. */
const byInside = (typed: string, offered: readonly Offered[]) => {
  const part = folded(typed);
  if ((part.match(/\p{L}/gu) ?? []).length < minInsideLetters) return [];
  return offered.filter(
    ({ choice, label }) => choice.code !== undefined && ` ${folded(label)}`.includes(` ${part}`),
  );
};

/** What the typed words choose of what is offered, if anything; several are never guessed between. */
export const matchTyped = (
  typed: string,
  offered: readonly Offered[],
  how: Typing,
): Match | undefined => {
  const ways = [
    () => byCode(typed, offered),
    () => [
      ...new Set([
        ...(how.digits ? byNumber(typed, offered) : []),
        ...byLabel(typed, offered, how),
      ]),
    ],
    () => byNavWord(typed, offered),
    () => (how.loose ? byPrefix(typed, offered) : []),
    () => (how.loose ? byPlainWord(typed, offered) : []),
    () => (how.loose ? byInside(typed, offered) : []),
  ];
  for (const way of ways) {
    const [one, ...others] = way().map(({ choice }) => choice);
    if (one) return others.length > 0 ? { ambiguous: [one, ...others] } : meaning(one);
  }
  return undefined;
};

/** What a pressed button chooses; undefined when it is neither an answer nor an offered intent. */
export const matchPressed = (
  pressed: string,
  choices: readonly Choice[],
  token: string,
): Match | undefined => {
  const parts = parseAnswerId(pressed);
  const one = choices.find((choice) =>
    'intent' in choice
      ? choice.intent === pressed
      : parts?.token === token && choice.answer === parts.answer,
  );
  if (one) return meaning(one);
  return parts && { stale: parts };
};
