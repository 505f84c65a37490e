/**
 * A plan is often last year's with other dates. Years of the past in what is due are moved on to the plan's year
 * and told; a year that names a document, a term or a period stays.
 */
import { daysInMonth } from './dates.ts';
import { fold } from './text.ts';

/** "31/3/2025" → "31/3/2027". */
export type Moved = { from: string; to: string };

export type MovedWords = { words: string; moved: readonly Moved[] };

/** Older than this it is history, not last year's plan. */
const reach = 6;

/** Words before a year that make it part of a name: nothing is moved there. */
const citation =
  /(?:\bso \S*\d\S*[^;]{0,40}|nhiem ky|giai doan|nghi quyet[^;.]*|huong dan[^;.]*|quyet dinh[^;.]*|chi thi[^;.]*|ket luan[^;.]*|ky ngay|khoa|dai hoi[^;.]*|thanh lap|sinh nam|tu nam)[ (,:]*$/u;

const isCited = (before: string): boolean => citation.test(fold(before.slice(-80)));

const period = /(?<![\d/.])(20\d{2})(\s*[–-]\s*)(20\d{2})(?!\d)/gu;
const dated = /(?<![\d/.])(\d{1,2})([/.-])(\d{1,2})([/.-])(20\d{2}|\d{2})(?![\d/])/gu;
const monthly =
  /((?:tháng|thang|quý|quí|quy|t\.?)\s*(?:\d{1,2}|I{1,3}|IV|i{1,3}|iv)\s*(?:[/.–-]\s*|,?\s*năm\s+|,?\s*nam\s+))(20\d{2})(?!\d)/giu;
const numeric = /(?<![\d/.])(\d{1,2}\s*[/.-]\s*)(20\d{2})(?!\d)/gu;
const yearly = /((?:năm|nam)\s+)(20\d{2})(?!\s*[–-]?\s*\d)/giu;
const bare = /(^\s*)(20\d{2})(?=\s*$)/gu;

const written = (found: string): number => Number(found.length === 2 ? `20${found}` : found);

type Years = { year: number; only: number | undefined };

const isFormer = (found: string, { year, only }: Years): boolean => {
  const from = written(found);
  return only === undefined ? from < year && from >= year - reach : from === only;
};

/** 29/02 of a year that has none is its last day of February. */
const dayIn = (day: string, month: string, year: number): string => {
  const last = daysInMonth(year, Number(month));
  return last > 0 && Number(day) === 29 && Number(month) === 2 && last === 28 ? '28' : day;
};

type Rule = { shape: RegExp; move: (parts: readonly string[], years: Years) => string | undefined };

const after: Rule['move'] = ([, lead = '', found = ''], years) =>
  isFormer(found, years) ? `${lead}${years.year}` : undefined;

const rules: readonly Rule[] = [
  {
    shape: dated,
    move: ([, day = '', mark = '', month = '', last = '', found = ''], years) => {
      const { year } = years;
      const to = found.length === 2 ? String(year % 100) : String(year);
      return isFormer(found, years)
        ? `${dayIn(day, month, year)}${mark}${month}${last}${to}`
        : undefined;
    },
  },
  { shape: monthly, move: after },
  { shape: numeric, move: after },
  { shape: yearly, move: after },
  { shape: bare, move: after },
];

/** "năm học 2025-2026" moves as a whole; "giai đoạn 2023-2027" is hidden from the other rules and stays. */
const schoolYear: Rule = {
  shape: /(?<=(?:năm học|nam hoc)\s*)(20\d{2})(\s*[–-]\s*)(20\d{2})(?!\d)/giu,
  move([, from = '', link = '', to = ''], years) {
    const isOne = Number(to) === Number(from) + 1 && isFormer(from, years);
    const { year } = years;
    return isOne && Number(to) < year ? `${year - 1}${link}${year}` : undefined;
  },
};

/** "2023 - 2027": its first year looks like any other. */
const isInPeriod = (text: string, at: number, length: number): boolean =>
  [...text.matchAll(period)].some(
    ({ 0: found, index }) => at < index + found.length && at + length > index,
  );

const applyRule = (
  text: string,
  { shape, move }: Rule,
  years: Years,
  note: (from: string, to: string) => void,
): string => {
  let done = '';
  let last = 0;
  for (const match of text.matchAll(shape)) {
    const [all] = match;
    const isPart = shape !== schoolYear.shape && isInPeriod(text, match.index, all.length);
    const stays = isPart || isCited(text.slice(0, match.index));
    const to = stays ? undefined : move(match, years);
    if (to === undefined) continue;
    note(all, to);
    done += text.slice(last, match.index) + to;
    last = match.index + all.length;
  }
  return done + text.slice(last);
};

/**
 * The words with the years of a former plan moved on to `year`, and what was moved. With `only` no other year
 * than that one is touched.
 */
export const moveYears = (words: string, year: number, only?: number): MovedWords => {
  const moved: Moved[] = [];
  const note = (from: string, to: string): void => {
    moved.push({ from: from.trim(), to: to.trim() });
  };
  const years = { year, only };
  const done = [schoolYear, ...rules].reduce(
    (text, rule) => applyRule(text, rule, years, note),
    words,
  );
  return { words: done, moved };
};

/** The year that these times speak of most, if it is a former one: whose plan it was. */
export const formerYearIn = (times: readonly string[], year: number): number | undefined => {
  const counts = new Map<number, number>();
  for (const { from } of times.flatMap((words) => moveYears(words, year).moved)) {
    const found = /(20\d{2})\D*$/u.exec(from)?.[1] ?? `20${from.slice(-2)}`;
    counts.set(Number(found), (counts.get(Number(found)) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
};
