import type { Job } from '../src/app/jobs.ts';
import { deliverOutbox } from './deliver-outbox.ts';
import { sweep } from './sweep.ts';

/** All that happens on its own. */
export const jobs: readonly Job[] = [deliverOutbox, sweep];
