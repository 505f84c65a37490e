import type { Job } from '../src/app/jobs.ts';

/** The sweeper behind the worker's own wake-ups: takes up what a crash or a pause left lying. */
export const deliverOutbox: Job = {
  name: 'deliver-outbox',
  schedule: { everyMinutes: 1 },
  atBoot: true,
  coalesce: true,
  run: ({ settle }) => settle(),
};
