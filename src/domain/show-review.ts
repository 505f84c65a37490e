/** What the people of a superior see: which plans wait, and one plan as it is reviewed. */
import { allows } from './access.ts';
import type { PersonId, UnitId } from './ids.ts';
import type { Registration, Round, Task } from './registration.ts';
import { beforeOf, reviewSeen, tasksInOrder, viewTask, type PlanSight } from './show-task.ts';
import { previousRound, standingRound, stateOf } from './state.ts';
import { compareNames } from './text.ts';
import type { QueueEntry, ReviewSheet, TaskView } from './views.ts';

export type QueueSight = {
  personId: PersonId | undefined;
  isOwn?: (unitId: UnitId) => boolean;
  unitName: (unitId: UnitId) => string;
  clusterName: (unitId: UnitId) => string | undefined;
  nameOf: (personId: PersonId) => string;
};

const claimOf = (
  { claim }: Pick<Registration, 'claim'>,
  { personId, nameOf }: Pick<QueueSight, 'personId' | 'nameOf'>,
): { claimedBy?: string; mine: boolean } =>
  claim === undefined
    ? { mine: false }
    : { claimedBy: nameOf(claim.by.personId), mine: claim.by.personId === personId };

const queueEntry = (plan: Registration, sight: QueueSight): QueueEntry => {
  const { id, unitId, year, summary } = plan;
  const clusterName = sight.clusterName(unitId);
  return {
    registrationId: id,
    unitId,
    unitName: sight.unitName(unitId),
    year,
    ...(clusterName === undefined ? {} : { clusterName }),
    round: summary.round ?? standingRound(plan)?.number ?? 1,
    sentAt: summary.sentAt?.toISOString() ?? '',
    late: summary.late,
    tasks: summary.tasks,
    pending: summary.pending,
    ...claimOf(plan, sight),
    ...(sight.isOwn?.(unitId) ? { own: true } : {}),
  };
};

const byTurn = (a: QueueEntry, b: QueueEntry): number =>
  a.year - b.year ||
  compareNames(a.clusterName ?? '', b.clusterName ?? '') ||
  a.sentAt.localeCompare(b.sentAt);

/** The plans that wait: by deadline (one for each year), then cluster, then first come. Summaries are enough. */
export const showQueue = (
  plans: readonly Registration[],
  sight: QueueSight,
): readonly QueueEntry[] =>
  plans
    .filter(({ summary }) => summary.state === 'sent' || summary.state === 'reviewing')
    .map((plan) => queueEntry(plan, sight))
    .sort(byTurn);

export type SheetSight = PlanSight & { registration: Registration; ownUnit: boolean };

/** Locked since an earlier round: counted, not shown again. */
const approvedBefore = ({ review }: Task, round: Round): boolean =>
  review.state === 'approved' && review.at < round.sentAt;

/** Compared with what the superior read in the round before. */
const sheetTask = (sight: SheetSight, task: Task): TaskView => {
  const previous = previousRound(sight.registration)?.tasks.find((one) => one.id === task.id);
  const { before: _before, ...view } = viewTask(sight, task);
  return {
    ...view,
    ...beforeOf(task, previous),
    isNew: previous === undefined,
    canEdit: false,
  };
};

const sheetHeads = (
  sight: SheetSight,
  tasks: readonly Task[],
  round: Round,
): ReviewSheet['heads'] =>
  sight.programme.heads.map(({ number, short, items }) => {
    const under = tasks.filter((task) => items.some((item) => item.code === task.item));
    const shown = under.filter((task) => !approvedBefore(task, round));
    return {
      number,
      short,
      tasks: shown.map((task) => sheetTask(sight, task)),
      approvedBefore: under.length - shown.length,
    };
  });

const closing = ({ nameOf }: SheetSight, { closedAt, closedBy }: Round) => ({
  ...(closedAt === undefined ? {} : { closedAt: closedAt.toISOString() }),
  ...(closedBy === undefined ? {} : { closedBy: nameOf(closedBy.personId) }),
});

/** Whether there is a paper to look at. */
const paperOf = ({ document: paper }: Registration): Pick<ReviewSheet, 'paper'> =>
  paper !== undefined && (paper.number !== undefined || paper.scans.length > 0)
    ? { paper: true }
    : {};

/**
 * The sending that stands, as it is reviewed; null for a plan that was never sent. From the second round on
 * what was approved before is counted only. A task keeps its place while its neighbours are decided.
 */
export const showSheet = (sight: SheetSight): ReviewSheet | null => {
  const { registration, unit, year, roles, ownUnit, nameOf } = sight;
  const round = standingRound(registration);
  if (round === undefined) return null;
  const held = new Set(round.tasks.map((task) => task.id));
  const tasks = tasksInOrder(sight).filter((task) => held.has(task.id));
  const count = (state: Task['review']['state']): number =>
    tasks.filter((task) => reviewSeen(sight, task).state === state).length;
  const state = stateOf(registration);
  const claim = claimOf(registration, sight);
  const free = registration.claim === undefined || claim.mine;
  return {
    registrationId: registration.id,
    unitId: unit.id,
    unitName: unit.name,
    year,
    state,
    round: round.number,
    sentAt: round.sentAt.toISOString(),
    sentBy: nameOf(round.by.personId),
    late: registration.late,
    ...claim,
    ownUnit,
    heads: sheetHeads(sight, tasks, round),
    pending: count('pending'),
    approved: count('approved'),
    returned: count('returned'),
    canClose: allows(state, 'close', roles) && !ownUnit && free && count('pending') === 0,
    ...paperOf(registration),
    ...closing(sight, round),
  };
};
