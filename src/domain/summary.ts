import type { HeadNumber, ItemCode } from './programme.ts';
import type { Registration, Summary, Task } from './registration.ts';
import { liveTasks, standingRound, stateOf } from './state.ts';

const heads: readonly HeadNumber[] = [1, 2, 3];

/** "2.4" stands under head 2. */
const isUnder = (head: HeadNumber, item: ItemCode): boolean => item.startsWith(`${head}.`);

const countBy = (tasks: readonly Task[], state: Task['review']['state']): number =>
  tasks.filter((task) => task.review.state === state).length;

/** A deleted task was touched too. */
const touched = ({ tasks }: Registration): Pick<Summary, 'touchedAt'> => {
  const last = Math.max(...tasks.map(({ updatedAt }) => updatedAt.getTime()));
  return tasks.length > 0 ? { touchedAt: new Date(last) } : {};
};

/** The counts that lists and reports are folded from. */
export const summarise = (registration: Registration): Summary => {
  const tasks = liveTasks(registration);
  const round = standingRound(registration);
  const { firstSentAt } = registration;
  return {
    state: stateOf(registration),
    tasks: tasks.length,
    itemsFilled: new Set(tasks.map((task) => task.item)).size,
    byHead: heads.map((head) => {
      const under = tasks.filter((task) => isUnder(head, task.item));
      return {
        head,
        tasks: under.length,
        approved: countBy(under, 'approved'),
        returned: countBy(under, 'returned'),
      };
    }),
    pending: countBy(tasks, 'pending'),
    approved: countBy(tasks, 'approved'),
    returned: countBy(tasks, 'returned'),
    late: registration.late,
    ...(round === undefined ? {} : { sentAt: round.sentAt, round: round.number }),
    ...(firstSentAt === undefined ? {} : { firstSentAt }),
    ...touched(registration),
  };
};

/** Every change ends with this: a summary never lags behind its document. */
export const withSummary = (registration: Registration): Registration => ({
  ...registration,
  summary: summarise(registration),
});
