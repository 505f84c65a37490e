/** Looking a code up, by somebody who may be nobody yet. Wrong tries are counted on the chat account. */
import type { CommandOf, CommandResult } from './commands.ts';
import { refuse, type Refused } from './decide.ts';
import type { PersonId } from './ids.ts';
import type { Decided } from './notices.ts';
import type { Account, AccountInvitation, Invitation, PostInvitation } from './organisation.ts';
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

const isOver = (invitation: Invitation, now: Date): boolean =>
  invitation.revokedAt !== undefined || invitation.expiresAt <= now;

const spent = (invitation: PostInvitation, account: Account, now: Date): Refused | undefined => {
  if (invitation.usedAt !== undefined) {
    const mine = invitation.usedBy !== undefined && invitation.usedBy === account.personId;
    return refuse(mine ? 'already_member' : 'invitation_used');
  }
  return isOver(invitation, now) ? refuse('invitation_expired') : undefined;
};

/** A code for a further chat of a person opens no chat that is anybody's. */
const shutTo = (
  invitation: AccountInvitation,
  { personId }: Account,
  now: Date,
): Refused | undefined => {
  if (personId !== undefined) {
    return refuse(personId === invitation.personId ? 'account_own' : 'account_of_other');
  }
  const over = invitation.usedAt !== undefined || isOver(invitation, now);
  return over ? refuse('account_code_over') : undefined;
};

const notUsable = (
  { now, tree }: { now: Date; tree: UnitTree },
  account: Account,
  invitation: Invitation,
): Refused | undefined => {
  if (invitation.kind === 'account') return shutTo(invitation, account, now);
  const refused = spent(invitation, account, now);
  if (refused !== undefined) return refused;
  return tree.isOpen(invitation.unitId) ? undefined : refuse('invitation_expired');
};

/** The invitation while it may be used; an unknown code is counted. */
export const usableInvitation = <I extends Invitation>(
  ctx: { now: Date; tree: UnitTree },
  account: Account,
  invitation: I | undefined,
): Refused | CountedRefusal | { invitation: I } => {
  const shut = tooMany(account, ctx.now);
  if (shut !== undefined) return shut;
  if (invitation === undefined) return wrongTry(account, ctx.now);
  return notUsable(ctx, account, invitation) ?? { invitation };
};

type Tried = CommandResult<CommandOf<'invitation.try'>>;
type NameOf = (personId: PersonId) => string;

const leadsTo = (tree: UnitTree, invitation: Invitation, nameOf: NameOf): Tried => {
  const { id: invitationId } = invitation;
  if (invitation.kind === 'account') {
    return { invitationId, kind: 'account', name: nameOf(invitation.personId) };
  }
  const { kind, role, unitId } = invitation;
  const superior = tree.superiorOf(unitId);
  return {
    invitationId,
    kind,
    role,
    unitId,
    unitName: tree.unit(unitId)?.name ?? '',
    ...(superior === undefined ? {} : { superiorName: superior.name }),
  };
};

/** What a code leads to, without using it. */
export const tryInvitation = (
  ctx: { now: Date; tree: UnitTree; nameOf: NameOf },
  account: Account,
  invitation: Invitation | undefined,
): Decided<Change, Tried> | CountedRefusal => {
  const usable = usableInvitation(ctx, account, invitation);
  if ('refused' in usable) return usable;
  return {
    changes: { account: { ...account, attempts: [] } },
    audit: [],
    notices: [],
    result: leadsTo(ctx.tree, usable.invitation, ctx.nameOf),
  };
};
