/** Beginning to enter a unit's plan for it, and the unit's own word on that. */
import { mayRegisterFor } from './access.ts';
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { actingPost, programmeFor, refuse, type DecideContext } from './decide.ts';
import type { Decided } from './notices.ts';
import { entryPostId } from './entry-post.ts';
import type { Unit } from './organisation.ts';
import type { Registration } from './registration.ts';
import { newRegistration } from './writing.ts';

type Begin = CommandOf<'behalf.begin'>;
type Ask = CommandOf<'behalf.ask'>;

/** `may` is the answer of on-behalf.ts for the acting post. The first reason stays. */
export const beginEntry = (
  ctx: DecideContext,
  { plan, may }: { plan: Registration | undefined; may: boolean },
  command: Begin,
): Decided<{ registration?: Registration }, CommandResult<Begin>> => {
  const post = actingPost(ctx, command.as);
  if (!post) return refuse('not_allowed');
  if (!may) return refuse('unit_joined');
  const { unitId, year, reason } = command;
  const found = programmeFor(ctx.programme, year);
  if ('refused' in found) return found;
  const as = entryPostId(post.id, unitId);
  if (plan?.enteredFor) return { changes: {}, audit: [], notices: [], result: { as } };
  const { programme } = found;
  const registration: Registration = {
    ...(plan ?? newRegistration(ctx, { unitId, programme, year })),
    enteredFor: { by: { personId: ctx.act.personId, postId: as }, at: ctx.now, reason },
  };
  return {
    changes: { registration },
    audit: [
      note('behalf.begun', { subject: registration.id, unitId, after: { year, entry: reason } }),
    ],
    notices: [],
    result: { as },
  };
};

/** The unit asks its superior to enter its plans, or takes that back. */
export const askForEntry = (
  ctx: DecideContext,
  unit: Unit | undefined,
  command: Ask,
): Decided<{ unit?: Unit }, CommandResult<Ask>> => {
  const post = actingPost(ctx, command.as);
  if (!post || !unit || !mayRegisterFor(ctx.tree, [post], unit.id)) return refuse('not_allowed');
  const superior = ctx.tree.superiorOf(unit.id);
  if (!superior) return refuse('no_superior');
  const isSame = command.asks === (unit.asksEntering !== undefined);
  if (isSame) return { changes: {}, audit: [], notices: [], result: {} };
  const { asksEntering: _before, ...others } = unit;
  const { act, now } = ctx;
  const after = { asks: command.asks };
  return {
    changes: { unit: command.asks ? { ...others, asksEntering: { by: act, at: now } } : others },
    audit: [note('behalf.asked', { subject: unit.id, unitId: unit.id, after })],
    notices: command.asks
      ? [
          {
            to: { reviewersAt: superior.id },
            body: { name: 'behalf_asked', unitId: unit.id, unitName: unit.name },
          },
        ]
      : [],
    result: {},
  };
};
