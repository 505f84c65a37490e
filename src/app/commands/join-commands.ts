import { normalizeCode, type Chance } from '../../domain/codes.ts';
import type { CommandOf } from '../../domain/commands.ts';
import { tryInvitation, type CountedRefusal } from '../../domain/invitation-tries.ts';
import { createInvitation, revokeInvitation } from '../../domain/invitations.ts';
import { decideJoin } from '../../domain/join-confirmation.ts';
import { acceptInvitation, declineInvitation } from '../../domain/join-decisions.ts';
import { setLanguage } from '../../domain/language.ts';
import type { Invitation } from '../../domain/organisation.ts';
import { withNames, type Desk } from '../turns/desk.ts';
import { accountOf, linkChat } from './account-commands.ts';
import { decideWith, type Decision } from './decide-with.ts';

/** Chance and hash come from outside: see compose.ts. */
export type JoinTools = { chance: Chance; hash(code: string): string };

/** A code is hashed as it was made, whatever spaces and small letters it was typed with. */
const hashOf = (tools: JoinTools, code: string): string => tools.hash(normalizeCode(code));

const invitationOf = async (
  { uow, finds }: Desk,
  tools: JoinTools,
  code: string,
): Promise<Invitation | undefined> => {
  const codeHash = hashOf(tools, code);
  const found = await finds.invitationByHash(codeHash);
  return uow.overlay('invitation', found ? [found] : [], (one) => one.codeHash === codeHash)[0];
};

const accept =
  (tools: JoinTools) =>
  async (desk: Desk, command: CommandOf<'join.accept'>): Promise<Decision | CountedRefusal> => {
    const invitation = await invitationOf(desk, tools, command.code);
    if (invitation?.kind === 'account') return linkChat(desk, invitation, command);
    const { person, posts } = desk.asker();
    const newcomer = {
      account: await accountOf(desk),
      person,
      posts,
      request: person && (await desk.finds.joinRequestOf(person.id)),
    };
    return acceptInvitation(desk, newcomer, invitation, command);
  };

const decline = async (desk: Desk): Promise<Decision> => {
  const decision = declineInvitation(await accountOf(desk));
  if ('refused' in decision) return decision;
  const { forget } = decision.changes;
  if (forget && desk.asker().known) desk.uow.remove('account', forget);
  return { ...decision, changes: {} };
};

const confirm = async (desk: Desk, command: CommandOf<'join.decide'>): Promise<Decision> => {
  const request = await desk.uow.load('joinRequest', command.requestId);
  const posts = request ? await desk.finds.postsOfPerson(request.personId) : [];
  return decideWith(
    desk,
    { as: command.as, programme: undefined },
    (ctx) => decideJoin(ctx, { request, posts }, command),
    'needed',
  );
};

export const joinCommands = (tools: JoinTools) => ({
  'invitation.create': (desk: Desk, command: CommandOf<'invitation.create'>) => {
    const secrets = { chance: tools.chance, hash: (code: string) => hashOf(tools, code) };
    return decideWith<Decision>(desk, { as: command.as, programme: undefined }, (ctx) =>
      createInvitation(ctx, command, secrets),
    );
  },
  'invitation.revoke': async (desk: Desk, command: CommandOf<'invitation.revoke'>) => {
    const invitation = await desk.uow.load('invitation', command.invitationId);
    return decideWith<Decision>(desk, { as: command.as, programme: undefined }, (ctx) =>
      revokeInvitation(ctx, invitation, command),
    );
  },
  'invitation.try': async (desk: Desk, { code }: CommandOf<'invitation.try'>) => {
    const account = await accountOf(desk);
    const invitation = await invitationOf(desk, tools, code);
    // Only a code for another chat of somebody names anybody: whoever holds it is to see whose it is.
    return withNames(
      desk,
      (nameOf) => tryInvitation({ ...desk, nameOf }, account, invitation),
      'needed',
    );
  },
  'join.accept': accept(tools),
  'join.decline': decline,
  'join.decide': confirm,
  'person.language': async (desk: Desk, command: CommandOf<'person.language'>): Promise<Decision> =>
    setLanguage({ account: await accountOf(desk), person: desk.asker().person }, command),
});
