import type { CommandOf } from '../../domain/commands.ts';
import type { DecideContext } from '../../domain/decide.ts';
import { holdSubject } from '../../domain/hold-subject.ts';
import type { PostId } from '../../domain/ids.ts';
import { sendPlan } from '../../domain/plan-decisions.ts';
import { takeBackPlan, takeOverPlan } from '../../domain/plan-take-over.ts';
import { withdrawPlan } from '../../domain/plan-withdrawal.ts';
import type { Registration } from '../../domain/registration.ts';
import { deleteTask, restoreTask } from '../../domain/task-removal.ts';
import { saveTask } from '../../domain/task-saving.ts';
import { planOf, planOfTask, programmeOf, type Desk } from '../turns/desk.ts';
import { decideWith, unitActedFor, type Decision } from './decide-with.ts';

type OfYear = { as: PostId; year: number };
type OfTask = { as: PostId; taskId: string };

/** A command about the plan that the acting post's unit has for that year. */
const ofYear =
  <C extends OfYear>(
    decide: (ctx: DecideContext, plan: Registration | undefined, command: C) => Decision,
  ) =>
  async (desk: Desk, command: C): Promise<Decision> => {
    const unitId = unitActedFor(desk, command.as);
    const plan = unitId ? await planOf(desk, unitId, command.year) : undefined;
    const programme = programmeOf(desk, command.year);
    return decideWith(desk, { as: command.as, programme }, (ctx) => decide(ctx, plan, command));
  };

/** A command about one task, wherever it stands. */
const ofTask =
  <C extends OfTask>(
    decide: (ctx: DecideContext, plan: Registration | undefined, command: C) => Decision,
  ) =>
  async (desk: Desk, command: C): Promise<Decision> => {
    const plan = await planOfTask(desk, command.taskId);
    const programme = plan && programmeOf(desk, plan.year);
    return decideWith(desk, { as: command.as, programme }, (ctx) => decide(ctx, plan, command));
  };

export const planCommands = {
  'task.save': ofYear<CommandOf<'task.save'>>(saveTask),
  'task.delete': ofTask<CommandOf<'task.delete'>>(deleteTask),
  'task.restore': ofTask<CommandOf<'task.restore'>>(restoreTask),
  'plan.hold': ofYear<CommandOf<'plan.hold'>>(holdSubject),
  'plan.send': ofYear<CommandOf<'plan.send'>>(sendPlan),
  'plan.withdraw': ofYear<CommandOf<'plan.withdraw'>>(withdrawPlan),
  'plan.take_over': ofYear<CommandOf<'plan.take_over'>>(takeOverPlan),
  'plan.take_back': ofYear<CommandOf<'plan.take_back'>>(takeBackPlan),
};
