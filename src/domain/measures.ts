/** What of a target can be counted. */
import { lowerAt, lowerOf, tokensOf, wordsFrom, type Token } from './measure-tokens.ts';
import { endsUnit, isTimeUnit, isTitle, knownUnitLength, namesNumber } from './measure-units.ts';
import type { Measure, Target } from './registration.ts';
import { fold, oneLine } from './text.ts';

const scales: Readonly<Record<string, number>> = {
  nghin: 1e3,
  ngan: 1e3,
  trieu: 1e6,
  ty: 1e9,
  ti: 1e9,
};

const scaleOf = (token: Token | undefined): number | undefined =>
  token?.lower === 'k' ? 1e3 : scales[fold(token?.text ?? '')];

const numerals: Readonly<Record<string, number>> = {
  một: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  sáu: 6,
  bảy: 7,
  tám: 8,
  chín: 9,
  mười: 10,
};

/** The counted thing: a noun that is known, or the next two words before anything is said about it. */
const unitOf = (words: readonly Token[]): readonly Token[] => {
  const length = knownUnitLength(lowerOf(words));
  if (length > 0) return words.slice(0, length);
  const said = words.findIndex((token) => endsUnit(token.lower));
  return words.slice(0, Math.min(2, said === -1 ? words.length : said));
};

const join = (tokens: readonly Token[]): string => tokens.map((token) => token.text).join(' ');

/** A number that is an amount, with where its unit begins. */
type Amount = { number: number; unitAt: number };

/** "20-30 đoàn viên", "từ 20 đến 30 đoàn viên": the lower bound is what is promised. */
const pastRange = (tokens: readonly Token[], at: number): number => {
  const isLink = ['-', '–', 'đến', 'den'].includes(lowerAt(tokens, at));
  return isLink && tokens[at + 1]?.number !== undefined ? at + 2 : at;
};

const digitsAt = (tokens: readonly Token[], at: number): Amount | undefined => {
  const token = tokens[at];
  if (token?.number === undefined) return undefined;
  const unitAt = pastRange(tokens, at + 1);
  const words = lowerOf(wordsFrom(tokens, unitAt));
  const named = namesNumber(lowerAt(tokens, at - 1), lowerAt(tokens, at - 2));
  // "10A1" is the name of a class, "2km" an amount.
  const glued =
    token.tight && knownUnitLength(words) === 0 && scaleOf(tokens[unitAt]) === undefined;
  return named || glued || isTitle(words) ? undefined : { number: token.number, unitAt };
};

/** Parts of longer numerals: "mười hai", "hai trăm". */
const numeralParts = new Set(['mười', 'mươi', 'trăm']);

/** "một công trình": a numeral counts before a noun that is known. */
const numeralAt = (tokens: readonly Token[], at: number): Amount | undefined => {
  const number = numerals[lowerAt(tokens, at)];
  const previous = lowerAt(tokens, at - 1);
  const named = numeralParts.has(previous) || namesNumber(previous, lowerAt(tokens, at - 2));
  const follows = knownUnitLength(lowerOf(wordsFrom(tokens, at + 1))) > 0;
  return number === undefined || named || !follows ? undefined : { number, unitAt: at + 1 };
};

const percentLength = (tokens: readonly Token[], at: number): number => {
  if (tokens[at]?.text === '%') return 1;
  const words = fold(`${tokens[at]?.text ?? ''} ${tokens[at + 1]?.text ?? ''}`);
  return words === 'phan tram' ? 2 : 0;
};

/** Undefined for a time; an empty unit for a bare number. */
const measureOf = (tokens: readonly Token[], { number, unitAt }: Amount): Measure | undefined => {
  const percent = percentLength(tokens, unitAt);
  if (percent > 0) {
    const unit = join(unitOf(wordsFrom(tokens, unitAt + percent)));
    return { number, unit: unit === '' ? '%' : `% ${unit}` };
  }
  const scale = scaleOf(tokens[unitAt]);
  const words = wordsFrom(tokens, unitAt + (scale === undefined ? 0 : 1));
  if (isTimeUnit(lowerOf(words))) return undefined;
  const unit = join(unitOf(words));
  if (scale === undefined) return { number, unit };
  // Away with the crumbs that binary fractions leave: 1,1 triệu is 1.100.000.
  return { number: Math.round(number * scale), unit: unit === '' ? 'đồng' : unit };
};

const measuresOf = (clause: string): Measure[] => {
  const tokens = tokensOf(clause);
  const found = tokens.flatMap((_token, at) => {
    const followsRange =
      at > 0 && pastRange(tokens, at - 1) === at + 1 && hasNumber(tokens[at - 2]);
    const amount = followsRange ? undefined : (digitsAt(tokens, at) ?? numeralAt(tokens, at));
    return (amount === undefined ? undefined : measureOf(tokens, amount)) ?? [];
  });
  // "Thành lập mới 01, duy trì 05 câu lạc bộ": the first borrows the unit of the next.
  return found.map((one, at) =>
    one.unit === '' ? { ...one, unit: found[at + 1]?.unit ?? '' } : one,
  );
};

const hasNumber = (token: Token | undefined): boolean => token?.number !== undefined;

/**
 * The target with its measures: "02 lớp, 120 học viên" → 2 lớp, 120 học viên. A percentage has a unit that
 * begins with "%" ("% đoàn viên"), money is in đồng, a range counts with its lower bound, times are left out.
 */
export const parseTarget = (words: string): Target => {
  const text = oneLine(words);
  return { text, measures: text.split(/[;\n]|\. /u).flatMap(measuresOf) };
};

const vietnamese = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 3 });

/** Measures as people read them: "2 lớp, 120 học viên, 95% đoàn viên". */
export const showMeasures = (measures: readonly Measure[]): string =>
  measures
    .map(({ number, unit }) => {
      const amount = vietnamese.format(number);
      return unit.startsWith('%') ? `${amount}${unit}` : `${amount} ${unit}`.trim();
    })
    .join(', ');
