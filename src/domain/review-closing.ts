/** "Gửi kết quả duyệt": the round ends and the unit is told. */
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { firstRefusal, refuse, type DecideContext, type Refused } from './decide.ts';
import type { Decided, Notice } from './notices.ts';
import type { Registration } from './registration.ts';
import { claimedByOther, notWaiting, planForReview } from './review-claims.ts';
import { withRound } from './review-marks.ts';
import { liveTasks, standingRound } from './state.ts';
import { withSummary } from './summary.ts';

const undecidedLeft = (plan: Registration): Refused | undefined => {
  const count = liveTasks(plan).filter((task) => task.review.state === 'pending').length;
  return count === 0 ? undefined : refuse('undecided_left', { count });
};

const closed = (ctx: DecideContext, plan: Registration): Registration => {
  const { claim: _claim, ...rest } = plan;
  const end = { closedAt: ctx.now, closedBy: ctx.act };
  return withSummary({
    ...rest,
    ...withRound(plan, (round) => ({
      ...round,
      reviewBegunAt: round.reviewBegunAt ?? ctx.now,
      ...end,
    })),
  });
};

const resultNotice = (ctx: DecideContext, plan: Registration, round: number): Notice => {
  const { id: registrationId, unitId, year, summary } = plan;
  const sent = standingRound(plan);
  const superior = ctx.tree.unit(plan.superiorId ?? '');
  return {
    to: { unit: unitId },
    body: {
      name: 'review_closed',
      registrationId,
      unitId,
      unitName: ctx.tree.unit(unitId)?.name ?? sent?.unitName ?? '',
      superiorName: superior?.name ?? sent?.superiorName ?? '',
      year,
      round,
      approved: summary.approved,
      returned: summary.returned,
      late: plan.late,
    },
  };
};

/**
 * Ends the round. Only now is the unit told, once: a second close finds the round closed. The claim ends with
 * it, so that whoever is there takes the next round.
 */
export const closeReview = (
  ctx: DecideContext,
  registration: Registration | undefined,
  command: CommandOf<'review.close'>,
): Decided<{ registration: Registration }, CommandResult<CommandOf<'review.close'>>> => {
  const found = planForReview(ctx, command.as, registration);
  if ('refused' in found) return found;
  const { plan } = found;
  const refused = firstRefusal(
    () => notWaiting(ctx, plan),
    () => claimedByOther(ctx, plan),
    () => undecidedLeft(plan),
  );
  if (refused !== undefined) return refused;
  const after = closed(ctx, plan);
  const round = standingRound(after)?.number ?? plan.rounds.length;
  const { approved, returned } = after.summary;
  return {
    changes: { registration: after },
    audit: [
      note('review.closed', {
        subject: plan.id,
        unitId: plan.unitId,
        after: { round, approved, returned },
      }),
    ],
    notices: [resultNotice(ctx, after, round)],
    result: { approved, returned, round },
  };
};
