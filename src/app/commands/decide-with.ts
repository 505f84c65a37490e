import type { DecideContext } from '../../domain/decide.ts';
import { entryOf } from '../../domain/entry-post.ts';
import type { PostId, UnitId } from '../../domain/ids.ts';
import type { Post } from '../../domain/organisation.ts';
import type { Decided } from '../../domain/notices.ts';
import type { Programme } from '../../domain/programme.ts';
import type { Kinds } from '../../store/contract.ts';
import { withNames, type Desk, type NameUse } from '../turns/desk.ts';
import { postsFor } from '../turns/entering.ts';

/** Documents that a decision changed, by kind. */
export type Changes = { [K in keyof Kinds]?: Kinds[K] };

export type Decision = Decided<Changes, unknown>;

/** What a decider gets: who asks, as which post, and the organisation as it stands. */
export const decideWith = async <D>(
  desk: Desk,
  { as, programme }: { as: PostId; programme: Programme | undefined },
  decide: (ctx: DecideContext) => D,
  names: NameUse = 'shown',
): Promise<D> => {
  const { person } = desk.asker();
  const { now, newId, tree } = desk;
  const posts = await postsFor(desk, as);
  const act = { personId: person?.id ?? '', postId: as };
  return withNames(
    desk,
    (nameOf) => decide({ now, newId, programme, act, posts, tree, nameOf }),
    names,
  );
};

export const postOfAsker = (desk: Desk, as: PostId): Post | undefined =>
  desk.asker().posts.find(({ id }) => id === as);

/** The unit that a command is done for: that of the post, or the one whose plan is entered. */
export const unitActedFor = (desk: Desk, as: PostId): UnitId | undefined =>
  entryOf(as)?.unitId ?? postOfAsker(desk, as)?.unitId;
