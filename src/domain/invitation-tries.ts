/** Looking a code up, by somebody who may be nobody yet. Wrong tries are counted on the chat account. */
import type { CommandOf, CommandResult } from './commands.ts';
import { refuse, type Refused } from './decide.ts';
import type { Decided } from './notices.ts';
import type { Account, Invitation } from './organisation.ts';
import type { UnitTree } from './tree.ts';

type Change = { account: Account };

/** A refusal that still leaves a trace: the wrong try. Write `changes` even though it is a no. */
export type CountedRefusal = Refused & { changes: Change };

const triesAllowed = 5;
const triesCount = 15 * 60_000;
const minute = 60_000;

const recent = (attempts: readonly Date[], now: Date): readonly Date[] =>
  attempts.filter((at) => now.getTime() - at.getTime() < triesCount);

/** Five wrong tries shut the door until the oldest of the last five is a quarter of an hour old. */
const tooMany = (account: Account, now: Date): Refused | undefined => {
  const oldest = recent(account.attempts, now).at(-triesAllowed);
  if (oldest === undefined) return undefined;
  const left = oldest.getTime() + triesCount - now.getTime();
  return refuse('too_many_attempts', { minutes: Math.ceil(left / minute) });
};

const wrongTry = (account: Account, now: Date): CountedRefusal => ({
  ...refuse('invitation_unknown'),
  changes: { account: { ...account, attempts: [...recent(account.attempts, now), now] } },
});

const spent = (invitation: Invitation, account: Account, now: Date): Refused | undefined => {
  if (invitation.usedAt !== undefined) {
    const mine = invitation.usedBy !== undefined && invitation.usedBy === account.personId;
    return refuse(mine ? 'already_member' : 'invitation_used');
  }
  return invitation.revokedAt !== undefined || invitation.expiresAt <= now
    ? refuse('invitation_expired')
    : undefined;
};

/** The invitation while it may be used; an unknown code is counted. */
export const usableInvitation = (
  ctx: { now: Date; tree: UnitTree },
  account: Account,
  invitation: Invitation | undefined,
): Refused | CountedRefusal | { invitation: Invitation } => {
  const shut = tooMany(account, ctx.now);
  if (shut !== undefined) return shut;
  if (invitation === undefined) return wrongTry(account, ctx.now);
  const refused = spent(invitation, account, ctx.now);
  if (refused !== undefined) return refused;
  return ctx.tree.isOpen(invitation.unitId) ? { invitation } : refuse('invitation_expired');
};

/** What a code leads to, without using it. */
export const tryInvitation = (
  ctx: { now: Date; tree: UnitTree },
  account: Account,
  invitation: Invitation | undefined,
): Decided<Change, CommandResult<CommandOf<'invitation.try'>>> | CountedRefusal => {
  const usable = usableInvitation(ctx, account, invitation);
  if ('refused' in usable) return usable;
  const { id, kind, role, unitId } = usable.invitation;
  const superior = ctx.tree.superiorOf(unitId);
  return {
    changes: { account: { ...account, attempts: [] } },
    audit: [],
    notices: [],
    result: {
      invitationId: id,
      kind,
      role,
      unitId,
      unitName: ctx.tree.unit(unitId)?.name ?? '',
      ...(superior === undefined ? {} : { superiorName: superior.name }),
    },
  };
};
