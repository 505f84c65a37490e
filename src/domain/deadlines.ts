/** What the programme's milestones mean for one registration year, as instants and as words for people. */
import { addDays, dayOf, daysBetween, formatDay, instantOf, type Day } from './dates.ts';
import type { Milestone, Programme, SetMilestones, YearDate } from './programme.ts';
import type { DeadlineView, PlanYear } from './views.ts';

const dayIn = (date: YearDate, year: number): Day => `${year + date.year}-${date.date}`;

const setFor = ({ milestones = [] }: Programme, year: number): Partial<SetMilestones> =>
  milestones.find((one) => one.year === year) ?? {};

/** When plans of that year are taken. Every instant is the beginning of a day in Viet Nam. */
export const milestoneOf = (programme: Programme, year: number): Milestone => {
  const rule = programme.registration;
  const set = setFor(programme, year);
  return {
    opensAt: instantOf(set.opensAt ?? dayIn(rule.opensAt, year)),
    dueBefore: instantOf(set.dueBefore ?? dayIn(rule.dueBefore, year)),
    lateBefore: instantOf(addDays(set.lateUntil ?? dayIn(rule.lateUntil, year), 1)),
  };
};

/** Before which instant the superior reports up on that year. */
export const reportUpBefore = (programme: Programme, year: number): Date =>
  instantOf(setFor(programme, year).reportUpBefore ?? dayIn(programme.reportUp.dueBefore, year));

export const phaseAt = (milestone: Milestone, now: Date): DeadlineView['phase'] => {
  if (now < milestone.opensAt) return 'early';
  if (now < milestone.dueBefore) return 'open';
  return now < milestone.lateBefore ? 'late' : 'closed';
};

const lastDayBefore = (instant: Date): Day => addDays(dayOf(instant), -1);

/** `daysLeft` is 0 on the last good day and negative after it. */
export const deadlineView = (programme: Programme, year: number, now: Date): DeadlineView => {
  const milestone = milestoneOf(programme, year);
  const lastDay = lastDayBefore(milestone.dueBefore);
  return {
    year,
    opens: formatDay(milestone.opensAt),
    dueBefore: formatDay(milestone.dueBefore),
    lastDay: formatDay(lastDay),
    lateUntil: formatDay(lastDayBefore(milestone.lateBefore)),
    daysLeft: daysBetween(dayOf(now), lastDay),
    phase: phaseAt(milestone, now),
  };
};

/** The years of a programme, oldest first. */
const yearsOf = ({ firstYear, lastYear }: Programme): readonly number[] =>
  Array.from({ length: lastYear - firstYear + 1 }, (_none, index) => firstYear + index);

const openYears = (programme: Programme, now: Date): readonly number[] =>
  yearsOf(programme).filter((year) => {
    const phase = phaseAt(milestoneOf(programme, year), now);
    return phase === 'open' || phase === 'late';
  });

/** Between two seasons: the year that closed last and is being carried out, else the first that will open. */
const yearBetween = (programme: Programme, now: Date): number | undefined => {
  const calendarYear = Number(dayOf(now).slice(0, 4));
  const closed = yearsOf(programme).filter(
    (year) => phaseAt(milestoneOf(programme, year), now) === 'closed',
  );
  const last = closed.at(-1);
  if (last === undefined) return programme.firstYear;
  return last === programme.lastYear && calendarYear > last ? undefined : last;
};

/** When that year is taken; of a closed one, when the next is, if the programme has a next. */
const windowOf = (programme: Programme, year: number, phase: DeadlineView['phase']) => {
  const shown = phase === 'closed' && year < programme.lastYear ? year + 1 : year;
  const { opensAt, lateBefore } = milestoneOf(programme, shown);
  return { opens: formatDay(opensAt), closes: formatDay(lastDayBefore(lateBefore)) };
};

/**
 * The year that a unit is offered: the oldest open one it has not sent; when all are sent, the newest open
 * one. Between two seasons the running year, `closed`, with the window of the next.
 */
export const yearToRegister = (
  programme: Programme,
  now: Date,
  isSent: (year: number) => boolean,
): PlanYear => {
  const { firstYear, lastYear } = programme;
  const open = openYears(programme, now);
  const year = open.find((one) => !isSent(one)) ?? open.at(-1) ?? yearBetween(programme, now);
  if (year === undefined) return { firstYear, lastYear, outside: true };
  const phase = phaseAt(milestoneOf(programme, year), now);
  return { firstYear, lastYear, year, phase, ...windowOf(programme, year, phase) };
};
