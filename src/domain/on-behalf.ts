/**
 * "Nhập thay": a superior's worker writes and sends the plan of a unit that cannot. The work is done as a post
 * of its own kind, "post>unit": the held post, used for that unit. It lasts as long as the unit has nobody of
 * its own in the program, or as long as its people ask for it.
 */
import { worksAtSuperior } from './access.ts';
import type { PersonId, PostId, UnitId } from './ids.ts';
import type { Post } from './organisation.ts';
import type { Registration } from './registration.ts';
import type { UnitTree } from './tree.ts';

/** What a unit's plan is entered as by somebody of its superior. */
export const entryPostId = (postId: PostId, unitId: UnitId): PostId => `${postId}>${unitId}`;

/** The held post and the unit behind such a post; undefined for an ordinary one. */
export const entryOf = (as: PostId): { postId: PostId; unitId: UnitId } | undefined => {
  const [postId, unitId, ...rest] = as.split('>');
  return postId && unitId && rest.length === 0 ? { postId, unitId } : undefined;
};

/** The post that is really held. */
export const heldPostId = (as: PostId): PostId => entryOf(as)?.postId ?? as;

/** Only the direct superior, and only where the unit cannot write itself or has asked. */
export const mayEnter = (
  tree: UnitTree,
  post: Post,
  unitId: UnitId,
  { members, asked }: { members: number; asked: boolean },
): boolean =>
  post.unitId !== unitId &&
  tree.isOpen(unitId) &&
  tree.unit(unitId)?.mayRegister === true &&
  worksAtSuperior(tree, [post], tree.superiorOf(unitId)?.id) &&
  (asked || members === 0);

/** The post by which the unit's plan is written; it lets its holder do nothing else. */
export const entryPost = (post: Post, unitId: UnitId): Post => ({
  ...post,
  id: entryPostId(post.id, unitId),
  unitId,
  role: 'cadre',
});

/** Whether this person wrote or sent any of the plan in the unit's place. */
export const hasEntered = (
  { enteredFor, tasks, rounds }: Registration,
  personId: PersonId,
): boolean => {
  const isEntry = (act: { personId: PersonId; postId: PostId } | undefined): boolean =>
    act?.personId === personId && entryOf(act.postId) !== undefined;
  return (
    enteredFor?.by.personId === personId ||
    tasks.some(({ createdBy, updatedBy }) => isEntry(createdBy) || isEntry(updatedBy)) ||
    rounds.some(({ by }) => isEntry(by))
  );
};
