/** The superior's word on tasks, one tap at a time. */
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { firstRefusal, refuse, whoWhen, type DecideContext, type Refused } from './decide.ts';
import type { TaskId } from './ids.ts';
import type { Decided } from './notices.ts';
import type { Registration, Task, TaskReview } from './registration.ts';
import { claimedByOther, notWaiting, planForReview } from './review-claims.ts';
import { withReview, withRound } from './review-marks.ts';
import { undoLasts } from './review-undo.ts';
import { liveTasks, standingRound } from './state.ts';
import { withSummary } from './summary.ts';
import { clean } from './text.ts';

type Decide = CommandOf<'review.decide'>;
type Change = { registration: Registration };

const noteLimit = 500;

const findLive = (plan: Registration, id: TaskId): Task | undefined =>
  liveTasks(plan).find((task) => task.id === id);

/** The first of these tasks that somebody (perhaps the asker) has decided already. */
const alreadyDecided = (
  ctx: DecideContext,
  plan: Registration,
  command: Decide,
): Refused | undefined => {
  for (const { id } of command.tasks) {
    const review = findLive(plan, id)?.review;
    if (review === undefined) return refuse('not_found');
    if (review.state !== 'pending') {
      const decided = whoWhen(ctx, review.by.personId, review.at);
      return refuse('already_decided', { ...decided, what: review.state });
    }
  }
  return command.tasks.length === 0 ? refuse('not_found') : undefined;
};

/** Nobody decides on words that were not on the screen. What the unit did not touch since it sent was undone. */
const otherRev = (ctx: DecideContext, plan: Registration, command: Decide): Refused | undefined => {
  for (const { id, rev } of command.tasks) {
    const task = findLive(plan, id);
    if (task === undefined || task.rev === rev) continue;
    const sentAt = standingRound(plan)?.sentAt ?? task.updatedAt;
    return task.updatedAt < sentAt
      ? refuse('changed')
      : refuse('changed', whoWhen(ctx, task.updatedBy.personId, task.updatedAt));
  }
  return undefined;
};

/** The unit must read what is asked of it. */
const unclearReturn = ({ verdict, reason, note: words }: Decide): Refused | undefined => {
  if (verdict === 'approved') return undefined;
  if (reason === undefined) return refuse('missing_field', { field: 'reason' });
  const text = clean(words ?? '');
  if (reason === 'other' && text === '') return refuse('missing_field', { field: 'note' });
  return text.length > noteLimit
    ? refuse('too_long', { field: 'note', max: noteLimit })
    : undefined;
};

const verdictOf = (ctx: DecideContext, command: Decide, decisionId: string): TaskReview => {
  const said = { decisionId, by: ctx.act, at: ctx.now };
  if (command.verdict === 'approved') return { state: 'approved', ...said };
  const text = clean(command.note ?? '');
  const reason = command.reason ?? 'other';
  return { state: 'returned', reason, ...(text === '' ? {} : { note: text }), ...said };
};

/** One tap over these tasks. The first one begins the review and claims the plan for its cadre. */
export const decideTasks = (
  ctx: DecideContext,
  registration: Registration | undefined,
  command: Decide,
): Decided<Change, CommandResult<Decide>> => {
  const found = planForReview(ctx, command.as, registration);
  if ('refused' in found) return found;
  const { plan } = found;
  const refused = firstRefusal(
    () => alreadyDecided(ctx, plan, command),
    () => notWaiting(ctx, plan),
    () => claimedByOther(ctx, plan),
    () => otherRev(ctx, plan, command),
    () => unclearReturn(command),
  );
  if (refused !== undefined) return refused;
  const decisionId = ctx.newId();
  const ids = new Set(command.tasks.map((task) => task.id));
  const after = withSummary({
    ...plan,
    tasks: withReview(plan, ids, verdictOf(ctx, command, decisionId)),
    ...withRound(plan, (round) => ({ ...round, reviewBegunAt: round.reviewBegunAt ?? ctx.now })),
    claim: plan.claim ?? { by: ctx.act, at: ctx.now },
  });
  const reason = command.verdict === 'returned' ? { reason: command.reason } : {};
  return {
    changes: { registration: after },
    audit: [
      note(`review.${command.verdict}`, {
        subject: plan.id,
        unitId: plan.unitId,
        after: { decisionId, tasks: [...ids], ...reason },
      }),
    ],
    notices: [],
    result: {
      decisionId,
      undoUntil: new Date(ctx.now.getTime() + undoLasts).toISOString(),
      left: after.summary.pending,
    },
  };
};
