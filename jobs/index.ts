import type { Job } from '../src/app/jobs.ts';
import { deliverOutbox } from './deliver-outbox.ts';
import { nudgeReviewers } from './nudge-reviewers.ts';
import { planReminders, recheckReminders } from './plan-reminders.ts';
import { refreshZaloToken } from './refresh-zalo-token.ts';
import { reportUp } from './report-up.ts';
import { sweep } from './sweep.ts';

/** All that happens on its own; those that tick together run in this order. */
export const jobs: readonly Job[] = [
  planReminders,
  reportUp,
  nudgeReviewers,
  recheckReminders,
  refreshZaloToken,
  deliverOutbox,
  sweep,
];
