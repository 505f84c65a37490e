import { formatDay } from '../../src/domain/dates.ts';
import type { PostRole } from '../../src/domain/organisation.ts';
import type { ChannelLinks, JoinRequestView } from '../../src/domain/views.ts';
import { blank, text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import { opens } from '../talking/buttons.ts';
import { moment, roleText } from '../talking/words.ts';

export type Invited = {
  kind: 'post' | 'open';
  role: PostRole;
  code: string;
  expiresAt: string;
  unitName: string;
};

/** Easier to read aloud: ABCD-EFGH-JKLM. */
export const grouped = (code: string): string =>
  code.replace(/[^0-9A-Z]/giu, '').replace(/(.{4})(?=.)/gu, '$1-');

const about = ({ role, code, expiresAt, unitName: unit }: Invited) => ({
  role: roleText(role),
  unit,
  code: grouped(code),
  until: formatDay(new Date(expiresAt)),
});

/** What the inviter must know about the code. */
export const createdMessage = (invited: Invited): Message => ({
  lines: [
    text(invited.kind === 'post' ? 'invite.created_post' : 'invite.created_open', about(invited)),
    text('invite.forward_next'),
  ],
});

/**
 * How to come in. A link to Telegram brings the code along; one to Zalo opens the account only, where the newcomer
 * follows first and then types the code.
 */
const wayIn = (invited: Invited, { zalo, telegram }: ChannelLinks): Text[] => {
  if (zalo !== undefined) {
    return [
      text('link.zalo', { link: zalo }),
      ...(telegram === undefined ? [] : [text('link.or_telegram', { link: telegram })]),
      text('link.type_code', about(invited)),
    ];
  }
  return telegram === undefined
    ? [text('invite.forward_open_chat'), text('link.start_code', about(invited))]
    : [text('link.telegram', { link: telegram }), text('link.telegram_start', about(invited))];
};

/** Words for the newcomer, a message of its own so that it can be forwarded as it is. */
export const forwardMessage = (invited: Invited, links: ChannelLinks): Message => ({
  lines: [
    text(invited.kind === 'post' ? 'invite.forward_post' : 'invite.forward_open', about(invited)),
    blank,
    ...wayIn(invited, links),
    text('invite.forward_agree'),
    blank,
    text(invited.kind === 'post' ? 'invite.forward_once' : 'invite.forward_until', about(invited)),
  ],
});

export const requestButtons = (requestId: string): Choice[] => [
  opens('invite.yes', { action: 'join_yes', subject: requestId }, { tone: 'success' }),
  opens('invite.no', { action: 'join_no', subject: requestId }, { tone: 'danger' }),
];

/** One person who waits, with both answers. */
export const requestMessage = ({ id, name, unitName, role, at }: JoinRequestView): Message => ({
  lines: [
    text('invite.request', { name, role: roleText(role), unit: unitName, at: moment(at) }),
    text('invite.request_hint'),
  ],
  choices: requestButtons(id),
});
