/** Finds where a text speaks of time. Works on folded words; the tables hold the words people really use. */
import { addDays, dayFrom, daysInMonth, type Day } from './dates.ts';

export type DueProblem =
  | { error: 'no_such_day'; params: { day: string } }
  | { error: 'no_such_month'; params: { month: string } }
  | { error: 'no_such_quarter'; params: { quarter: string } };

/** `loose` is a time without a last day; `year` a bare "năm 2027", which anything finer outdoes. */
type Reading =
  | { kind: 'loose' }
  | { kind: 'span' | 'year'; first: Day; last: Day }
  | { kind: 'wrong'; problem: DueProblem };

export type Mention = Reading & { at: number; end: number };

type Groups = Readonly<Record<string, string | undefined>>;
type Rule = {
  shape: RegExp;
  read: (groups: Groups, year: number) => Reading;
  /** More of the same kind in a list: "tháng 3, 6 và 9". Group `link` holds what stands between. */
  more?: RegExp;
};

const yearOf = (groups: Groups, year: number): number => {
  if (groups['year'] !== undefined) return Number(groups['year']);
  return groups['yy'] === undefined ? year : 2000 + Number(groups['yy']);
};

const loose = (): Reading => ({ kind: 'loose' });

/** From the first of one month to the last of another; months are checked by the caller. */
const months = (year: number, from: number, to: number): Reading => ({
  kind: 'span',
  first: dayFrom(year, from, 1) ?? '',
  last: dayFrom(year, to, daysInMonth(year, to)) ?? '',
});

const readMonth = (groups: Groups, year: number): Reading => {
  const month = Number(groups['month']);
  return daysInMonth(2000, month) > 0
    ? months(yearOf(groups, year), month, month)
    : { kind: 'wrong', problem: { error: 'no_such_month', params: { month: String(month) } } };
};

const roman: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5 };

const readQuarter = (groups: Groups, year: number): Reading => {
  const words = groups['quarter'] ?? '';
  const quarter = roman[words] ?? Number(words);
  return quarter >= 1 && quarter <= 4
    ? months(yearOf(groups, year), quarter * 3 - 2, quarter * 3)
    : {
        kind: 'wrong',
        problem: { error: 'no_such_quarter', params: { quarter: words.toUpperCase() } },
      };
};

const noSuchDay = (...parts: readonly (string | undefined)[]): Reading => ({
  kind: 'wrong',
  problem: {
    error: 'no_such_day',
    params: { day: parts.filter((one) => one !== undefined).join('/') },
  },
});

const readDay = (groups: Groups, year: number): Reading => {
  const { day, month } = groups;
  const found = dayFrom(yearOf(groups, year), Number(month), Number(day));
  if (found !== undefined) return { kind: 'span', first: found, last: found };
  // "3/27" in the plan of 2027: nobody means the 27th month.
  const monthAndYear = groups['year'] === undefined && 2000 + Number(month) === year;
  if (monthAndYear) return readMonth({ month: day }, year);
  return noSuchDay(day, month, groups['year'] ?? groups['yy']);
};

/** "ngày 20 hằng tháng" and "ngày 26": some day of some month. */
const readDateOnly = (groups: Groups): Reading => {
  const date = Number(groups['day']);
  return date >= 1 && date <= 31 ? loose() : noSuchDay(groups['day']);
};

const counts: Readonly<Record<string, number>> = { ba: 3, sau: 6, chin: 9, nua: 6 };

const readPart = (groups: Groups, year: number): Reading => {
  const words = groups['count'] ?? 'nua';
  const count = counts[words] ?? Number(words);
  if (count < 1 || count > 12) return loose();
  const of = yearOf(groups, year);
  return groups['half'] === 'dau' ? months(of, 1, count) : months(of, 13 - count, 12);
};

const wholeYear =
  (kind: 'span' | 'year') =>
  (groups: Groups, year: number): Reading =>
    ({ ...months(yearOf(groups, year), 1, 12), kind }) as Reading;

const month = String.raw`(?<month>\d{1,2})`;
const quarter = String.raw`(?<quarter>iv|v|i{1,3}|\d{1,2})`;
/** A year may follow: "/2027", " năm 2027", "/27". Two digits up to 12 would be another month. */
const itsYear = String.raw`(?:(?: ?[/.–-] ?|,? nam )(?<year>\d{4})|/(?<yy>1[3-9]|[2-9]\d))?`;
const ends = String.raw`(?![a-z\d])`;
/** "tháng 1 lần" is a rate, not January. */
const noRate = String.raw`(?! ?(?:lan|buoi|ky|bai|tin|bao cao|cuoc|dot)\b)`;
const link = String.raw`(?<link> ?[,&+/–-] ?| va | den | hoac | toi )`;
const listEnds = String.raw`(?= ?(?:$|[,;.:)&+–-])| (?:va|den|hoac|toi|nam|hang)\b)`;

const rule = (shape: string, read: Rule['read'], more?: string): Rule => ({
  shape: new RegExp(shape, 'uy'),
  read,
  ...(more === undefined ? {} : { more: new RegExp(more, 'uy') }),
});

/** The first that fits wins, so rates and lunar dates stand before plain dates. */
const rules: readonly Rule[] = [
  rule(String.raw`(?:hang|moi|tung) (?:ngay|tuan|thang|qu[yi]|nam|ky|hoc ky|dot)\b`, loose),
  rule(String.raw`\d{1,2} (?:ngay|tuan|thang|qu[yi]|nam) ?(?:/|1|01|mot) ?lan\b`, loose),
  rule(String.raw`nam hoc(?: \d{4} ?[/–-] ?\d{4})?`, loose),
  rule(String.raw`hoc ky (?:\d|i{1,2}|he)\b`, loose),
  rule(String.raw`\d{4} ?[–-] ?\d{4}`, loose),
  rule(
    String.raw`(?:ngay |mung |ram )?\d{1,2}(?:[/.-]| thang )\d{1,2}(?:[/.-]\d{2,4})? ?\(?(?:am lich|al)\b`,
    loose,
  ),
  rule(String.raw`thang \d{1,2} ?\(?(?:am lich|al)\b`, loose),
  // The first days of "15-20/3", "ngày 14 và 15 tháng 10".
  rule(
    String.raw`(?:ngay )?\d{1,2}(?: ?[,&–-] ?| va | den )(?:ngay )?(?=\d{1,2}(?: ?/ ?| thang )\d)`,
    loose,
  ),
  rule(
    String.raw`(?:ngay |mung )?(?<day>\d{1,2}) thang ${month}(?:(?:,? nam | ?[/,.–-] ?| )(?<year>\d{4}))?${ends}`,
    readDay,
  ),
  rule(
    String.raw`(?:ngay |mung )?(?<day>\d{1,2}) ?/ ?${month}(?:(?: ?[/.–-] ?|,? nam )(?<year>\d{4})|/(?<yy>\d{2}))?${ends}`,
    readDay,
  ),
  rule(
    String.raw`(?:ngay )?(?<day>\d{1,2})(?<mark>[.-])${month}\k<mark>(?:(?<year>\d{4})|(?<yy>\d{2}))${ends}`,
    readDay,
  ),
  rule(
    String.raw`(?:(?<=^|(?:truoc|den|het|tu|xong|vao|han|nhat) )|ngay )(?<day>\d{1,2})[.-]${month}(?:$|(?=[,; )]))${ends}`,
    readDay,
  ),
  rule(String.raw`${month}[/.-](?<year>\d{4})${ends}`, readMonth),
  rule(
    String.raw`(?:qu[yi]|q\.?) ?${quarter}${itsYear}${ends}${noRate}`,
    readQuarter,
    `${link}${quarter}${itsYear}${listEnds}`,
  ),
  rule(
    String.raw`(?:(?<count>\d{1,2}|ba|sau|chin) thang|nua) (?<half>dau|cuoi)(?: nam(?: (?<year>\d{4}))?)?${ends}`,
    readPart,
  ),
  rule(
    String.raw`thang ?${month}${itsYear}${ends}${noRate}`,
    readMonth,
    `${link}${month}${itsYear}${listEnds}`,
  ),
  rule(
    String.raw`t\.?${month}${itsYear}${ends}`,
    readMonth,
    `${link}t?${month}${itsYear}${listEnds}`,
  ),
  rule(
    String.raw`(?:ca|cuoi|het|trong|quanh|suot|toan) nam(?! hoc)(?: (?<year>\d{4}))?${ends}`,
    wholeYear('span'),
  ),
  rule(String.raw`nam (?<year>\d{4})${ends}`, wholeYear('year')),
  rule(String.raw`(?<=^)(?<year>20\d{2})$`, wholeYear('year')),
  rule(String.raw`ngay (?<day>\d{1,2})${ends}`, readDateOnly),
];

/** "T7 hằng tuần" is Saturday, not July. */
const weekly = /\b(?:hang|moi) tuan\b|\bcn\b/u;

const matchAt = (shape: RegExp, words: string, at: number): RegExpExecArray | null => {
  shape.lastIndex = at;
  return shape.exec(words);
};

const readList = (one: Rule, words: string, from: number, year: number): Mention[] => {
  const found: Mention[] = [];
  let match = matchAt(one.shape, words, from);
  while (match !== null) {
    const groups = match.groups ?? {};
    const end = match.index + match[0].length;
    const at = match.index + (groups['link']?.length ?? 0);
    found.push({ ...one.read(groups, year), at, end });
    match = one.more === undefined ? null : matchAt(one.more, words, end);
  }
  return found;
};

const readAt = (words: string, at: number, year: number): Mention[] => {
  if (words.startsWith('t', at) && /^t\.?\d/u.test(words.slice(at, at + 3)) && weekly.test(words))
    return [];
  for (const one of rules) {
    const found = readList(one, words, at, year);
    if (found.length > 0) return found;
  }
  return [];
};

const startsWord = (words: string, at: number): boolean =>
  /[a-z\d]/u.test(words.charAt(at)) && (at === 0 || !/[\p{L}\d]/u.test(words.charAt(at - 1)));

/** Every mention of time in folded words, from left to right. A date without a year is of `year`. */
export const findMentions = (words: string, year: number): Mention[] => {
  const found: Mention[] = [];
  let at = 0;
  while (at < words.length) {
    const here = startsWord(words, at) ? readAt(words, at, year) : [];
    found.push(...here);
    at = here.at(-1)?.end ?? at + 1;
  }
  return found;
};

/** The day before a span begins: "trước tháng 3" → 28/02. */
export const dayBefore = (span: { first: Day }): Day => addDays(span.first, -1);
