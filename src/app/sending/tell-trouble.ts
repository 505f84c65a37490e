import { postsAt } from '../../domain/access.ts';
import { dayOf } from '../../domain/dates.ts';
import { outboxPriorities, type Outbox } from '../../store/contract.ts';
import type { OutboxMessage } from './deliver.ts';
import type { NoticeWords } from './notify.ts';
import type { DeskDeps } from '../turns/open-desk.ts';

export type TellTroubleDeps = DeskDeps & {
  outbox: Outbox;
  noticeWords: NoticeWords;
  nextSeq(): number;
  now(): Date;
};

/** Tells whoever looks after the program, by another channel than the broken one, once a day at most. */
export const createTellTrouble =
  ({ finds, organisation, outbox, noticeWords, nextSeq, now }: TellTroubleDeps) =>
  async (channel: string): Promise<void> => {
    const at = now();
    const { tree } = await organisation.get();
    const posts = await finds.postsOfUnits(tree.open().map(({ id }) => id));
    const admins = postsAt(posts, at).filter(({ role }) => role === 'admin');
    const ids = [...new Set(admins.map(({ personId }) => personId))];
    const accounts = await finds.accountsOfPersons(ids);
    const message: OutboxMessage = {
      message: noticeWords({ name: 'channel_trouble', channel }),
      token: '',
      inPlace: false,
    };
    for (const account of accounts) {
      const { id, channel: other, address, lang, personId, unreachableSince } = account;
      if (other === channel || unreachableSince || personId === undefined) continue;
      await outbox.put({
        id: `trouble:${channel}:${dayOf(at)}:${id}`,
        channel: other,
        address,
        personId,
        priority: outboxPriorities.notice,
        seq: nextSeq(),
        notBefore: at,
        lang,
        message,
        at,
      });
    }
  };
