/**
 * All that can be asked to be known. Results are JSON because they are kept in dialogs. Every query checks for
 * itself what its asker may see; what may not be seen is absent, not refused.
 */
import type { ClusterId, PostId, RegistrationId, ReportId, TaskId, UnitId } from './ids.ts';
import type { PlanPiece, PlanProposal } from './plan-proposal.ts';
import type { ItemCode } from './programme.ts';
import type { RegistrationState } from './registration.ts';
import type { MyReminders, WaveView } from './reminders.ts';
import type { ReportsIn, ReportUpView, ReportView } from './report-up.ts';
import type { PaperTextsView, PaperView, TemplateView } from './document-views.ts';
import type {
  AuditLine,
  ChannelLinks,
  Contact,
  ItemView,
  JoinRequestView,
  Me,
  MyPost,
  PlanBoard,
  PlanCheck,
  PlanYear,
  PrivacyView,
  ProvinceReport,
  QueueEntry,
  ReviewSheet,
  SuperiorReport,
  TaskView,
  UnitChoice,
} from './views.ts';

import type { FollowBoard, Follower, MyFollowed } from './follow-views.ts';
import type { HandoverView } from './handover-views.ts';
import type { OutsideView } from './outside-templates.ts';
import type { SettingsView } from './settings.ts';
import type { WordingView } from './wording-table.ts';
import type { JoinGap, ManagedUnit, UnitPage } from './unit-views.ts';

type Queries = {
  me: { in: unknown; out: Me };
  'plan.year': { in: { unitId: UnitId }; out: PlanYear };
  /** Absent when the asker may not see that unit. */
  'plan.board': { in: { unitId: UnitId; year: number }; out: PlanBoard | null };
  'plan.item': { in: { unitId: UnitId; year: number; item: ItemCode }; out: ItemView | null };
  'plan.task': {
    in: { taskId: TaskId };
    out: {
      task: TaskView;
      unitId: UnitId;
      unitName: string;
      year: number;
      state: RegistrationState;
    } | null;
  };
  /** What a plan that was written elsewhere says; absent for who may not write this plan. */
  'plan.propose': {
    in: { unitId: UnitId; year: number; pieces: readonly PlanPiece[] };
    out: PlanProposal | null;
  };
  /** How many tasks the unit had the year before; absent when there was no plan. */
  'plan.former': {
    in: { unitId: UnitId; year: number };
    out: { year: number; tasks: number } | null;
  };
  /** The plan of the year before, moved on to this year. */
  'plan.former_tasks': { in: { unitId: UnitId; year: number }; out: PlanProposal | null };
  'plan.check': { in: { unitId: UnitId; year: number }; out: PlanCheck | null };
  /** The paper of a plan: how far it is, and what there is to do. */
  'document.plan': { in: { unitId: UnitId; year: number }; out: PaperView | null };
  /** The standing texts of a unit's papers, for those who work for it. */
  'document.texts': { in: { unitId: UnitId; year: number }; out: PaperTextsView | null };
  /** The template by which the plans of this post's unit and those below it are written. */
  'document.template': { in: { as: PostId }; out: TemplateView | null };
  /** What the papers of the units below say unless they say otherwise. */
  'document.below': { in: { as: PostId }; out: WordingView | null };
  'review.queue': { in: { as: PostId }; out: readonly QueueEntry[] };
  'review.sheet': { in: { as: PostId; registrationId: RegistrationId }; out: ReviewSheet | null };
  'report.superior': { in: { unitId: UnitId; year: number }; out: SuperiorReport | null };
  'report.province': { in: { unitId: UnitId; year: number }; out: ProvinceReport | null };
  /** Years of which this unit's tree has anything, newest first, and the one to show first. */
  'report.years': { in: { unitId: UnitId }; out: { years: readonly number[]; current: number } };
  /** The report to the superior as it would be now; `all`: over all superiors below. */
  'report.up': { in: { unitId: UnitId; year: number; all?: boolean }; out: ReportUpView | null };
  /** A frozen report; one that was not sent is seen by its own unit only. */
  'report.frozen': { in: { reportId: ReportId }; out: ReportView | null };
  /** Who below that unit has reported up. */
  'report.received': { in: { unitId: UnitId; year: number }; out: ReportsIn | null };
  'audit.recent': {
    in: { as: PostId; page: number };
    out: { lines: readonly AuditLine[]; more: boolean };
  };
  privacy: { in: unknown; out: PrivacyView | null };
  /** Units that an open invitation may lead to, or that a superior may invite for. */
  'units.below': { in: { unitId: UnitId }; out: readonly UnitChoice[] };
  /** The same for a newcomer who holds nothing but a valid code of an open link. */
  'units.for_code': { in: { code: string }; out: readonly UnitChoice[] };
  /** Units that this post looks after, found by some letters; with `missing` those that nobody has joined for. */
  'units.managed': {
    in: { as: PostId; find: string; page: number; missing?: boolean; below?: UnitId };
    out: UnitPage | null;
  };
  /** Who follows which of the units that this post looks after. */
  'follow.board': { in: { as: PostId }; out: FollowBoard | null };
  /** Who may follow all of these units, or stand in the team of that cluster. */
  'follow.people': {
    in: { as: PostId } & ({ unitIds: readonly UnitId[] } | { clusterId: ClusterId });
    out: readonly Follower[];
  };
  /** Units that the asker follows, named for them or in the team of their cluster. */
  'follow.mine': { in: { year: number }; out: readonly MyFollowed[] };
  'handover.view': { in: { as: PostId }; out: HandoverView | null };
  'units.one': { in: { as: PostId; unitId: UnitId }; out: ManagedUnit | null };
  /** Posts by which the asker writes that unit's plan in its place, as ordinary ones. */
  'behalf.posts': { in: { unitId: UnitId }; out: readonly MyPost[] };
  /** What an office has set, for those who may set it. */
  settings: { in: { as: PostId }; out: SettingsView | null };
  /** The templates for those who have been silent; null where there are none to enter, or not by this post. */
  'settings.outside': { in: { as: PostId }; out: OutsideView | null };
  /** Superiors with units that nobody has joined for, the most first. */
  'units.gaps': { in: { as: PostId }; out: readonly JoinGap[] };
  'join.requests': { in: { as: PostId }; out: readonly JoinRequestView[] };
  /** Whom to ask, a human being. */
  contact: { in: unknown; out: Contact };
  /** What the asker will be reminded of, and when. */
  'remind.mine': { in: unknown; out: MyReminders };
  /** Who below that unit would be reminded now, and how the last wave goes; null to whoever may not. */
  'remind.wave': { in: { unitId: UnitId; year?: number }; out: WaveView | null };
  /** Where the bot is found in each channel that is on; with a code, links that bring the code along. */
  'channels.links': { in: { code?: string }; out: ChannelLinks };
};

export type QueryType = keyof Queries;

export type QueryOf<T extends QueryType> = { type: T } & Queries[T]['in'];

export type Query = { [T in QueryType]: QueryOf<T> }[QueryType];

export type QueryResult<Q extends Query> = Q extends { type: infer T extends QueryType }
  ? Queries[T]['out']
  : never;

/** What a query of that type answers. */
export type AnswerTo<T extends QueryType> = Queries[T]['out'];
