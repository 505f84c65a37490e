import { isWorker, postsAt } from '../../domain/access.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Audience, Notice, NoticeBody } from '../../domain/notices.ts';
import type { Account, Person, Post } from '../../domain/organisation.ts';
import type { Message } from '../../dialog/message.ts';
import { outboxPriorities, type InboxRow } from '../../store/contract.ts';
import type { OutboxMessage } from './deliver.ts';
import type { Desk } from '../turns/desk.ts';
import { isNameless } from '../turns/titles.ts';

/** flows/notices.ts, handed over by compose. */
export type NoticeWords = (body: NoticeBody) => Message;

/** Whoever works for a unit that registers or approves. */
const everybody = async ({
  finds,
  now,
  tree,
}: Pick<Desk, 'finds' | 'now' | 'tree'>): Promise<readonly PersonId[]> => {
  const units = tree.open().filter(({ mayRegister, mayApprove }) => mayRegister || mayApprove);
  const posts = await finds.postsOfUnits(units.map(({ id }) => id));
  return [
    ...new Set(
      postsAt(posts, now)
        .filter(isWorker)
        .map(({ personId }) => personId),
    ),
  ];
};

const peopleOf = async (
  { finds, uow, now, tree }: Desk,
  audience: Exclude<Audience, { account: string }>,
): Promise<readonly PersonId[]> => {
  if ('person' in audience) return [audience.person];
  if ('all' in audience) return everybody({ finds, now, tree });
  const unitId = 'unit' in audience ? audience.unit : audience.reviewersAt;
  const belongs = (post: Post): boolean => post.unitId === unitId;
  const posts = uow.overlay('post', await finds.postsOfUnits([unitId]), belongs);
  const held = postsAt(posts, now).filter(isWorker);
  return [...new Set(held.map(({ personId }) => personId))];
};

/** Where a person was last seen and can still be reached. */
export const lastReachable = (
  accounts: readonly Account[],
  personId: PersonId,
): Account | undefined =>
  accounts
    .filter((one) => one.personId === personId && !one.unreachableSince)
    .toSorted((a, b) => b.seenAt.getTime() - a.seenAt.getTime())[0];

/** `person` is absent for a chat that is nobody's any more. */
type Reader = { person: Person | undefined; account: Account };

const readerAt = async ({ uow }: Desk, accountId: string): Promise<readonly Reader[]> => {
  const account = await uow.load('account', accountId);
  if (!account || account.unreachableSince) return [];
  const person = account.personId ? await uow.load('person', account.personId) : undefined;
  return [{ person, account }];
};

const readersOf = async (desk: Desk, { to, except }: Notice): Promise<readonly Reader[]> => {
  if ('account' in to) return readerAt(desk, to.account);
  const { finds, uow } = desk;
  const ids = (await peopleOf(desk, to)).filter((id) => id !== except);
  if (ids.length === 0) return [];
  const isOne = (id: PersonId | undefined): boolean => id !== undefined && ids.includes(id);
  const people = uow.overlay('person', await finds.persons(ids), ({ id }) => isOne(id));
  const found = await finds.accountsOfPersons(ids);
  const accounts = uow.overlay('account', found, ({ personId }) => isOne(personId));
  return people.flatMap((person) => {
    const account = lastReachable(accounts, person.id);
    return account ? [{ person, account }] : [];
  });
};

/** The same news with posts instead of names; only whoever decides about a newcomer reads who it is. */
const nameless = (
  { titles, tree, asker }: Desk,
  body: NoticeBody,
  lang: 'vi' | 'en',
): NoticeBody => {
  if (body.name === 'member_joined') return { ...body, person: titles?.(undefined, lang) ?? '' };
  if (body.name !== 'plan_withdrawn') return body;
  const post = asker().posts.find(({ unitId }) => tree.unit(unitId)?.name === body.unitName);
  const by = titles?.(post && { role: post.role, unit: body.unitName }, lang) ?? '';
  return { ...body, by };
};

/**
 * Puts the notices of a turn into its outbox, one for each reader. Their keys come from the event, so that a
 * turn that is played again tells nobody twice.
 */
export const enqueueNotices = async (
  desk: Desk,
  {
    row,
    notices,
    words,
    nextSeq,
  }: {
    row: Pick<InboxRow, 'id' | 'at'>;
    notices: readonly Notice[];
    words: NoticeWords;
    nextSeq: () => number;
  },
): Promise<void> => {
  for (const [index, notice] of notices.entries()) {
    for (const { person, account } of await readersOf(desk, notice)) {
      const lang = person?.lang ?? account.lang;
      const body = isNameless(account.channel) ? nameless(desk, notice.body, lang) : notice.body;
      const message: OutboxMessage = { message: words(body), token: '', inPlace: false };
      desk.uow.enqueue({
        id: `${row.id}/notice:${index}:${notice.body.name}:${person?.id ?? account.id}`,
        channel: account.channel,
        address: account.address,
        ...(person ? { personId: person.id } : {}),
        eventId: row.id,
        priority: outboxPriorities.notice,
        seq: nextSeq(),
        notBefore: row.at,
        lang,
        message,
        at: row.at,
      });
    }
  }
};
