import type { Job } from '../src/app/jobs.ts';

/** Erases what need not be kept: read messages, idle talks, addresses without consent. */
export const sweep: Job = {
  name: 'sweep',
  schedule: { everyMinutes: 60 },
  atBoot: true,
  coalesce: true,
  run: ({ sweep: erase, now }) => erase(now()),
};
