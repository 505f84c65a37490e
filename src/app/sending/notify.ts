import { isWorker, postsAt } from '../../domain/access.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Audience, Notice, NoticeBody } from '../../domain/notices.ts';
import type { Account, Person, Post } from '../../domain/organisation.ts';
import type { OutsideWords } from '../../domain/outside.ts';
import type { Message } from '../../dialog/message.ts';
import { outboxPriorities, type InboxRow } from '../../store/contract.ts';
import type { OutboxMessage } from './outbox-message.ts';
import type { Desk } from '../turns/desk.ts';
import { isNameless } from '../turns/titles.ts';

/** flows/notices.ts, handed over by compose. */
export type NoticeWords = (body: NoticeBody) => Message;

/**
 * flows/talking/outside-words.ts, handed over by compose: the same for an approved template. `person` is the
 * reader's own name; undefined for what is not worth one.
 */
export type OutsideSay = (body: NoticeBody, person: string | undefined) => OutsideWords | undefined;

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

const administrators = async ({
  finds,
  now,
  tree,
}: Pick<Desk, 'finds' | 'now' | 'tree'>): Promise<readonly PersonId[]> => {
  const posts = await finds.postsOfUnits(tree.open().map(({ id }) => id));
  const held = postsAt(posts, now).filter((post) => !isWorker(post));
  return [...new Set(held.map(({ personId }) => personId))];
};

const peopleOf = async (
  { finds, uow, now, tree }: Desk,
  audience: Exclude<Audience, { account: string }>,
): Promise<readonly PersonId[]> => {
  if ('person' in audience) return [audience.person];
  if ('all' in audience) return everybody({ finds, now, tree });
  if ('admins' in audience) return administrators({ finds, now, tree });
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
  if (body.name === 'withdrawal_asked') {
    const { person: _name, ...rest } = body;
    return rest;
  }
  if (body.name === 'member_joined') return { ...body, person: titles?.(undefined, lang) ?? '' };
  if (body.name !== 'plan_withdrawn') return body;
  const post = asker().posts.find(({ unitId }) => tree.unit(unitId)?.name === body.unitName);
  const by = titles?.(post && { role: post.role, unit: body.unitName }, lang) ?? '';
  return { ...body, by };
};

/** A template that is tried is nothing without its words: it must not go as an ordinary message. */
const trialIn = (
  body: NoticeBody,
  outside: OutsideWords | undefined,
): Pick<OutboxMessage, 'trial'> => {
  if (body.name !== 'template_trial') return {};
  if (!outside) throw new Error('a template to be tried has no words');
  return { trial: body.trial };
};

/** What is tried may have to wait for the morning: news and answers do not wait behind it. */
const priorityOf = ({ name }: NoticeBody): number =>
  name === 'template_trial' ? outboxPriorities.reminder : outboxPriorities.notice;

type Saying = { words: NoticeWords; outsideWords?: OutsideSay | undefined };

/** What one reader is told, also where it may be carried another way. */
const messageFor = (
  desk: Desk,
  { to, body }: Notice,
  { person, account }: Reader,
  { words, outsideWords }: Saying,
): OutboxMessage => {
  const lang = person?.lang ?? account.lang;
  const titled = nameless(desk, body, lang);
  const outside = outsideWords?.(body, person?.name);
  const here = isNameless(account.channel);
  return {
    message: words(here ? titled : body),
    token: '',
    inPlace: false,
    ...(outside ? { outside } : {}),
    ...(here || titled === body ? {} : { nameless: words(titled) }),
    ...('account' in to ? { only: true } : {}),
    ...trialIn(body, outside),
  };
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
    nextSeq,
    ...saying
  }: Saying & {
    row: Pick<InboxRow, 'id' | 'at'>;
    notices: readonly Notice[];
    nextSeq: () => number;
  },
): Promise<void> => {
  for (const [index, notice] of notices.entries()) {
    for (const reader of await readersOf(desk, notice)) {
      const { person, account } = reader;
      desk.uow.enqueue({
        id: `${row.id}/notice:${index}:${notice.body.name}:${person?.id ?? account.id}`,
        channel: account.channel,
        address: account.address,
        ...(person ? { personId: person.id } : {}),
        eventId: row.id,
        priority: priorityOf(notice.body),
        seq: nextSeq(),
        notBefore: row.at,
        lang: person?.lang ?? account.lang,
        message: messageFor(desk, notice, reader, saying),
        at: row.at,
      });
    }
  }
};
