/** Taking back one's own decision. */
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { refuse, type DecideContext, type Refused } from './decide.ts';
import type { TaskId } from './ids.ts';
import type { Decided } from './notices.ts';
import type { Registration, Round, Task } from './registration.ts';
import { planForReview } from './review-claims.ts';
import { withReview, withRound } from './review-marks.ts';
import { liveTasks, standingRound, stateOf } from './state.ts';
import { withSummary } from './summary.ts';

type Change = { registration: Registration };

/** So long after a tap it can be taken back, the last millisecond included. */
export const undoLasts = 60_000;

type Said = { ids: ReadonlySet<TaskId>; by: string; at: Date };

const decisionOf = (plan: Registration, decisionId: string): Said | undefined => {
  const said = liveTasks(plan).flatMap(({ id, review }) =>
    review.state !== 'pending' && review.decisionId === decisionId ? [{ id, review }] : [],
  );
  const [first] = said;
  if (first === undefined) return undefined;
  const { by, at } = first.review;
  return { ids: new Set(said.map((one) => one.id)), by: by.personId, at };
};

const notUndoable = (ctx: DecideContext, plan: Registration, said: Said): Refused | undefined => {
  if (said.by !== ctx.act.personId) return refuse('not_allowed');
  const round = standingRound(plan);
  const open = stateOf(plan) === 'reviewing' && round !== undefined && round.sentAt <= said.at;
  const soon = ctx.now.getTime() - said.at.getTime() <= undoLasts;
  return open && soon ? undefined : refuse('undo_too_late');
};

/** Whether anything but what is undone was decided since this round was sent. */
const stillBegun = (tasks: readonly Task[], round: Round): boolean =>
  tasks.some(({ review }) => review.state !== 'pending' && review.at >= round.sentAt);

/** Takes back one's own tap, as long as the unit cannot have heard of it. */
export const undoDecision = (
  ctx: DecideContext,
  registration: Registration | undefined,
  command: CommandOf<'review.undo'>,
): Decided<Change, CommandResult<CommandOf<'review.undo'>>> => {
  const found = planForReview(ctx, command.as, registration);
  if ('refused' in found) return found;
  const { plan } = found;
  const said = decisionOf(plan, command.decisionId);
  if (said === undefined) return refuse('nothing_to_undo');
  const refused = notUndoable(ctx, plan, said);
  if (refused !== undefined) return refused;
  const tasks = withReview(plan, said.ids, { state: 'pending' });
  const rounds = withRound(plan, (round) => {
    const { reviewBegunAt: _begun, ...rest } = round;
    // Undone before anything else was decided: the unit may withdraw again.
    return stillBegun(tasks, round) ? round : rest;
  });
  return {
    changes: { registration: withSummary({ ...plan, tasks, ...rounds }) },
    audit: [
      note('review.undone', {
        subject: plan.id,
        unitId: plan.unitId,
        before: { decisionId: command.decisionId, tasks: [...said.ids] },
      }),
    ],
    notices: [],
    result: { tasks: [...said.ids] },
  };
};
