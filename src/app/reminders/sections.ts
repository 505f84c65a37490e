/** What a reminder says, from the state in which it finds its units when it goes out. */
import { daysBetween, dayOf, formatDay, addDays, type Day } from '../../domain/dates.ts';
import { deadlineView } from '../../domain/deadlines.ts';
import type { UnitId } from '../../domain/ids.ts';
import { allItems } from '../../domain/programme-lookup.ts';
import type { Programme } from '../../domain/programme.ts';
import { parseItem, type ReminderItem } from '../../domain/reminder-items.ts';
import type {
  PlanReminder,
  ReminderSection,
  ReportUpReminder,
  ReviewReminder,
  SilentReminder,
} from '../../domain/reminders.ts';
import { byName } from '../../domain/text.ts';
import { waitingReviews } from './reviews.ts';
import { dutiesOf, isMissing } from './recipients.ts';
import type { Reader, Sight } from './sight.ts';

const programmeOf = ({ programmes }: Sight, year: number): Programme | undefined =>
  programmes.find(({ firstYear, lastYear }) => firstYear <= year && year <= lastYear);

const nameOf = ({ tree }: Sight, unitId: UnitId): string => tree.unit(unitId)?.name ?? '';

const planSection = (
  sight: Sight,
  { unitId, year }: { unitId: UnitId; year: number },
): PlanReminder | undefined => {
  const programme = programmeOf(sight, year);
  if (!programme) return undefined;
  const summary = sight.summaryOf(unitId, year);
  return {
    about: 'plan',
    unitId,
    unitName: nameOf(sight, unitId),
    year,
    state: summary?.state ?? 'none',
    itemsFilled: summary?.itemsFilled ?? 0,
    itemsTotal: allItems(programme).length,
    returned: summary?.returned ?? 0,
    deadline: deadlineView(programme, year, sight.now),
    inTime: summary?.firstSentAt !== undefined && !summary.late,
  };
};

const untilWords = (sight: Sight, lastDay: Day) => ({
  dueBefore: formatDay(addDays(lastDay, 1)),
  lastDay: formatDay(lastDay),
  daysLeft: daysBetween(sight.day, lastDay),
});

const reportSection = (
  sight: Sight,
  { unitId, year, lastDay }: { unitId: UnitId; year: number; lastDay: Day },
): ReportUpReminder => {
  const units = sight.tree.reviewedBy(unitId);
  return {
    about: 'report_up',
    unitId,
    unitName: nameOf(sight, unitId),
    year,
    ...untilWords(sight, lastDay),
    units: units.length,
    missing: units.filter(({ id }) => isMissing(sight, id, year)).length,
  };
};

type SilentItem = Extract<ReminderItem, { about: 'silent' }>;

/** Nobody who registers for that unit can be written to, or what was written waits for a sign of them. */
const unreachable = async ({ finds }: Sight, units: readonly UnitId[]): Promise<number> => {
  const posts = await finds.postsOfUnits(units);
  const people = [...new Set(posts.map(({ personId }) => personId))];
  const accounts = people.length > 0 ? await finds.accountsOfPersons(people) : [];
  const waiting = new Set(people.length > 0 ? await finds.parkedPeople(people) : []);
  const reached = new Set(
    accounts
      .filter(({ unreachableSince, personId = '' }) => !unreachableSince && !waiting.has(personId))
      .map(({ personId }) => personId),
  );
  const known = new Set(
    posts.filter(({ personId }) => reached.has(personId)).map(({ unitId }) => unitId),
  );
  return units.filter((id) => !known.has(id)).length;
};

const silentSection = async (
  sight: Sight,
  items: readonly SilentItem[],
): Promise<SilentReminder | undefined> => {
  const [first] = items;
  if (!first) return undefined;
  const { superiorId, year, lastDay } = first;
  const below = new Set(sight.tree.reviewedBy(superiorId).map(({ id }) => id));
  const units = [...new Set(items.map(({ unitId }) => unitId))].filter(
    (id) => below.has(id) && isMissing(sight, id, year),
  );
  if (units.length === 0) return undefined;
  return {
    about: 'silent',
    unitId: superiorId,
    unitName: nameOf(sight, superiorId),
    year,
    ...untilWords(sight, lastDay),
    names: byName(
      units.map((id) => nameOf(sight, id)),
      (name) => name,
    ),
    unreachable: await unreachable(sight, units),
  };
};

const reviewSection = async (
  sight: Sight,
  reader: Reader,
  superiorId: UnitId,
): Promise<ReviewReminder | undefined> => {
  const post = reader.posts.find(({ unitId }) => unitId === superiorId);
  const waiting = post && (await waitingReviews(sight, reader, superiorId));
  if (!post || !waiting) return undefined;
  return { about: 'review', postId: post.id, unitName: nameOf(sight, superiorId), ...waiting };
};

/** One of each: a plan is not named twice because two rungs fell together. */
const distinct = <T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] => [
  ...new Map(all.map((one) => [keyOf(one), one])).values(),
];

const ofKind = <K extends ReminderItem['about']>(
  items: readonly ReminderItem[],
  about: K,
): readonly Extract<ReminderItem, { about: K }>[] =>
  items.filter((item): item is Extract<ReminderItem, { about: K }> => item.about === about);

/** Whatever of these items still holds for this reader. */
export const sectionsOf = async (
  sight: Sight,
  reader: Reader,
  lines: readonly string[],
): Promise<readonly ReminderSection[]> => {
  const items = lines.flatMap((line) => parseItem(line) ?? []);
  const open = dutiesOf(sight, reader).filter(({ done }) => !done);
  const wanted = (about: 'registration' | 'report_up') =>
    open.filter(({ milestone, unitId, year }) =>
      ofKind(items, about).some(
        (item) => milestone === about && item.unitId === unitId && item.year === year,
      ),
    );
  const superiors = distinct(
    ofKind(items, 'silent'),
    ({ superiorId, year }) => `${superiorId}/${year}`,
  ).filter(({ superiorId }) => reader.posts.some(({ unitId }) => unitId === superiorId));
  const silent = superiors.map(({ superiorId, year }) =>
    silentSection(
      sight,
      ofKind(items, 'silent').filter((one) => one.superiorId === superiorId && one.year === year),
    ),
  );
  const reviews = distinct(ofKind(items, 'review'), ({ superiorId }) => superiorId).map(
    ({ superiorId }) => reviewSection(sight, reader, superiorId),
  );
  const sections = [
    ...wanted('registration').map((duty) => planSection(sight, duty)),
    ...(await Promise.all(silent)),
    ...(await Promise.all(reviews)),
    ...wanted('report_up').map((duty) => reportSection(sight, duty)),
  ];
  return sections.flatMap((section) => section ?? []);
};

/** Before when it is still worth being reminded again: the nearest deadline of what is said here. */
export const nearestLastDay = (sight: Sight, reader: Reader): Day | undefined =>
  dutiesOf(sight, reader)
    .filter(({ done, lastDay }) => !done && lastDay >= dayOf(sight.now))
    .map(({ lastDay }) => lastDay)
    .toSorted()[0];
