import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  dayFrom,
  dayOf,
  daysBetween,
  daysInMonth,
  formatDay,
  formatMoment,
  formatTime,
  instantOf,
  isDay,
  weekday,
} from '../../src/domain/dates.ts';

const someDay = fc
  .date({
    min: new Date('1990-01-01T00:00:00Z'),
    max: new Date('2100-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  .map(dayOf);

describe('the day in Viet Nam', () => {
  it('turns at 17:00 of universal time', () => {
    expect(dayOf(new Date('2026-10-14T16:59:59.999Z'))).toBe('2026-10-14');
    expect(dayOf(new Date('2026-10-14T17:00:00Z'))).toBe('2026-10-15');
    expect(instantOf('2026-10-15').toISOString()).toBe('2026-10-14T17:00:00.000Z');
  });

  it('is shown day first', () => {
    const at = new Date('2026-10-05T01:07:00Z');
    expect(formatDay('2026-10-05')).toBe('05/10/2026');
    expect(formatDay(at)).toBe('05/10/2026');
    expect(formatTime(at)).toBe('08:07');
    expect(formatMoment(at)).toBe('08:07 ngày 05/10/2026');
  });

  it('comes back from its instant', () => {
    fc.assert(
      fc.property(someDay, fc.nat(23), fc.nat(59), (day, hour, minute) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const at = instantOf(day, time);
        expect(dayOf(at)).toBe(day);
        expect(formatTime(at)).toBe(time);
      }),
    );
  });
});

describe('days that exist', () => {
  test.each([
    [2027, 2, 28, '2027-02-28'],
    [2027, 2, 29, undefined],
    [2028, 2, 29, '2028-02-29'],
    [2100, 2, 29, undefined],
    [2000, 2, 29, '2000-02-29'],
    [2027, 2, 31, undefined],
    [2027, 4, 31, undefined],
    [2027, 13, 1, undefined],
    [2027, 0, 1, undefined],
    [2027, 1, 0, undefined],
    [2027, 1.5, 1, undefined],
    [2027, 12, 31, '2027-12-31'],
  ])('%d-%d-%d is %j', (year, month, date, day) => {
    expect(dayFrom(year, month, date)).toBe(day);
  });

  it('are told from texts', () => {
    expect(['2028-02-29', '2027-02-29', '2027-2-1', 'hôm nay', ''].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(daysInMonth(2028, 2)).toBe(29);
    expect(daysInMonth(2027, 13)).toBe(0);
  });
});

describe('day arithmetic', () => {
  test.each([
    ['2026-10-14', 3],
    ['2026-10-24', 6],
    ['2027-10-24', 7],
    ['2028-10-14', 6],
    ['2029-10-14', 7],
    ['2026-11-23', 1],
  ])('%s is weekday %d', (day, number) => {
    expect(weekday(day)).toBe(number);
  });

  it('crosses months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(daysBetween('2026-09-14', '2026-10-14')).toBe(30);
  });

  it('goes there and back', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -4000, max: 4000 }), (day, count) => {
        const other = addDays(day, count);
        expect(isDay(other)).toBe(true);
        expect(daysBetween(day, other)).toBe(count);
        expect(weekday(addDays(day, 7))).toBe(weekday(day));
      }),
    );
  });
});
