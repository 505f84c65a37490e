/** The deadlines of every programme as last valid days, each with its ladder. */
import { addDays, dayOf, type Day } from './dates.ts';
import { milestoneOf, reportUpBefore } from './deadlines.ts';
import { isOver, ladderOf, type MilestoneName, type Step } from './ladder.ts';
import type { Programme } from './programme.ts';
import type { WorkCalendar } from './work-calendar.ts';

export type MilestoneDay = {
  milestone: MilestoneName;
  year: number;
  lastDay: Day;
  ladder: readonly Step[];
  /** On that day somebody may be reminded of it; else it is only the one that people may ask about. */
  active: boolean;
};

const lastDayOf = (dueBefore: Date): Day => addDays(dayOf(dueBefore), -1);

/** Deadlines of the years whose plans are taken on that day, or whose ladder has begun and is not over. */
export const milestonesOn = (
  programmes: readonly Programme[],
  day: Day,
  calendar: WorkCalendar,
): readonly MilestoneDay[] =>
  programmes.flatMap((programme) => {
    const years = Array.from(
      { length: programme.lastYear - programme.firstYear + 1 },
      (_none, index) => programme.firstYear + index,
    );
    return years.flatMap((year) => {
      const { opensAt, dueBefore, lateBefore } = milestoneOf(programme, year);
      const opens = dayOf(opensAt);
      const closes = lastDayOf(lateBefore);
      const pairs: readonly [MilestoneName, Date][] = [
        ['registration', dueBefore],
        ['report_up', reportUpBefore(programme, year)],
      ];
      return pairs.flatMap(([milestone, before]) => {
        const lastDay = lastDayOf(before);
        const ladder = ladderOf(lastDay, calendar);
        const begins = ladder[0]?.day ?? lastDay;
        const active = opens <= day && begins <= day && !isOver(ladder, day);
        const open = opens <= day && day <= closes;
        return active || open ? [{ milestone, year, lastDay, ladder, active }] : [];
      });
    });
  });
