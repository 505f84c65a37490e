/**
 * The job contract. A job only wakes up and looks; the truth is in our collections. So `run` may be called
 * at any moment, any number of times, after a missed day or a double boot, and must change nothing twice.
 * Who calls: the scheduler (Agenda), the boot's catch-up, and the simulator's clock.
 */

/** `daily` is "HH:mm" in Viet Nam time; `everyMinutes` divides 60. */
export type Schedule = { daily: string } | { everyMinutes: number };

/** What a run did, as numbers to log and to test. */
export type JobCounts = Readonly<Record<string, number>>;

export type JobDeps = {
  now(): Date;
  /** Runs what is new in the inbox and sends what is due in the outbox, until nothing due is left. */
  settle(): Promise<{ turns: number; sent: number; failed: number; retried: number }>;
  /** Erases what the retention rules say. */
  sweep(
    now: Date,
  ): Promise<{ inbox: number; outbox: number; dialogs: number; accounts: number; threads: number }>;
};

export type Job = {
  /** verb-object, the file's name. */
  name: string;
  schedule: Schedule;
  /** Also once at start, before the scheduler: heals what was missed while nothing ran. */
  atBoot: boolean;
  /** When the simulator's clock jumps, many idle ticks of this job count as one. */
  coalesce: boolean;
  run(deps: JobDeps): Promise<JobCounts>;
};
