/**
 * The ladder of reminders before a deadline: a pure function of state. What is due to one person on one day, and
 * if nothing is, why.
 */
import { addDays, daysBetween, type Day } from './dates.ts';
import type { UnitId } from './ids.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** T is the last valid day. */
export type Rung = 'T-30' | 'T-14' | 'T-7' | 'T-3' | 'T-1' | 'T' | 'T+1';

export type Step = { rung: Rung; day: Day };

const before: readonly [Rung, number][] = [
  ['T-30', 30],
  ['T-14', 14],
  ['T-7', 7],
  ['T-3', 3],
  ['T-1', 1],
];

/**
 * The days of the ladder. A rung on a quiet day moves back to the working day before; of those that fall on one
 * day the most urgent stands. The last day is always kept, whatever day it is, and "it is over" comes on the
 * first working day after it.
 */
export const ladderOf = (lastDay: Day, calendar: WorkCalendar): readonly Step[] => {
  const steps: Step[] = [
    ...before.map(([rung, days]) => ({ rung, day: calendar.onOrBefore(addDays(lastDay, -days)) })),
    { rung: 'T', day: lastDay },
    { rung: 'T+1', day: calendar.onOrAfter(addDays(lastDay, 1)) },
  ];
  return steps.filter(({ day }, index) => day !== steps[index + 1]?.day);
};

/** The most urgent rung that is reached on that day. */
export const stepAt = (ladder: readonly Step[], day: Day): Step | undefined =>
  ladder.findLast((step) => step.day <= day);

/** How long after the last rung somebody who has missed it is still told. */
const lastsDays = 6;

export const isOver = (ladder: readonly Step[], day: Day): boolean =>
  daysBetween(ladder.at(-1)?.day ?? day, day) > lastsDays;

export type MilestoneName = 'registration' | 'report_up';

/** What one unit owes by one deadline. */
export type Duty = {
  unitId: UnitId;
  milestone: MilestoneName;
  year: number;
  lastDay: Day;
  done: boolean;
  /** The first day on which this person is reminded of it: the one after they joined. */
  since: Day;
};

type Deadline = Pick<Duty, 'milestone' | 'year' | 'lastDay'>;

/** All duties that stand on one ladder; a moved deadline makes another one. */
export const ladderKey = ({ milestone, year, lastDay }: Deadline): string =>
  `${milestone}/${year}/${lastDay}`;

/** One rung of one duty: what a message has said is not said again. */
export const rungKey = (duty: Deadline & Pick<Duty, 'unitId'>, rung: Rung): string =>
  `${ladderKey(duty)}/${duty.unitId}/${rung}`;

export type Reach = 'ok' | 'no_account' | 'not_consented' | 'window_closed';

/** Somebody who answers for units, with what they were told lately. */
export type Recipient = {
  duties: readonly Duty[];
  reach: Reach;
  /** They asked to be reminded on a later day. */
  snoozedUntil?: Day | undefined;
  /** Rungs that a message has said, with the day of that message. */
  given: ReadonlyMap<string, Day>;
  /** The message of the day is out. */
  hadToday: boolean;
};

export type ReminderReason =
  'sent' | 'done' | 'snoozed' | 'quiet' | 'capped' | 'not_due' | Exclude<Reach, 'ok'>;

export type Today = {
  day: Day;
  calendar: WorkCalendar;
  /** The last day before this one on which that ladder was planned for everybody. */
  plannedBefore(ladder: string): Day | undefined;
};

/** `due`: it goes out today. */
export type DutyToday = { duty: Duty; step?: Step; reason: ReminderReason | 'due' };

const later = (a: Day, b: Day): Day => (a > b ? a : b);

/** Reached, and not settled on an earlier day on which this person was there to be told. */
const isOwed = (duty: Duty, step: Step, today: Today): boolean => {
  const from = later(step.day, duty.since);
  const planned = today.plannedBefore(ladderKey(duty));
  return from <= today.day && (planned === undefined || planned < from);
};

const whyNot = (
  recipient: Recipient,
  duty: Duty,
  { day, calendar }: Today,
): DutyToday['reason'] => {
  if (duty.done) return 'done';
  if (recipient.reach !== 'ok') return recipient.reach;
  if (recipient.snoozedUntil !== undefined && recipient.snoozedUntil > day) return 'snoozed';
  if (calendar.isOff(day) && day !== duty.lastDay) return 'quiet';
  return recipient.hadToday ? 'capped' : 'due';
};

const dutyToday = (recipient: Recipient, duty: Duty, today: Today): DutyToday => {
  const ladder = ladderOf(duty.lastDay, today.calendar);
  const step = stepAt(ladder, today.day);
  if (step === undefined || isOver(ladder, today.day)) return { duty, reason: 'not_due' };
  const given = recipient.given.get(rungKey(duty, step.rung));
  if (given === today.day) return { duty, step, reason: 'sent' };
  const owed = given === undefined && isOwed(duty, step, today);
  return owed
    ? { duty, step, reason: whyNot(recipient, duty, today) }
    : { duty, reason: 'not_due' };
};

/** For each duty of a person: whether it is due today, and if not, why. */
export const dutiesToday = (recipient: Recipient, today: Today): readonly DutyToday[] =>
  recipient.duties.map((duty) => dutyToday(recipient, duty, today));
