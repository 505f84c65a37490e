import type { Notice } from '../../domain/notices.ts';
import { Conflict } from '../../store/contract.ts';
import type { Desk } from '../turns/desk.ts';
import { enqueueNotices, type NoticeWords, type OutsideSay } from './notify.ts';
import { openDesk, type DeskDeps } from '../turns/open-desk.ts';
import type { UnitOfWork } from '../../store/contract.ts';

/** A unit that nobody can be reached for misses its deadlines: whoever is above it should know. */
const noticesOf = ({ tree, asker }: Desk): Notice[] => {
  const { posts, account } = asker();
  return posts.flatMap(({ unitId, role, personId }) => {
    const superior = tree.superiorOf(unitId);
    const unitName = tree.unit(unitId)?.name;
    if (!superior || !unitName) return [];
    const { channel } = account;
    const body = { name: 'member_unreachable', unitName, role, channel } as const;
    return [{ to: { reviewersAt: superior.id }, body, except: personId }];
  });
};

const reachableElsewhere = async ({ finds, uow, asker }: Desk): Promise<boolean> => {
  const { person, account } = asker();
  if (!person) return true;
  const found = await finds.accountsOfPersons([person.id]);
  return uow
    .overlay('account', found, ({ personId }) => personId === person.id)
    .some(({ id, unreachableSince }) => id !== account.id && !unreachableSince);
};

/** The chat cannot be reached any more: noted once, and told to those above unless another chat is left. */
export const loseChat = async (desk: Desk): Promise<readonly Notice[]> => {
  const { account, known } = desk.asker();
  if (!known || account.unreachableSince) return [];
  const elsewhere = await reachableElsewhere(desk);
  desk.uow.put('account', { ...account, unreachableSince: desk.now });
  return elsewhere ? [] : noticesOf(desk);
};

export type ReachabilityDeps = DeskDeps & {
  begin(): UnitOfWork;
  now(): Date;
  noticeWords: NoticeWords;
  outsideWords?: OutsideSay | undefined;
  nextSeq(): number;
};

const tries = 3;

/** The same outside of a turn, when a send found nobody there. */
export const createMarkUnreachable = (deps: ReachabilityDeps) => {
  const attempt = async (channel: string, address: string): Promise<void> => {
    const at = deps.now();
    const { desk } = await openDesk(deps, { channel, address, at }, deps.begin());
    const notices = await loseChat(desk);
    const id = `${channel}:${address}/unreachable:${at.getTime()}`;
    const { noticeWords: words, outsideWords, nextSeq } = deps;
    await enqueueNotices(desk, { row: { id, at }, notices, words, outsideWords, nextSeq });
    await desk.uow.commit();
  };
  return async (channel: string, address: string): Promise<void> => {
    for (let tried = 0; tried < tries; tried += 1) {
      try {
        await attempt(channel, address);
        return;
      } catch (error) {
        // Somebody wrote from there this very moment: then it may be reachable after all.
        if (!(error instanceof Conflict)) throw error;
      }
    }
  };
};
