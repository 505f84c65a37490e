import type { FileRef } from './files.ts';
import type { PersonId, RegistrationId, ReportId, UnitId } from './ids.ts';
import type { OutsideKind, OutsideTrial } from './outside.ts';
import type { PostRole } from './organisation.ts';
import type { Refusal } from './refusals.ts';
import type { ReminderBody } from './reminders.ts';

/** Whom a notice is for; src/app finds the people and their last reachable account. */
export type Audience =
  /** Everybody who may register for this unit. */
  | { unit: UnitId }
  /** Everybody who may review at this superior. */
  | { reviewersAt: UnitId }
  /** Everybody who works for a unit that registers or approves. */
  | { all: true }
  /** Whoever looks after the program. */
  | { admins: true }
  | { person: PersonId }
  /** One chat and no other, whoever's it is now. */
  | { account: string };

/**
 * What others are told after a command. flows/notices.ts puts each into words. Every notice names unit and
 * year where there is one.
 */
export type NoticeBody =
  | {
      name: 'plan_sent';
      registrationId: RegistrationId;
      unitName: string;
      year: number;
      round: number;
      tasks: number;
      late: boolean;
      receipt: string;
    }
  | { name: 'plan_withdrawn'; unitName: string; year: number; by: string }
  | {
      name: 'review_closed';
      registrationId: RegistrationId;
      unitId: UnitId;
      unitName: string;
      superiorName: string;
      year: number;
      round: number;
      approved: number;
      returned: number;
      /** First sent after the deadline. In time once is in time for good, whatever is added later. */
      late?: boolean;
    }
  /** `file`: the paper. */
  | {
      name: 'report_sent_up';
      reportId: ReportId;
      unitName: string;
      year: number;
      version: number;
      units: number;
      sent: number;
      missing: number;
      file: FileRef;
    }
  | { name: 'join_requested'; requestId: string; person: string; unitName: string; role: PostRole }
  | {
      name: 'join_decided';
      accepted: boolean;
      unitName: string;
      role: PostRole;
      superiorName: string;
    }
  /** To a superior: units below it that nobody has joined for. */
  | { name: 'join_nudge'; unitName: string; count: number }
  /** To everybody who works with that year: its last day was moved. Days as dd/mm/yyyy. */
  | {
      name: 'deadline_moved';
      year: number;
      before: { dueBefore: string; lastDay: string };
      after: { dueBefore: string; lastDay: string; lateUntil: string };
    }
  /** To the superior: a unit asks that its plan be entered for it. */
  | { name: 'behalf_asked'; unitId: UnitId; unitName: string }
  /** To a cadre: units (or clusters) to follow from now on, or no longer. */
  | { name: 'follow_changed'; names: readonly string[]; cluster: boolean; follows: boolean }
  /** To the superior: somebody hands the post over from that day (dd/mm/yyyy), or keeps it after all. */
  | ({ name: 'post_handed_over'; unitName: string; role: PostRole } & (
      { day: string; invited: boolean } | { kept: true }
    ))
  | { name: 'member_joined'; person: string; unitName: string; role: PostRole }
  /** To those above: somebody of the unit can no longer be told anything. */
  | { name: 'member_unreachable'; unitName: string; role: PostRole; channel: string }
  /** To those above: something waits until that person writes again. */
  | { name: 'member_unsent'; unitName: string; role: PostRole; channel: string }
  | ReminderBody
  /** To whoever looks after the program; `fix` is the address where it is put right. */
  | { name: 'channel_trouble'; channel: string; fix?: string }
  /** To the same: what the vendor says of a template, or of how many may go out a day. */
  | {
      name: 'template_changed';
      what: 'accepted' | 'refused' | 'quality' | 'quota' | 'allowance';
      /** What is said with it; none when nobody has entered it. */
      kinds: readonly OutsideKind[];
      templateId?: string;
      reason?: string;
      from?: string;
      to?: string;
    }
  /**
   * To whoever wants to see a template: goes by that alone, with the sample values that it carries. `lastDay` as
   * dd/mm/yyyy.
   */
  | {
      name: 'template_trial';
      trial: OutsideTrial;
      unitName: string;
      year?: number;
      lastDay?: string;
      daysLeft?: number;
    }
  /** What became of it. `unclear`: no certain answer came. `reason` in the vendor's words, `price` in đồng. */
  | {
      name: 'template_tried';
      kind: OutsideKind;
      templateId: string;
      outcome: 'sent' | 'refused' | 'unclear';
      reason?: string;
      price?: number;
    }
  /** To the other chats of the person; `channel` is that of the new one. */
  | { name: 'account_linked'; channel: string }
  /** To the chat that was taken away. */
  | { name: 'account_unlinked' }
  /**
   * To those who must decide: somebody has asked, through the channel's vendor, that their data be removed; the chat
   * is forgotten already. `posts` as far as the reader answers for them; `person` only where names may go. Days as
   * dd/mm/yyyy, the last good ones.
   */
  | {
      name: 'withdrawal_asked';
      person?: string;
      posts: readonly { role: PostRole; unitName: string }[];
      channel: string;
      chatsLeft: number;
      terms: { asked: string; acknowledge: string; stop: string; erase: string };
    }
  /** To the chats that this person has besides. */
  | { name: 'withdrawal_done'; channel: string };

export type Notice = { to: Audience; body: NoticeBody; except?: PersonId };

/** A line for the audit log: ids and small values only. */
export type AuditNote = {
  action: string;
  subject: string;
  unitId?: UnitId;
  before?: unknown;
  after?: unknown;
};

/** What a pure decider says: no, or what changes, what is noted, who is told and what the asker gets. */
export type Decided<Changes, Result> =
  | { refused: Refusal }
  | { changes: Changes; audit: readonly AuditNote[]; notices: readonly Notice[]; result: Result };
