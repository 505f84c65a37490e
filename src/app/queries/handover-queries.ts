import { dayOf, formatDay } from '../../domain/dates.ts';
import type { HandoverView } from '../../domain/handover-views.ts';
import { isInvited, isLast } from '../../domain/handover-decisions.ts';
import type { QueryOf } from '../../domain/queries.ts';
import type { Desk } from '../turns/desk.ts';

/** The own post as it would be handed over. */
const readHandover = async (
  desk: Desk,
  { as }: QueryOf<'handover.view'>,
): Promise<HandoverView | null> => {
  const { finds, uow, tree, now } = desk;
  const post = desk.asker().posts.find(({ id }) => id === as);
  const unit = post && tree.unit(post.unitId);
  if (!unit) return null;
  const posts = uow.overlay(
    'post',
    await finds.postsOfUnits([unit.id]),
    (one) => one.unitId === unit.id,
  );
  const superior = tree.superiorOf(unit.id)?.name;
  return {
    last: isLast(post, posts, now),
    invited: isInvited(post, await finds.invitationsOfUnits([unit.id]), now),
    today: dayOf(now),
    ...(post.to ? { endsOn: formatDay(post.to) } : {}),
    ...(superior === undefined ? {} : { superiorName: superior }),
  };
};

export const handoverQueries = { 'handover.view': readHandover };
