/** What a superior reports up about the registration of one year: one content for text, spreadsheet and paper. */
import type { Day } from './dates.ts';
import type { FileRef } from './files.ts';
import type { Iso, ReportId, UnitId } from './ids.ts';
import type { HeadNumber } from './programme.ts';
import type { Act, RegistrationState } from './registration.ts';
import type { Counts } from './views.ts';

export type ReportedUnit = {
  unitId: UnitId;
  unitName: string;
  /** Where one report covers several superiors. */
  superiorName?: string;
  clusterName?: string;
  /** Who follows this very unit. */
  cadres?: readonly string[];
  state: RegistrationState;
  tasks: number;
  /** Tasks under heads 1, 2, 3. */
  byHead: readonly [number, number, number];
  approved: number;
  returned: number;
  late: boolean;
  /** First sending. */
  sentAt?: Iso;
};

export type ReportedHead = {
  number: HeadNumber;
  official: string;
  /** Units that have tasks there, and how many tasks. Only of plans that were sent. */
  units: number;
  tasks: number;
  approved: number;
};

export type ReportedCluster = {
  name: string;
  /** Who follows it. */
  cadres: readonly string[];
  counts: Counts;
};

export type ReportedSuperior = { unitId: UnitId; name: string; counts: Counts };

/** JSON: it is kept in frozen reports and in dialogs. Days as dd/mm/yyyy. */
export type ReportContent = {
  unitId: UnitId;
  unitName: string;
  /** To whom it goes; absent at the top. */
  superiorName?: string;
  year: number;
  /** When these figures held. */
  at: Iso;
  programme: { title: string; source: string };
  deadline: { dueBefore: string; lastDay: string };
  reportDeadline: { dueBefore: string; lastDay: string };
  counts: Counts;
  /** Of plans that were sent. */
  tasks: number;
  heads: readonly ReportedHead[];
  clusters: readonly ReportedCluster[];
  /** Only in a report over several superiors. */
  superiors?: readonly ReportedSuperior[];
  units: readonly ReportedUnit[];
};

export type ReportSigner = { name: string; post: 'secretary' | 'deputy' };

export type ReportFiles = { docx: FileRef; xlsx: FileRef };

/**
 * A report as it was frozen. While it was not sent, freezing again takes its place; a sent one stays for good,
 * and what comes after it is a new version.
 */
export type Report = {
  id: ReportId;
  rev: number;
  unitId: UnitId;
  year: number;
  version: number;
  at: Date;
  by: Act;
  content: ReportContent;
  signer: ReportSigner;
  /** Without number and date the paper is a draft. */
  number?: number;
  date?: Day;
  files?: ReportFiles;
  sent?: { at: Date; by: Act; to: UnitId };
  mailedAt?: Date;
};

/** One figure that is no longer what was reported; `units` and the like are names of figures of `Counts`. */
export type FigureChange = { figure: ReportFigure; before: number; after: number };
export type UnitChange = { unitName: string; before: RegistrationState; after: RegistrationState };

export const reportFigures = ['units', 'sent', 'late', 'missing', 'approved', 'tasks'] as const;
export type ReportFigure = (typeof reportFigures)[number];

export type ReportChanges = { figures: readonly FigureChange[]; units: readonly UnitChange[] };

/** A figure by its name. */
const figureOf = ({ counts, tasks }: ReportContent, figure: ReportFigure): number => {
  if (figure === 'tasks') return tasks;
  return figure === 'approved' ? counts.byState.approved : counts[figure];
};

/** What is different in the second report; a unit that the other does not know was not registered there. */
export const changesBetween = (before: ReportContent, after: ReportContent): ReportChanges => {
  const known = new Map(before.units.map((unit) => [unit.unitId, unit.state]));
  return {
    figures: reportFigures
      .map((figure) => ({
        figure,
        before: figureOf(before, figure),
        after: figureOf(after, figure),
      }))
      .filter((one) => one.before !== one.after),
    units: after.units
      .map(({ unitId, unitName, state }) => ({
        unitName,
        before: known.get(unitId) ?? ('none' as const),
        after: state,
      }))
      .filter((one) => one.before !== one.after),
  };
};

export const isChanged = ({ figures, units }: ReportChanges): boolean =>
  figures.length > 0 || units.length > 0;

/** The newest version, sent or not. */
export const latestReport = (reports: readonly Report[]): Report | undefined =>
  reports.reduce<Report | undefined>(
    (best, one) => (best === undefined || one.version > best.version ? one : best),
    undefined,
  );

export const lastSent = (reports: readonly Report[]): Report | undefined =>
  latestReport(reports.filter(({ sent }) => sent !== undefined));

/** A report as it is shown; `by` is the name of whoever sent it. */
export type ReportView = {
  reportId: ReportId;
  version: number;
  /** When the figures were frozen; tells one freezing from the next. */
  at: Iso;
  content: ReportContent;
  signer: ReportSigner;
  number?: number;
  date?: Day;
  files?: ReportFiles;
  sentAt?: Iso;
  sentBy?: string;
  mailedAt?: Iso;
  /** May be sent, and mailed, by the reader. */
  mine: boolean;
  /** Against the version before it. */
  changes?: ReportChanges;
};

/** The report as it stands now, and what has become of it so far. */
export type ReportUpView = {
  content: ReportContent;
  /** The reader may freeze and send it. */
  canSend: boolean;
  /** Past the last good day of reporting up. */
  late: boolean;
  sent?: { reportId: ReportId; version: number; at: Iso; by: string; mailedAt?: Iso };
  /** Since the last sending. */
  changes?: ReportChanges;
};

/** Who below has reported up, and who has not. */
export type ReportsIn = {
  unitName: string;
  year: number;
  reportDeadline: { dueBefore: string; lastDay: string };
  rows: readonly {
    unitId: UnitId;
    unitName: string;
    reportId?: ReportId;
    version?: number;
    sentAt?: Iso;
    /** First sent after the deadline. */
    late?: boolean;
  }[];
};

/** "66,7%"; whole percentages without a comma. */
export const percentOf = (part: number, all: number): string => {
  const tenths = all === 0 ? 0 : Math.round((part * 1_000) / all);
  return `${(tenths / 10).toFixed(tenths % 10 === 0 ? 0 : 1).replace('.', ',')}%`;
};
