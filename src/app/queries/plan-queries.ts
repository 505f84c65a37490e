import { maySeeUnit, rolesToward } from '../../domain/access.ts';
import { yearToRegister } from '../../domain/deadlines.ts';
import type { UnitId } from '../../domain/ids.ts';
import type { QueryOf } from '../../domain/queries.ts';
import type { Registration, RegistrationState } from '../../domain/registration.ts';
import { showBoard, showCheck, showItem, showTask } from '../../domain/show-plan.ts';
import type { PlanSight } from '../../domain/show-task.ts';
import { stateOf } from '../../domain/state.ts';
import type { ItemView, PlanBoard, PlanCheck, PlanYear, TaskView } from '../../domain/views.ts';
import {
  nearestProgramme,
  planOf,
  planOfTask,
  programmeOf,
  withNames,
  type Desk,
} from '../turns/desk.ts';
import { entryPostsOf } from '../turns/entering.ts';
import { unfinishedItems } from '../turns/unfinished.ts';

type Plan = { unitId: UnitId; year: number; registration: Registration | undefined };

/** A plan as the asker may see it; null when that unit or year is nothing to them. */
export const seePlan = async <T>(
  desk: Desk,
  { unitId, year, registration }: Plan,
  show: (sight: PlanSight) => T,
  unfinished?: ReadonlySet<string>,
): Promise<T | null> => {
  const { tree, now } = desk;
  const { person } = desk.asker();
  const entries = registration?.enteredFor ? await entryPostsOf(desk, unitId) : [];
  const posts = [...desk.asker().posts, ...entries];
  const unit = tree.unit(unitId);
  const programme = programmeOf(desk, year);
  if (!unit || !programme || !maySeeUnit(tree, posts, unitId)) return null;
  return withNames(desk, (nameOf) =>
    show({
      unit,
      year,
      programme,
      registration,
      now,
      personId: person?.id,
      roles: rolesToward(tree, posts, unitId, registration?.superiorId),
      superiorName: tree.superiorOf(unitId)?.name,
      nameOf,
      ...(unfinished ? { unfinished } : {}),
    }),
  );
};

const openPlan = async (desk: Desk, unitId: UnitId, year: number): Promise<Plan> => ({
  unitId,
  year,
  registration: await planOf(desk, unitId, year),
});

const sentStates = new Set<RegistrationState>(['sent', 'reviewing', 'approved']);

/** The oldest open year that this unit has not sent. */
const readYear = async (desk: Desk, { unitId }: QueryOf<'plan.year'>): Promise<PlanYear> => {
  const programme = nearestProgramme(desk, desk.now.getUTCFullYear() + 1);
  const sent = new Set<number>();
  for (const year of await desk.finds.yearsOf([unitId])) {
    const state = stateOf(await planOf(desk, unitId, year));
    if (sentStates.has(state)) sent.add(year);
  }
  return yearToRegister(programme, desk.now, (year) => sent.has(year));
};

type TaskPlace = {
  task: TaskView;
  unitId: UnitId;
  unitName: string;
  year: number;
  state: RegistrationState;
};

const readTask = async (
  desk: Desk,
  { taskId }: QueryOf<'plan.task'>,
): Promise<TaskPlace | null> => {
  const registration = await planOfTask(desk, taskId);
  if (!registration) return null;
  const { unitId, year } = registration;
  const state = stateOf(registration);
  return seePlan(desk, { unitId, year, registration }, (sight) => {
    const task = showTask(sight, taskId);
    return task && { task, unitId, unitName: sight.unit.name, year, state };
  });
};

export const planQueries = {
  'plan.year': readYear,
  'plan.board': async (
    desk: Desk,
    { unitId, year }: QueryOf<'plan.board'>,
  ): Promise<PlanBoard | null> => {
    const unfinished = unfinishedItems(desk, unitId, year);
    return seePlan(desk, await openPlan(desk, unitId, year), showBoard, unfinished);
  },
  'plan.item': async (
    desk: Desk,
    { unitId, year, item }: QueryOf<'plan.item'>,
  ): Promise<ItemView | null> =>
    seePlan(desk, await openPlan(desk, unitId, year), (sight) => showItem(sight, item)),
  'plan.task': readTask,
  'plan.check': async (
    desk: Desk,
    { unitId, year }: QueryOf<'plan.check'>,
  ): Promise<PlanCheck | null> => seePlan(desk, await openPlan(desk, unitId, year), showCheck),
};
