import type { Turn } from '../../src/dialog/turn.ts';
import type { Refusal } from '../../src/domain/refusals.ts';
import type { PlanBoard } from '../../src/domain/views.ts';
import type { PlanSubject } from '../talking/subject.ts';

/** What is written in a closed year could never be sent, unless the plan answers a review. */
export const isWritable = ({ canEdit, canSend, state, deadline }: PlanBoard): boolean =>
  canEdit && (deadline.phase !== 'closed' || state === 'returned' || canSend);

/** When the plan's year is taken. */
export const yearClosed = ({ year, deadline }: PlanBoard): Refusal => ({
  code: 'year_closed',
  params: { year, opens: deadline.opens, closes: deadline.lateUntil },
});

/** Why nothing can be written now; undefined when the plan waits for words. */
export const whyLocked = async (
  t: Turn,
  { unitId, year }: PlanSubject,
): Promise<Refusal | undefined> => {
  const plan = await t.read('plan', { type: 'plan.board', unitId, year });
  if (!plan) return { code: 'not_found' };
  if (isWritable(plan)) return undefined;
  return plan.canEdit ? yearClosed(plan) : { code: 'locked', params: { state: plan.state } };
};
