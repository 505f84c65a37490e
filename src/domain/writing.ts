/** The plan as somebody of the unit may write it: what each deciding of tasks begins and ends with. */
import { isSettled, mayEditTask, mayRegisterFor } from './access.ts';
import {
  actingPost,
  programmeFor,
  refuse,
  whoWhen,
  type DecideContext,
  type Refused,
} from './decide.ts';
import { entryOf } from './entry-post.ts';
import { holdsWithout } from './holds.ts';
import type { PostId, UnitId } from './ids.ts';
import { itemOf } from './programme-lookup.ts';
import type { ItemCode, Programme } from './programme.ts';
import type { Registration, Task } from './registration.ts';
import { liveTasks, stateOf } from './state.ts';
import { withSummary } from './summary.ts';

const planLimits = { tasks: 60, tasksOfItem: 12 } as const;

const unitWrittenFor = (ctx: DecideContext, as: PostId): UnitId | undefined => {
  const post = actingPost(ctx, as);
  return post && mayRegisterFor(ctx.tree, [post], post.unitId) ? post.unitId : undefined;
};

/** The unit this post writes for, if it may and the plan is open for writing. */
export const writingFor = (
  ctx: DecideContext,
  as: PostId,
  registration: Registration | undefined,
): Refused | { unitId: UnitId } => {
  const unitId = unitWrittenFor(ctx, as);
  if (unitId === undefined) return refuse('not_allowed');
  // In the unit's place only what was begun so, with a reason (entry-decisions.ts).
  const isEntry = entryOf(as) !== undefined;
  if (isEntry && registration?.enteredFor === undefined) return refuse('not_allowed');
  if (registration !== undefined && registration.unitId !== unitId) return refuse('not_allowed');
  const state = stateOf(registration);
  return mayEditTask(state, [isEntry ? 'enterer' : 'registrar'])
    ? { unitId }
    : refuse('locked', { state });
};

const emptySummary = {
  state: 'none',
  tasks: 0,
  itemsFilled: 0,
  byHead: [],
  pending: 0,
  approved: 0,
  returned: 0,
  late: false,
} as const satisfies Registration['summary'];

/** A plan nobody has written in yet. */
export const newRegistration = (
  ctx: Pick<DecideContext, 'newId'>,
  plan: { unitId: UnitId; programme: Programme; year: number },
): Registration =>
  withSummary({
    id: ctx.newId(),
    rev: 0,
    unitId: plan.unitId,
    year: plan.year,
    programmeId: plan.programme.id,
    tasks: [],
    rounds: [],
    late: false,
    holds: [],
    summary: emptySummary,
  });

/** The programme's item, in a year that it covers. */
export const itemInYear = (
  ctx: DecideContext,
  year: number,
  item: ItemCode,
): Refused | { programme: Programme } => {
  const found = programmeFor(ctx.programme, year);
  if ('refused' in found) return found;
  return itemOf(found.programme, item) === undefined ? refuse('not_found') : found;
};

/** Somebody of the unit was faster, or it is settled. */
export const notEditable = (
  ctx: DecideContext,
  plan: Registration,
  task: Task,
  rev: number | undefined,
): Refused | undefined => {
  if (task.deletedAt !== undefined || task.rev !== rev) {
    return refuse('changed', whoWhen(ctx, task.updatedBy.personId, task.updatedAt));
  }
  const state = stateOf(plan);
  return isSettled(state, task) ? refuse('locked', { state: 'approved' }) : undefined;
};

/** Counts the plan without this task: what it would be put back into. */
export const noRoom = (plan: Registration, item: ItemCode, task?: Task): Refused | undefined => {
  const others = liveTasks(plan).filter((one) => one.id !== task?.id);
  if (others.length >= planLimits.tasks) {
    return refuse('too_many_tasks', { max: planLimits.tasks });
  }
  const ofItem = others.filter((one) => one.item === item).length;
  return ofItem >= planLimits.tasksOfItem
    ? refuse('too_many_tasks', { max: planLimits.tasksOfItem })
    : undefined;
};

/** Touched by the unit: what the superior said about the old words no longer holds. */
export const touched = (ctx: DecideContext, task: Task): Task => ({
  ...task,
  rev: task.rev + 1,
  updatedAt: ctx.now,
  updatedBy: ctx.act,
});

/** The plan with this task put in its place, and the writer's hold let go. */
export const withTask = (ctx: DecideContext, plan: Registration, task: Task): Registration =>
  withSummary({
    ...plan,
    tasks: plan.tasks.some((one) => one.id === task.id)
      ? plan.tasks.map((one) => (one.id === task.id ? task : one))
      : [...plan.tasks, task],
    holds: holdsWithout(plan.holds, ctx.act.personId, ctx.now),
  });
