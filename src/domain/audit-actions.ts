import type { AuditNote } from './notices.ts';

/** Every `action` that stands in the audit log; its words stand in flows/log-words.ts. */
export type AuditAction =
  | 'task.added'
  | 'task.changed'
  | 'task.deleted'
  | 'task.restored'
  | 'plan.sent'
  | 'plan.withdrawn'
  | 'plan.taken_over'
  | 'plan.taken_back'
  | 'review.claimed'
  | 'review.taken_over'
  | 'review.released'
  | 'review.approved'
  | 'review.returned'
  | 'review.undone'
  | 'review.closed'
  | 'invitation.created'
  | 'invitation.revoked'
  | 'invitation.used'
  | 'join.consented'
  | 'join.requested'
  | 'join.confirmed'
  | 'join.rejected'
  | 'post.given'
  | 'account.invited'
  | 'account.linked'
  | 'account.unlinked'
  | 'unit.added'
  | 'unit.changed'
  | 'unit.closed'
  | 'unit.nudged'
  | 'unit.followed'
  | 'post.ended'
  | 'post.kept'
  | 'settings.changed'
  | 'behalf.asked'
  | 'behalf.begun'
  | 'wave.started'
  | 'wave.paused'
  | 'wave.resumed'
  | 'report.frozen'
  | 'report.sent_up'
  | 'report.mailed'
  | 'person.language'
  | 'document.issued'
  | 'document.scanned'
  | 'document.worded'
  | 'document.signer'
  | 'document.template';

/** A line for the log, with an action that has words. */
export const note = (action: AuditAction, line: Omit<AuditNote, 'action'>): AuditNote => ({
  action,
  ...line,
});
