import { formatDay } from '../src/domain/dates.ts';
import type { PostRole } from '../src/domain/organisation.ts';
import type { JoinRequestView } from '../src/domain/views.ts';
import { blank, text, type Choice, type Message } from '../src/dialog/message.ts';
import { opens } from './buttons.ts';
import { moment, roleText } from './words.ts';

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

/** Words for the newcomer, a message of its own so that it can be forwarded as it is. */
export const forwardMessage = (invited: Invited): Message => ({
  lines: [
    text(invited.kind === 'post' ? 'invite.forward_post' : 'invite.forward_open', about(invited)),
    blank,
    text('invite.forward_open_chat'),
    text('invite.forward_code', about(invited)),
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
