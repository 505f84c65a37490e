/** Values that hold from one instant until another: what holds, and how a change is written down. */
import type { Dated } from './organisation.ts';

/** What held at that instant; the latest beginning wins where two overlap. */
export const heldAt = <T>(entries: readonly Dated<T>[], at: Date): Dated<T> | undefined =>
  entries
    .filter(({ from, to }) => from <= at && (to === undefined || at < to))
    .reduce<Dated<T> | undefined>(
      (best, one) => (best === undefined || one.from >= best.from ? one : best),
      undefined,
    );

/** The entries when `next` holds from that instant on; nothing when absent. What was planned for later is gone. */
export const changedFrom = <T>(
  entries: readonly Dated<T>[],
  from: Date,
  next: T | undefined,
): readonly Dated<T>[] => {
  const kept = entries
    .filter((one) => one.from < from)
    .map((one) => (one.to === undefined || one.to > from ? { ...one, to: from } : one));
  return next === undefined ? kept : [...kept, { ...next, from }];
};
