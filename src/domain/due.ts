import type { Day } from './dates.ts';
import { dayBefore, findMentions, type DueProblem, type Mention } from './due-mentions.ts';
import type { Due } from './registration.ts';
import { fold, oneLine } from './text.ts';

/** The longest description of a time that is taken. */
export const longestDue = 200;

export type DueError =
  | DueProblem
  | { error: 'year_outside'; params: { year: number; wanted: number } }
  | { error: 'empty'; params: Record<string, never> }
  | { error: 'too_long'; params: { max: number } };

export type DueParsed = { ok: Due } | DueError;

/** Accented words, so that "tư" (four) is not taken for "từ" (from), nor "năm" for anything but five. */
const numerals: readonly [string, number][] = [
  ['mười một', 11],
  ['mười hai', 12],
  ['mười', 10],
  ['một', 1],
  ['hai', 2],
  ['ba', 3],
  ['tư', 4],
  ['bốn', 4],
  ['năm', 5],
  ['sáu', 6],
  ['bảy', 7],
  ['tám', 8],
  ['chín', 9],
];
/** Not in "6 tháng năm 2027", which counts months, nor in "tháng năm 2027", which may be May or a whole year. */
const numeral = (list: readonly string[]): RegExp =>
  new RegExp(
    String.raw`(?<!\d )(tháng|thang|quý|quí|quy) (${list.join('|')})(?![\p{L}]| ?\d)`,
    'gu',
  );
const accented = numeral(numerals.map(([word]) => word));
const plain = numeral(numerals.map(([word]) => fold(word)));
const numberOf = new Map(
  numerals.flatMap(([word, number]) => [
    [word, number],
    [fold(word), number],
  ]),
);

/** Lower case words with numerals as digits, folded. Without any accent at all, plain numerals are tried too. */
const prepare = (words: string): string => {
  const lower = oneLine(words).toLowerCase();
  const numerals = fold(lower) === lower ? plain : accented;
  return fold(
    lower
      // "quỹ" (a fund) folds into the word for a quarter.
      .replace(/qu[ỹĩ]/gu, 'fund')
      .replace(
        numerals,
        (_all, unit: string, word: string) => `${unit} ${numberOf.get(word) ?? word}`,
      ),
  );
};

const rangeGap = /^ ?(?:den|toi|[–-])(?: (?:het|cuoi|dau|giua|ngay))* ?$/u;
const startBefore = /(?:^|[^a-z])(?:tu|sau|bat dau)(?: (?:ngay|dau|giua|cuoi|het))* ?$/u;
const exclusiveBefore = /(?:^|[^a-z])truoc(?: ngay)? ?$/u;

type Span = Extract<Mention, { kind: 'span' | 'year' }>;
type Role = { role: 'start' | 'end'; last: Day; named: boolean };

/** What a span says about the last day, seen with the words around it. */
const roleOf = (spans: readonly Span[], index: number, words: string): Role | undefined => {
  const span = spans[index];
  if (span === undefined) return undefined;
  const next = spans[index + 1];
  const previous = spans[index - 1];
  const opens = next !== undefined && rangeGap.test(words.slice(span.end, next.at));
  const closes = previous !== undefined && rangeGap.test(words.slice(previous.end, span.at));
  const before = words.slice(0, span.at);
  // "tháng 10 đến tháng 4" runs over the end of a year: which of the two is meant cannot be told.
  const overNewYear = closes && span.last < previous.first;
  if (opens || overNewYear || startBefore.test(before))
    return { role: 'start', last: span.last, named: true };
  return exclusiveBefore.test(before)
    ? { role: 'end', last: dayBefore(span), named: /\d{4}/u.test(words.slice(span.at, span.end)) }
    : { role: 'end', last: span.last, named: true };
};

const latest = (days: readonly Day[]): Day | undefined => [...days].sort().at(-1);

/** The year that was written and is not the plan's; "trước 01/01" without a year is nobody's fault. */
const yearOutside = (roles: readonly Role[], year: number): number | undefined =>
  roles
    .filter(({ named }) => named)
    .map(({ last }) => Number(last.slice(0, 4)))
    .find((found) => found !== year);

const lastDayOf = (
  mentions: readonly Mention[],
  words: string,
  year: number,
): { lastDay?: Day } | { outside: number } => {
  const spans = mentions.filter((one): one is Span => one.kind === 'span' || one.kind === 'year');
  const fine = spans.filter((one) => one.kind === 'span');
  const used = fine.length > 0 ? fine : spans;
  const roles = used.flatMap((_span, index) => roleOf(used, index, words) ?? []);
  const endings = roles.filter(({ role }) => role === 'end');
  const outside = yearOutside(endings.length > 0 ? endings : roles, year);
  if (outside !== undefined) return { outside };
  const lastDay = latest(
    endings.map(({ last }) => last).filter((day) => day.startsWith(String(year))),
  );
  return lastDay === undefined ? {} : { lastDay };
};

/**
 * Reads when a task is due, in the words people use, for the plan of one year. Keeps the words; adds the last
 * day when they name one. "Trước 30/11" ends on 29/11, "đến 30/11" on 30/11; of several times the last counts.
 * Rates ("hằng tháng"), school terms and festivals stay words.
 */
export const parseDue = (words: string, year: number): DueParsed => {
  const text = oneLine(words);
  if (!/[\p{L}\p{N}]/u.test(text)) return { error: 'empty', params: {} };
  if (text.length > longestDue) return { error: 'too_long', params: { max: longestDue } };
  const prepared = prepare(text);
  const mentions = findMentions(prepared, year);
  const wrong = mentions.find((one) => one.kind === 'wrong');
  if (wrong !== undefined) return wrong.problem;
  const found = lastDayOf(mentions, prepared, year);
  if ('outside' in found)
    return { error: 'year_outside', params: { year: found.outside, wanted: year } };
  return { ok: { text, ...found } };
};

const timeWords =
  'ngày tuần tháng quý quí năm kỳ kì đợt lịch giờ phút tết hè dịp sáng chiều tối thường|xuyên định|kỳ liên|tục trung|thu chủ|nhật thứ|hai thứ|ba thứ|tư thứ|năm thứ|sáu thứ|bảy theo|kế|hoạch thời|gian thời|điểm khi|có'
    .split(' ')
    .map((word) => word.replaceAll('|', ' '));
const plainTimeWords = timeWords.map(fold);

/** Whether the words speak of time at all. */
export const hasTime = (words: string): boolean => {
  const lower = oneLine(words).toLowerCase();
  const spaced = ` ${lower.split(/[^\p{L}\p{M}\p{N}]+/u).join(' ')} `;
  const list = fold(lower) === lower ? plainTimeWords : timeWords;
  return (
    list.some((word) => spaced.includes(` ${word} `)) ||
    findMentions(prepare(words), 2000).length > 0
  );
};
