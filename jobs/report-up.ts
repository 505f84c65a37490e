import type { Job } from '../src/app/jobs.ts';

/** Superiors that owe the report on their units to the one above. */
export const reportUp: Job = {
  name: 'report-up',
  schedule: { daily: '07:30' },
  atBoot: false,
  coalesce: false,
  run: ({ reminders }) => reminders.plan(['report_up']),
};
