/** Taking a sending back before anybody has decided on it. */
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { milestoneOf } from './deadlines.ts';
import { firstRefusal, refuse, type DecideContext, type Refused } from './decide.ts';
import type { Decided } from './notices.ts';
import type { Registration, Round, Task } from './registration.ts';
import { isYearOpen, unitOfPost, yearClosed } from './sending-rules.ts';
import { standingRound, stateOf } from './state.ts';
import { withSummary } from './summary.ts';
import { fieldsOf } from './task-fields.ts';

type Withdrawn = Decided<{ registration: Registration }, CommandResult<CommandOf<'plan.withdraw'>>>;

/** As it stood in the last sending that counts; nothing where none does. */
const asBefore = (tasks: readonly Task[], round: Round | undefined): readonly Task[] =>
  tasks.map((task) => {
    const { sent: _sent, ...rest } = task;
    const snapshot = round?.tasks.find((one) => one.id === task.id);
    return snapshot === undefined ? rest : { ...rest, sent: fieldsOf(snapshot) };
  });

const takenBack = (plan: Registration, round: Round, now: Date): Registration => {
  const { claim: _claim, ...rest } = plan;
  const rounds = plan.rounds.map((one) =>
    one.number === round.number ? { ...one, withdrawnAt: now } : one,
  );
  const back = { ...rest, rounds };
  return withSummary({ ...back, tasks: asBefore(plan.tasks, standingRound(back)) });
};

const notWithdrawable = (registration: Registration): Refused | undefined => {
  const state = stateOf(registration);
  if (state === 'sent') return undefined;
  return state === 'reviewing' || state === 'approved'
    ? refuse('review_begun')
    : refuse('not_sent');
};

/** Once the year is closed, a first sending that is taken back could never be sent again. */
const noWayBack = (ctx: DecideContext, registration: Registration): Refused | undefined => {
  if (ctx.programme === undefined) return undefined;
  const milestone = milestoneOf(ctx.programme, registration.year);
  return ctx.now < milestone.opensAt || isYearOpen(milestone, ctx.now, registration)
    ? undefined
    : yearClosed(milestone, registration.year);
};

/** Takes the last sending back, as long as nobody has decided on any of it. */
export const withdrawPlan = (
  ctx: DecideContext,
  registration: Registration | undefined,
  command: CommandOf<'plan.withdraw'>,
): Withdrawn => {
  const place = unitOfPost(ctx, command.as, registration);
  if ('refused' in place) return place;
  const round = registration === undefined ? undefined : standingRound(registration);
  if (registration === undefined || round === undefined) return refuse('not_sent');
  const refused = firstRefusal(
    () => notWithdrawable(registration),
    () => noWayBack(ctx, registration),
  );
  if (refused !== undefined) return refused;
  const { id, unitId, year } = registration;
  const by = ctx.nameOf(ctx.act.personId);
  return {
    changes: { registration: takenBack(registration, round, ctx.now) },
    audit: [note('plan.withdrawn', { subject: id, unitId, before: { round: round.number } })],
    notices:
      round.superiorId === undefined
        ? []
        : [
            {
              to: { reviewersAt: round.superiorId },
              except: ctx.act.personId,
              body: { name: 'plan_withdrawn', unitName: round.unitName, year, by },
            },
          ],
    result: { round: round.number },
  };
};
