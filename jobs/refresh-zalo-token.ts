import type { Job } from '../src/app/jobs.ts';

/** Replaces Zalo's access token hours before it ends, so that no message ever waits for it. */
export const refreshZaloToken: Job = {
  name: 'refresh-zalo-token',
  schedule: { everyMinutes: 60 },
  atBoot: true,
  coalesce: true,
  run: ({ tokens }) => tokens.refresh(),
};
