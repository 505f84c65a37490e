/** Taking a plan to review, so that two cadres do not collide. */
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { notReviewer, refuse, whoWhen, type DecideContext, type Refused } from './decide.ts';
import type { PostId } from './ids.ts';
import type { Decided } from './notices.ts';
import type { Registration } from './registration.ts';
import { standingRound, stateOf } from './state.ts';

type Change = { registration: Registration };

/** A plan that this post may review; whether it waits for review is asked next. */
export const planForReview = (
  ctx: DecideContext,
  as: PostId,
  registration: Registration | undefined,
): Refused | { plan: Registration } => {
  if (registration === undefined) return refuse('not_found');
  return notReviewer(ctx, as, registration) ?? { plan: registration };
};

/** Nothing to review: never sent, taken back, or closed by somebody who is named. */
export const notWaiting = (ctx: DecideContext, plan: Registration): Refused | undefined => {
  const state = stateOf(plan);
  if (state === 'sent' || state === 'reviewing') return undefined;
  const round = standingRound(plan);
  if (round?.closedAt === undefined || round.closedBy === undefined) return refuse('not_sent');
  const closed = whoWhen(ctx, round.closedBy.personId, round.closedAt);
  return refuse('already_decided', { ...closed, what: 'closed' });
};

export const claimedByOther = (ctx: DecideContext, plan: Registration): Refused | undefined =>
  plan.claim === undefined || plan.claim.by.personId === ctx.act.personId
    ? undefined
    : refuse('claimed_by_other', whoWhen(ctx, plan.claim.by.personId, plan.claim.at));

/** Takes a plan to review it; from another cadre only when asked for in so many words. */
export const claimReview = (
  ctx: DecideContext,
  registration: Registration | undefined,
  command: CommandOf<'review.claim'>,
): Decided<Change, CommandResult<CommandOf<'review.claim'>>> => {
  const found = planForReview(ctx, command.as, registration);
  if ('refused' in found) return found;
  const { plan } = found;
  const waiting = notWaiting(ctx, plan);
  if (waiting !== undefined) return waiting;
  const taken = claimedByOther(ctx, plan);
  if (taken !== undefined && command.takeOver !== true) return taken;
  const result = { registrationId: plan.id };
  if (plan.claim !== undefined && taken === undefined) {
    return { changes: { registration: plan }, audit: [], notices: [], result };
  }
  const action = taken === undefined ? 'review.claimed' : 'review.taken_over';
  const line = { subject: plan.id, unitId: plan.unitId };
  const before = plan.claim === undefined ? {} : { before: { by: plan.claim.by.personId } };
  return {
    changes: { registration: { ...plan, claim: { by: ctx.act, at: ctx.now } } },
    audit: [note(action, { ...line, ...before })],
    notices: [],
    result,
  };
};

/** Lets a claimed plan go; one that nobody holds stays as it is. */
export const releaseReview = (
  ctx: DecideContext,
  registration: Registration | undefined,
  command: CommandOf<'review.release'>,
): Decided<Change, CommandResult<CommandOf<'review.release'>>> => {
  const found = planForReview(ctx, command.as, registration);
  if ('refused' in found) return found;
  const { plan } = found;
  const taken = claimedByOther(ctx, plan);
  if (taken !== undefined) return taken;
  const { claim, ...rest } = plan;
  if (claim === undefined) {
    return { changes: { registration: plan }, audit: [], notices: [], result: {} };
  }
  return {
    changes: { registration: rest },
    audit: [note('review.released', { subject: plan.id, unitId: plan.unitId })],
    notices: [],
    result: {},
  };
};
