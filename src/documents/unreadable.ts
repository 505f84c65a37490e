/** Why a file could not be read. Each is a sentence for the person who sent it. */
export type UnreadableReason =
  | 'damaged'
  | 'too_big'
  | 'too_many_cells'
  /** .doc and .xls of before 2007. */
  | 'old_format'
  | 'encrypted'
  | 'not_supported'
  | 'too_slow';

/** Thrown inside the reading only; whoever asked for it gets a value. */
export class Unreadable extends Error {
  override name = 'Unreadable';
  readonly reason: UnreadableReason;
  constructor(reason: UnreadableReason) {
    super(reason);
    this.reason = reason;
  }
}
