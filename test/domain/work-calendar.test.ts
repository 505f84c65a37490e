import { describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import fc from 'fast-check';
import { addDays, daysBetween, weekday } from '../../src/domain/dates.ts';
import { workCalendar } from '../../src/domain/work-calendar.ts';
import { loadHolidays } from '../../src/programmes/holidays.ts';

const holidays = loadHolidays(join(import.meta.dirname, '../../programmes'));
const calendar = workCalendar(holidays, []);
const free = (year: number): string[] =>
  holidays.flatMap(({ day }) => (day.startsWith(String(year)) ? [day.slice(5)] : []));

describe('the holidays that come with the program', () => {
  test.each([
    [2026, '02-15', '02-21', '04-26'],
    [2027, '02-04', '02-10', '04-16'],
    [2028, '01-24', '01-30', '04-04'],
  ])('in %i are quiet from %s to %s and on Giỗ Tổ, %s', (year, from, to, kings) => {
    const [first, last] = [`${year}-${from}`, `${year}-${to}`];
    expect(daysBetween(first, last)).toBe(6);
    for (let day = first; day <= last; day = addDays(day, 1))
      expect(free(year)).toContain(day.slice(5));
    expect(free(year)).toEqual(
      expect.arrayContaining([kings, '01-01', '04-30', '05-01', '09-02', '11-24']),
    );
  });

  test('give the National Day two days each year', () => {
    const national = holidays.filter(({ name }) => /^Quốc khánh/u.test(name));
    expect(national.map(({ day }) => day)).toEqual([
      '2026-09-01',
      '2026-09-02',
      '2027-09-02',
      '2027-09-03',
      '2028-09-01',
      '2028-09-02',
    ]);
  });

  test('name the resolution behind the day of culture, and a source for each day', () => {
    const culture = holidays.filter(({ day }) => day.endsWith('-11-24'));
    expect(culture.map(({ name }) => name)).toEqual(Array(3).fill('Ngày Văn hóa Việt Nam'));
    for (const { source } of culture) expect(source).toContain('28/2026/QH16');
    for (const { name, source } of holidays) {
      expect(name).toBe(name.normalize('NFC'));
      expect(source).toBeTruthy();
    }
  });
});

describe('the work calendar', () => {
  test.each([
    ['a Sunday', '2026-10-11', true],
    ['a Saturday', '2026-10-10', false],
    ['a holiday', '2026-11-24', true],
    ['the day after it', '2026-11-25', false],
  ])('%s, %s: quiet %s', (_what, day, off) => {
    expect(calendar.isOff(day)).toBe(off);
  });

  test('works on a Sunday or a holiday that was swapped', () => {
    const swapped = workCalendar(holidays, ['2026-10-11', '2026-11-24']);
    expect(swapped.isOff('2026-10-11')).toBe(false);
    expect(swapped.isOff('2026-11-24')).toBe(false);
    expect(swapped.isOff('2026-10-18')).toBe(true);
  });

  test('finds the working day before Tết, and the one after', () => {
    expect(calendar.onOrBefore('2027-02-08')).toBe('2027-02-03');
    expect(calendar.onOrAfter('2027-02-08')).toBe('2027-02-11');
  });

  test('ends also when the table leaves no day to work on', () => {
    const all = Array.from({ length: 400 }, (_, n) => ({ day: addDays('2026-06-01', n) }));
    expect(workCalendar(all, []).onOrBefore('2027-01-01')).toBe('2027-01-01');
  });

  test('moves to a working day that is the nearest there is', () => {
    const days = fc.integer({ min: 0, max: 1_095 }).map((n) => addDays('2026-01-01', n));
    fc.assert(
      fc.property(days, (day) => {
        const [back, on] = [calendar.onOrBefore(day), calendar.onOrAfter(day)];
        expect(calendar.isOff(back)).toBe(false);
        expect(calendar.isOff(on)).toBe(false);
        expect(back <= day && day <= on).toBe(true);
        for (let one = addDays(back, 1); one < on; one = addDays(one, 1)) {
          if (one !== day) expect(calendar.isOff(one)).toBe(true);
        }
        if (weekday(day) === 7) expect(back).not.toBe(day);
      }),
    );
  });
});
