/** What every decider gets to decide with, and the few words in which it says no. */
import { isOwnUnit, postOf, postsAt, reviewingUnitOf, worksAtSuperior } from './access.ts';
import { formatDay, formatTime } from './dates.ts';
import { hasEntered } from './on-behalf.ts';
import type { NewId, PersonId, PostId } from './ids.ts';
import type { Post } from './organisation.ts';
import type { Programme } from './programme.ts';
import type { Refusal, RefusalCode } from './refusals.ts';
import type { Act, Registration } from './registration.ts';
import type { UnitTree } from './tree.ts';

export type DecideContext = {
  now: Date;
  newId: NewId;
  /** The programme of the year in question; undefined when none covers it. */
  programme: Programme | undefined;
  /** Who asks, as which post: the command's `as`. */
  act: Act;
  /** All posts of that person, past ones too. */
  posts: readonly Post[];
  tree: UnitTree;
  /** Full name, for a refusal that says who was faster. */
  nameOf: (personId: PersonId) => string;
  /** Somebody else works at the superior that reviews the plan in question. */
  othersReview?: boolean;
};

export type Refused = { refused: Refusal };

export const refuse = (code: RefusalCode, params?: NonNullable<Refusal['params']>): Refused => ({
  refused: params === undefined ? { code } : { code, params },
});

/** The first check that says no; later ones are not asked. */
export const firstRefusal = (
  ...checks: readonly (() => Refused | undefined)[]
): Refused | undefined => {
  for (const check of checks) {
    const refused = check();
    if (refused !== undefined) return refused;
  }
  return undefined;
};

/** "14:05 14/10/2026": reads the same in every language. */
const showMoment = (at: Date): string => `${formatTime(at)} ${formatDay(at)}`;

export const whoWhen = (
  ctx: Pick<DecideContext, 'nameOf'>,
  personId: PersonId,
  at: Date,
): { who: string; when: string } => ({ who: ctx.nameOf(personId), when: showMoment(at) });

/** The post a command names, while it is held. */
export const actingPost = (
  ctx: Pick<DecideContext, 'posts' | 'now'>,
  as: PostId,
): Post | undefined => postOf(postsAt(ctx.posts, ctx.now), as);

/** The programme of that year, or that there is none. */
export const programmeFor = (
  programme: Programme | undefined,
  year: number,
): Refused | { programme: Programme } => {
  if (programme === undefined) return refuse('year_outside', { year });
  const { firstYear, lastYear } = programme;
  const covered = Number.isInteger(year) && firstYear <= year && year <= lastYear;
  return covered ? { programme } : refuse('year_outside', { year, firstYear, lastYear });
};

/** Only the superior's people review, and none of them the plan of a unit where they hold a post. */
export const notReviewer = (
  ctx: DecideContext,
  as: PostId,
  registration: Registration,
): Refused | undefined => {
  if (isOwnUnit(postsAt(ctx.posts, ctx.now), registration.unitId)) return refuse('own_unit');
  if (ctx.othersReview === true && hasEntered(registration, ctx.act.personId)) {
    return refuse('entered_by_you');
  }
  const post = actingPost(ctx, as);
  const reviews =
    post !== undefined &&
    worksAtSuperior(ctx.tree, [post], reviewingUnitOf(ctx.tree, registration));
  return reviews ? undefined : refuse('not_allowed');
};
