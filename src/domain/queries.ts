/**
 * All that can be asked to be known. Results are JSON because they are kept in dialogs. Every query checks for
 * itself what its asker may see; what may not be seen is absent, not refused.
 */
import type { PostId, RegistrationId, TaskId, UnitId } from './ids.ts';
import type { ItemCode } from './programme.ts';
import type { RegistrationState } from './registration.ts';
import type {
  AuditLine,
  ChannelLinks,
  Contact,
  ItemView,
  JoinRequestView,
  Me,
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
  'plan.check': { in: { unitId: UnitId; year: number }; out: PlanCheck | null };
  'review.queue': { in: { as: PostId }; out: readonly QueueEntry[] };
  'review.sheet': { in: { as: PostId; registrationId: RegistrationId }; out: ReviewSheet | null };
  'report.superior': { in: { unitId: UnitId; year: number }; out: SuperiorReport | null };
  'report.province': { in: { unitId: UnitId; year: number }; out: ProvinceReport | null };
  /** Years of which this unit's tree has anything, newest first, and the one to show first. */
  'report.years': { in: { unitId: UnitId }; out: { years: readonly number[]; current: number } };
  'audit.recent': {
    in: { as: PostId; page: number };
    out: { lines: readonly AuditLine[]; more: boolean };
  };
  privacy: { in: unknown; out: PrivacyView | null };
  /** Units that an open invitation may lead to, or that a superior may invite for. */
  'units.below': { in: { unitId: UnitId }; out: readonly UnitChoice[] };
  /** The same for a newcomer who holds nothing but a valid code of an open link. */
  'units.for_code': { in: { code: string }; out: readonly UnitChoice[] };
  'join.requests': { in: { as: PostId }; out: readonly JoinRequestView[] };
  /** Whom to ask, a human being. */
  contact: { in: unknown; out: Contact };
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
