/** Last year's plan as a proposal for this one: words as they were, times moved on, nothing of its reviews. */
import { movedOn, type PlanProposal, type Present } from './plan-proposal.ts';
import { itemOf } from './programme-lookup.ts';
import type { Programme } from './programme.ts';
import type { Registration, TaskFields } from './registration.ts';
import { liveTasks } from './state.ts';
import type { TaskInput } from './commands.ts';

const inputOf = ({ content, target, due, owner, partners, evidence }: TaskFields): TaskInput => ({
  content,
  target: target.text,
  due: due.text,
  owner,
  ...(partners ? { partners } : {}),
  ...(evidence ? { evidence } : {}),
});

/** Items that the guidance of this year no longer has are left for the person to place. */
export const proposeFormer = (
  former: Registration,
  { programme, year, present }: { programme: Programme; year: number; present: readonly Present[] },
): PlanProposal => {
  const inOrder = liveTasks(former).toSorted((a, b) => a.item.localeCompare(b.item));
  const tasks = inOrder.map((task) => ({
    ...(itemOf(programme, task.item) === undefined ? {} : { item: task.item }),
    fields: inputOf(task),
  }));
  return movedOn({ tasks, rest: [], hidden: 0 }, { year, from: former.year, present });
};
