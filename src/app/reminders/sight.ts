/** All that reminders are told from, read with a handful of finds: for everybody, or for some people. */
import { isWorker, postsAt } from '../../domain/access.ts';
import { addDays, dayOf, type Day } from '../../domain/dates.ts';
import type { PersonId, UnitId } from '../../domain/ids.ts';
import { stepAt } from '../../domain/ladder.ts';
import { milestonesOn, type MilestoneDay } from '../../domain/milestone-days.ts';
import type { Account, Person, Post, Unit } from '../../domain/organisation.ts';
import type { Programme } from '../../domain/programme.ts';
import type { Summary } from '../../domain/registration.ts';
import type { Holiday, Season } from '../../domain/season.ts';
import { watchBegins } from '../../domain/silence.ts';
import type { UnitTree } from '../../domain/tree.ts';
import { workCalendar, type WorkCalendar } from '../../domain/work-calendar.ts';
import type { Finds, ReminderRow } from '../../store/contract.ts';
import { lastReachable } from '../sending/notify.ts';

export type Ground = {
  finds: Finds;
  tree: UnitTree;
  season: Season;
  /** With the season's dates laid over them. */
  programmes: readonly Programme[];
  holidays: readonly Holiday[];
};

/** Somebody with a post, whether they can be reached or not. */
export type Reader = {
  personId: PersonId;
  person: Person | undefined;
  posts: readonly Post[];
  account: Account | undefined;
  /** Something waits until they are heard of. */
  parked: boolean;
  /** Lately sent or waiting, oldest first. */
  rows: readonly ReminderRow[];
};

export type Sight = Omit<Ground, 'holidays'> & {
  now: Date;
  day: Day;
  calendar: WorkCalendar;
  milestones: readonly MilestoneDay[];
  readers: readonly Reader[];
  summaryOf(unitId: UnitId, year: number): Summary | undefined;
  /** The report on that year has gone up. */
  hasReported(unitId: UnitId, year: number): boolean;
};

export const calendarOf = ({ season, holidays }: Ground): WorkCalendar =>
  workCalendar(holidays, season.workdays);

/** Answers for plans below, and for a report on them to the unit above. */
export const reportsUp = (tree: UnitTree, unit: Unit): boolean =>
  unit.mayApprove && !tree.isRoot(unit.id) && tree.reviewedBy(unit.id).length > 0;

const isConcerned = (tree: UnitTree, unit: Unit): boolean => unit.mayRegister || unit.mayApprove;

/** What has been said before that day does not matter for what is due now. */
const rowsSince = (
  day: Day,
  milestones: readonly MilestoneDay[],
  calendar: WorkCalendar,
  reviewAfterDays: number,
): Day =>
  milestones
    .flatMap(({ ladder, lastDay, milestone }) => [
      stepAt(ladder, day)?.day ?? day,
      milestone === 'registration' && day <= lastDay ? watchBegins(lastDay, calendar) : day,
    ])
    .reduce((first, one) => (one < first ? one : first), addDays(day, -reviewAfterDays));

const postsOf = async ({ finds, tree }: Ground, people: readonly PersonId[] | undefined) => {
  if (people) return (await Promise.all(people.map((id) => finds.postsOfPerson(id)))).flat();
  const units = tree.open().filter((unit) => isConcerned(tree, unit));
  return finds.postsOfUnits(units.map(({ id }) => id));
};

export const grouped = <T>(
  all: readonly T[],
  keyOf: (one: T) => string | undefined,
): ReadonlyMap<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one) ?? '';
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
};

const readersOf = async (
  ground: Ground,
  posts: readonly Post[],
  since: Day,
  people: readonly PersonId[] | undefined,
): Promise<readonly Reader[]> => {
  const { finds } = ground;
  const byPerson = grouped(posts, ({ personId }) => personId);
  const ids = [...byPerson.keys()];
  const [persons, accounts, rows, parked] = await Promise.all([
    finds.persons(ids),
    finds.accountsOfPersons(ids),
    finds.remindersSince(since, people),
    finds.parkedPeople(ids),
  ]);
  const waiting = new Set(parked);
  const personById = new Map(persons.map((person) => [person.id, person]));
  const accountsOf = grouped(accounts, ({ personId }) => personId);
  const rowsOf = grouped(rows, ({ personId }) => personId);
  return ids.map((personId) => ({
    personId,
    person: personById.get(personId),
    posts: byPerson.get(personId) ?? [],
    account: lastReachable(accountsOf.get(personId) ?? [], personId),
    parked: waiting.has(personId),
    rows: rowsOf.get(personId) ?? [],
  }));
};

/** Units whose plans these posts have to do with. */
const unitsOf = (tree: UnitTree, posts: readonly Post[]): readonly UnitId[] => {
  const own = [...new Set(posts.map(({ unitId }) => unitId))];
  const below = own.flatMap((id) =>
    tree.unit(id)?.mayApprove ? tree.reviewedBy(id).map((unit) => unit.id) : [],
  );
  const registering = own.filter((id) => tree.unit(id)?.mayRegister);
  return [...new Set([...registering, ...below])];
};

const summariesOf = async (
  { finds, tree }: Ground,
  posts: readonly Post[],
  years: readonly number[],
): Promise<Sight['summaryOf']> => {
  const units = unitsOf(tree, posts);
  const found = await Promise.all(years.map((year) => finds.summariesOf(units, year)));
  const byPlan = new Map(
    found.flat().map(({ unitId, year, summary }) => [`${unitId}/${year}`, summary]),
  );
  return (unitId, year) => byPlan.get(`${unitId}/${year}`);
};

const reportedOf = async (
  { finds, tree }: Ground,
  posts: readonly Post[],
  milestones: readonly MilestoneDay[],
): Promise<Sight['hasReported']> => {
  const units = [...new Set(posts.map(({ unitId }) => unitId))].filter(
    (id) => tree.unit(id)?.mayApprove,
  );
  const years = milestones.filter(({ milestone }) => milestone === 'report_up');
  const found = await Promise.all(
    units.length > 0 ? years.map(({ year }) => finds.reportsOf(units, year)) : [],
  );
  const gone = found.flat().filter(({ sent, mailedAt }) => sent ?? mailedAt);
  const byUnit = new Set(gone.map(({ unitId, year }) => `${unitId}/${year}`));
  return (unitId, year) => byUnit.has(`${unitId}/${year}`);
};

export type Look = {
  now: Date;
  /** Absent: everybody. */
  people?: readonly PersonId[];
  /** Only deadlines that somebody may be reminded of today; without them nothing is read. */
  activeOnly?: boolean;
};

export const lookAround = async (ground: Ground, look: Look): Promise<Sight> => {
  const { now, people } = look;
  const { tree, season, programmes, finds } = ground;
  const day = dayOf(now);
  const calendar = calendarOf(ground);
  const milestones = milestonesOn(programmes, day, calendar).filter(
    ({ active }) => active || !look.activeOnly,
  );
  const held = postsAt(await postsOf(ground, people), now).filter(
    (post) => isWorker(post) && tree.isOpen(post.unitId),
  );
  const since = rowsSince(day, milestones, calendar, season.reminders.reviewAfterDays);
  const years = [...new Set(milestones.map(({ year }) => year))];
  const [readers, summaryOf, hasReported] = await Promise.all([
    readersOf(ground, held, since, people),
    summariesOf(ground, held, years),
    reportedOf(ground, held, milestones),
  ]);
  return {
    finds,
    tree,
    season,
    programmes,
    now,
    day,
    calendar,
    milestones,
    readers,
    summaryOf,
    hasReported,
  };
};
