/** A day as people write it: "14/10/2026", "14-10-26", "14.10.2026", "ngày 14 tháng 10 năm 2026", "2026-10-14". */
import { dayFrom, type Day } from './dates.ts';
import { fold } from './text.ts';

const shapes = [
  /^(?<date>\d{1,2})\s*[/.-]\s*(?<month>\d{1,2})\s*[/.-]\s*(?<year>\d{4}|\d{2})$/u,
  /^(?:ngay )?(?<date>\d{1,2}) thang (?<month>\d{1,2}) nam (?<year>\d{4})$/u,
  /^(?<year>\d{4})-(?<month>\d{1,2})-(?<date>\d{1,2})$/u,
];

/** Always day first; undefined for words that name no day that exists. */
export const parseDay = (words: string): Day | undefined => {
  const folded = fold(words);
  for (const shape of shapes) {
    const { date, month, year } = shape.exec(folded)?.groups ?? {};
    if (date === undefined || month === undefined || year === undefined) continue;
    const whole = year.length === 2 ? 2000 + Number(year) : Number(year);
    return dayFrom(whole, Number(month), Number(date));
  }
  return undefined;
};
