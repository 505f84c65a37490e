/**
 * The post "post>unit": a held post of a superior, used to write the plan of a unit below (on-behalf.ts). It is
 * made for one decision or view and never stored as a post; what was done with it names it.
 */
import type { PostId, UnitId } from './ids.ts';
import type { Post } from './organisation.ts';

export const entryPostId = (postId: PostId, unitId: UnitId): PostId => `${postId}>${unitId}`;

/** The held post and the unit behind such a post; undefined for an ordinary one. */
export const entryOf = (as: PostId): { postId: PostId; unitId: UnitId } | undefined => {
  const [postId, unitId, ...rest] = as.split('>');
  return postId && unitId && rest.length === 0 ? { postId, unitId } : undefined;
};

/** The post that is really held. */
export const heldPostId = (as: PostId): PostId => entryOf(as)?.postId ?? as;

/** Lets its holder write that unit's plan and do nothing else. */
export const entryPost = (post: Post, unitId: UnitId): Post => ({
  ...post,
  id: entryPostId(post.id, unitId),
  unitId,
  role: 'cadre',
});
