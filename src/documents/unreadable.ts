import type { UnreadableReason } from '../domain/files.ts';

/** Thrown inside the reading only; whoever asked for it gets a value. */
export class Unreadable extends Error {
  override name = 'Unreadable';
  readonly reason: UnreadableReason;
  constructor(reason: UnreadableReason) {
    super(reason);
    this.reason = reason;
  }
}
