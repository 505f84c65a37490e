/** A whole plan taken over at once, and taken back as long as nothing has come of it. */
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { programmeFor, refuse, type DecideContext } from './decide.ts';
import type { Decided } from './notices.ts';
import { isSameWork } from './plan-proposal.ts';
import type { Registration, Task } from './registration.ts';
import { liveTasks } from './state.ts';
import { withSummary } from './summary.ts';
import { saveTask } from './task-saving.ts';
import { touched, writingFor } from './writing.ts';

type TakeOver = CommandOf<'plan.take_over'>;
type TakeBack = CommandOf<'plan.take_back'>;
type Change = { registration?: Registration };

/** How long "Bỏ các phần việc vừa nhập" works. */
const takeBackMs = 24 * 3_600_000;

/** So many come with one command at most; a plan holds fewer. */
const mostAtOnce = 200;

type Taking = {
  plan: Registration | undefined;
  added: string[];
  result: CommandResult<TakeOver>;
};

const withBatch = (plan: Registration, taskId: string, batch: string, at: Date): Registration => ({
  ...plan,
  tasks: plan.tasks.map((task) =>
    task.id === taskId ? { ...task, brought: { batch, at } } : task,
  ),
});

const has = (plan: Registration | undefined, item: string, content: string): boolean =>
  plan !== undefined && liveTasks(plan).some((task) => isSameWork(task, { item, content }));

/** Each as if it were saved alone: what is refused or there already does not keep the others out. */
const takeOne = (
  ctx: DecideContext,
  { as, year, tasks }: TakeOver,
  index: number,
  taking: Taking,
): void => {
  const task = tasks[index];
  if (task === undefined) return;
  const { result } = taking;
  if (has(taking.plan, task.item, task.fields.content)) {
    result.duplicates.push(index);
    return;
  }
  const { item, fields } = task;
  const saved = saveTask(ctx, taking.plan, { type: 'task.save', as, year, item, fields });
  if ('refused' in saved) {
    result.refused.push({ index, refusal: saved.refused });
    return;
  }
  const { taskId } = saved.result;
  taking.plan = withBatch(saved.changes.registration, taskId, result.batch, ctx.now);
  taking.added.push(taskId);
  result.added += 1;
};

/** Adds these tasks to the plan of the year; the first ones open it. */
export const takeOverPlan = (
  ctx: DecideContext,
  registration: Registration | undefined,
  command: TakeOver,
): Decided<Change, CommandResult<TakeOver>> => {
  const place = writingFor(ctx, command.as, registration);
  if ('refused' in place) return place;
  const known = programmeFor(ctx.programme, command.year);
  if ('refused' in known) return known;
  if (command.tasks.length > mostAtOnce) return refuse('too_many_tasks', { max: mostAtOnce });
  const result = { batch: ctx.newId(), added: 0, duplicates: [], refused: [] };
  const taking: Taking = { plan: registration, added: [], result };
  for (const index of command.tasks.keys()) takeOne(ctx, command, index, taking);
  const { plan, added } = taking;
  if (plan === undefined || added.length === 0) {
    return { changes: {}, audit: [], notices: [], result };
  }
  const { id: subject, unitId } = plan;
  return {
    changes: { registration: plan },
    audit: [note('plan.taken_over', { subject, unitId, after: { tasks: added } })],
    notices: [],
    result,
  };
};

/** Nobody has changed it since, and nobody has been sent it. */
const isFresh = ({ rev, sent }: Task): boolean => rev === 1 && sent === undefined;

/** Takes out what came with that batch and was not changed since. */
export const takeBackPlan = (
  ctx: DecideContext,
  registration: Registration | undefined,
  { as, batch }: TakeBack,
): Decided<Change, CommandResult<TakeBack>> => {
  if (registration === undefined) return refuse('nothing_to_undo');
  const place = writingFor(ctx, as, registration);
  if ('refused' in place) return place;
  const brought = liveTasks(registration).filter((task) => task.brought?.batch === batch);
  const at = brought[0]?.brought?.at;
  if (at === undefined) return refuse('nothing_to_undo');
  const late = ctx.now.getTime() - at.getTime() > takeBackMs;
  if (late || brought.some(({ sent }) => sent !== undefined)) return refuse('undo_too_late');
  const gone = new Set(brought.filter(isFresh).map(({ id }) => id));
  const plan = withSummary({
    ...registration,
    tasks: registration.tasks.map((task) =>
      gone.has(task.id) ? { ...touched(ctx, task), deletedAt: ctx.now } : task,
    ),
  });
  const { id: subject, unitId } = plan;
  return {
    changes: { registration: plan },
    audit: [note('plan.taken_back', { subject, unitId, before: { tasks: [...gone] } })],
    notices: [],
    result: { removed: gone.size, kept: brought.length - gone.size },
  };
};
