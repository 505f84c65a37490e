import { isWorker, postsAt, reviewingUnitOf } from '../../domain/access.ts';
import { entryOf, entryPost } from '../../domain/entry-post.ts';
import { mayEnter } from '../../domain/on-behalf.ts';
import type { PostId, UnitId } from '../../domain/ids.ts';
import type { Post } from '../../domain/organisation.ts';
import type { Registration } from '../../domain/registration.ts';
import type { Desk } from './desk.ts';

/** How many people work for this unit in the program. */
const membersOf = async ({ finds, uow, now }: Desk, unitId: UnitId): Promise<number> => {
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

/** The asker's posts, with the one that writes for another unit where the command names it and it may. */
export const postsFor = async (desk: Desk, as: PostId): Promise<readonly Post[]> => {
  const { posts } = desk.asker();
  const entry = entryOf(as);
  const held = entry && posts.find(({ id }) => id === entry.postId);
  if (!held || !(await mayEnterFor(desk, held, entry.unitId))) return posts;
  return [...posts, entryPost(held, entry.unitId)];
};

/** The posts by which the asker may write that unit's plan in its place. */
export const entryPostsOf = async (desk: Desk, unitId: UnitId): Promise<readonly Post[]> => {
  const entries: Post[] = [];
  for (const post of desk.asker().posts) {
    if (await mayEnterFor(desk, post, unitId)) entries.push(entryPost(post, unitId));
  }
  return entries;
};

/** Whether somebody besides the asker works where this plan is reviewed. */
export const hasOtherReviewers = async (desk: Desk, plan: Registration): Promise<boolean> => {
  const superiorId = reviewingUnitOf(desk.tree, plan);
  if (superiorId === undefined) return false;
  const me = desk.asker().person?.id;
  const posts = postsAt(await desk.finds.postsOfUnits([superiorId]), desk.now);
  return posts.some((post) => isWorker(post) && post.personId !== me);
};
