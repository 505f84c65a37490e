import type { DecideContext } from '../../domain/decide.ts';
import type { PostId } from '../../domain/ids.ts';
import type { Post } from '../../domain/organisation.ts';
import type { Decided } from '../../domain/notices.ts';
import type { Programme } from '../../domain/programme.ts';
import type { Kinds } from '../../store/contract.ts';
import { withNames, type Desk, type NameUse } from '../desk.ts';

/** Documents that a decision changed, by kind. */
export type Changes = { [K in keyof Kinds]?: Kinds[K] };

export type Decision = Decided<Changes, unknown>;

/** What a decider gets: who asks, as which post, and the organisation as it stands. */
export const decideWith = <D>(
  desk: Desk,
  { as, programme }: { as: PostId; programme: Programme | undefined },
  decide: (ctx: DecideContext) => D,
  names: NameUse = 'shown',
): Promise<D> => {
  const { person, posts } = desk.asker();
  const { now, newId, tree } = desk;
  const act = { personId: person?.id ?? '', postId: as };
  return withNames(
    desk,
    (nameOf) => decide({ now, newId, programme, act, posts, tree, nameOf }),
    names,
  );
};

export const postOfAsker = (desk: Desk, as: PostId): Post | undefined =>
  desk.asker().posts.find(({ id }) => id === as);
