import { isWorker, postsAt } from '../domain/access.ts';
import { mayEnter } from '../domain/on-behalf.ts';
import type { UnitId } from '../domain/ids.ts';
import type { Post } from '../domain/organisation.ts';
import type { Desk } from './desk.ts';

/** How many people work for this unit in the program. */
export const membersOf = async ({ finds, uow, now }: Desk, unitId: UnitId): Promise<number> => {
  const found = await finds.postsOfUnits([unitId]);
  const posts = uow.overlay('post', found, (post) => post.unitId === unitId);
  return new Set(
    postsAt(posts, now)
      .filter(isWorker)
      .map(({ personId }) => personId),
  ).size;
};

/** Whether this post may enter plans for that unit now. */
export const mayEnterFor = async (desk: Desk, post: Post, unitId: UnitId): Promise<boolean> => {
  const asked = desk.tree.unit(unitId)?.asksEntering !== undefined;
  const members = asked ? 0 : await membersOf(desk, unitId);
  return mayEnter(desk.tree, post, unitId, { members, asked });
};
