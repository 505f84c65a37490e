/** The one derivation of a registration's state, and of the sending it stands on. */
import type { Registration, RegistrationState, Round, Task } from './registration.ts';

/** The sending that counts: the last one that was not withdrawn. */
export const standingRound = (registration: Registration): Round | undefined =>
  registration.rounds.findLast((round) => round.withdrawnAt === undefined);

/** The reviewed sending before the standing one: what a later round is compared with. */
export const previousRound = (registration: Registration): Round | undefined => {
  const standing = standingRound(registration);
  return registration.rounds.findLast(
    (round) => round.closedAt !== undefined && round.number !== standing?.number,
  );
};

/** The tasks of the plan; a deleted one waits in the document for its undo. */
export const liveTasks = (registration: Registration): readonly Task[] =>
  registration.tasks.filter((task) => task.deletedAt === undefined);

/**
 * A closed round is "approved" when every task it held was approved. A returned task never counts as such
 * again before the next sending, whether it is changed (pending) or deleted meanwhile.
 */
const closedState = (registration: Registration, round: Round): RegistrationState => {
  const held = new Set(round.tasks.map((task) => task.id));
  const open = registration.tasks.some(
    (task) => held.has(task.id) && task.review.state !== 'approved',
  );
  return open ? 'returned' : 'approved';
};

/**
 * What people see. A withdrawn sending leaves the plan as it was before it: drafting, or still returned when
 * an earlier round was reviewed (so that what was approved stays locked).
 */
export const stateOf = (registration: Registration | undefined): RegistrationState => {
  if (registration === undefined) return 'none';
  const round = standingRound(registration);
  if (round === undefined) {
    const untouched = registration.tasks.length === 0 && registration.rounds.length === 0;
    return untouched ? 'none' : 'drafting';
  }
  if (round.closedAt !== undefined) return closedState(registration, round);
  return round.reviewBegunAt === undefined ? 'sent' : 'reviewing';
};
