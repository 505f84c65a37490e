/** The form of official papers: header lines, symbols, days, numbers. Vietnamese words stand here to be parsed. */
import { dayFrom, dayOf, type Day } from './dates.ts';
import { fold, oneLine } from './text.ts';

const startsWith = (name: string, word: string): boolean =>
  fold(name) === word || fold(name).startsWith(`${word} `);

/** A chi đoàn cơ sở has a seal and a symbol of its own, and no committee in its heading. */
export const isBranch = (unitName: string): boolean => startsWith(unitName, 'chi doan');

/** A unit's name with the word Đoàn in front, as it calls itself in a sentence. */
export const bodyName = (unitName: string): string => {
  const known = /(?:^| )doan(?: |$)/u.test(fold(unitName));
  return known ? unitName : `Đoàn ${unitName}`;
};

/** Line 2 of the heading, by default. */
export const ownLineOf = (unitName: string): string => {
  const name = bodyName(unitName).toUpperCase();
  return isBranch(unitName) ? name : `BCH ${name}`;
};

/** Line 1 of the heading, by default. */
export const superiorLineOf = (superiorName: string): string =>
  bodyName(superiorName).toUpperCase();

/** "KH/ĐTN" of an Đoàn cơ sở, "KH/CĐCS" of a chi đoàn cơ sở. */
export const planSymbolOf = (unitName: string): string =>
  isBranch(unitName) ? 'KH/CĐCS' : 'KH/ĐTN';

const placeWord = /(?:^|\s)(phường|xã|đặc khu|thị trấn)\s+([^(,]+)/iu;

/** The name of the place in a unit's name: the own name alone, with its kind where it is one syllable or a number. */
const placeIn = (unitName: string): string | undefined => {
  const [, kind = '', name = ''] = placeWord.exec(oneLine(unitName)) ?? [];
  const own = name.trim();
  if (own === '') return undefined;
  if (/\s/u.test(own)) return own;
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1).toLowerCase()} ${own}`;
};

/** Where a paper is dated, as far as the names tell; empty when none does. */
export const placeOf = (names: readonly string[]): string =>
  names.map(placeIn).find((place) => place !== undefined) ?? '';

/** "05": two digits at the least. */
export const paperNumber = (number: number): string => String(number).padStart(2, '0');

/** Days below 10 and the months 1 and 2 get a zero, the other months none. */
export const officialDay = (day: Day): { day: string; month: string; year: string } => {
  const month = Number(day.slice(5, 7));
  return {
    day: day.slice(8, 10),
    month: month <= 2 ? day.slice(5, 7) : String(month),
    year: day.slice(0, 4),
  };
};

/** "05", "số 5", "05-KH/ĐTN" → 5. */
export const parsePaperNumber = (words: string): number | undefined => {
  const [, digits] =
    /^(?:so ?[:.]? ?)?0*(\d{1,4})(?: ?[-–—/] ?kh ?(?:[/-] ?[a-z-]+)?)?$/u.exec(fold(words)) ?? [];
  const number = Number(digits ?? 0);
  return number > 0 ? number : undefined;
};

const dayShapes = [
  /^(?:ngay )?(\d{1,2}) ?[/.-] ?(\d{1,2})(?: ?[/.-] ?(\d{2}|\d{4}))?$/u,
  /^(?:ngay )?(\d{1,2}) thang (\d{1,2})(?: nam (\d{4}))?$/u,
];

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year));

/**
 * A day as people type it, day first. Without a year it is the last such day that is not after `today`, for a
 * paper has been dated when its number is told.
 */
export const parsePaperDay = (words: string, at: Date): Day | undefined => {
  const said = fold(words);
  const today = dayOf(at);
  if (said === 'hom nay' || said === 'today') return today;
  const [, date, month, year] =
    dayShapes.map((shape) => shape.exec(said)).find((found) => found !== null) ?? [];
  if (date === undefined || month === undefined) return undefined;
  const inYear = (one: number) => dayFrom(one, Number(month), Number(date));
  if (year !== undefined) return inYear(fullYear(year));
  const thisYear = Number(today.slice(0, 4));
  const here = inYear(thisYear);
  return here !== undefined && here <= today ? here : inYear(thisYear - 1);
};

/** What `{…}` in a standing text stands for. */
export type Blanks = {
  year: number;
  unitName: string;
  superiorName: string;
  programme: { title: string; source: string };
};

/** Puts the year and the names into a standing text, paragraph by paragraph; an unknown `{…}` stays as it is. */
export const paragraphsFrom = (text: string, blanks: Blanks): readonly string[] => {
  const words: Readonly<Record<string, string>> = {
    nam: String(blanks.year),
    'don vi': bodyName(blanks.unitName),
    'cap tren': blanks.superiorName,
    'huong dan': blanks.programme.source.replace(', ', ' ngày '),
    'chuong trinh': blanks.programme.title,
  };
  return text
    .replace(/\{([^{}]{1,20})\}/gu, (all, name: string) => words[fold(name)] ?? all)
    .split('\n')
    .map(oneLine)
    .filter((line) => line !== '');
};

/** Lines of a list, without the marks that each office sets differently. */
export const listLines = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.replace(/^[-–+•*]\s*/u, '').replace(/[;,.]+$/u, '')).filter(Boolean);
