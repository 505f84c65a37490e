import type { DecideContext } from '../../domain/decide.ts';
import type { PostId } from '../../domain/ids.ts';
import type { Post } from '../../domain/organisation.ts';
import type { Decided } from '../../domain/notices.ts';
import type { Programme } from '../../domain/programme.ts';
import type { Kinds } from '../../store/contract.ts';
import { withNames, type Desk } from '../desk.ts';

/** Documents that a decision changed, by kind. */
export type Changes = { [K in keyof Kinds]?: Kinds[K] };

export type Decision = Decided<Changes, unknown>;

/** What a decider gets: who asks, as which post, and the organisation as it stands. */
export const decideWith = <D>(
  desk: Desk,
  { as, programme }: { as: PostId; programme: Programme | undefined },
  decide: (ctx: DecideContext) => D,
): Promise<D> => {
  const { person, posts } = desk.asker();
  const { now, newId, tree } = desk;
  return withNames(desk, (nameOf) =>
    decide({
      now,
      newId,
      programme,
      act: { personId: person?.id ?? '', postId: as },
      posts,
      tree,
      nameOf,
    }),
  );
};

export const postOfAsker = (desk: Desk, as: PostId): Post | undefined =>
  desk.asker().posts.find(({ id }) => id === as);
