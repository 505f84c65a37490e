import { describe, expect, test } from '@jest/globals';
import { deliverOutbox } from '../../jobs/deliver-outbox.ts';
import { jobs } from '../../jobs/index.ts';
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
    async sweep(at) {
      calls.push(['sweep', at]);
      return { inbox: 5, outbox: 6, dialogs: 7, accounts: 8, threads: 9 };
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
    });
    expect(given.calls).toEqual([['sweep', now]]);
  });

  test.each([deliverOutbox, sweep])(
    '$name passes a failure on instead of hiding it',
    async (job) => {
      const broken = async (): Promise<never> => {
        throw new Error('no database');
      };
      await expect(job.run({ now: () => now, settle: broken, sweep: broken })).rejects.toThrow(
        'no database',
      );
    },
  );
});

describe('the list of jobs', () => {
  test('names each job once, as its file is named', () => {
    expect(jobs.map(({ name }) => name)).toEqual(['deliver-outbox', 'sweep']);
  });

  test('holds schedules that Agenda and the simulator understand alike', () => {
    for (const { schedule } of jobs) {
      if ('everyMinutes' in schedule) expect(60 % schedule.everyMinutes).toBe(0);
      else expect(schedule.daily).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      expect(cronOf(schedule)).toMatch(/^\S+ \S+ \* \* \*$/);
    }
  });

  test('heals at boot what was missed while nothing ran', () => {
    expect(jobs.filter(({ atBoot }) => atBoot)).toEqual(jobs);
  });
});
