import { describe, expect, test } from '@jest/globals';
import { nextTick } from '../../src/app/working/job-runner.ts';
import type { Schedule } from '../../src/app/jobs.ts';
import { cronOf } from '../../src/app/scheduler.ts';

describe('a schedule as Agenda reads it', () => {
  test.each<[Schedule, string]>([
    [{ daily: '07:30' }, '30 7 * * *'],
    [{ daily: '00:00' }, '0 0 * * *'],
    [{ daily: '23:59' }, '59 23 * * *'],
    [{ daily: '08:05' }, '5 8 * * *'],
    [{ everyMinutes: 1 }, '*/1 * * * *'],
    [{ everyMinutes: 15 }, '*/15 * * * *'],
    [{ everyMinutes: 30 }, '*/30 * * * *'],
    [{ everyMinutes: 60 }, '0 * * * *'],
    [{ everyMinutes: 15, from: '07:00', to: '21:00' }, '*/15 7-20 * * *'],
  ])('%j is %s', (schedule, cron) => {
    expect(cronOf(schedule)).toBe(cron);
  });
});

describe('the next tick', () => {
  /** All times are those of Viet Nam, on a machine of any zone. */
  test.each<[Schedule, string, string]>([
    [{ daily: '07:30' }, '2026-09-14T07:29:59.999', '2026-09-14T07:30:00'],
    [{ daily: '07:30' }, '2026-09-14T07:30:00', '2026-09-15T07:30:00'],
    [{ daily: '07:30' }, '2026-09-14T07:30:00.001', '2026-09-15T07:30:00'],
    // Already the next day there, still the day before in UTC.
    [{ daily: '00:00' }, '2026-09-14T23:59:59.999', '2026-09-15T00:00:00'],
    [{ daily: '00:00' }, '2026-09-15T00:00:00', '2026-09-16T00:00:00'],
    [{ daily: '06:59' }, '2026-09-15T00:00:01', '2026-09-15T06:59:00'],
    [{ daily: '07:00' }, '2026-09-15T06:59:59', '2026-09-15T07:00:00'],
    [{ daily: '23:59' }, '2026-09-15T23:58:00', '2026-09-15T23:59:00'],
    [{ daily: '23:59' }, '2026-09-15T23:59:00', '2026-09-16T23:59:00'],
    // Borders of months and years, and the day that comes every four years.
    [{ daily: '07:30' }, '2026-12-31T08:00:00', '2027-01-01T07:30:00'],
    [{ daily: '07:30' }, '2028-02-28T08:00:00', '2028-02-29T07:30:00'],
    [{ daily: '07:30' }, '2027-02-28T08:00:00', '2027-03-01T07:30:00'],
    [{ everyMinutes: 1 }, '2026-09-14T08:00:00', '2026-09-14T08:01:00'],
    [{ everyMinutes: 1 }, '2026-09-14T08:00:59.999', '2026-09-14T08:01:00'],
    [{ everyMinutes: 15 }, '2026-09-14T08:14:59', '2026-09-14T08:15:00'],
    [{ everyMinutes: 15 }, '2026-09-14T08:45:00', '2026-09-14T09:00:00'],
    [{ everyMinutes: 60 }, '2026-09-14T23:00:01', '2026-09-15T00:00:00'],
    [{ everyMinutes: 60 }, '2026-12-31T23:59:59', '2027-01-01T00:00:00'],
    [
      { everyMinutes: 15, from: '07:00', to: '21:00' },
      '2026-10-07T06:50:00',
      '2026-10-07T07:00:00',
    ],
    [
      { everyMinutes: 15, from: '07:00', to: '21:00' },
      '2026-10-07T07:00:00',
      '2026-10-07T07:15:00',
    ],
    [
      { everyMinutes: 15, from: '07:00', to: '21:00' },
      '2026-10-07T20:45:00',
      '2026-10-08T07:00:00',
    ],
    [
      { everyMinutes: 15, from: '07:00', to: '21:00' },
      '2026-10-31T23:59:00',
      '2026-11-01T07:00:00',
    ],
  ])('of %j after %s is %s', (schedule, after, next) => {
    const found = nextTick(schedule, new Date(`${after}+07:00`));
    expect(found).toEqual(new Date(`${next}+07:00`));
  });
});
