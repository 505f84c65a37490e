import { Agenda } from 'agenda';
import { MongoBackend } from '@agendajs/mongo-backend';
import type { Db } from 'mongodb';
import type { Job, JobCounts, Schedule } from './jobs.ts';

const zone = 'Asia/Ho_Chi_Minh';

/** Longer than any run of ours: a lock that ages while a run goes on would start a second one. */
const lockLifetime = 10 * 60_000;

export type Scheduler = {
  start(): Promise<void>;
  /** Waits for running jobs, at most `ms`. */
  stop(ms: number): Promise<void>;
};

export type SchedulerDeps = {
  db: Db;
  jobs: readonly Job[];
  run(job: Job): Promise<JobCounts>;
  onError(error: unknown, job: string): void;
};

const hourOf = (time: string): number => Number(time.slice(0, 2));

export const cronOf = (schedule: Schedule): string => {
  if ('everyMinutes' in schedule) {
    const minutes = schedule.everyMinutes >= 60 ? '0' : `*/${schedule.everyMinutes}`;
    const hours = 'from' in schedule ? `${hourOf(schedule.from)}-${hourOf(schedule.to) - 1}` : '*';
    return `${minutes} ${hours} * * *`;
  }
  const [hour = '0', minute = '0'] = schedule.daily.split(':');
  return `${Number(minute)} ${Number(hour)} * * *`;
};

/**
 * `every()` at boot would move `nextRunAt` past a tick that was missed while nothing ran, and run one tick
 * twice when two processes boot together: so it is called only when the schedule is new or has changed.
 */
const everyIfChanged = async (agenda: Agenda, name: string, cron: string): Promise<void> => {
  const { jobs } = await agenda.queryJobs({ name });
  const same = jobs.some(
    (job) => job.repeatInterval === cron && job.repeatTimezone === zone && job.nextRunAt,
  );
  if (same) return;
  const job = await agenda.every(cron, name, {}, { timezone: zone });
  const [made] = [job].flat();
  if (!made?.attrs.nextRunAt) throw new Error(`job ${name} has no next run: ${cron}`);
};

/**
 * Real Agenda, as an alarm clock only: what is to be done stands in our own collections. One lock per job,
 * one job at a time (`concurrency` and `lockLimit` of 1), so that no lock ages while its job waits in memory.
 */
export const createScheduler = ({ db, jobs, run, onError }: SchedulerDeps): Scheduler => {
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: db, collection: 'agendaJobs' }),
    processEvery: 5_000,
  });
  agenda.on('error', (error: unknown) => onError(error, 'agenda'));
  for (const job of jobs) {
    agenda.define(
      job.name,
      async () => {
        try {
          await run(job);
        } catch (error) {
          onError(error, job.name);
          throw error;
        }
      },
      { concurrency: 1, lockLimit: 1, lockLifetime },
    );
  }
  return {
    async start() {
      await agenda.ready;
      for (const job of jobs) await everyIfChanged(agenda, job.name, cronOf(job.schedule));
      await agenda.start();
    },
    async stop(ms) {
      await agenda.drain(ms);
    },
  };
};
