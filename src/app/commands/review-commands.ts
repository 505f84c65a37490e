import type { CommandOf } from '../../domain/commands.ts';
import type { DecideContext } from '../../domain/decide.ts';
import type { PostId, RegistrationId } from '../../domain/ids.ts';
import type { Registration } from '../../domain/registration.ts';
import { claimReview, releaseReview } from '../../domain/review-claims.ts';
import { closeReview } from '../../domain/review-closing.ts';
import { decideTasks } from '../../domain/review-decisions.ts';
import { undoDecision } from '../../domain/review-undo.ts';
import { programmeOf, type Desk } from '../turns/desk.ts';
import { hasOtherReviewers } from '../turns/entering.ts';
import { decideWith, type Decision } from './decide-with.ts';

type OfPlan = { as: PostId; registrationId: RegistrationId };

/** A command about one sent plan. */
const ofPlan =
  <C extends OfPlan>(
    decide: (ctx: DecideContext, plan: Registration | undefined, command: C) => Decision,
  ) =>
  async (desk: Desk, command: C): Promise<Decision> => {
    const plan = await desk.uow.load('registration', command.registrationId);
    const programme = plan && programmeOf(desk, plan.year);
    const othersReview = plan?.enteredFor !== undefined && (await hasOtherReviewers(desk, plan));
    return decideWith(desk, { as: command.as, programme }, (ctx) =>
      decide({ ...ctx, othersReview }, plan, command),
    );
  };

export const reviewCommands = {
  'review.claim': ofPlan<CommandOf<'review.claim'>>(claimReview),
  'review.release': ofPlan<CommandOf<'review.release'>>(releaseReview),
  'review.decide': ofPlan<CommandOf<'review.decide'>>(decideTasks),
  'review.undo': ofPlan<CommandOf<'review.undo'>>(undoDecision),
  'review.close': ofPlan<CommandOf<'review.close'>>(closeReview),
};
