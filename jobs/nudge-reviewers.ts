import type { Job } from '../src/app/jobs.ts';

/** Those with whom sent plans wait too long. */
export const nudgeReviewers: Job = {
  name: 'nudge-reviewers',
  schedule: { daily: '07:30' },
  atBoot: false,
  coalesce: false,
  run: ({ reminders }) => reminders.plan(['review']),
};
