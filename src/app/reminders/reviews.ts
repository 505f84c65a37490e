import { isOwnUnit } from '../../domain/access.ts';
import { dayOf, daysBetween } from '../../domain/dates.ts';
import type { UnitId } from '../../domain/ids.ts';
import type { ReviewReminder } from '../../domain/reminders.ts';
import type { Reader, Sight } from './sight.ts';

export type Waiting = Pick<ReviewReminder, 'years' | 'units' | 'tasks' | 'days'>;

/** What has waited too long at this superior for this reader, who decides on no unit of their own. */
export const waitingReviews = async (
  { finds, season, day }: Sight,
  { posts }: Reader,
  superiorId: UnitId,
): Promise<Waiting | undefined> => {
  const queue = await finds.queueOf(superiorId);
  const old = queue.flatMap(({ unitId, year, summary }) => {
    const days = summary.sentAt ? daysBetween(dayOf(summary.sentAt), day) : 0;
    const waits = summary.pending > 0 && days > season.reminders.reviewAfterDays;
    return waits && !isOwnUnit(posts, unitId) ? [{ year, days, tasks: summary.pending }] : [];
  });
  if (old.length === 0) return undefined;
  return {
    years: [...new Set(old.map(({ year }) => year))].toSorted((a, b) => a - b),
    units: old.length,
    tasks: old.reduce((sum, { tasks }) => sum + tasks, 0),
    days: Math.max(...old.map(({ days }) => days)),
  };
};
