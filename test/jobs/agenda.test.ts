import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { jobs } from '../../jobs/index.ts';
import { nextTick } from '../../src/app/working/job-runner.ts';
import type { Job, Schedule } from '../../src/app/jobs.ts';
import { createScheduler, type Scheduler } from '../../src/app/scheduler.ts';
import { createGate } from '../app/gate.ts';
import { until } from '../app/until.ts';
import { noteTimers } from './left-timers.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';

/** A job as Agenda keeps it. */
type Stored = {
  name: string;
  type: string;
  repeatInterval: string;
  repeatTimezone: string;
  nextRunAt: Date;
  lastFinishedAt?: Date;
  failReason?: string;
  lockedAt?: Date | null;
};

const job = (name: string, schedule: Schedule): Job => ({
  name,
  schedule,
  atBoot: false,
  coalesce: false,
  run: async () => ({}),
});
const daily = job('daily', { daily: '07:30' });

describe('Agenda over our database', () => {
  let test_: TestStore;
  let schedulers: Scheduler[];
  let ran: string[];
  let faults: string[];
  let run: (one: Job) => Promise<void>;

  const collection = () => test_.store.db.collection<Stored>('agendaJobs');
  const rows = async (): Promise<Stored[]> => collection().find().sort({ name: 1 }).toArray();
  const row = async (name: string): Promise<Stored> => {
    const [found, ...more] = await collection().find({ name }).toArray();
    expect(more).toEqual([]);
    return found!;
  };
  const make = (some: readonly Job[]): Scheduler => {
    const made = createScheduler({
      db: test_.store.db,
      jobs: some,
      async run(one) {
        ran.push(one.name);
        await run(one);
        return {};
      },
      onError: (error, name) => void faults.push(`${name}: ${String(error)}`),
    });
    schedulers.push(made);
    return made;
  };
  const boot = async (...some: readonly Job[]): Promise<Scheduler> => {
    const made = make(some);
    await made.start();
    return made;
  };
  const setNext = async (name: string, nextRunAt: Date): Promise<void> => {
    const { matchedCount } = await collection().updateOne({ name }, { $set: { nextRunAt } });
    expect(matchedCount).toBe(1);
  };
  const finished = (name: string) =>
    until(async () => {
      const one = await row(name);
      return one.lastFinishedAt && !one.lockedAt ? one : undefined;
    });

  let clearTimers: () => void;

  beforeAll(async () => {
    clearTimers = noteTimers();
    test_ = await openTestStore();
  });
  beforeEach(async () => {
    await collection().deleteMany({});
    schedulers = [];
    ran = [];
    faults = [];
    run = async () => undefined;
  });
  afterEach(async () => {
    for (const one of schedulers) await one.stop(1_000);
  });
  afterAll(async () => {
    await test_.close();
    clearTimers();
  });

  test('holds each of our jobs once, with its schedule, zone and next run', async () => {
    const some = [...jobs, daily, job('quarter', { everyMinutes: 15 })];
    const before = new Date();
    await boot(...some);
    const after = new Date();
    const stored = await rows();
    expect(
      stored.map(({ name, type, repeatInterval, repeatTimezone }) => [
        name,
        type,
        repeatInterval,
        repeatTimezone,
      ]),
    ).toEqual([
      ['daily', 'single', '30 7 * * *', 'Asia/Ho_Chi_Minh'],
      ['deliver-outbox', 'single', '*/1 * * * *', 'Asia/Ho_Chi_Minh'],
      ['nudge-reviewers', 'single', '30 7 * * *', 'Asia/Ho_Chi_Minh'],
      ['plan-reminders', 'single', '30 7 * * *', 'Asia/Ho_Chi_Minh'],
      ['quarter', 'single', '*/15 * * * *', 'Asia/Ho_Chi_Minh'],
      ['recheck-reminders', 'single', '*/15 7-20 * * *', 'Asia/Ho_Chi_Minh'],
      ['refresh-zalo-token', 'single', '0 * * * *', 'Asia/Ho_Chi_Minh'],
      ['report-up', 'single', '30 7 * * *', 'Asia/Ho_Chi_Minh'],
      ['sweep', 'single', '0 * * * *', 'Asia/Ho_Chi_Minh'],
    ]);
    for (const { name, nextRunAt } of stored) {
      const { schedule } = some.find((one) => one.name === name)!;
      const ticks = [nextTick(schedule, before), nextTick(schedule, after)].map(Number);
      expect(ticks).toContain(nextRunAt.getTime());
    }
    expect(faults).toEqual([]);
  });

  test('a second boot adds nothing and moves nothing', async () => {
    const first = await boot(daily);
    await first.stop(1_000);
    const marked = new Date('2099-01-01T00:30:00Z');
    await setNext('daily', marked);
    await boot(daily);
    expect((await row('daily')).nextRunAt).toEqual(marked);
    expect(await rows()).toHaveLength(1);
  });

  test('two boots at once on an empty database leave one row for each job', async () => {
    const both = [make([daily, ...jobs]), make([daily, ...jobs])];
    await Promise.all(both.map((one) => one.start()));
    const names = ['daily', ...jobs.map(({ name }) => name)].toSorted();
    expect((await rows()).map(({ name }) => name)).toEqual(names);
  });

  test('a changed schedule is written anew, in its one row', async () => {
    await (await boot(daily)).stop(1_000);
    const before = new Date();
    await boot(job('daily', { daily: '20:15' }));
    const { repeatInterval, nextRunAt } = await row('daily');
    expect(repeatInterval).toBe('15 20 * * *');
    const ticks = [before, new Date()].map((at) => Number(nextTick({ daily: '20:15' }, at)));
    expect(ticks).toContain(nextRunAt.getTime());
  });

  test.each([
    ['another zone', { $set: { repeatTimezone: 'UTC' } }],
    ['no next run', { $set: { nextRunAt: null } }],
  ])('a row with %s is put right at boot', async (_what, damage) => {
    await (await boot(daily)).stop(1_000);
    // a damaged row is no Stored any more
    await test_.store.db.collection('agendaJobs').updateOne({ name: 'daily' }, damage);
    await boot(daily);
    const { repeatTimezone, nextRunAt } = await row('daily');
    expect(repeatTimezone).toBe('Asia/Ho_Chi_Minh');
    expect(nextRunAt.getTime()).toBeGreaterThan(Date.now());
  });

  test('a run that was missed while nothing ran is made up for, once', async () => {
    await (await boot(daily)).stop(1_000);
    await setNext('daily', new Date('2026-01-01T00:30:00Z'));
    await boot(daily);
    const { nextRunAt } = await finished('daily');
    expect(ran).toEqual(['daily']);
    expect(nextRunAt.getTime()).toBeGreaterThan(Date.now());
  });

  test('a due job runs once, however many schedulers there are', async () => {
    await (await boot(daily)).stop(1_000);
    await setNext('daily', new Date('2026-01-01T00:30:00Z'));
    await Promise.all([make([daily]), make([daily]), make([daily])].map((one) => one.start()));
    await finished('daily');
    await Promise.all(schedulers.map((one) => one.stop(1_000)));
    expect(ran).toEqual(['daily']);
  });

  test('a job that throws is reported by its name and runs again the next time', async () => {
    await (await boot(daily)).stop(1_000);
    await setNext('daily', new Date('2026-01-01T00:30:00Z'));
    run = async () => {
      throw new Error('no plan');
    };
    await boot(daily);
    const failed = await finished('daily');
    expect(failed.failReason).toContain('no plan');
    expect(faults).toEqual(['daily: Error: no plan']);
    expect(failed.nextRunAt.getTime()).toBeGreaterThan(Date.now());
    run = async () => undefined;
    await setNext('daily', new Date());
    await until(async () => ran.length === 2);
    expect(faults).toHaveLength(1);
  });

  test('a stop waits for the job under way', async () => {
    const begun = createGate();
    const gate = createGate();
    run = async () => {
      begun.open();
      await gate.opened;
      ran.push('ended');
    };
    await (await boot(daily)).stop(1_000);
    await setNext('daily', new Date('2026-01-01T00:30:00Z'));
    const scheduler = await boot(daily);
    await begun.opened;
    const stopping = scheduler.stop(2_000);
    gate.open();
    await stopping;
    expect(ran).toEqual(['daily', 'ended']);
  });

  test('a stop does not wait longer than it is given', async () => {
    const begun = createGate();
    const gate = createGate();
    run = () => {
      begun.open();
      return gate.opened;
    };
    await (await boot(daily)).stop(1_000);
    await setNext('daily', new Date('2026-01-01T00:30:00Z'));
    const scheduler = await boot(daily);
    await begun.opened;
    const from = performance.now();
    await scheduler.stop(200);
    expect(performance.now() - from).toBeLessThan(1_500);
    gate.open();
  });
});
