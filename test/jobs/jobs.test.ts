import { describe, expect, test } from '@jest/globals';
import { deliverOutbox } from '../../jobs/deliver-outbox.ts';
import { jobs } from '../../jobs/index.ts';
import { nudgeReviewers } from '../../jobs/nudge-reviewers.ts';
import { planReminders, recheckReminders } from '../../jobs/plan-reminders.ts';
import { refreshZaloToken } from '../../jobs/refresh-zalo-token.ts';
import { reportUp } from '../../jobs/report-up.ts';
import { sweep } from '../../jobs/sweep.ts';
import { cronOf } from '../../src/app/scheduler.ts';
import type { JobDeps } from '../../src/app/jobs.ts';

const now = new Date('2026-09-14T08:00:00+07:00');

/** Notes who was called with what. */
const deps = (): JobDeps & { calls: unknown[] } => {
  const calls: unknown[] = [];
  return {
    calls,
    now: () => now,
    async settle() {
      calls.push('settle');
      return { turns: 1, sent: 2, failed: 3, retried: 4 };
    },
    reminders: {
      async plan(kinds) {
        calls.push(['plan', kinds]);
        return { planned: 10 };
      },
    },
    async sweep(at) {
      calls.push(['sweep', at]);
      return { inbox: 5, outbox: 6, dialogs: 7, accounts: 8, threads: 9, uploads: 10 };
    },
    tokens: {
      async refresh() {
        calls.push('refresh');
        return { refreshed: 1, dead: 0 };
      },
    },
  };
};

describe('each job', () => {
  test('deliver-outbox works off what lies there and says what it did', async () => {
    const given = deps();
    expect(await deliverOutbox.run(given)).toEqual({ turns: 1, sent: 2, failed: 3, retried: 4 });
    expect(given.calls).toEqual(['settle']);
  });

  test('sweep erases by the time of the program and says how much', async () => {
    const given = deps();
    expect(await sweep.run(given)).toEqual({
      inbox: 5,
      outbox: 6,
      dialogs: 7,
      accounts: 8,
      threads: 9,
      uploads: 10,
    });
    expect(given.calls).toEqual([['sweep', now]]);
  });

  test('refresh-zalo-token keeps the tokens alive and says how many', async () => {
    const given = deps();
    expect(await refreshZaloToken.run(given)).toEqual({ refreshed: 1, dead: 0 });
    expect(given.calls).toEqual(['refresh']);
  });

  test.each([
    [planReminders, ['registration']],
    [reportUp, ['report_up']],
    [nudgeReviewers, ['review']],
    [recheckReminders, ['registration', 'report_up', 'review']],
  ])('$name plans what it is for', async (job, kinds) => {
    const given = deps();
    expect(await job.run(given)).toEqual({ planned: 10 });
    expect(given.calls).toEqual([['plan', kinds]]);
  });

  test.each(jobs)('$name passes a failure on instead of hiding it', async (job) => {
    const broken = async (): Promise<never> => {
      throw new Error('no database');
    };
    await expect(
      job.run({
        now: () => now,
        settle: broken,
        sweep: broken,
        reminders: { plan: broken },
        tokens: { refresh: broken },
      }),
    ).rejects.toThrow('no database');
  });
});

describe('the list of jobs', () => {
  test('names each job once, as its file is named', () => {
    expect(jobs.map(({ name }) => name)).toEqual([
      'plan-reminders',
      'report-up',
      'nudge-reviewers',
      'recheck-reminders',
      'refresh-zalo-token',
      'deliver-outbox',
      'sweep',
    ]);
  });

  test('holds schedules that Agenda and the simulator understand alike', () => {
    for (const { schedule } of jobs) {
      if ('everyMinutes' in schedule) expect(60 % schedule.everyMinutes).toBe(0);
      else expect(schedule.daily).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      if ('from' in schedule)
        expect([schedule.from, schedule.to].join()).toMatch(/^\d\d:00,\d\d:00$/);
      expect(cronOf(schedule)).toMatch(/^\S+ \S+ \* \* \*$/);
    }
  });

  test('heals at boot what was missed while nothing ran, the reminders at the next quarter of an hour', () => {
    expect(jobs.filter(({ atBoot }) => atBoot)).toEqual([refreshZaloToken, deliverOutbox, sweep]);
    expect(recheckReminders.schedule).toEqual({ everyMinutes: 15, from: '07:00', to: '21:00' });
  });
});
