/** The chats of one person: a code is made in one of them and typed into another, which is then theirs too. */
import { note } from './audit-actions.ts';
import { invitationCodeLength, makeCode } from './codes.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { refuse } from './decide.ts';
import type { PersonId } from './ids.ts';
import { usableInvitation, type CountedRefusal } from './invitation-tries.ts';
import type { Secrets } from './invitations.ts';
import type { JoinContext } from './join-decisions.ts';
import type { Decided } from './notices.ts';
import type { Account, AccountInvitation } from './organisation.ts';
import { withoutPhone } from './phone-sharing.ts';

type InvitationChange = { invitation: AccountInvitation };
type Linked = { account: Account; invitation: AccountInvitation };

const lasts = 15 * 60_000;

/** The one invitation of this person: making a code anew makes the code before it worthless. */
export const accountInvitationId = (personId: PersonId): string => `chat.${personId}`;

/** A code for one more chat of the asker, for a quarter of an hour and once. */
export const inviteAccount = (
  { now }: { now: Date },
  asker: { personId: PersonId | undefined; former: AccountInvitation | undefined },
  { chance, hash }: Secrets,
): Decided<InvitationChange, CommandResult<CommandOf<'account.invite'>>> => {
  const { personId, former } = asker;
  if (personId === undefined) return refuse('not_allowed');
  const code = makeCode(chance, invitationCodeLength);
  const expiresAt = new Date(now.getTime() + lasts);
  return {
    changes: {
      invitation: {
        id: accountInvitationId(personId),
        rev: former?.rev ?? 0,
        codeHash: hash(code),
        kind: 'account',
        personId,
        createdAt: now,
        createdBy: personId,
        expiresAt,
      },
    },
    audit: [
      note('account.invited', { subject: personId, after: { expiresAt: expiresAt.toISOString() } }),
    ],
    notices: [],
    result: { code, expiresAt: expiresAt.toISOString() },
  };
};

/** After "Đồng ý": this chat is one more of the person's, and every other chat of theirs is told. */
export const linkAccount = (
  ctx: Pick<JoinContext, 'now' | 'tree'>,
  { account, others }: { account: Account; others: readonly Account[] },
  invitation: AccountInvitation,
  { noticeVersion }: Pick<CommandOf<'join.accept'>, 'noticeVersion'>,
): Decided<Linked, CommandResult<CommandOf<'join.accept'>>> | CountedRefusal => {
  const usable = usableInvitation(ctx, account, invitation);
  if ('refused' in usable) return usable;
  const { personId } = invitation;
  const { id, channel } = account;
  return {
    changes: {
      account: { ...account, personId, linkedAt: ctx.now, attempts: [] },
      invitation: { ...invitation, usedAt: ctx.now, usedBy: personId },
    },
    audit: [
      note('join.consented', { subject: personId, after: { noticeVersion, channel } }),
      note('account.linked', { subject: id, after: { channel } }),
    ],
    notices: others.map((other) => ({
      to: { account: other.id },
      body: { name: 'account_linked', channel },
    })),
    result: { personId, linked: true },
  };
};

/** Takes a chat from its person, who does so from another one; what they did from there stays theirs. */
export const unlinkAccount = (
  asker: { personId: PersonId | undefined; accountId: string },
  account: Account | undefined,
): Decided<{ account: Account }, CommandResult<CommandOf<'account.unlink'>>> => {
  const own = account?.personId !== undefined && account.personId === asker.personId;
  if (account === undefined || !own) return refuse('not_found');
  if (account.id === asker.accountId) return refuse('account_in_use');
  const { personId: _person, linkedAt: _since, ...stranger } = withoutPhone(account);
  const { id, channel } = account;
  return {
    changes: { account: stranger },
    audit: [note('account.unlinked', { subject: id, before: { channel } })],
    notices: [{ to: { account: id }, body: { name: 'account_unlinked' } }],
    result: { channel },
  };
};
