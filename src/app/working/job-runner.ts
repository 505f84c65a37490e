import { addDays, dayOf, formatTime, instantOf } from '../../domain/dates.ts';
import type { Clock } from '../clock.ts';
import type { Job, JobCounts, JobDeps, Schedule } from '../jobs.ts';
import type { Log } from '../log.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** That instant, or the next beginning of this part of the day. */
const within = ({ from, to }: { from: string; to: string }, at: Date): Date => {
  const time = formatTime(at);
  const day = dayOf(at);
  if (time < from) return instantOf(day, from);
  return time < to ? at : instantOf(addDays(day, 1), from);
};

/** The first tick of this schedule after that instant. Viet Nam has one offset, so days are 24 hours. */
export const nextTick = (schedule: Schedule, after: Date): Date => {
  if ('everyMinutes' in schedule) {
    const step = schedule.everyMinutes * minuteMs;
    const next = new Date((Math.floor(after.getTime() / step) + 1) * step);
    return 'from' in schedule ? within(schedule, next) : next;
  }
  const today = instantOf(dayOf(after), schedule.daily);
  return today > after ? today : new Date(today.getTime() + dayMs);
};

export type JobRunner = {
  run(job: Job): Promise<JobCounts>;
  find(name: string): Job | undefined;
  /** Runs what heals; a job that fails is logged and keeps no other from it. */
  boot(): Promise<void>;
  /** Sets the clock to every tick and every due message between now and then, in order, and runs what is due. */
  playUntil(to: Date, clock: Clock): Promise<void>;
};

type Tick = { jobs: readonly Job[]; at: Date };

/** The next moment at which something ticks, with all that ticks then. */
const earliest = (jobs: readonly Job[], after: Date): Tick | undefined => {
  const ticks = jobs.map((job) => ({ job, at: nextTick(job.schedule, after) }));
  const [first] = ticks.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  if (!first) return undefined;
  const { at } = first;
  const together = ticks.filter((tick) => tick.at.getTime() === at.getTime());
  return { jobs: together.map(({ job }) => job), at };
};

/** `nextDue`: when, after that instant, the next message that waits for its time may go. */
export const createJobRunner = (
  jobs: readonly Job[],
  deps: JobDeps,
  log: Log,
  nextDue: (after: Date) => Promise<Date | undefined> = () => Promise.resolve(undefined),
): JobRunner => {
  const run = async (job: Job): Promise<JobCounts> => {
    const counts = await job.run(deps);
    const idle = Object.values(counts).every((count) => count === 0);
    log[idle ? 'debug' : 'info']({ job: job.name, ...counts }, 'job');
    return counts;
  };
  const sweepers = jobs.filter(({ coalesce }) => coalesce);
  const timed = jobs.filter(({ coalesce }) => !coalesce);
  const runAll = async (some: readonly Job[]): Promise<void> => {
    for (const job of some) await run(job);
  };
  const nextStop = async (after: Date): Promise<Tick | undefined> => {
    const tick = earliest(timed, after);
    const due = await nextDue(after);
    return due && (!tick || due < tick.at) ? { jobs: [], at: due } : tick;
  };
  return {
    run,
    find: (name) => jobs.find((job) => job.name === name),
    async boot() {
      for (const job of jobs.filter(({ atBoot }) => atBoot)) {
        await run(job).catch((error: unknown) => {
          log.error({ err: error, job: job.name }, 'job: failed');
        });
      }
    },
    async playUntil(to, clock) {
      // What only some hours of the day see ticks soon after a start; its later ticks count as one.
      const hourly = sweepers.filter(({ schedule }) => 'from' in schedule);
      const first = earliest(hourly, clock.now());
      let stop = await nextStop(clock.now());
      if (first && (!stop || first.at < stop.at)) stop = { jobs: [], at: first.at };
      while (stop && stop.at <= to) {
        clock.set(stop.at);
        await runAll(stop.jobs);
        await runAll(sweepers);
        stop = await nextStop(stop.at);
      }
      clock.set(to);
      await runAll(sweepers);
    },
  };
};
