import {
  accountInvitationId,
  inviteAccount,
  linkAccount,
  unlinkAccount,
} from '../../domain/account-linking.ts';
import type { CommandOf } from '../../domain/commands.ts';
import type { CountedRefusal } from '../../domain/invitation-tries.ts';
import type { Secrets } from '../../domain/invitations.ts';
import type { Account, AccountInvitation } from '../../domain/organisation.ts';
import type { Desk } from '../turns/desk.ts';
import type { Decision } from './decide-with.ts';

/** The chat that the event came from, as this turn has left it. */
export const accountOf = async ({ uow, asker }: Desk): Promise<Account> =>
  (await uow.load('account', asker().account.id)) ?? asker().account;

/** What `join.accept` means for a code that brings a further chat to somebody. */
export const linkChat = async (
  desk: Desk,
  invitation: AccountInvitation,
  command: CommandOf<'join.accept'>,
): Promise<Decision | CountedRefusal> => {
  const others = await desk.finds.accountsOfPersons([invitation.personId]);
  const chats = { account: await accountOf(desk), others };
  return linkAccount(desk, chats, invitation, command);
};

const invite = async (desk: Desk, secrets: Secrets): Promise<Decision> => {
  const personId = desk.asker().person?.id;
  const last = personId && (await desk.uow.load('invitation', accountInvitationId(personId)));
  const former = last && last.kind === 'account' ? last : undefined;
  return inviteAccount(desk, { personId, former }, secrets);
};

const unlink = async (
  desk: Desk,
  { accountId }: CommandOf<'account.unlink'>,
): Promise<Decision> => {
  const { person, account } = desk.asker();
  const asker = { personId: person?.id, accountId: account.id };
  return unlinkAccount(asker, await desk.uow.load('account', accountId));
};

/** Commands about the chats of the asker. */
export const accountCommands = (secrets: Secrets) => ({
  'account.invite': (desk: Desk) => invite(desk, secrets),
  'account.unlink': unlink,
});
