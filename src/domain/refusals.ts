/**
 * A refusal is a value: the closed list of reasons, each a sentence `refusal.<code>` in locales/ with these
 * parameters. A broken invariant is a throw, never a refusal.
 */
export type Refusal = { code: RefusalCode; params?: Readonly<Record<string, string | number>> };

export const refusalCodes = [
  /** The person holds no post that allows this. */
  'not_allowed',
  /** Own unit: nobody decides on the plan of a unit where they hold a post. */
  'own_unit',
  /** Somebody changed it first. params: who, when */
  'changed',
  /** Already decided. params: who, when, what */
  'already_decided',
  'not_found',
  /** Locked because sent, in review or approved. params: state */
  'locked',
  /** The year is not open. params: year, opens, closes */
  'year_closed',
  'year_outside',
  /** Heads without enough tasks. params: heads */
  'head_missing',
  'already_sent',
  'not_sent',
  'report_sent_already',
  'review_begun',
  /** params: who, when */
  'claimed_by_other',
  /** Tasks without a decision. params: count */
  'undecided_left',
  /** The rest was not shown to this cadre yet. params: count */
  'not_shown',
  'undo_too_late',
  'nothing_to_undo',
  /** The plan is full. params: max */
  'too_many_tasks',
  'invitation_unknown',
  'invitation_expired',
  'invitation_used',
  /** params: minutes */
  'too_many_attempts',
  'no_superior',
  'already_member',
  /** A code for a further chat that is used, revoked or older than a quarter of an hour. */
  'account_code_over',
  /** This chat is somebody else's. */
  'account_of_other',
  /** This chat is the asker's already. */
  'account_own',
  /** The chat that the asker is writing in. */
  'account_in_use',
  /** Nobody asked for a phone number here, or it is too long ago. */
  'phone_unasked',
  'phone_invalid',
  'phone_none',
  /** A field that must not be empty. params: field */
  'missing_field',
  /** params: field, max */
  'too_long',
  /** Words that cannot mean anything: 31/02, a day of another year. params: field */
  'invalid_field',
  /** Tasks that were returned and neither changed nor deleted since. params: count */
  'returned_untouched',
  /** Another unit of that name stands below the same superior. params: name */
  'unit_exists',
  /** params: name */
  'cluster_exists',
  /** Somebody changed the unit since it was shown. params: name */
  'unit_changed',
  /** A unit would stand below itself. */
  'unit_circle',
  /** params: count */
  'units_below',
  /** params: name */
  'nudged_today',
  /** What a file would change is other than what was shown. */
  'import_changed',
  /** Settings that contradict each other. params: fault (settings.wrong.<fault>), year */
  'settings_wrong',
  /** Somebody saved other settings meanwhile. */
  'settings_changed',
  /** Who entered a plan for its unit does not review it while somebody else can. */
  'entered_by_you',
  /** Somebody who does not work for the superior of the unit cannot follow it. */
  'not_of_superior',
  /** The last one of a unit leaves it without anybody invited. */
  'post_last',
  /** The unit has people of its own now. */
  'unit_joined',
  /** There is no deadline left, or none that far away. */
  'snooze_too_late',
  /** Everybody is done, was reminded, or cannot be written to. */
  'nobody_to_remind',
  /** No channel here carries templates. */
  'trial_zalo_only',
  /** The asker has no chat on a channel that does. */
  'trial_no_chat',
  /** Templates go by phone while they are tried, and the asker has shared no number. */
  'trial_no_phone',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];
