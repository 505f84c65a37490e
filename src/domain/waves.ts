/** A wave of reminders that somebody starts by hand: its messages lie in the outbox and share its id. */
import type { UnitId } from './ids.ts';
import type { Act } from './registration.ts';

export type Wave = {
  id: string;
  rev: number;
  unitId: UnitId;
  year: number;
  by: Act;
  at: Date;
  people: number;
  /** What has not gone out waits. */
  paused: boolean;
};
