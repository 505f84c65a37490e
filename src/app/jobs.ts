/**
 * The job contract. A job only wakes up and looks; the truth is in our collections. So `run` may be called
 * at any moment, any number of times, after a missed day or a double boot, and must change nothing twice.
 * Who calls: the scheduler (Agenda), the boot's catch-up, and the simulator's clock.
 */

/**
 * Times are "HH:mm" in Viet Nam. `everyMinutes` divides 60; with `from` (inclusive) and `to` (exclusive), both
 * full hours, only in that part of the day.
 */
export type Schedule =
  { daily: string } | { everyMinutes: number } | { everyMinutes: number; from: string; to: string };

/** What a run did, as numbers to log and to test. */
export type JobCounts = Readonly<Record<string, number>>;

/** Whose deadline, or which backlog. */
export type ReminderKind = 'registration' | 'report_up' | 'review';

export type JobDeps = {
  now(): Date;
  /** Runs what is new in the inbox and sends what is due in the outbox, until nothing due is left. */
  settle(): Promise<{ turns: number; sent: number; failed: number; retried: number }>;
  /** Puts into the outbox what people are to be reminded of today, as far as it does not lie there. */
  reminders: { plan(kinds: readonly ReminderKind[]): Promise<JobCounts> };
  /** Erases what the retention rules say. */
  sweep(
    now: Date,
  ): Promise<Record<'inbox' | 'outbox' | 'dialogs' | 'accounts' | 'threads' | 'uploads', number>>;
  /** Keeps what vendors have granted alive, and tells again of what only a person can mend. */
  tokens: { refresh(): Promise<JobCounts> };
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
