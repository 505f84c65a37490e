/** What one reminder says: all that is due to one person on one day, in one message. */
import type { Iso, PostId, UnitId } from './ids.ts';
import type { RegistrationState } from './registration.ts';
import type { SnoozeChoice } from './snooze.ts';
import type { DeadlineView } from './views.ts';

/** The plan of a unit that the reader registers for. */
export type PlanReminder = {
  about: 'plan';
  unitId: UnitId;
  unitName: string;
  year: number;
  state: RegistrationState;
  itemsFilled: number;
  itemsTotal: number;
  returned: number;
  deadline: DeadlineView;
  /** First sent before the deadline: returned tasks do not make it late. */
  inTime: boolean;
};

/** The report that the reader's unit owes to the one above. */
export type ReportUpReminder = {
  about: 'report_up';
  unitId: UnitId;
  unitName: string;
  year: number;
  /** dd/mm/yyyy, exclusive, and the last good day. */
  dueBefore: string;
  lastDay: string;
  daysLeft: number;
  units: number;
  missing: number;
};

/** Units below that have not stirred. */
export type SilentReminder = {
  about: 'silent';
  unitId: UnitId;
  unitName: string;
  year: number;
  dueBefore: string;
  daysLeft: number;
  names: readonly string[];
  /** Of them: nobody there can be reached by the bot. */
  unreachable: number;
};

/** Sent plans that nobody has finished reviewing. */
export type ReviewReminder = {
  about: 'review';
  postId: PostId;
  unitName: string;
  years: readonly number[];
  units: number;
  tasks: number;
  /** How long the oldest has waited. */
  days: number;
};

export type ReminderSection = PlanReminder | ReportUpReminder | SilentReminder | ReviewReminder;

export type ReminderBody = {
  name: 'reminder';
  sections: readonly ReminderSection[];
  /** When the reader may be reminded again, if they choose to. */
  snooze: readonly { choice: SnoozeChoice; at: Iso }[];
  /** They had asked for it. */
  again: boolean;
};

/** Kept with the outgoing message, so that what was said is known without reading its words. */
export type ReminderMark = {
  /** "YYYY-MM-DD" on which it is to be read. */
  day: string;
  /** What it is about; see reminder-items.ts. */
  items: readonly string[];
  by: 'plan' | 'snooze' | 'wave';
  waveId?: string;
};
