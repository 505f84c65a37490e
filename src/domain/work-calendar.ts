/** Which days are worked on: what is quiet, and where a reminder moves to that would fall on a quiet day. */
import { addDays, weekday, type Day } from './dates.ts';
import type { Holiday } from './season.ts';

export type WorkCalendar = {
  /** A Sunday or a holiday, unless it is worked on in exchange for another day. */
  isOff(day: Day): boolean;
  /** That day, or the last working day before it. */
  onOrBefore(day: Day): Day;
  /** That day, or the first working day after it. */
  onOrAfter(day: Day): Day;
};

const sunday = 7;

/** No holiday lasts this long: a faulty table must not keep anybody looking for a working day. */
const farthest = 60;

export const workCalendar = (
  holidays: readonly Pick<Holiday, 'day'>[],
  workdays: readonly Day[],
): WorkCalendar => {
  const free = new Set(holidays.map(({ day }) => day));
  const swapped = new Set(workdays);
  const isOff = (day: Day): boolean =>
    !swapped.has(day) && (weekday(day) === sunday || free.has(day));
  const nearest =
    (step: 1 | -1) =>
    (day: Day): Day => {
      for (let away = 0; away <= farthest; away += 1) {
        const one = addDays(day, step * away);
        if (!isOff(one)) return one;
      }
      return day;
    };
  return { isOff, onOrBefore: nearest(-1), onOrAfter: nearest(1) };
};
