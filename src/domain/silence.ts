/** Which units have not stirred before a deadline, so that their superior is told. */
import { daysBetween, type Day } from './dates.ts';
import type { UnitId } from './ids.ts';
import { ladderOf } from './ladder.ts';
import type { WorkCalendar } from './work-calendar.ts';

export type Watched = { unitId: UnitId; done: boolean; touchedOn?: Day | undefined };

export type Watch = { day: Day; lastDay: Day; afterDays: number; calendar: WorkCalendar };

/** The day of the rung T-7: silence counts from there. */
export const watchBegins = (lastDay: Day, calendar: WorkCalendar): Day =>
  ladderOf(lastDay, calendar).find(({ rung }) => rung === 'T-7')?.day ?? lastDay;

const isSilent = (unit: Watched, { day, afterDays, ...watch }: Watch): boolean => {
  const begins = watchBegins(watch.lastDay, watch.calendar);
  const { touchedOn = begins } = unit;
  return daysBetween(touchedOn > begins ? touchedOn : begins, day) >= afterDays;
};

/** Those that have neither sent nor written anything for so many days; on the last day all that have not sent. */
export const silentUnits = <U extends Watched>(units: readonly U[], watch: Watch): readonly U[] => {
  const { day, lastDay } = watch;
  if (day > lastDay) return [];
  return units.filter((unit) => !unit.done && (day === lastDay || isSilent(unit, watch)));
};
