/** What must hold before a plan is sent. */
import { mayRegisterFor } from './access.ts';
import { addDays, dayOf, formatDay } from './dates.ts';
import { actingPost, refuse, type DecideContext, type Refused } from './decide.ts';
import { entryOf } from './entry-post.ts';
import type { PostId } from './ids.ts';
import type { Unit } from './organisation.ts';
import { headOf } from './programme-lookup.ts';
import type { HeadNumber, Milestone, Programme } from './programme.ts';
import type { Registration, Task } from './registration.ts';
import { liveTasks, stateOf } from './state.ts';

/** The unit for which this post sends, if the plan is that unit's. */
export const unitOfPost = (
  ctx: DecideContext,
  as: PostId,
  registration: Registration | undefined,
): Refused | { unit: Unit } => {
  const post = actingPost(ctx, as);
  const unit = post === undefined ? undefined : ctx.tree.unit(post.unitId);
  if (post === undefined || unit === undefined) return refuse('not_allowed');
  if (entryOf(as) !== undefined && registration?.enteredFor === undefined) {
    return refuse('not_allowed');
  }
  const own = registration === undefined || registration.unitId === unit.id;
  return own && mayRegisterFor(ctx.tree, [post], unit.id) ? { unit } : refuse('not_allowed');
};

/** Heads that lack tasks. A missing head is a wall; everything vague is a warning. */
export const missingHeads = (
  programme: Programme,
  tasks: readonly Pick<Task, 'item'>[],
): readonly HeadNumber[] =>
  programme.heads
    .filter(({ number }) => {
      const under = tasks.filter((task) => headOf(programme, task.item)?.number === number);
      return under.length < programme.rules.minTasksPerHead;
    })
    .map((head) => head.number);

export const notWritable = (registration: Registration | undefined): Refused | undefined => {
  const state = stateOf(registration);
  if (state === 'sent' || state === 'reviewing') return refuse('already_sent');
  return state === 'approved' ? refuse('locked', { state }) : undefined;
};

/**
 * A first sending needs an open year. One that answers a review does not: the plan is registered already, and
 * a superior that returns late must not shut the unit out.
 */
export const isYearOpen = (
  milestone: Milestone,
  now: Date,
  registration: Registration | undefined,
): boolean => {
  const answers = registration?.rounds.some((round) => round.closedAt !== undefined) === true;
  return answers || (milestone.opensAt <= now && now < milestone.lateBefore);
};

export const yearClosed = (milestone: Milestone, year: number): Refused =>
  refuse('year_closed', {
    year,
    opens: formatDay(milestone.opensAt),
    closes: formatDay(addDays(dayOf(milestone.lateBefore), -1)),
  });

export const headsMissing = (
  programme: Programme,
  registration: Registration | undefined,
): Refused | undefined => {
  const tasks = registration === undefined ? [] : liveTasks(registration);
  const heads = missingHeads(programme, tasks);
  return heads.length === 0 ? undefined : refuse('head_missing', { heads: heads.join(', ') });
};

/** What the superior returned must be changed or deleted before it is worth another look. */
export const untouched = (registration: Registration | undefined): Refused | undefined => {
  const tasks = registration === undefined ? [] : liveTasks(registration);
  const count = tasks.filter((task) => task.review.state === 'returned').length;
  return count === 0 ? undefined : refuse('returned_untouched', { count });
};
