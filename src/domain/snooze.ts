/** When somebody who says "later" may be reminded again. */
import { addDays, dayOf, formatTime, instantOf, weekday, type Day } from './dates.ts';
import type { WorkCalendar } from './work-calendar.ts';

export const snoozeChoices = ['afternoon', 'tomorrow', 'monday'] as const;
export type SnoozeChoice = (typeof snoozeChoices)[number];

export type SnoozeOption = { choice: SnoozeChoice; at: Date };

/** Reminders go out at this time. */
export const morning = '08:00';

const afternoon = '16:00';
/** From then on "this afternoon" is too near. */
const afternoonUntil = '15:00';

const nextMonday = (day: Day): Day => addDays(day, 8 - weekday(day));

/**
 * The times on offer, none past the last day; a quiet day only when it is that. Tomorrow's Monday is called
 * tomorrow.
 */
export const snoozeOptions = (
  now: Date,
  lastDay: Day,
  calendar: WorkCalendar,
): readonly SnoozeOption[] => {
  const today = dayOf(now);
  const fits = (day: Day): boolean => day <= lastDay && (!calendar.isOff(day) || day === lastDay);
  const tomorrow = addDays(today, 1);
  const monday = nextMonday(today);
  const options: readonly [SnoozeChoice, boolean, Day, string][] = [
    ['afternoon', formatTime(now) < afternoonUntil, today, afternoon],
    ['tomorrow', true, tomorrow, morning],
    ['monday', monday !== tomorrow, monday, morning],
  ];
  return options.flatMap(([choice, offered, day, time]) =>
    offered && fits(day) ? [{ choice, at: instantOf(day, time) }] : [],
  );
};
