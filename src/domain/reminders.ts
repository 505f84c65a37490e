/** What one reminder says: all that is due to one person on one day, in one message. */
import type { Iso, PostId, UnitId } from './ids.ts';
import type { RegistrationState } from './registration.ts';
import type { SnoozeChoice } from './snooze.ts';
import type { DeadlineView } from './views.ts';
import type { WaveCost } from './wave-cost.ts';

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
  /** dd/mm/yyyy, exclusive, and the last good day. */
  dueBefore: string;
  lastDay: string;
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

/** One duty of the reader and when it is said next; absent when it will not be said any more. */
export type NextReminder = {
  section: PlanReminder | ReportUpReminder;
  /** dd/mm/yyyy. */
  next?: string;
};

export type MyReminders = {
  open: readonly NextReminder[];
  /** Duties that are done. */
  done: readonly { unitName: string; year: number }[];
  snoozedUntil?: Iso;
  snooze: ReminderBody['snooze'];
};

/** How far a wave has come. `dropped`: no longer needed, or overtaken, when their turn came. */
export type WaveProgress = {
  waveId: string;
  at: Iso;
  people: number;
  sent: number;
  waiting: number;
  failed: number;
  dropped: number;
  /** They are reached when they write again. */
  parked: number;
  paused: boolean;
};

export type WaveView = {
  unitId: UnitId;
  unitName: string;
  year: number;
  deadline: DeadlineView;
  /** When they would be reminded: now, or the next morning. */
  at: Iso;
  people: number;
  /** Absent where it costs nothing and reaches everybody at once. */
  cost?: WaveCost;
  /** Units by the state of their plans. */
  units: Readonly<Record<'none' | 'drafting' | 'returned', number>>;
  /** People who owe a plan and cannot be written to. */
  unreachable: number;
  /** They have had, or will have, the message of that day. */
  remindedAlready: number;
  /** Units that nobody has joined for. */
  unjoined: number;
  last?: WaveProgress;
};
