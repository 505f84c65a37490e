/** What one person is to be told today that nobody has told them yet, as items of a message. */
import { addDays, dayOf } from '../../domain/dates.ts';
import type { UnitId } from '../../domain/ids.ts';
import {
  dutiesToday,
  ladderKey,
  type MilestoneName,
  type Recipient,
  type ReminderReason,
} from '../../domain/ladder.ts';
import type { MilestoneDay } from '../../domain/milestone-days.ts';
import { dutyItem, reviewItem, silentItem } from '../../domain/reminder-items.ts';
import { silentUnits } from '../../domain/silence.ts';
import { isPlanned, plannedBefore, type Marks } from './marks.ts';
import { isMissing, reachOf, recipientOf } from './recipients.ts';
import { waitingReviews } from './reviews.ts';
import type { Reader, Sight } from './sight.ts';

export type Kind = MilestoneName | 'review';

const reviewMark = 'review';

/** Ladders that are to be planned now, and the marks of the days before. */
export type Plan = { ladders: ReadonlySet<string>; reviews: boolean; marks: Marks };

/** On a quiet day only a deadline that ends on it. */
export const planFor = (
  { day, calendar, milestones }: Pick<Sight, 'day' | 'calendar' | 'milestones'>,
  kinds: readonly Kind[],
  marks: Marks,
): Plan => {
  const isOpen = (lastDay: string | undefined): boolean => !calendar.isOff(day) || day === lastDay;
  const ladders = milestones
    .filter(
      ({ milestone, lastDay, active }) => active && kinds.includes(milestone) && isOpen(lastDay),
    )
    .map(ladderKey)
    .filter((ladder) => !isPlanned(marks, ladder, day));
  const reviews =
    kinds.includes('review') && isOpen(undefined) && !isPlanned(marks, reviewMark, day);
  return { ladders: new Set(ladders), reviews, marks };
};

export const marksOf = ({ ladders, reviews }: Plan): readonly string[] => [
  ...ladders,
  ...(reviews ? [reviewMark] : []),
];

export type Due = { items: readonly string[]; why: readonly (ReminderReason | 'due')[] };

const superiorsOf = ({ tree }: Sight, { posts }: Reader): readonly UnitId[] =>
  [...new Set(posts.map(({ unitId }) => unitId))].filter((id) => tree.unit(id)?.mayApprove);

const silentBelow = (
  sight: Sight,
  superiorId: UnitId,
  { year, lastDay }: MilestoneDay,
  given: Recipient['given'],
): readonly string[] => {
  const { tree, season, day, calendar } = sight;
  const units = tree.reviewedBy(superiorId).map(({ id }) => {
    const touchedAt = sight.summaryOf(id, year)?.touchedAt;
    return {
      unitId: id,
      done: !isMissing(sight, id, year),
      touchedOn: touchedAt && dayOf(touchedAt),
    };
  });
  const { escalateAfterDays: afterDays } = season.reminders;
  return silentUnits(units, { day, lastDay, afterDays, calendar })
    .map(({ unitId }) => silentItem({ year, lastDay }, superiorId, unitId, day === lastDay))
    .filter((item) => !given.has(item));
};

const silentItems = (
  sight: Sight,
  reader: Reader,
  recipient: Recipient,
  { ladders }: Plan,
): readonly string[] => {
  const watched = sight.milestones.filter(
    (one) => one.milestone === 'registration' && ladders.has(ladderKey(one)),
  );
  return superiorsOf(sight, reader).flatMap((superiorId) =>
    watched.flatMap((one) => silentBelow(sight, superiorId, one, recipient.given)),
  );
};

const reviewItems = async (
  sight: Sight,
  reader: Reader,
  { given }: Recipient,
): Promise<readonly string[]> => {
  const lately = addDays(sight.day, -sight.season.reminders.reviewAfterDays);
  const found = await Promise.all(
    superiorsOf(sight, reader).map(async (superiorId) => {
      const item = reviewItem(superiorId);
      const told = given.get(item);
      if (told !== undefined && told > lately) return [];
      return (await waitingReviews(sight, reader, superiorId)) ? [item] : [];
    }),
  );
  return found.flat();
};

/** A superior is told about others as long as nothing keeps them from being told at all. */
const isOpenTo = ({ reach, snoozedUntil, hadToday }: Recipient, day: string): boolean =>
  reach === 'ok' && !hadToday && (snoozedUntil === undefined || snoozedUntil <= day);

export const dueItems = async (sight: Sight, reader: Reader, plan: Plan): Promise<Due> => {
  const { day, calendar } = sight;
  const recipient = recipientOf(sight, reader);
  const today = {
    day,
    calendar,
    plannedBefore: (ladder: string) => plannedBefore(plan.marks, ladder, day),
  };
  const duties = dutiesToday(recipient, today).filter(({ duty }) =>
    plan.ladders.has(ladderKey(duty)),
  );
  const rungs = duties.flatMap(({ duty, step, reason }) =>
    reason === 'due' && step ? [dutyItem(duty, step.rung)] : [],
  );
  const why = duties.map(({ reason }) => reason);
  const silent = isOpenTo(recipient, day) ? silentItems(sight, reader, recipient, plan) : [];
  const reviewer = { ...recipient, reach: reachOf(sight, reader, 'to_review') };
  const reviews =
    plan.reviews && isOpenTo(reviewer, day) ? await reviewItems(sight, reader, recipient) : [];
  return { items: [...rungs, ...silent, ...reviews], why };
};
