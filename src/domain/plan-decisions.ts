/** Sending a plan to the superior. */
import { note } from './audit-actions.ts';
import { shortCodeOf } from './codes.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { milestoneOf } from './deadlines.ts';
import { firstRefusal, programmeFor, refuse, type DecideContext, type Refused } from './decide.ts';
import type { Decided } from './notices.ts';
import type { Unit } from './organisation.ts';
import type { Milestone } from './programme.ts';
import type { Registration, Round, Task } from './registration.ts';
import {
  headsMissing,
  isYearOpen,
  notWritable,
  unitOfPost,
  untouched,
  yearClosed,
} from './sending-rules.ts';
import { liveTasks, stateOf } from './state.ts';
import { withSummary } from './summary.ts';
import { fieldsOf } from './task-fields.ts';

type Sent = Decided<{ registration: Registration }, CommandResult<CommandOf<'plan.send'>>>;

const roundOf = (ctx: DecideContext, plan: Registration, unit: Unit, superior: Unit): Round => {
  const number = plan.rounds.length + 1;
  const receipt = `${plan.year}-${String(number).padStart(2, '0')}-${shortCodeOf(ctx.newId())}`;
  return {
    number,
    receipt,
    sentAt: ctx.now,
    by: ctx.act,
    unitName: unit.name,
    superiorId: superior.id,
    superiorName: superior.name,
    tasks: liveTasks(plan).map((task) => ({ ...fieldsOf(task), id: task.id, item: task.item })),
  };
};

/** A deleted task that nobody but the unit ever saw leaves the document. */
const asSent = (tasks: readonly Task[]): readonly Task[] =>
  tasks
    .filter((task) => task.deletedAt === undefined || task.sent !== undefined)
    .map((task) => (task.deletedAt === undefined ? { ...task, sent: fieldsOf(task) } : task));

const withRound = (
  ctx: DecideContext,
  plan: Registration,
  round: Round,
  milestone: Milestone,
): Registration => {
  return withSummary({
    ...plan,
    tasks: asSent(plan.tasks),
    rounds: [...plan.rounds, round],
    firstSentAt: plan.firstSentAt ?? ctx.now,
    late: plan.firstSentAt === undefined ? ctx.now >= milestone.dueBefore : plan.late,
    holds: [],
    ...(round.superiorId === undefined ? {} : { superiorId: round.superiorId }),
  });
};

/** What the superior's people are told, what is logged and what the sender keeps. */
const sentWords = (
  ctx: DecideContext,
  before: Registration,
  after: Registration,
  round: Round,
): Omit<Exclude<Sent, Refused>, 'changes'> => {
  const { receipt, number, unitName, superiorName = '', superiorId } = round;
  const { late, id: registrationId, unitId, year } = after;
  return {
    audit: [
      note('plan.sent', {
        subject: registrationId,
        unitId,
        before: { state: stateOf(before) },
        after: { round: number, receipt, late, tasks: round.tasks.length },
      }),
    ],
    notices:
      superiorId === undefined
        ? []
        : [
            {
              to: { reviewersAt: superiorId },
              except: ctx.act.personId,
              body: {
                name: 'plan_sent',
                registrationId,
                unitName,
                year,
                round: number,
                tasks: after.summary.pending,
                late,
                receipt,
              },
            },
          ],
    result: {
      registrationId,
      receipt,
      round: number,
      at: ctx.now.toISOString(),
      late,
      superiorName,
    },
  };
};

/** Freezes a round and hands it to the superior. Whether it is late is settled by the first one for good. */
export const sendPlan = (
  ctx: DecideContext,
  registration: Registration | undefined,
  command: CommandOf<'plan.send'>,
): Sent => {
  const place = unitOfPost(ctx, command.as, registration);
  if ('refused' in place) return place;
  const known = programmeFor(ctx.programme, command.year);
  if ('refused' in known) return known;
  const { unit } = place;
  const { programme } = known;
  const milestone = milestoneOf(programme, command.year);
  const superior = ctx.tree.superiorOf(unit.id);
  const refused = firstRefusal(
    () => notWritable(registration),
    () =>
      isYearOpen(milestone, ctx.now, registration)
        ? undefined
        : yearClosed(milestone, command.year),
    () => (superior === undefined ? refuse('no_superior') : undefined),
    () => headsMissing(programme, registration),
    () => untouched(registration),
  );
  if (refused !== undefined) return refused;
  if (registration === undefined) return refuse('not_found');
  if (superior === undefined) return refuse('no_superior');
  const round = roundOf(ctx, registration, unit, superior);
  const after = withRound(ctx, registration, round, milestone);
  return { changes: { registration: after }, ...sentWords(ctx, registration, after, round) };
};
