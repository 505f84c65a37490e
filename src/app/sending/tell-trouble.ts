import { postsAt } from '../../domain/access.ts';
import { dayOf } from '../../domain/dates.ts';
import type { Message } from '../../dialog/message.ts';
import { outboxPriorities, type Outbox, type Settings } from '../../store/contract.ts';
import type { Mailer } from '../mail.ts';
import type { DeskDeps } from '../turns/open-desk.ts';
import type { Speaker } from '../words.ts';
import type { OutboxMessage } from './outbox-message.ts';
import type { NoticeWords } from './notify.ts';

export type TellTroubleDeps = DeskDeps & {
  outbox: Outbox;
  settings: Settings;
  noticeWords: NoticeWords;
  speaker: Speaker;
  nextSeq(): number;
  now(): Date;
  /** Where whoever looks after the program puts this channel right, if there is such a place. */
  fix?: ((channel: string) => string | undefined) | undefined;
  adminMail?: Mailer | undefined;
};

type Trouble = { channel: string; at: Date; words: Message };

/** By every other channel: the row of a day is the same row however often it is told. */
const tellInChats = async (deps: TellTroubleDeps, trouble: Trouble): Promise<void> => {
  const { finds, organisation, outbox, nextSeq } = deps;
  const { channel, at, words } = trouble;
  const { tree } = await organisation.get();
  const posts = await finds.postsOfUnits(tree.open().map(({ id }) => id));
  const admins = postsAt(posts, at).filter(({ role }) => role === 'admin');
  const ids = [...new Set(admins.map(({ personId }) => personId))];
  // In none of the other chats of the same person: the broken one may be among them.
  const message: OutboxMessage = { message: words, token: '', inPlace: false, only: true };
  for (const account of await finds.accountsOfPersons(ids)) {
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

/** A mail that the server did not take is tried again with the next telling. */
const tellByMail = async (deps: TellTroubleDeps, trouble: Trouble): Promise<void> => {
  const { adminMail, settings, speaker } = deps;
  const { channel, at, words } = trouble;
  const name = `trouble-mail:${channel}`;
  const day = dayOf(at);
  if (!adminMail || (await settings.get(name)) === day) return;
  const subject = {
    key: 'reach.trouble_mail',
    params: { channel: { key: `channel.name.${channel}` } },
  };
  const outcome = await adminMail.send({
    id: `trouble.${channel}.${day}`,
    subject: speaker.say(subject, 'vi'),
    text: speaker.render(words, 'vi', '').text,
    attachments: [],
  });
  if ('sent' in outcome) await settings.set(name, day);
};

/** Tells whoever looks after the program, by mail and by other channels than the broken one, once a day at most. */
export const createTellTrouble =
  (deps: TellTroubleDeps) =>
  async (channel: string): Promise<void> => {
    const fix = deps.fix?.(channel);
    const words = deps.noticeWords({
      name: 'channel_trouble',
      channel,
      ...(fix === undefined ? {} : { fix }),
    });
    const trouble = { channel, at: deps.now(), words };
    await tellInChats(deps, trouble);
    await tellByMail(deps, trouble);
  };
