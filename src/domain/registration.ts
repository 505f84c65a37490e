/** The registration of one unit for one year: tasks, sendings, review. One document, one `rev`. */
import type { Day } from './dates.ts';
import type { FileRef } from './files.ts';
import type { PersonId, PostId, RegistrationId, TaskId, UnitId, DecisionId } from './ids.ts';
import type { ItemCode, HeadNumber } from './programme.ts';

/** "02 lớp, 120 học viên" → two measures. `percent` counts as a number with unit "%". */
export type Measure = { number: number; unit: string };

export type Target = { text: string; measures: readonly Measure[] };

/** `lastDay`: "YYYY-MM-DD" in Viet Nam time, when the words name one ("Quý I" → 31/03/N). */
export type Due = { text: string; lastDay?: string };

export type TaskFields = {
  content: string;
  target: Target;
  due: Due;
  owner: string;
  partners?: string;
  evidence?: string;
};

export const returnReasons = [
  'no_target',
  'no_time',
  'no_owner',
  'wrong_content',
  'duplicate',
  'other',
] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** Why a superior enters a plan in its unit's place. */
export const entryReasons = ['no_device', 'no_consent', 'asked', 'other'] as const;
export type EntryReason = (typeof entryReasons)[number];

/** One cadre's word on one task. `decisionId` groups what was decided with one tap, for undo. */
export type TaskReview =
  /** `asked`: why it came back before it was changed, for whoever reads it in the next round. */
  | { state: 'pending'; asked?: { reason: ReturnReason; note?: string } }
  | { state: 'approved'; decisionId: DecisionId; by: Act; at: Date }
  | {
      state: 'returned';
      decisionId: DecisionId;
      reason: ReturnReason;
      note?: string;
      by: Act;
      at: Date;
    };

/** Who did it, as which post. */
export type Act = { personId: PersonId; postId: PostId };

export type Task = TaskFields & {
  id: TaskId;
  /** Raised by every change to this task, its review included. */
  rev: number;
  item: ItemCode;
  createdBy: Act;
  updatedAt: Date;
  updatedBy: Act;
  review: TaskReview;
  /** As it stood in the last sending; absent while it was never sent. */
  sent?: TaskFields;
  deletedAt?: Date;
  /** Came with others of a plan that was written elsewhere. */
  brought?: { batch: string; at: Date };
};

/** One sending, frozen. `receipt` is what the person keeps: "2027-01-7F3K". */
export type Round = {
  number: number;
  receipt: string;
  sentAt: Date;
  by: Act;
  unitName: string;
  superiorId?: UnitId;
  superiorName?: string;
  tasks: readonly (TaskFields & { id: TaskId; item: ItemCode })[];
  withdrawnAt?: Date;
  /** First decision of this round. */
  reviewBegunAt?: Date;
  /** "Gửi kết quả duyệt". */
  closedAt?: Date;
  closedBy?: Act;
};

/** Who is writing what right now; a hint for the others, not a lock. */
export type Hold = { subject: string; personId: PersonId; at: Date };

export type Claim = { by: Act; at: Date };

/**
 * The paper that the unit issued for its plan. With `number` and `date` it is no draft any more; `round` is the
 * sending that it was issued for, `scans` the signed and sealed paper as it was photographed, page by page.
 */
export type PlanPaper = {
  number?: number;
  date?: Day;
  signer?: { name: string; post: 'secretary' | 'deputy' };
  round?: number;
  issuedBy?: Act;
  scans: readonly FileRef[];
  scannedAt?: Date;
  scannedBy?: Act;
};

/** Derived by `stateOf`; the only words for a registration's state. */
export const registrationStates = [
  'none',
  'drafting',
  'sent',
  'reviewing',
  'returned',
  'approved',
] as const;
export type RegistrationState = (typeof registrationStates)[number];

/** Saved with the document, so that lists and reports are plain finds. */
export type Summary = {
  state: RegistrationState;
  tasks: number;
  itemsFilled: number;
  byHead: readonly { head: HeadNumber; tasks: number; approved: number; returned: number }[];
  pending: number;
  approved: number;
  returned: number;
  late: boolean;
  /** Number and time of the sending that stands. */
  round?: number;
  sentAt?: Date;
  firstSentAt?: Date;
  /** When somebody last wrote in it. */
  touchedAt?: Date;
};

export type Registration = {
  id: RegistrationId;
  rev: number;
  unitId: UnitId;
  year: number;
  programmeId: string;
  tasks: readonly Task[];
  rounds: readonly Round[];
  /** Time of the very first sending, withdrawn or not: it alone decides lateness. */
  firstSentAt?: Date;
  late: boolean;
  claim?: Claim;
  holds: readonly Hold[];
  /** Superior when last sent: the queue is found by it. */
  superiorId?: UnitId;
  document?: PlanPaper;
  /** The superior entered it in the unit's place; stays when the unit goes on by itself. */
  enteredFor?: { by: Act; at: Date; reason: EntryReason };
  summary: Summary;
};
