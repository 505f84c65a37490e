import { blank, text, type Message, type Text } from '../../src/dialog/message.ts';
import type { NoticeBody } from '../../src/domain/notices.ts';
import { opens } from '../talking/buttons.ts';
import { channelText, roleText } from '../talking/words.ts';

type NoticeOf<Name extends NoticeBody['name']> = Extract<NoticeBody, { name: Name }>;

/** By name and posts; over some channels by posts alone. */
const whoText = ({ person, posts }: NoticeOf<'withdrawal_asked'>): Text => {
  const held = posts.map(({ role, unitName: unit }) =>
    text('role.at', { role: roleText(role), unit }),
  );
  if (person !== undefined) {
    return held.length > 0
      ? text('withdrawal.named_posts', { person, posts: held })
      : text('withdrawal.named', { person });
  }
  return held.length > 0 ? text('withdrawal.posts', { posts: held }) : text('reach.somebody');
};

/** What has happened, what is gone, and what people must decide until when. */
export const withdrawalAsked = (body: NoticeOf<'withdrawal_asked'>): Message => {
  const { channel: name, chatsLeft, terms } = body;
  const { asked, acknowledge, stop, erase } = terms;
  const channel = channelText(name);
  return {
    lines: [
      text('withdrawal.asked', { who: whoText(body), channel, at: asked }),
      text(chatsLeft > 0 ? 'withdrawal.removed' : 'withdrawal.removed_all', { channel }),
      blank,
      text('withdrawal.decide'),
      text('withdrawal.terms', { acknowledge, stop, erase }),
    ],
  };
};

/** To another chat of the same person. */
export const withdrawalDone = ({ channel }: NoticeOf<'withdrawal_done'>): Message => ({
  lines: [text('withdrawal.done', { channel: channelText(channel) }), text('withdrawal.done_rest')],
  choices: [opens('notice.privacy', { action: 'privacy' })],
});
