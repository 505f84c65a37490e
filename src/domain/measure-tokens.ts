/** One word, number or sign of a target, also in lower case. `tight`: a letter follows without a space. */
export type Token = { text: string; lower: string; tight: boolean; number?: number };

/**
 * Numbers as Vietnamese offices write them: "1.200" and "1,200" are thousands, "1,5" and "0,125" have
 * decimals. "1.1" is an item code, "091201000123" nobody's target.
 */
const parseNumber = (digits: string): number | undefined => {
  if (/^\d{1,9}$/u.test(digits)) return Number(digits);
  if (/^[1-9]\d{0,2}(?:\.\d{3}){1,4}(?:,\d{1,2})?$/u.test(digits))
    return Number(digits.replaceAll('.', '').replace(',', '.'));
  if (/^[1-9]\d{0,2}(?:,\d{3}){1,4}$/u.test(digits)) return Number(digits.replaceAll(',', ''));
  return /^\d{1,6},\d{1,3}$/u.test(digits) ? Number(digits.replace(',', '.')) : undefined;
};

/** "28/02", "24/7", "1+1", "10A1", "m2" and the like are no amounts: they stay one token without a number. */
const shapes = /\d+(?:[.,]\d+)*(?:[/+:]\d+)+|\d+(?:[.,]\d+)*|[\p{L}\p{M}][\p{L}\p{M}\d]*|\S/gu;

/** "1.5 triệu": before these a dot can only be a decimal point. */
const afterDecimal = /^ ?(?:%|triệu|trieu|tỷ|tỉ|km|ha)/iu;

const numberIn = (text: string, following: string): number | undefined =>
  /^\d{1,6}\.\d{1,2}$/u.test(text) && afterDecimal.test(following)
    ? Number(text)
    : parseNumber(text);

export const tokensOf = (words: string): Token[] =>
  [...words.matchAll(shapes)].map((match) => {
    const text = match[0];
    const following = words.slice(match.index + text.length, match.index + text.length + 8);
    const number = numberIn(text, following);
    const tight = /^\p{L}/u.test(following);
    return { text, lower: text.toLowerCase(), tight, ...(number === undefined ? {} : { number }) };
  });

export const lowerAt = (tokens: readonly Token[], at: number): string => tokens[at]?.lower ?? '';

export const lowerOf = (tokens: readonly Token[]): string[] => tokens.map((token) => token.lower);

const isWord = (token: Token): boolean => /^\p{L}/u.test(token.text);

/** The next words, as long as nothing but words follows; more than these never matter. */
export const wordsFrom = (tokens: readonly Token[], at: number): readonly Token[] => {
  const next = tokens.slice(at, at + 6);
  const end = next.findIndex((token) => !isWord(token));
  return end === -1 ? next : next.slice(0, end);
};
