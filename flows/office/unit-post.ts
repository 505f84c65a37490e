import type { Turn } from '../../src/dialog/turn.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import type { ManagedUnit } from '../../src/domain/unit-views.ts';
import type { MyPost } from '../../src/domain/views.ts';

/** Superiors and whoever looks after the program. */
export const managesUnits = ({ reviews, oversees, admin }: MyPost): boolean =>
  reviews || oversees || admin;

export type SeenUnit = { post: MyPost; unit: ManagedUnit };

/** The unit with the first post that looks after it; undefined when none does. */
export const seeUnit = async (t: Turn, unitId: UnitId): Promise<SeenUnit | undefined> => {
  const { posts } = await t.read('me', { type: 'me' });
  for (const post of posts.filter(managesUnits)) {
    const { postId } = post;
    const unit = await t.read(`unit.${postId}`, { type: 'units.one', as: postId, unitId });
    if (unit && (unit.mayChange || unit.mayEnter)) return { post, unit };
  }
  return undefined;
};
