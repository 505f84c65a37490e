/** Short ways to review in a test. */
import { decideTasks } from '../../src/domain/review-decisions.ts';
import { closeReview } from '../../src/domain/review-closing.ts';
import type { CommandOf } from '../../src/domain/commands.ts';
import type { Registration } from '../../src/domain/registration.ts';
import { contextOf, done, later } from './office.ts';

export const decision = (
  who: string,
  plan: Registration,
  verdict: 'approved' | 'returned',
  which: readonly number[] = plan.tasks.map((_task, index) => index),
): CommandOf<'review.decide'> => ({
  type: 'review.decide',
  as: `${who}@xa1`,
  registrationId: plan.id,
  tasks: which.map((index) => {
    const task = plan.tasks[index];
    if (task === undefined) throw new Error(`there is no task ${index}`);
    return { id: task.id, rev: task.rev };
  }),
  verdict,
  ...(verdict === 'returned' ? { reason: 'no_time' as const } : {}),
});

/** A quarter of an hour after the last sending. */
const whenReviewed = (plan: Registration): Date => {
  const round = plan.rounds.at(-1);
  if (round === undefined) throw new Error('nothing was sent');
  return later(round.sentAt, 900);
};

export const decideAs = (
  who: string,
  plan: Registration,
  verdict: 'approved' | 'returned',
  which?: readonly number[],
): Registration =>
  done(
    decideTasks(
      contextOf(who, 'xa1', whenReviewed(plan)),
      plan,
      decision(who, plan, verdict, which),
    ),
  ).changes.registration;

export const closeAs = (who: string, plan: Registration): Registration =>
  done(
    closeReview(contextOf(who, 'xa1', whenReviewed(plan)), plan, {
      type: 'review.close',
      as: `${who}@xa1`,
      registrationId: plan.id,
    }),
  ).changes.registration;
