/** A plan as one person may see it, task by task. */
import { mayEditTask, type PlanRole } from './access.ts';
import { findFlaws } from './find-flaws.ts';
import { heldByOther } from './holds.ts';
import type { PersonId, UnitId } from './ids.ts';
import type { ItemCode, Programme, UnitKind } from './programme.ts';
import type { Registration, Task, TaskFields, TaskReview } from './registration.ts';
import { liveTasks, standingRound, stateOf } from './state.ts';
import { changedFields, fieldsOf } from './task-fields.ts';
import type { TaskView } from './views.ts';

/** Everything a view of one plan is made of. `nameOf` may be asked for any person of the document. */
export type PlanSight = {
  unit: { id: UnitId; name: string; kind: UnitKind };
  year: number;
  programme: Programme;
  /** Undefined as long as nobody wrote anything. */
  registration: Registration | undefined;
  now: Date;
  /** Who looks, and what they are towards this plan (access.ts). */
  personId: PersonId | undefined;
  roles: readonly PlanRole[];
  superiorName: string | undefined;
  nameOf: (personId: PersonId) => string;
  /** Items about which this person left a conversation unfinished. */
  unfinished?: ReadonlySet<ItemCode>;
};

/** The tasks of the plan in the order of the programme; an item's own in the order of writing. */
export const tasksInOrder = ({
  programme,
  registration,
}: Pick<PlanSight, 'programme' | 'registration'>): readonly Task[] => {
  if (registration === undefined) return [];
  const codes = programme.heads.flatMap((head) => head.items.map((item) => item.code));
  const tasks = liveTasks(registration);
  return codes.flatMap((code) => tasks.filter((task) => task.item === code));
};

/** The unit hears of decisions when the superior sends them, not while they are being made. */
const mayKnowDecisions = ({ roles, registration }: PlanSight): boolean => {
  const round = registration === undefined ? undefined : standingRound(registration);
  const isOpen = round !== undefined && round.closedAt === undefined;
  const isReviewing = roles.some((role) => role !== 'registrar') && !roles.includes('registrar');
  return !isOpen || isReviewing;
};

/** The review of a task as far as this person may know it. */
export const reviewSeen = (sight: PlanSight, { review }: Pick<Task, 'review'>): TaskReview => {
  if (review.state === 'pending' || mayKnowDecisions(sight)) return review;
  const round = sight.registration === undefined ? undefined : standingRound(sight.registration);
  return round !== undefined && review.at >= round.sentAt ? { state: 'pending' } : review;
};

const reviewWords = (
  review: TaskReview,
  nameOf: PlanSight['nameOf'],
): Pick<TaskView, 'state' | 'reason' | 'note' | 'decidedBy' | 'decidedAt' | 'decisionId'> => {
  if (review.state === 'pending') return { state: 'pending', ...review.asked };
  const decided = {
    decidedBy: nameOf(review.by.personId),
    decidedAt: review.at.toISOString(),
    decisionId: review.decisionId,
  };
  if (review.state === 'approved') return { state: 'approved', ...decided };
  const note = review.note === undefined ? {} : { note: review.note };
  return { state: 'returned', reason: review.reason, ...note, ...decided };
};

/** The words it had before, when they differ. */
export const beforeOf = (
  task: TaskFields,
  before: TaskFields | undefined,
): Pick<TaskView, 'before'> =>
  before === undefined || changedFields(before, task).length === 0
    ? {}
    : { before: fieldsOf(before) };

/** Who else of the unit is writing there; nobody else needs to know. */
export const heldBy = (sight: PlanSight, subject: string): { heldBy?: string } => {
  const { registration, roles, personId, now, nameOf } = sight;
  if (registration === undefined || !roles.includes('registrar')) return {};
  const hold = heldByOther(registration.holds, subject, { personId, now });
  return hold === undefined ? {} : { heldBy: nameOf(hold.personId) };
};

/** A task as it is read and edited in the plan. */
export const viewTask = (sight: PlanSight, task: Task): TaskView => ({
  ...fieldsOf(task),
  id: task.id,
  rev: task.rev,
  item: task.item,
  ...reviewWords(reviewSeen(sight, task), sight.nameOf),
  ...beforeOf(task, task.sent),
  isNew: task.sent === undefined,
  canEdit: mayEditTask(stateOf(sight.registration), sight.roles, task),
  ...heldBy(sight, task.id),
  flaws: findFlaws(task),
});
