import type { Turn } from '../../src/dialog/turn.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import type { Me, MyPost } from '../../src/domain/views.ts';
import { asPost } from './as-post.ts';

const writingPosts = (me: Me, unitId: UnitId): readonly MyPost[] =>
  me.posts.filter((post) => post.registers && post.unitId === unitId);

/** Own posts, or those by which a superior writes in the unit's place. */
const postsToWrite = async (t: Turn, me: Me, unitId: UnitId): Promise<readonly MyPost[]> => {
  const own = writingPosts(me, unitId);
  if (own.length > 0 || !me.posts.some(({ reviews }) => reviews)) return own;
  return t.read('entry_posts', { type: 'behalf.posts', unitId });
};

/** The post by which the reader writes in this unit's plan; undefined when none does. */
export const askWritingPost = async (
  t: Turn,
  me: Me,
  unitId: UnitId,
): Promise<MyPost | undefined> => asPost(t, await postsToWrite(t, me, unitId));

/** The first of them, where nothing may be asked. */
export const firstWritingPost = async (
  t: Turn,
  me: Me,
  unitId: UnitId,
): Promise<MyPost | undefined> => (await postsToWrite(t, me, unitId))[0];
