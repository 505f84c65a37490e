/** When reminders may go out. */
import { addDays, dayOf, formatTime, instantOf, type Day } from './dates.ts';
import { morning } from './snooze.ts';
import type { WorkCalendar } from './work-calendar.ts';

const opens = '07:00';
const closes = '21:00';
/** On the last day of a deadline, which may be a quiet day too. */
const closesOnLastDay = '20:30';

const isOpen = (now: Date, calendar: WorkCalendar, isLastDay: (day: Day) => boolean): boolean => {
  const day = dayOf(now);
  const time = formatTime(now);
  const last = isLastDay(day);
  if (calendar.isOff(day) && !last) return false;
  return opens <= time && time < (last ? closesOnLastDay : closes);
};

/** Nobody is planned for any more today: what is still owed goes out tomorrow. */
export const isPlanningTime = (now: Date): boolean => {
  const time = formatTime(now);
  return opens <= time && time < closesOnLastDay;
};

/** Now, or the next morning on which a reminder may go out. */
export const nextOpening = (
  now: Date,
  calendar: WorkCalendar,
  isLastDay: (day: Day) => boolean,
): Date => {
  if (isOpen(now, calendar, isLastDay)) return now;
  const today = dayOf(now);
  const from = formatTime(now) < opens ? today : addDays(today, 1);
  const working = calendar.onOrAfter(from);
  const day = isLastDay(from) ? from : working;
  return instantOf(day, morning);
};
