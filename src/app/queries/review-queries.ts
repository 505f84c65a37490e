import { isOwnUnit, postOf, reviewingUnitOf, worksAtSuperior } from '../../domain/access.ts';
import { hasEntered } from '../../domain/on-behalf.ts';
import type { QueryOf } from '../../domain/queries.ts';
import { showQueue, showSheet } from '../../domain/show-review.ts';
import type { QueueEntry, ReviewSheet } from '../../domain/views.ts';
import { withNames, type Desk } from '../turns/desk.ts';
import { hasOtherReviewers } from '../turns/entering.ts';
import { seePlan } from './plan-queries.ts';

/** The plans that wait at the superior this post works for. */
const readQueue = async (
  desk: Desk,
  { as }: QueryOf<'review.queue'>,
): Promise<readonly QueueEntry[]> => {
  const { tree, finds, uow } = desk;
  const { person, posts } = desk.asker();
  const post = postOf(posts, as);
  if (!post || !worksAtSuperior(tree, [post], post.unitId)) return [];
  const found = await finds.queueOf(post.unitId);
  const plans = uow.overlay('registration', found, (one) => one.superiorId === post.unitId);
  return withNames(desk, (nameOf) =>
    showQueue(plans, {
      personId: person?.id,
      isOwn: (id) => isOwnUnit(posts, id),
      unitName: (id) => tree.unit(id)?.name ?? '',
      clusterName: (id) => tree.clusterOf(id)?.name,
      nameOf,
    }),
  );
};

/** For the people of the superior that reviews this plan, own unit or not; nothing to anybody else. */
const readSheet = async (
  desk: Desk,
  { as, registrationId }: QueryOf<'review.sheet'>,
): Promise<ReviewSheet | null> => {
  const { posts } = desk.asker();
  const registration = await desk.uow.load('registration', registrationId);
  const post = postOf(posts, as);
  if (!registration || !post) return null;
  if (!worksAtSuperior(desk.tree, [post], reviewingUnitOf(desk.tree, registration))) return null;
  const { unitId, year } = registration;
  const ownUnit = isOwnUnit(posts, unitId);
  const me = desk.asker().person?.id;
  const entered = me !== undefined && hasEntered(registration, me);
  const alone = entered && !(await hasOtherReviewers(desk, registration));
  return seePlan(desk, { unitId, year, registration }, (sight) => {
    const sheet = showSheet({ ...sight, registration, ownUnit });
    return sheet && alone ? { ...sheet, enteredAlone: true as const } : sheet;
  });
};

export const reviewQueries = { 'review.queue': readQueue, 'review.sheet': readSheet };
