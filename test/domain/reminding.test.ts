import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import fc from 'fast-check';
import { addDays, dayOf, formatTime, instantOf } from '../../src/domain/dates.ts';
import { isPlanningTime, nextOpening } from '../../src/domain/quiet-hours.ts';
import {
  dutyItem,
  parseItem,
  reviewItem,
  silentItem,
  waveItem,
} from '../../src/domain/reminder-items.ts';
import { silentUnits, type Watched } from '../../src/domain/silence.ts';
import { snoozeOptions } from '../../src/domain/snooze.ts';
import { workCalendar } from '../../src/domain/work-calendar.ts';
import { loadHolidays } from '../../src/programmes/holidays.ts';

const calendar = workCalendar(loadHolidays(join(import.meta.dirname, '../../programmes')), []);
const lastDay = '2026-10-14';
const moment = (at: Date): string =>
  `${dayOf(at).slice(8)}/${dayOf(at).slice(5, 7)} ${formatTime(at)}`;
const at = (day: string, time: string): Date => instantOf(`2026-10-${day}`, time);

describe('"later"', () => {
  test.each([
    ['07', '09:00', 'afternoon 07/10 16:00, tomorrow 08/10 08:00, monday 12/10 08:00'],
    ['07', '15:00', 'tomorrow 08/10 08:00, monday 12/10 08:00'],
    // tomorrow is a Sunday
    ['10', '16:30', 'monday 12/10 08:00'],
    // Monday is tomorrow
    ['11', '16:30', 'tomorrow 12/10 08:00'],
    ['13', '16:30', 'tomorrow 14/10 08:00'],
    ['14', '09:00', 'afternoon 14/10 16:00'],
    ['14', '15:00', ''],
    ['14', '20:31', ''],
    ['15', '09:00', ''],
  ])('on %s/10 at %s is offered as: %s', (day, time, expected) => {
    const options = snoozeOptions(at(day, time), lastDay, calendar);
    expect(options.map(({ choice, at }) => `${choice} ${moment(at)}`).join(', ')).toBe(expected);
  });

  test('is never past the deadline, never earlier than now, and quiet only on the last day', () => {
    const minutes = fc.integer({ min: 0, max: 400 * 24 * 60 });
    const ahead = fc.integer({ min: -2, max: 40 });
    fc.assert(
      fc.property(minutes, ahead, (minute, days) => {
        const now = new Date(Date.parse('2026-08-01T00:00:00+07:00') + minute * 60_000);
        const last = addDays(dayOf(now), days);
        for (const option of snoozeOptions(now, last, calendar)) {
          expect(option.at > now).toBe(true);
          expect(dayOf(option.at) <= last).toBe(true);
          if (calendar.isOff(dayOf(option.at))) expect(dayOf(option.at)).toBe(last);
        }
      }),
    );
  });
});

describe('when reminders may go out', () => {
  const isLastDay = (day: string): boolean => day === '2026-10-11' || day === lastDay;
  test.each([
    ['07', '06:59', '07/10 08:00'],
    ['07', '07:00', '07/10 07:00'],
    ['07', '20:59', '07/10 20:59'],
    ['07', '21:00', '08/10 08:00'],
    ['14', '20:29', '14/10 20:29'],
    ['14', '20:30', '15/10 08:00'],
    // a last day that is a Sunday, and one that is not the last
    ['11', '10:00', '11/10 10:00'],
    ['10', '22:00', '11/10 08:00'],
    ['18', '10:00', '19/10 08:00'],
  ])('on %s/10 at %s: %s', (day, time, expected) => {
    expect(moment(nextOpening(at(day, time), calendar, isLastDay))).toBe(expected);
  });

  test('nobody is planned for at night or late in the evening', () => {
    const times = ['06:59', '07:00', '20:29', '20:30'];
    expect(times.map((time) => isPlanningTime(at('07', time)))).toEqual([false, true, true, false]);
  });
});

describe('units that are silent before the deadline', () => {
  const unit = (unitId: string, over: Partial<Watched> = {}): Watched => ({
    unitId,
    done: false,
    ...over,
  });
  const units = [
    unit('asleep', { touchedOn: '2026-09-20' }),
    unit('never'),
    unit('stirred', { touchedOn: '2026-10-09' }),
    unit('done', { done: true }),
  ];
  // T-7 is 07/10
  test.each([
    ['2026-10-09', ''],
    ['2026-10-10', 'asleep never'],
    ['2026-10-12', 'asleep never stirred'],
    ['2026-10-14', 'asleep never stirred'],
    ['2026-10-15', ''],
  ])('on %s: %s', (day, expected) => {
    const found = silentUnits(units, { day, lastDay, afterDays: 3, calendar });
    expect(found.map(({ unitId }) => unitId).join(' ')).toBe(expected);
  });
});

describe('what a message is about', () => {
  const duty = {
    unitId: 'thpt',
    milestone: 'registration',
    year: 2027,
    lastDay,
    done: false,
    since: '2026-01-01',
  } as const;
  const plan = { about: 'registration', year: 2027, lastDay, unitId: 'thpt' };
  const silent = { about: 'silent', year: 2027, lastDay, superiorId: 's1', unitId: 'thpt' };
  test.each([
    [dutyItem(duty, 'T-7'), plan],
    [waveItem(duty), plan],
    [silentItem(duty, 's1', 'thpt', false), silent],
    [silentItem(duty, 's1', 'thpt', true), silent],
    [reviewItem('s1'), { about: 'review', superiorId: 's1' }],
    ['of a later version', undefined],
  ])('%s is read back', (line, item) => {
    expect(parseItem(line)).toEqual(item);
  });

  test('is said again on the last day only as something else', () => {
    expect(silentItem(duty, 's1', 'thpt', true)).not.toBe(silentItem(duty, 's1', 'thpt', false));
  });
});
