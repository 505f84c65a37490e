import type { Job } from '../src/app/jobs.ts';

/** In the morning, in time for eight o'clock: whoever owes a plan and stands on a rung of the ladder. */
export const planReminders: Job = {
  name: 'plan-reminders',
  schedule: { daily: '07:30' },
  atBoot: false,
  coalesce: false,
  run: ({ reminders }) => reminders.plan(['registration']),
};

/** All day long: what a missed morning or a crash has left out. */
export const recheckReminders: Job = {
  name: 'recheck-reminders',
  schedule: { everyMinutes: 15, from: '07:00', to: '21:00' },
  atBoot: false,
  coalesce: true,
  run: ({ reminders }) => reminders.plan(['registration', 'report_up', 'review']),
};
