import type { AuditAction } from '../../src/domain/audit-actions.ts';
import { outsideKinds } from '../../src/domain/outside.ts';
import { returnReasons } from '../../src/domain/registration.ts';
import type { AuditLine } from '../../src/domain/views.ts';
import { raw, text, type Text } from '../../src/dialog/message.ts';
import { kindText } from '../office/outside-text.ts';
import { channelText, moment, reasonText, roleText } from '../talking/words.ts';

const actions: Readonly<Record<AuditAction, string>> = {
  'task.added': 'log.task_added',
  'task.changed': 'log.task_changed',
  'task.deleted': 'log.task_deleted',
  'task.restored': 'log.task_restored',
  'plan.sent': 'log.plan_sent',
  'plan.withdrawn': 'log.plan_withdrawn',
  'plan.taken_over': 'log.plan_taken_over',
  'plan.taken_back': 'log.plan_taken_back',
  'review.claimed': 'log.review_claimed',
  'review.taken_over': 'log.review_taken_over',
  'review.released': 'log.review_released',
  'review.approved': 'log.review_approved',
  'review.returned': 'log.review_returned',
  'review.undone': 'log.review_undone',
  'review.closed': 'log.review_closed',
  'invitation.created': 'log.invitation_created',
  'invitation.revoked': 'log.invitation_revoked',
  'invitation.used': 'log.invitation_used',
  'join.consented': 'log.join_consented',
  'join.requested': 'log.join_requested',
  'join.confirmed': 'log.join_confirmed',
  'join.rejected': 'log.join_rejected',
  'post.given': 'log.post_given',
  'account.invited': 'log.account_invited',
  'account.linked': 'log.account_linked',
  'account.unlinked': 'log.account_unlinked',
  'phone.agreed': 'phone.log_agreed',
  'phone.shared': 'phone.log_shared',
  'phone.dropped': 'phone.log_dropped',
  'privacy.withdrawn': 'withdrawal.log',
  'unit.added': 'units.log.added',
  'unit.changed': 'units.log.changed',
  'unit.closed': 'units.log.closed',
  'unit.nudged': 'units.log.nudged',
  'unit.followed': 'units.log.followed',
  'cluster.added': 'clusters.log_added',
  'cluster.renamed': 'clusters.log_renamed',
  'post.ended': 'units.log.post_ended',
  'post.kept': 'handover.log_kept',
  'settings.changed': 'settings.log_changed',
  'outside.set': 'zbs.log_set',
  'outside.removed': 'zbs.log_removed',
  'outside.reported': 'zbs.log_reported',
  'outside.tried': 'zbs.log_tried',
  'behalf.asked': 'behalf.log_asked',
  'behalf.begun': 'behalf.log_begun',
  'report.frozen': 'report_up.log_frozen',
  'report.sent_up': 'report_up.log_sent',
  'report.mailed': 'report_up.log_mailed',
  'wave.started': 'remind.log_started',
  'wave.paused': 'remind.log_paused',
  'wave.resumed': 'remind.log_resumed',
  'person.language': 'log.person_language',
  'document.issued': 'document.log_issued',
  'document.scanned': 'document.log_scanned',
  'document.worded': 'document.log_worded',
  'document.signer': 'document.log_signer',
  'document.template': 'document.log_template',
};

/** An action that these words do not know yet is shown by its name. */
const actionText = (action: string): Text => {
  const known: Readonly<Record<string, string>> = actions;
  const key = known[action];
  return key === undefined ? raw(action) : text(key);
};

type Values = Readonly<Record<string, unknown>>;

const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null;

/** What was noted before and after, as one list of values. */
const valuesOf = (detail: string): Values | undefined => {
  try {
    const noted: unknown = JSON.parse(detail);
    if (!isValues(noted)) return undefined;
    const { before, after, ...rest } = noted;
    return { ...(isValues(before) ? before : {}), ...(isValues(after) ? after : {}), ...rest };
  } catch {
    return undefined;
  }
};

const roles = ['secretary', 'deputy', 'cadre', 'admin'] as const;

/** The values that say something to a person, each in words. */
const worded: Readonly<Record<string, (value: unknown) => Text | undefined>> = {
  round: (value) =>
    typeof value === 'number' ? text('log.in_round', { round: value }) : undefined,
  receipt: (value) =>
    typeof value === 'string' ? text('log.receipt', { receipt: value }) : undefined,
  late: (value) => (value === true ? text('log.late') : undefined),
  item: (value) => (typeof value === 'string' ? text('log.item', { item: value }) : undefined),
  tasks: (value) => {
    const count = Array.isArray(value) ? value.length : value;
    return typeof count === 'number' ? text('log.tasks', { count }) : undefined;
  },
  reason: (value) => {
    const reason = returnReasons.find((one) => one === value);
    return reason && reasonText(reason);
  },
  approved: (value) =>
    typeof value === 'number' ? text('log.approved', { count: value }) : undefined,
  returned: (value) =>
    typeof value === 'number' ? text('log.returned', { count: value }) : undefined,
  kind: (value) => {
    const kind = outsideKinds.find((one) => one === value);
    return kind && kindText(kind);
  },
  templateId: (value) =>
    typeof value === 'string' && value !== '' ? text('zbs.log_id', { id: value }) : undefined,
  channel: (value) => (typeof value === 'string' ? channelText(value) : undefined),
  role: (value) => {
    const role = roles.find((one) => one === value);
    return role && roleText(role);
  },
};

const detailTexts = (detail: string): Text[] => {
  const values = valuesOf(detail);
  if (!values) return detail === '' ? [] : [raw(detail)];
  return Object.entries(worded).flatMap(([name, word]) => {
    const said = word(values[name]);
    return said ? [said] : [];
  });
};

/** Who did what where, in one or two lines. */
export const auditLines = (line: AuditLine): Text[] => {
  const { at, who, as, asUnit, action, unitName, detail } = line;
  const role = roles.find((one) => one === as);
  const named = role ? roleText(role) : raw(as);
  const title = asUnit ? text('role.at', { role: named, unit: asUnit }) : named;
  const details = [...(line.behalf ? [text('behalf.log_mark')] : []), ...detailTexts(detail)];
  const name = who === '' ? text('log.system') : raw(who);
  return [
    as === ''
      ? text('log.line', { at: moment(at), who: name, action: actionText(action) })
      : text('log.line_as', { at: moment(at), who: name, as: title, action: actionText(action) }),
    ...(unitName !== '' || details.length > 0
      ? [text('log.about', { about: [...(unitName === '' ? [] : [raw(unitName)]), ...details] })]
      : []),
  ];
};
