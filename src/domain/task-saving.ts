import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { firstRefusal, refuse, type DecideContext } from './decide.ts';
import type { Decided } from './notices.ts';
import type { ItemCode } from './programme.ts';
import type { Registration, Task, TaskFields, TaskReview } from './registration.ts';
import { changedFields, readFields, withFields } from './task-fields.ts';
import {
  itemInYear,
  newRegistration,
  noRoom,
  notEditable,
  touched,
  withTask,
  writingFor,
} from './writing.ts';

type Save = CommandOf<'task.save'>;
type Change = { registration: Registration };
type Saved = Decided<Change, CommandResult<Save>>;

/** Changed words wait for a new word; why they came back stays with them. */
const waitingAgain = (review: TaskReview): TaskReview => {
  if (review.state !== 'returned')
    return review.state === 'pending' ? review : { state: 'pending' };
  const { reason, note: said } = review;
  return { state: 'pending', asked: { reason, ...(said === undefined ? {} : { note: said }) } };
};

const newTask = (ctx: DecideContext, item: ItemCode, fields: TaskFields): Task => ({
  ...fields,
  id: ctx.newId(),
  rev: 1,
  item,
  createdBy: ctx.act,
  updatedAt: ctx.now,
  updatedBy: ctx.act,
  review: { state: 'pending' },
});

const saved = (
  registration: Registration,
  task: Task,
): { changes: Change; result: CommandResult<Save> } => ({
  changes: { registration },
  result: { taskId: task.id, rev: task.rev, registrationId: registration.id },
});

const addTask = (
  ctx: DecideContext,
  plan: Registration,
  item: ItemCode,
  fields: TaskFields,
): Saved => {
  const full = noRoom(plan, item);
  if (full !== undefined) return full;
  const task = newTask(ctx, item, fields);
  return {
    ...saved(withTask(ctx, plan, task), task),
    audit: [note('task.added', { subject: task.id, unitId: plan.unitId, after: { item } })],
    notices: [],
  };
};

const changeTask = (
  ctx: DecideContext,
  plan: Registration,
  command: Save,
  fields: TaskFields,
): Saved => {
  const old = plan.tasks.find((task) => task.id === command.taskId);
  if (old === undefined) return refuse('not_found');
  const refused = firstRefusal(
    () => notEditable(ctx, plan, old, command.rev),
    () => noRoom(plan, command.item, old),
  );
  if (refused !== undefined) return refused;
  const changed = changedFields(old, fields);
  // The same words again answer nothing that the superior asked: the task stays as it was reviewed.
  if (changed.length === 0 && old.item === command.item) {
    return { ...saved(plan, old), audit: [], notices: [] };
  }
  const task: Task = {
    ...touched(ctx, withFields(old, fields)),
    item: command.item,
    review: waitingAgain(old.review),
  };
  return {
    ...saved(withTask(ctx, plan, task), task),
    audit: [
      note('task.changed', {
        subject: task.id,
        unitId: plan.unitId,
        before: { rev: old.rev, item: old.item, review: old.review.state },
        after: { rev: task.rev, item: task.item, fields: changed },
      }),
    ],
    notices: [],
  };
};

/** A new task, or a changed one; the first one opens the plan of the year. */
export const saveTask = (
  ctx: DecideContext,
  registration: Registration | undefined,
  command: Save,
): Saved => {
  const place = writingFor(ctx, command.as, registration);
  if ('refused' in place) return place;
  const { year, item } = command;
  const known = itemInYear(ctx, year, item);
  if ('refused' in known) return known;
  const read = readFields(command.fields, year);
  if ('refused' in read) return read;
  if (command.taskId === undefined) {
    const plan = registration ?? newRegistration(ctx, { ...place, ...known, year });
    return addTask(ctx, plan, item, read.fields);
  }
  return registration === undefined
    ? refuse('not_found')
    : changeTask(ctx, registration, command, read.fields);
};
