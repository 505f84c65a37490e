/** Days and times in Viet Nam: a fixed +07:00 without summer time, day first. */

/** "YYYY-MM-DD" in Viet Nam time. */
export type Day = string;

const hour = 3_600_000;
const dayLength = 24 * hour;
const zone = 7 * hour;

const two = (number: number): string => String(number).padStart(2, '0');

/** The day that is written on the calendar in Viet Nam at that instant. */
export const dayOf = (instant: Date): Day =>
  new Date(instant.getTime() + zone).toISOString().slice(0, 10);

/** "HH:mm" in Viet Nam. */
export const formatTime = (instant: Date): string =>
  new Date(instant.getTime() + zone).toISOString().slice(11, 16);

/** The instant at which a clock in Viet Nam shows this day and "HH:mm". */
export const instantOf = (day: Day, time = '00:00'): Date => new Date(`${day}T${time}:00+07:00`);

/** dd/mm/yyyy. */
export const formatDay = (at: Day | Date): string => {
  const day = typeof at === 'string' ? at : dayOf(at);
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
};

/** "HH:mm ngày dd/mm/yyyy". */
export const formatMoment = (instant: Date): string =>
  `${formatTime(instant)} ngày ${formatDay(instant)}`;

const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** How many days a month (1..12) has; 0 for a month that does not exist. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && leap(year) ? 29 : (lengths[month - 1] ?? 0);

/** The day, or undefined when there is none: 31/02, 29/02 of a common year, month 13. */
export const dayFrom = (year: number, month: number, date: number): Day | undefined => {
  const whole = [year, month, date].every(Number.isInteger) && year >= 1 && year <= 9999;
  if (!whole || date < 1 || date > daysInMonth(year, month)) return undefined;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
};

/** True for "YYYY-MM-DD" of a day that exists. */
export const isDay = (text: string): boolean => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  return (
    parts !== null && dayFrom(Number(parts[1]), Number(parts[2]), Number(parts[3])) !== undefined
  );
};

const utc = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** The day so many days later (or earlier). */
export const addDays = (day: Day, days: number): Day =>
  new Date(utc(day) + days * dayLength).toISOString().slice(0, 10);

/** Days from one to the other; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((utc(to) - utc(from)) / dayLength);

/** 1 Monday … 7 Sunday. */
export const weekday = (day: Day): number => new Date(utc(day)).getUTCDay() || 7;
