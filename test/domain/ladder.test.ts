import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import fc from 'fast-check';
import { addDays, type Day } from '../../src/domain/dates.ts';
import {
  dutiesToday,
  ladderOf,
  rungKey,
  stepAt,
  type Duty,
  type Recipient,
  type Rung,
  type Today,
} from '../../src/domain/ladder.ts';
import { workCalendar } from '../../src/domain/work-calendar.ts';
import { loadHolidays } from '../../src/programmes/holidays.ts';

const calendar = workCalendar(loadHolidays(join(import.meta.dirname, '../../programmes')), []);

const shown = (lastDay: Day): string =>
  ladderOf(lastDay, calendar)
    .map(({ rung, day }) => `${rung} ${day.slice(8)}/${day.slice(5, 7)}`)
    .join(', ');

describe('the ladder', () => {
  test.each([
    // 11/10 is a Sunday, 24/10 a Saturday
    ['2026-10-14', 'T-30 14/09, T-14 30/09, T-7 07/10, T-3 10/10, T-1 13/10, T 14/10, T+1 15/10'],
    ['2026-10-24', 'T-30 24/09, T-14 10/10, T-7 17/10, T-3 21/10, T-1 23/10, T 24/10, T+1 26/10'],
    ['2027-10-14', 'T-30 14/09, T-14 30/09, T-7 07/10, T-3 11/10, T-1 13/10, T 14/10, T+1 15/10'],
    // 10/10, 17/10 and 24/10 are Sundays
    ['2027-10-24', 'T-30 24/09, T-14 09/10, T-7 16/10, T-3 21/10, T-1 23/10, T 24/10, T+1 25/10'],
    // 14/10 is a Saturday
    ['2028-10-14', 'T-30 14/09, T-14 30/09, T-7 07/10, T-3 11/10, T-1 13/10, T 14/10, T+1 16/10'],
    ['2028-10-24', 'T-30 23/09, T-14 10/10, T-7 17/10, T-3 21/10, T-1 23/10, T 24/10, T+1 25/10'],
  ])('before the last day %s', (lastDay, steps) => {
    expect(shown(lastDay)).toBe(steps);
  });

  test('keeps one message of rungs that move to the same day, the most urgent', () => {
    // the whole week of Tết is quiet
    expect(shown('2027-02-11')).toBe('T-30 12/01, T-14 28/01, T-1 03/02, T 11/02, T+1 12/02');
  });

  test('goes up in time, ends on the day itself and after it, and rests on working days', () => {
    const days = fc.integer({ min: 0, max: 1_000 }).map((n) => addDays('2026-02-01', n));
    fc.assert(
      fc.property(days, (lastDay) => {
        const ladder = ladderOf(lastDay, calendar);
        expect(ladder.map(({ day }) => day)).toEqual(
          [...new Set(ladder.map(({ day }) => day))].sort(),
        );
        expect(ladder.at(-2)).toEqual({ rung: 'T', day: lastDay });
        for (const { rung, day } of ladder)
          if (rung !== 'T') expect(calendar.isOff(day)).toBe(false);
        for (const { rung, day } of ladder) expect(stepAt(ladder, day)).toEqual({ rung, day });
      }),
    );
  });
});

const duty: Duty = {
  unitId: 'thpt',
  milestone: 'registration',
  year: 2027,
  lastDay: '2026-10-14',
  done: false,
  since: '2026-01-01',
};
const secretary: Recipient = {
  duties: [duty],
  reach: 'ok',
  given: new Map(),
  hadToday: false,
};
/** Planned every working day until the day before, as it is when nothing went wrong. */
const on = (day: Day, over: Partial<Today> = {}): Today => ({
  day,
  calendar,
  plannedBefore: () => calendar.onOrBefore(addDays(day, -1)),
  ...over,
});
const look = (who: Partial<Recipient>, today: Today): string => {
  const [found] = dutiesToday({ ...secretary, ...who }, today);
  return `${found?.step?.rung ?? '-'} ${found?.reason ?? '-'}`;
};
const given = (day: Day, rung: Rung, of: Duty = duty) => new Map([[rungKey(of, rung), day]]);

describe('what is due to one person on one day', () => {
  test.each<[string, Partial<Recipient>, Today, string]>([
    ['on a rung', {}, on('2026-10-07'), 'T-7 due'],
    ['between two rungs', {}, on('2026-10-08'), '- not_due'],
    ['before the ladder', {}, on('2026-09-13'), '- not_due'],
    ['on the Saturday before a Sunday rung', {}, on('2026-10-10'), 'T-3 due'],
    ['on that Sunday', {}, on('2026-10-11'), '- not_due'],
    ['when it was said today', { given: given('2026-10-07', 'T-7') }, on('2026-10-07'), 'T-7 sent'],
    ['when it is done', { duties: [{ ...duty, done: true }] }, on('2026-10-07'), 'T-7 done'],
    [
      'done, without an account',
      { duties: [{ ...duty, done: true }], reach: 'no_account' },
      on('2026-10-07'),
      'T-7 done',
    ],
    ['without an account', { reach: 'no_account' }, on('2026-10-07'), 'T-7 no_account'],
    ['without consent', { reach: 'not_consented' }, on('2026-10-07'), 'T-7 not_consented'],
    [
      'when the window is closed',
      { reach: 'window_closed' },
      on('2026-10-07'),
      'T-7 window_closed',
    ],
    ['snoozed over it', { snoozedUntil: '2026-10-12' }, on('2026-10-10'), 'T-3 snoozed'],
    ['snoozed until today', { snoozedUntil: '2026-10-10' }, on('2026-10-10'), 'T-3 due'],
    ['after the message of the day', { hadToday: true }, on('2026-10-07'), 'T-7 capped'],
    ['the day after', {}, on('2026-10-15'), 'T+1 due'],
    ['long after', {}, on('2026-10-22', { plannedBefore: () => undefined }), '- not_due'],
    // nothing ran from 7/10 to 9/10
    ['after downtime', {}, on('2026-10-09', { plannedBefore: () => '2026-10-06' }), 'T-7 due'],
    [
      'after a very long one',
      {},
      on('2026-10-13', { plannedBefore: () => '2026-09-13' }),
      'T-1 due',
    ],
    ['owed on a Sunday', {}, on('2026-10-11', { plannedBefore: () => '2026-10-09' }), 'T-3 quiet'],
    [
      'joined the day before',
      { duties: [{ ...duty, since: '2026-10-09' }] },
      on('2026-10-09'),
      'T-7 due',
    ],
    ['joined today', { duties: [{ ...duty, since: '2026-10-09' }] }, on('2026-10-08'), '- not_due'],
    [
      'joined, and told since',
      { duties: [{ ...duty, since: '2026-10-08' }], given: given('2026-10-08', 'T-7') },
      on('2026-10-09'),
      '- not_due',
    ],
  ])('%s', (_when, who, today, outcome) => {
    expect(look(who, today)).toBe(outcome);
  });

  test('is said on the last day also when that is a Sunday', () => {
    const reportUp: Duty = { ...duty, milestone: 'report_up', lastDay: '2027-10-24' };
    expect(calendar.isOff('2027-10-24')).toBe(true);
    expect(look({ duties: [reportUp] }, on('2027-10-24'))).toBe('T due');
  });

  test('follows a moved deadline, which is another ladder', () => {
    const moved = { ...duty, lastDay: '2026-10-20' };
    const told = { duties: [moved], given: given('2026-10-13', 'T-1') };
    expect(look(told, on('2026-10-14', { plannedBefore: () => undefined }))).toBe('T-7 due');
  });
});

describe('a season played day by day', () => {
  /** Each day that the program runs, everybody is planned and told. */
  const play = (lastDay: Day, runs: (day: Day) => boolean, since: Day, doneOn: Day): string[] => {
    const told = new Map<string, Day>();
    const messages: string[] = [];
    let planned: Day | undefined;
    for (let day = addDays(lastDay, -50); day <= addDays(lastDay, 9); day = addDays(day, 1)) {
      if (!runs(day)) continue;
      const mine = { ...duty, lastDay, since, done: day >= doneOn };
      const plannedBefore = () => planned;
      const who = { ...secretary, duties: [mine], given: told };
      const [found] = dutiesToday(who, { day, calendar, plannedBefore });
      if (found?.reason === 'due' && found.step) {
        told.set(rungKey(mine, found.step.rung), day);
        messages.push(`${day} ${found.step.rung}`);
      }
      if (!calendar.isOff(day) || day === lastDay) planned = day;
    }
    return messages;
  };
  const lastDays = fc.integer({ min: 40, max: 1_000 }).map((n) => addDays('2026-01-01', n));
  const never = '9999-01-01';

  test('tells each rung on its day when nothing goes wrong', () => {
    fc.assert(
      fc.property(lastDays, (lastDay) => {
        const told = play(lastDay, () => true, '2000-01-01', never);
        expect(told).toEqual(ladderOf(lastDay, calendar).map(({ rung, day }) => `${day} ${rung}`));
      }),
    );
  });

  test('never says a rung twice, never an older one later, never on a quiet day but the last, whatever fails', () => {
    const gone = fc.array(fc.boolean(), { minLength: 65, maxLength: 65 });
    const joined = fc.integer({ min: 0, max: 55 });
    fc.assert(
      fc.property(lastDays, gone, joined, (lastDay, off, late) => {
        const first = addDays(lastDay, -50);
        const index = new Map(off.map((one, n) => [addDays(first, n), one]));
        const runs = (day: Day): boolean => index.get(day) !== true;
        const told = play(lastDay, runs, addDays(first, late), never);
        const rungs = told.map((one) => one.split(' ')[1] ?? '');
        const order = ['T-30', 'T-14', 'T-7', 'T-3', 'T-1', 'T', 'T+1'];
        expect(rungs).toEqual(order.filter((rung) => rungs.includes(rung)));
        for (const one of told) {
          const day = one.slice(0, 10);
          expect(runs(day)).toBe(true);
          expect(!calendar.isOff(day) || day === lastDay).toBe(true);
          expect(day >= addDays(first, late)).toBe(true);
        }
      }),
    );
  });

  test('says nothing from the day on which it is done', () => {
    fc.assert(
      fc.property(lastDays, fc.integer({ min: 0, max: 55 }), (lastDay, n) => {
        const doneOn = addDays(lastDay, n - 50);
        const told = play(lastDay, () => true, '2000-01-01', doneOn);
        for (const one of told) expect(one.slice(0, 10) < doneOn).toBe(true);
      }),
    );
  });
});
