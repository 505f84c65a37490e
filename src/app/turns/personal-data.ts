import type { Notice } from '../../domain/notices.ts';
import { withdraw } from '../../domain/withdrawal.ts';
import { workCalendar } from '../../domain/work-calendar.ts';
import type { Outbox } from '../../store/contract.ts';
import { ownerOf } from './asker.ts';
import type { Desk } from './desk.ts';

/** The talks of that chat, and the person's own when they can be met in no other chat. */
const dropTalks = async ({ uow, finds, asker }: Desk, isLast: boolean): Promise<void> => {
  const { account, person } = asker();
  const owners = [
    ownerOf(undefined, account.id),
    ...(person && isLast ? [ownerOf(person.id, '')] : []),
  ];
  for (const owner of owners) {
    for (const dialog of await finds.dialogsOf(owner)) uow.dropDialog(dialog);
  }
};

/**
 * Forgets the chat whose holder demands it of the vendor, with all that was shared in it or waits to be sent to it.
 * What else is kept of the person is for people to decide about: who must be told comes back.
 */
export const forgetChat = async (
  desk: Desk,
  { outbox }: { outbox: Outbox },
): Promise<readonly Notice[]> => {
  const { uow, finds, now, tree, season, holidays } = desk;
  const { account, known, person, posts } = desk.asker();
  await outbox.dropFor(account, now);
  const own = person ? await finds.accountsOfPersons([person.id]) : [];
  const others = own.filter((one) => one.id !== account.id && !one.unreachableSince);
  await dropTalks(desk, others.length === 0);
  if (known) uow.remove('account', account);
  if (!person) return [];
  const calendar = workCalendar(holidays, season.workdays);
  const { audit, notices } = withdraw({ now, tree, calendar }, { person, posts, account, others });
  const { channel } = account;
  for (const line of audit) uow.audit({ ...line, at: now, channel, personId: person.id });
  return notices;
};
