/** Changing a plan under review: its tasks' reviews and its standing round, nothing else. */
import type { TaskId } from './ids.ts';
import type { Registration, Round, Task, TaskReview } from './registration.ts';
import { standingRound } from './state.ts';

/** These tasks with another review; their rev rises, so that an old button is noticed. */
export const withReview = (
  plan: Registration,
  ids: ReadonlySet<TaskId>,
  review: TaskReview,
): readonly Task[] =>
  plan.tasks.map((task) => (ids.has(task.id) ? { ...task, rev: task.rev + 1, review } : task));

/** The document with its standing round changed; rounds before it never change. */
export const withRound = (
  plan: Registration,
  change: (round: Round) => Round,
): Pick<Registration, 'rounds'> => {
  const number = standingRound(plan)?.number;
  return { rounds: plan.rounds.map((one) => (one.number === number ? change(one) : one)) };
};
