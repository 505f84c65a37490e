import { postsAt } from '../../domain/access.ts';
import type { Account, Person, Post } from '../../domain/organisation.ts';
import type { Finds, UnitOfWork } from '../../store/contract.ts';

/** Who an event comes from: an address, the person behind it if one has joined, and the posts held now. */
export type Asker = {
  account: Account;
  /** The account stands in the store already. */
  known: boolean;
  person: Person | undefined;
  posts: readonly Post[];
  /** Whose dialogs these are: the person's, on whatever channel; before joining the address's. */
  owner: string;
  lang: 'vi' | 'en';
};

/** How stale `seenAt` may get: it decides between accounts and about forgetting, not about seconds. */
const seenEveryMs = 10 * 60_000;

export const ownerOf = (personId: string | undefined, accountId: string): string =>
  personId ? `p:${personId}` : `a:${accountId}`;

const postsOf = async (personId: string, uow: UnitOfWork, finds: Finds): Promise<readonly Post[]> =>
  uow.overlay('post', await finds.postsOfPerson(personId), (post) => post.personId === personId);

export const loadAsker = async (
  { channel, address, at }: { channel: string; address: string; at: Date },
  uow: UnitOfWork,
  finds: Finds,
): Promise<Asker> => {
  const id = `${channel}:${address}`;
  const stored = await uow.load('account', id);
  const account: Account = stored ?? {
    id,
    rev: 0,
    channel,
    address,
    lang: 'vi',
    seenAt: at,
    attempts: [],
  };
  const person = account.personId ? await uow.load('person', account.personId) : undefined;
  const posts = person ? await postsOf(person.id, uow, finds) : [];
  return {
    account,
    known: stored !== undefined,
    person,
    posts: postsAt(posts, at),
    owner: ownerOf(person?.id, id),
    lang: person?.lang ?? account.lang,
  };
};

/**
 * Notes that the address is alive; what a command of this turn changed about it is kept. True when it had not
 * been heard of for a while.
 */
export const touchAccount = async (asker: Asker, at: Date, uow: UnitOfWork): Promise<boolean> => {
  const stored = await uow.load('account', asker.account.id);
  const forgotten = asker.known && !stored;
  if (forgotten) return false;
  const current = stored ?? asker.account;
  const stale = at.getTime() - current.seenAt.getTime() > seenEveryMs;
  if (asker.known && !stale && !current.unreachableSince) return false;
  const { unreachableSince: _reachable, ...rest } = current;
  uow.put('account', { ...rest, seenAt: at });
  return true;
};
