import type { CommandOf } from '../../domain/commands.ts';
import { agreeToPhone, dropPhone, sharePhone } from '../../domain/phone-sharing.ts';
import type { Desk } from '../turns/desk.ts';
import { accountOf } from './account-commands.ts';
import type { Decision } from './decide-with.ts';

const askerOf = async (desk: Desk) => ({
  personId: desk.asker().person?.id,
  account: await accountOf(desk),
});

const drop = async (desk: Desk): Promise<Decision> => {
  const { uow, finds, asker } = desk;
  const personId = asker().person?.id;
  const found = personId === undefined ? [] : await finds.accountsOfPersons([personId]);
  const own = uow.overlay('account', found, (one) => one.personId === personId);
  const decision = dropPhone(personId, own);
  if ('refused' in decision) return decision;
  // One command, several documents of a kind.
  for (const account of decision.changes.accounts) uow.put('account', account);
  return { ...decision, changes: {} };
};

/** Commands about the asker's phone number. */
export const phoneCommands = {
  'account.ask_phone': async (
    desk: Desk,
    command: CommandOf<'account.ask_phone'>,
  ): Promise<Decision> => agreeToPhone(desk, await askerOf(desk), command),
  'account.share_phone': async (
    desk: Desk,
    command: CommandOf<'account.share_phone'>,
  ): Promise<Decision> => sharePhone(desk, await askerOf(desk), command),
  'account.drop_phone': drop,
};
