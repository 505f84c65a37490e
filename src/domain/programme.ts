/** A guidance period as data (programmes/*.json): what may be registered, in which words, until when. */

export type HeadNumber = 1 | 2 | 3;

/** "1.1" … "3.5". */
export type ItemCode = string;

export type UnitKind = 'dia_ban' | 'truong_hoc' | 'co_quan_doanh_nghiep' | 'luc_luong_vu_trang';

export type Item = {
  code: ItemCode;
  /** A few words for lists and buttons; ours. */
  short: string;
  /** The official wording, verbatim. */
  official: string;
  /** Kinds of units that may answer with "thực hiện theo quy định của ngành". */
  sectorRuleFor?: readonly UnitKind[];
};

export type Head = { number: HeadNumber; short: string; official: string; items: readonly Item[] };

export type Suggestion = {
  id: string;
  item: ItemCode;
  kind: UnitKind;
  content: string;
  target: string;
  due: string;
  owner: string;
  evidence: string;
};

/** `MM-DD` in Viet Nam time, of the registration year N plus `year` (-1: the year before). */
export type YearDate = { year: -1 | 0 | 1; date: string };

export type MilestoneRule = {
  opensAt: YearDate;
  /** Exclusive: "trước ngày 15/10". */
  dueBefore: YearDate;
  /** Inclusive last day on which a late registration is still taken. */
  lateUntil: YearDate;
};

/** Days of one year that an office has set instead. `lateUntil` is inclusive, the others as in the rule. */
export type SetMilestones = {
  year: number;
  opensAt?: string;
  dueBefore?: string;
  lateUntil?: string;
  reportUpBefore?: string;
};

export type Programme = {
  id: string;
  version: number;
  title: string;
  firstYear: number;
  lastYear: number;
  /** "18-HD/TWĐTN-BTC, 24/05/2023" and its like. */
  source: string;
  heads: readonly Head[];
  registration: MilestoneRule;
  /** Due date of the superior's report, exclusive. */
  reportUp: { dueBefore: YearDate };
  rules: { minTasksPerHead: number };
  suggestions: readonly Suggestion[];
  /** Moved dates (season.ts). */
  milestones?: readonly SetMilestones[];
};

/** A milestone of one registration year, as instants. `dueBefore` and `lateBefore` are exclusive. */
export type Milestone = { opensAt: Date; dueBefore: Date; lateBefore: Date };
