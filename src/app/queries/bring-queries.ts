import { mayRegisterFor, postsAt } from '../../domain/access.ts';
import { proposeFormer } from '../../domain/plan-former.ts';
import { proposePlan, type PlanProposal, type Present } from '../../domain/plan-proposal.ts';
import type { UnitId } from '../../domain/ids.ts';
import type { Programme } from '../../domain/programme.ts';
import type { AnswerTo, QueryOf } from '../../domain/queries.ts';
import { liveTasks } from '../../domain/state.ts';
import { planOf, programmeOf, type Desk } from '../turns/desk.ts';

type Writing = { programme: Programme; year: number; present: readonly Present[] };

/** Only who writes the plan is told what it would get. */
const writingOf = async (
  desk: Desk,
  { unitId, year }: { unitId: UnitId; year: number },
): Promise<Writing | undefined> => {
  const programme = programmeOf(desk, year);
  const posts = postsAt(desk.asker().posts, desk.now);
  if (!programme || !mayRegisterFor(desk.tree, posts, unitId)) return undefined;
  const plan = await planOf(desk, unitId, year);
  return { programme, year, present: plan ? liveTasks(plan) : [] };
};

const readProposal = async (
  desk: Desk,
  query: QueryOf<'plan.propose'>,
): Promise<PlanProposal | null> => {
  const writing = await writingOf(desk, query);
  return writing ? proposePlan(query.pieces, writing) : null;
};

const readFormer = async (
  desk: Desk,
  { unitId, year }: QueryOf<'plan.former'>,
): Promise<AnswerTo<'plan.former'>> => {
  const writing = await writingOf(desk, { unitId, year });
  const former = writing && (await planOf(desk, unitId, year - 1));
  const tasks = former ? liveTasks(former).length : 0;
  return tasks === 0 ? null : { year: year - 1, tasks };
};

const readFormerTasks = async (
  desk: Desk,
  { unitId, year }: QueryOf<'plan.former_tasks'>,
): Promise<PlanProposal | null> => {
  const writing = await writingOf(desk, { unitId, year });
  const former = writing && (await planOf(desk, unitId, year - 1));
  return former ? proposeFormer(former, writing) : null;
};

export const bringQueries = {
  'plan.propose': readProposal,
  'plan.former': readFormer,
  'plan.former_tasks': readFormerTasks,
};
