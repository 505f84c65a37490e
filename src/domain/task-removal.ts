import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { refuse, type DecideContext, type Refused } from './decide.ts';
import type { PostId, TaskId } from './ids.ts';
import type { Decided } from './notices.ts';
import type { Registration, Task } from './registration.ts';
import { noRoom, notEditable, touched, withTask, writingFor } from './writing.ts';

type Change = { registration: Registration };

/** A task of a plan that this post may write. */
const taskOf = (
  ctx: DecideContext,
  registration: Registration | undefined,
  command: { as: PostId; taskId: TaskId },
): Refused | { plan: Registration; old: Task } => {
  const old = registration?.tasks.find((task) => task.id === command.taskId);
  if (registration === undefined || old === undefined) return refuse('not_found');
  const place = writingFor(ctx, command.as, registration);
  return 'refused' in place ? place : { plan: registration, old };
};

/** Takes a task out of the plan; it can be brought back while the plan may be written. */
export const deleteTask = (
  ctx: DecideContext,
  registration: Registration | undefined,
  command: CommandOf<'task.delete'>,
): Decided<Change, CommandResult<CommandOf<'task.delete'>>> => {
  const found = taskOf(ctx, registration, command);
  if ('refused' in found) return found;
  const { plan, old } = found;
  const refused = notEditable(ctx, plan, old, command.rev);
  if (refused !== undefined) return refused;
  const task: Task = { ...touched(ctx, old), deletedAt: ctx.now };
  const before = { item: old.item, review: old.review.state };
  return {
    changes: { registration: withTask(ctx, plan, task) },
    audit: [note('task.deleted', { subject: task.id, unitId: plan.unitId, before })],
    notices: [],
    result: { taskId: task.id, rev: task.rev },
  };
};

/** Undoes a deletion; a task that is not deleted stays as it is. */
export const restoreTask = (
  ctx: DecideContext,
  registration: Registration | undefined,
  command: CommandOf<'task.restore'>,
): Decided<Change, CommandResult<CommandOf<'task.restore'>>> => {
  const found = taskOf(ctx, registration, command);
  if ('refused' in found) return found;
  const { plan, old } = found;
  const result = { taskId: old.id, item: old.item, year: plan.year };
  if (old.deletedAt === undefined) {
    return { changes: { registration: plan }, audit: [], notices: [], result };
  }
  const full = noRoom(plan, old.item, old);
  if (full !== undefined) return full;
  const { deletedAt: _deletedAt, ...task } = touched(ctx, old);
  return {
    changes: { registration: withTask(ctx, plan, task) },
    audit: [note('task.restored', { subject: old.id, unitId: plan.unitId })],
    notices: [],
    result,
  };
};
