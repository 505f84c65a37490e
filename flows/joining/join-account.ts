import { blank, text, type Message } from '../../src/dialog/message.ts';
import type { Turn } from '../../src/dialog/turn.ts';
import { oneOf } from '../talking/choose.ts';
import type { InvitedToLink } from './join-code.ts';
import { noticeVersion } from './privacy-notice.ts';
import { refuse } from '../talking/refused.ts';
import { linkedMessage } from './welcome.ts';
import { channelText } from '../talking/words.ts';

/** Whose chat this would be, and what is kept of it; the whole notice was agreed to in the first chat. */
const confirmMessage = ({ name }: InvitedToLink, channel: string): Message => ({
  lines: [
    text('join.link', { name, channel: channelText(channel) }),
    blank,
    text('join.link_notice', { channel: channelText(channel) }),
    text('join.notice_before'),
    blank,
    text('join.link_confirm', { name }),
  ],
  choices: [
    { label: text('join.link_yes'), answer: 'yes', tone: 'success' },
    { label: text('join.link_no'), answer: 'no' },
  ],
});

/** Only said: a question of theirs may be open in the other chat, and a person has one at a time. */
export const sayLinked = async (t: Turn): Promise<undefined> => {
  const me = await t.read('me', { type: 'me' });
  await t.say('linked', linkedMessage(me, t.me.channel));
  return undefined;
};

/** A code from "/dulieu" in another chat of the same person: this chat becomes theirs too. */
export const linkChat = async (t: Turn, invited: InvitedToLink): Promise<undefined> => {
  const { code, name } = invited;
  const options = { accept: ['choice'], back: false, confirm: true } as const;
  const message = confirmMessage(invited, t.me.channel);
  if ((await t.ask('link', message, oneOf('yes', 'no'), options)) === 'no') {
    await t.run('decline', { type: 'join.decline' });
    await t.say('not_linked', { lines: [text('join.not_linked')] });
    return undefined;
  }
  const linked = await t.run('join', { type: 'join.accept', code, noticeVersion, name });
  return 'refused' in linked ? refuse(t, linked.refused) : sayLinked(t);
};
