/** Somebody of the small organisation looking at a plan. */
import { rolesToward } from '../../src/domain/access.ts';
import type { Registration } from '../../src/domain/registration.ts';
import type { PlanSight } from '../../src/domain/show-task.ts';
import { saveTask } from '../../src/domain/task-saving.ts';
import { contextOf, done, fields, later, posts, programme, season, tree } from './office.ts';

const held = (personId: string) => posts.filter((post) => post.personId === personId);

export const sightOf = (
  personId: string,
  registration: Registration | undefined,
  more: Partial<PlanSight> = {},
): PlanSight => ({
  unit: { id: 'truong1', name: 'Đoàn truong1 Mẫu', kind: 'truong_hoc' },
  year: 2027,
  programme,
  registration,
  now: later(season, 60),
  personId,
  roles: rolesToward(tree, held(personId), 'truong1'),
  superiorName: tree.superiorOf('truong1')?.name,
  nameOf: (id) => `Đồng chí ${id} Mẫu`,
  ...more,
});

/** The unit writes this task anew, or adds one. */
export const rewrite = (
  plan: Registration,
  words: Partial<typeof fields>,
  index?: number,
): Registration => {
  const task = index === undefined ? undefined : plan.tasks[index];
  return done(
    saveTask(contextOf('binh', 'truong1', season), plan, {
      type: 'task.save',
      as: 'binh@truong1',
      year: 2027,
      item: task?.item ?? '1.1',
      fields: { ...fields, ...words },
      ...(task === undefined ? {} : { taskId: task.id, rev: task.rev }),
    }),
  ).changes.registration;
};
