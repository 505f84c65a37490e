import { beforeEach, describe, expect, test } from '@jest/globals';
import { createClock, type Clock } from '../../src/app/clock.ts';
import { createJobRunner } from '../../src/app/working/job-runner.ts';
import type { Job, Schedule } from '../../src/app/jobs.ts';
import { createLog } from '../../src/app/log.ts';

const begin = new Date('2026-09-14T08:00:00+07:00');
const hour = 3_600_000;

describe('the job runner', () => {
  let clock: Clock;
  let ran: string[];
  let said: string[];
  beforeEach(() => {
    clock = createClock(() => begin);
    ran = [];
    said = [];
  });

  /** Notes its name and the time of the program at each run. */
  const recording = (name: string, schedule: Schedule, more: Partial<Job> = {}): Job => ({
    name,
    schedule,
    atBoot: false,
    coalesce: false,
    async run({ now }) {
      const at = new Date(now().getTime() + 7 * hour).toISOString().slice(5, 16);
      ran.push(`${at} ${name}`);
      return { seen: 1 };
    },
    ...more,
  });
  const runner = (...jobs: Job[]) => {
    const deps = {
      now: clock.now,
      settle: async () => ({ turns: 0, sent: 0, failed: 0, retried: 0 }),
      reminders: { plan: async () => ({}) },
      sweep: async () => ({ inbox: 0, outbox: 0, dialogs: 0, accounts: 0, threads: 0, uploads: 0 }),
      tokens: { refresh: async () => ({}) },
    };
    const log = createLog('debug', { write: (line) => void said.push(line) });
    return createJobRunner(jobs, deps, log);
  };
  const later = (ms: number): Date => new Date(begin.getTime() + ms);

  test('runs every tick between now and then, in the order of time', async () => {
    const jobs = [recording('plan', { daily: '07:30' }), recording('check', { everyMinutes: 60 })];
    await runner(...jobs).playUntil(new Date('2026-09-14T10:30:00+07:00'), clock);
    expect(ran).toEqual(['09-14T09:00 check', '09-14T10:00 check']);
    ran = [];
    await runner(...jobs).playUntil(new Date('2026-09-15T08:00:00+07:00'), clock);
    expect(ran.slice(-3)).toEqual(['09-15T07:00 check', '09-15T07:30 plan', '09-15T08:00 check']);
    expect(ran).toHaveLength(23);
  });

  test('runs both of two jobs that tick at the same moment', async () => {
    const both = [recording('one', { daily: '07:30' }), recording('two', { daily: '07:30' })];
    await runner(...both).playUntil(later(24 * hour), clock);
    expect(ran).toEqual(['09-15T07:30 one', '09-15T07:30 two']);
  });

  test('counts the idle ticks of a sweeper between two others as one, after each of them and at the end', async () => {
    const jobs = [
      recording('plan', { daily: '07:30' }),
      recording('sweeper', { everyMinutes: 1 }, { coalesce: true }),
    ];
    await runner(...jobs).playUntil(later(48 * hour), clock);
    expect(ran).toEqual([
      '09-15T07:30 plan',
      '09-15T07:30 sweeper',
      '09-16T07:30 plan',
      '09-16T07:30 sweeper',
      '09-16T08:00 sweeper',
    ]);
  });

  test('includes a tick at the very end, and never repeats it from there', async () => {
    const job = recording('plan', { daily: '07:30' });
    const end = new Date('2026-09-15T07:30:00+07:00');
    await runner(job).playUntil(end, clock);
    expect(ran).toEqual(['09-15T07:30 plan']);
    expect(clock.now()).toEqual(end);
    await runner(job).playUntil(new Date(end.getTime() + hour), clock);
    expect(ran).toHaveLength(1);
  });

  test('at boot runs what heals, and one that fails keeps no other from it', async () => {
    const broken = recording(
      'broken',
      { daily: '07:30' },
      {
        atBoot: true,
        run: async () => {
          throw new Error('no plan');
        },
      },
    );
    const boot = runner(
      broken,
      recording('heals', { daily: '07:30' }, { atBoot: true }),
      recording('waits', { daily: '07:30' }),
    );
    await boot.boot();
    expect(ran).toEqual(['09-14T08:00 heals']);
    expect(said.join('')).toMatch(/"job":"broken".*no plan|no plan.*"job":"broken"/);
  });

  test('logs what a job did, and an idle run only for whoever looks closely', async () => {
    const idle = recording('idle', { daily: '07:30' }, { run: async () => ({ seen: 0 }) });
    const { run, find } = runner(recording('busy', { daily: '07:30' }), idle);
    expect(await run(find('busy')!)).toEqual({ seen: 1 });
    expect(await run(find('idle')!)).toEqual({ seen: 0 });
    expect(said.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual([
      'info',
      'debug',
    ]);
    expect(find('none')).toBeUndefined();
  });
});
