import type { Turn } from '../src/dialog/turn.ts';
import type { UnitId } from '../src/domain/ids.ts';
import type { Me, MyPost } from '../src/domain/views.ts';
import { asPost } from './as-post.ts';

const writingPosts = (me: Me, unitId: UnitId): readonly MyPost[] =>
  me.posts.filter((post) => post.registers && post.unitId === unitId);

/** The first post by which the reader writes in this unit's plan, where nothing may be asked. */
export const writingPost = (me: Me, unitId: UnitId): MyPost | undefined =>
  writingPosts(me, unitId)[0];

/** The post by which the reader writes in this unit's plan; undefined when none does. */
export const askWritingPost = (t: Turn, me: Me, unitId: UnitId): Promise<MyPost | undefined> =>
  asPost(t, writingPosts(me, unitId));
