import { formatDay, formatTime } from '../../src/domain/dates.ts';
import type { Flaw } from '../../src/domain/flaws.ts';
import type { Iso } from '../../src/domain/ids.ts';
import type { PostRole } from '../../src/domain/organisation.ts';
import type { RegistrationState, ReturnReason } from '../../src/domain/registration.ts';
import { raw, text, type Text } from '../../src/dialog/message.ts';

const states: Readonly<Record<RegistrationState, string>> = {
  none: 'state.none',
  drafting: 'state.drafting',
  sent: 'state.sent',
  reviewing: 'state.reviewing',
  returned: 'state.returned',
  approved: 'state.approved',
};

const roles: Readonly<Record<PostRole, string>> = {
  secretary: 'role.secretary',
  deputy: 'role.deputy',
  cadre: 'role.cadre',
  admin: 'role.admin',
};

const taskStates: Readonly<Record<'pending' | 'approved' | 'returned', string>> = {
  pending: 'state.task_pending',
  approved: 'state.task_approved',
  returned: 'state.task_returned',
};

const reasons: Readonly<Record<ReturnReason, string>> = {
  no_target: 'review.reason.no_target',
  no_time: 'review.reason.no_time',
  no_owner: 'review.reason.no_owner',
  wrong_content: 'review.reason.wrong_content',
  duplicate: 'review.reason.duplicate',
  other: 'review.reason.other',
};

const hints: Readonly<Record<Flaw, string>> = {
  no_number: 'review.hint.no_number',
  no_time: 'review.hint.no_time',
  no_person: 'review.hint.no_person',
  short_content: 'review.hint.short_content',
};

const channels: Readonly<Record<string, string>> = {
  zalo: 'channel.name.zalo',
  telegram: 'channel.name.telegram',
  web: 'channel.name.web',
};

/** What people call a channel. */
export const channelText = (channel: string): Text => {
  const key = channels[channel];
  return key === undefined ? raw(channel) : text(key);
};

/** The state of a registration in words. */
export const stateText = (state: RegistrationState): Text => text(states[state]);

/** How one task stands; before the first sending nothing waits for anybody. */
export const taskStateText = (task: keyof typeof taskStates, plan: RegistrationState): Text =>
  plan === 'none' || plan === 'drafting' ? stateText(plan) : text(taskStates[task]);

/** What a post is called. */
export const roleText = (role: PostRole): Text => text(roles[role]);

/** A post with its unit: nobody has to guess as whom something is done. */
export const postText = (post: { role: PostRole; unitName: string }): Text =>
  text('role.at', { role: roleText(post.role), unit: post.unitName });

export const reasonText = (reason: ReturnReason): Text => text(reasons[reason]);

/** A reason with the cadre's own words; "other" says nothing that these words do not say better. */
export const reasonWith = (reason: ReturnReason, note?: string): Text => {
  if (!note) return reasonText(reason);
  return reason === 'other'
    ? text('review.reason_words', { note })
    : text('review.reason_note', { reason: reasonText(reason), note });
};

/** What a reviewer may want to look at twice. */
export const hintText = (flaw: Flaw): Text => text(hints[flaw]);

/** "21:03 14/10/2026": reads the same in every language. */
export const moment = (at: Iso): string => {
  const instant = new Date(at);
  return `${formatTime(instant)} ${formatDay(instant)}`;
};
