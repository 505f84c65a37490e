/**
 * What people are shown, as JSON (dates as ISO text or dd/mm/yyyy): views are kept in dialogs.
 */
import type { DecisionId, Iso, PersonId, PostId, RegistrationId, TaskId, UnitId } from './ids.ts';
import type { Flaw } from './flaws.ts';
import type { PostRole } from './organisation.ts';
import type { HeadNumber, ItemCode, UnitKind } from './programme.ts';
import type { RegistrationState, ReturnReason, TaskFields } from './registration.ts';

/** A post somebody holds today, with what its unit may do. */
export type MyPost = {
  postId: PostId;
  role: PostRole;
  unitId: UnitId;
  unitName: string;
  kind: UnitKind;
  /** Registers plans for this unit. */
  registers: boolean;
  /** Reviews plans of the units below. */
  reviews: boolean;
  /** Sees the whole tree below, superior by superior. */
  oversees: boolean;
  admin: boolean;
};

export type Me = {
  person?: { id: PersonId; name: string };
  posts: readonly MyPost[];
  /** Waiting for a superior's word after an open invitation. */
  waitingFor?: { unitName: string; superiorName: string };
};

/** A deadline in all the words that a person needs: "trước ngày 15/10/2026 (hết ngày 14/10/2026)". */
export type DeadlineView = {
  year: number;
  /** dd/mm/yyyy, the first day on which a plan is taken. */
  opens: string;
  /** dd/mm/yyyy, exclusive. */
  dueBefore: string;
  /** dd/mm/yyyy, the last good day. */
  lastDay: string;
  /** dd/mm/yyyy, the last day on which a late plan is taken. */
  lateUntil: string;
  daysLeft: number;
  phase: 'early' | 'open' | 'late' | 'closed';
};

export type ItemMark = 'empty' | 'filled' | 'returned' | 'approved';

export type BoardItem = {
  code: ItemCode;
  short: string;
  tasks: number;
  mark: ItemMark;
  /** Somebody else of the unit is writing here. */
  heldBy?: string;
  /** This person left a conversation about this item unfinished. */
  unfinished: boolean;
};

export type PlanBoard = {
  registrationId?: RegistrationId;
  unitId: UnitId;
  unitName: string;
  year: number;
  state: RegistrationState;
  deadline: DeadlineView;
  heads: readonly {
    number: HeadNumber;
    short: string;
    tasks: number;
    /** Has enough tasks for sending. */
    ready: boolean;
    items: readonly BoardItem[];
  }[];
  itemsFilled: number;
  itemsTotal: number;
  headsReady: number;
  canEdit: boolean;
  canSend: boolean;
  canWithdraw: boolean;
  /** The last sending that stands. */
  sent?: { receipt: string; round: number; at: Iso; late: boolean; by: string };
  superiorName?: string;
  /** Its superior entered it in its place; who, by name. */
  enteredFor?: { by: string; at: Iso };
  claimedBy?: string;
  returnedTasks: readonly TaskView[];
};

/** Which year is offered, and which the programme has; `closed` says in which time the next one opens. */
export type PlanYear = { firstYear: number; lastYear: number } & (
  { year: number; phase: DeadlineView['phase']; opens: string; closes: string } | { outside: true }
);

export type TaskView = TaskFields & {
  id: TaskId;
  rev: number;
  item: ItemCode;
  state: 'pending' | 'approved' | 'returned';
  reason?: ReturnReason;
  note?: string;
  decidedBy?: string;
  decidedAt?: Iso;
  decisionId?: DecisionId;
  /** As last sent, when it was changed since. */
  before?: TaskFields;
  /** Never sent before this round. */
  isNew: boolean;
  canEdit: boolean;
  heldBy?: string;
  flaws: readonly Flaw[];
};

export type SuggestionView = {
  id: string;
  content: string;
  target: string;
  due: string;
  owner: string;
  evidence: string;
};

export type ItemView = {
  unitId: UnitId;
  unitName: string;
  year: number;
  code: ItemCode;
  head: HeadNumber;
  headShort: string;
  short: string;
  official: string;
  tasks: readonly TaskView[];
  suggestions: readonly SuggestionView[];
  /** May be answered with "thực hiện theo quy định của ngành". */
  sectorRule: boolean;
  canEdit: boolean;
  state: RegistrationState;
  heldBy?: string;
};

/** What is vague or missing before sending. Warnings do not block; a missing head does. */
export type PlanCheck = {
  year: number;
  unitName: string;
  superiorName?: string;
  deadline: DeadlineView;
  tasks: number;
  vague: readonly { id: TaskId; item: ItemCode; content: string; flaws: readonly Flaw[] }[];
  emptyItems: readonly ItemCode[];
  missingHeads: readonly HeadNumber[];
  late: boolean;
  round: number;
};

export type QueueEntry = {
  registrationId: RegistrationId;
  unitId: UnitId;
  unitName: string;
  year: number;
  clusterName?: string;
  round: number;
  sentAt: Iso;
  late: boolean;
  tasks: number;
  pending: number;
  claimedBy?: string;
  mine: boolean;
  /** The reader holds a post there, so somebody else decides. */
  own?: true;
};

export type ReviewSheet = {
  registrationId: RegistrationId;
  unitId: UnitId;
  unitName: string;
  year: number;
  state: RegistrationState;
  round: number;
  sentAt: Iso;
  sentBy: string;
  late: boolean;
  claimedBy?: string;
  mine: boolean;
  ownUnit: boolean;
  /** The reader entered this plan, and nobody else is there to review it. */
  enteredAlone?: true;
  heads: readonly {
    number: HeadNumber;
    short: string;
    /** From the second round on only what is new or changed stands here; the locked ones are counted. */
    tasks: readonly TaskView[];
    approvedBefore: number;
  }[];
  pending: number;
  approved: number;
  returned: number;
  canClose: boolean;
  /** The unit has issued its paper, or sent a scan of it. */
  paper?: true;
  closedAt?: Iso;
  closedBy?: string;
};

export type UnitLine = {
  unitId: UnitId;
  unitName: string;
  state: RegistrationState;
  tasks: number;
  itemsFilled: number;
  late: boolean;
  pending: number;
  returned: number;
  /** Who follows the unit, by name or post. */
  cadres?: readonly string[];
};

export type Counts = {
  units: number;
  sent: number;
  late: number;
  missing: number;
  byState: Readonly<Record<RegistrationState, number>>;
};

/** One superior and its registering units. */
export type SuperiorReport = {
  superiorId: UnitId;
  superiorName: string;
  year: number;
  deadline: DeadlineView;
  counts: Counts;
  clusters: readonly { name: string; counts: Counts }[];
  units: readonly UnitLine[];
};

/** The whole tree below one unit. */
export type ProvinceReport = {
  unitName: string;
  year: number;
  deadline: DeadlineView;
  counts: Counts;
  superiors: readonly { unitId: UnitId; name: string; counts: Counts }[];
  clusters: readonly { name: string; counts: Counts }[];
};

export type AuditLine = {
  at: Iso;
  who: string;
  /** Role of the post it was done as; empty for what nobody did, or before a post was held. */
  as: string;
  /** Unit of that post, where it is not the one that the line is about. */
  asUnit?: string;
  action: string;
  unitName: string;
  detail: string;
  /** Done in the unit's place. */
  behalf?: true;
};

/** What is kept about the asker, for /dulieu. */
/** One chat of the reader; `present` is the one they are reading in. */
export type AccountView = {
  id: string;
  channel: string;
  since: Iso;
  present: boolean;
  /** Shared in this chat; only its last digits are shown. */
  phone?: { ending: string; at: Iso };
};

export type PrivacyView = {
  name: string;
  lang: 'vi' | 'en';
  accounts: readonly AccountView[];
  posts: readonly { unitName: string; role: PostRole; from: Iso; to?: Iso }[];
  consent: { noticeVersion: string; at: Iso; channel: string };
};

export type JoinRequestView = {
  id: string;
  name: string;
  unitName: string;
  role: PostRole;
  at: Iso;
};

export type UnitChoice = { unitId: UnitId; name: string; secretaries: readonly string[] };

/** `organisation` runs the program and answers for its data, when it has been named. */
export type Contact = { name: string; phone: string; organisation?: string };

/** Addresses that open the bot; absent for a channel that is off, or whose name is not known yet. */
export type ChannelLinks = { telegram?: string; zalo?: string };
