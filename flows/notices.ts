import { text, type Message } from '../src/dialog/message.ts';
import type { NoticeBody } from '../src/domain/notices.ts';
import { helpButton, opens } from './talking/buttons.ts';
import { followChanged } from './office/assign-change.ts';
import { postHandedOver } from './office/handover-text.ts';
import { requestButtons } from './joining/invite-text.ts';
import { withdrawalAsked, withdrawalDone } from './joining/withdrawal-notices.ts';
import { templateChanged, templateTrial, templateTried } from './office/outside-notices.ts';
import { behalfAsked, deadlineMoved, joinNudge } from './office/unit-notices.ts';
import { reportSentUp } from './reporting/report-up-notice.ts';
import { reminderMessage } from './reminding/remind-text.ts';
import { channelText, roleText } from './talking/words.ts';

type NoticeOf<Name extends NoticeBody['name']> = Extract<NoticeBody, { name: Name }>;

const queueButton = opens('review.to_queue', { action: 'queue' });

const planSent = (body: NoticeOf<'plan_sent'>): Message => {
  const { registrationId, unitName: unit, year, round, tasks, late, receipt } = body;
  return {
    lines: [
      text(round > 1 ? 'notice.plan_sent_again' : 'notice.plan_sent', { unit, year, round, tasks }),
      text(late ? 'notice.receipt_late' : 'notice.receipt', { receipt }),
      text(round > 1 ? 'notice.review_changes' : 'notice.review_hint'),
    ],
    choices: [
      opens(
        'notice.review',
        { action: 'review', subject: registrationId, rev: round },
        { tone: 'primary' },
      ),
      queueButton,
    ],
  };
};

const planWithdrawn = ({ unitName: unit, year, by }: NoticeOf<'plan_withdrawn'>): Message => ({
  lines: [text('notice.plan_withdrawn', { unit, year, by }), text('notice.withdrawn_hint')],
  choices: [queueButton],
});

/** The secretary is led straight to what is asked for, and knows that the registration counts. */
const reviewClosed = (body: NoticeOf<'review_closed'>): Message => {
  const { unitId, unitName: unit, superiorName: superior, year, round } = body;
  const { approved, returned, late } = body;
  const about = { unit, superior, year, round, approved, returned };
  if (returned === 0) {
    return {
      lines: [text('notice.all_approved', about), text('notice.approved_hint')],
      choices: [opens('notice.plan', { action: 'plan', subject: unitId, rev: year })],
    };
  }
  return {
    lines: [
      text('notice.some_returned', about),
      text(late === false ? 'notice.still_in_time' : 'notice.still_registered', { year }),
      text('notice.fix_hint'),
    ],
    choices: [
      opens('notice.fix', { action: 'fix', subject: unitId, rev: year }, { tone: 'primary' }),
      opens('notice.plan', { action: 'plan', subject: unitId, rev: year }),
    ],
  };
};

const joinRequested = (body: NoticeOf<'join_requested'>): Message => {
  const { requestId, person, unitName: unit, role } = body;
  return {
    lines: [
      text('notice.join_requested', { person, unit, role: roleText(role) }),
      text('invite.request_hint'),
    ],
    choices: requestButtons(requestId),
  };
};

const joinDecided = (body: NoticeOf<'join_decided'>): Message => {
  const { accepted, unitName: unit, role, superiorName: superior } = body;
  const key = accepted ? 'notice.join_accepted' : 'notice.join_rejected';
  return {
    lines: [
      text(key, { unit, superior, role: roleText(role) }),
      text(accepted ? 'notice.join_accepted_hint' : 'notice.join_rejected_hint'),
    ],
    choices: [helpButton],
  };
};

const memberJoined = ({ person, unitName: unit, role }: NoticeOf<'member_joined'>): Message => ({
  lines: [text('notice.member_joined', { person, unit, role: roleText(role) })],
  choices: [opens('nav.invite', { action: 'invite' })],
});

const privacyButton = opens('notice.privacy', { action: 'privacy' });

const accountLinked = ({ channel }: NoticeOf<'account_linked'>): Message => ({
  lines: [
    text('notice.account_linked', { channel: channelText(channel) }),
    text('notice.account_linked_not_you'),
  ],
  choices: [privacyButton],
});

const accountUnlinked: Message = { lines: [text('notice.account_unlinked')] };

const memberUnreachable = (body: NoticeOf<'member_unreachable'>): Message => {
  const { unitName: unit, role, channel } = body;
  return {
    lines: [
      text('reach.unreachable', { unit, role: roleText(role), channel: channelText(channel) }),
      text('reach.unreachable_hint'),
    ],
  };
};

const memberUnsent = (body: NoticeOf<'member_unsent'>): Message => {
  const { unitName: unit, role } = body;
  const channel = channelText(body.channel);
  return {
    lines: [
      text('brief.unsent', { unit, role: roleText(role), channel }),
      text('brief.unsent_hint', { channel }),
    ],
  };
};

const channelTrouble = ({ channel, fix }: NoticeOf<'channel_trouble'>): Message => ({
  lines: [
    text('reach.trouble', { channel: channelText(channel) }),
    ...(fix === undefined
      ? [text('reach.trouble_hint')]
      : [text('reach.trouble_fix', { link: fix }), text('reach.trouble_kept')]),
  ],
});

const words: { [N in NoticeBody['name']]: (body: NoticeOf<N>) => Message } = {
  plan_sent: planSent,
  plan_withdrawn: planWithdrawn,
  review_closed: reviewClosed,
  join_requested: joinRequested,
  join_decided: joinDecided,
  member_joined: memberJoined,
  follow_changed: followChanged,
  post_handed_over: postHandedOver,
  join_nudge: joinNudge,
  deadline_moved: deadlineMoved,
  behalf_asked: behalfAsked,
  member_unreachable: memberUnreachable,
  member_unsent: memberUnsent,
  channel_trouble: channelTrouble,
  template_changed: templateChanged,
  template_trial: templateTrial,
  template_tried: templateTried,
  reminder: reminderMessage,
  account_linked: accountLinked,
  account_unlinked: () => accountUnlinked,
  withdrawal_asked: withdrawalAsked,
  withdrawal_done: withdrawalDone,
  report_sent_up: reportSentUp,
};

/** Puts what others are told into words, with the way to what it is about. */
export const noticeMessage = (body: NoticeBody): Message => {
  // the words of a name take bodies of that name: TypeScript cannot follow the pair through the table
  const say = words[body.name] as (body: NoticeBody) => Message;
  return say(body);
};
