/** Folds what is known of units and plans into the content of a report to the superior. */
import { addDays, dayOf, formatDay } from './dates.ts';
import { milestoneOf, reportUpBefore } from './deadlines.ts';
import type { UnitId } from './ids.ts';
import type { Programme } from './programme.ts';
import type { Summary } from './registration.ts';
import type {
  ReportContent,
  ReportedCluster,
  ReportedHead,
  ReportedSuperior,
  ReportedUnit,
} from './report-up.ts';
import { countsOf, isSent } from './show-report.ts';
import { byName } from './text.ts';

export type ReportSource = {
  unit: { id: UnitId; name: string };
  superiorName?: string | undefined;
  year: number;
  programme: Programme;
  now: Date;
  units: readonly {
    unitId: UnitId;
    unitName: string;
    superiorId?: UnitId | undefined;
    superiorName?: string | undefined;
    clusterName?: string | undefined;
    /** Who follows this very unit. */
    cadres?: readonly string[];
    summary?: Summary | undefined;
  }[];
  clusters: readonly { name: string; cadres: readonly string[] }[];
  /** Only for a report over several superiors. */
  superiors?: readonly { unitId: UnitId; name: string }[];
};

type SourceUnit = ReportSource['units'][number];

const tasksUnder = (summary: Summary | undefined, head: number): number =>
  summary?.byHead.find((one) => one.head === head)?.tasks ?? 0;

const nothing = { state: 'none', tasks: 0, approved: 0, returned: 0, late: false } as const;

const planOf = (summary: Summary | undefined) => {
  const { state, tasks, approved, returned, late } = summary ?? nothing;
  const sentAt = summary?.firstSentAt?.toISOString();
  return { state, tasks, approved, returned, late, ...(sentAt === undefined ? {} : { sentAt }) };
};

const unitOf = (unit: SourceUnit, all: boolean): ReportedUnit => {
  const { unitId, unitName, clusterName, superiorName, summary, cadres = [] } = unit;
  return {
    unitId,
    unitName,
    ...(all && superiorName !== undefined ? { superiorName } : {}),
    ...(clusterName === undefined ? {} : { clusterName }),
    ...(cadres.length === 0 ? {} : { cadres }),
    ...planOf(summary),
    byHead: [tasksUnder(summary, 1), tasksUnder(summary, 2), tasksUnder(summary, 3)],
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const sentSummaries = (units: readonly SourceUnit[]): readonly Summary[] =>
  units.flatMap(({ summary }) => (summary && isSent(summary.state) ? [summary] : []));

const headsOf = ({ programme, units }: ReportSource): readonly ReportedHead[] => {
  const sent = sentSummaries(units);
  return programme.heads.map(({ number, official }) => {
    const here = sent.flatMap(({ byHead }) => byHead.filter(({ head }) => head === number));
    return {
      number,
      official,
      units: here.filter(({ tasks }) => tasks > 0).length,
      tasks: sum(here.map(({ tasks }) => tasks)),
      approved: sum(here.map(({ approved }) => approved)),
    };
  });
};

const clustersOf = (
  { clusters }: ReportSource,
  units: readonly ReportedUnit[],
): readonly ReportedCluster[] =>
  byName(clusters, ({ name }) => name).map(({ name, cadres }) => ({
    name,
    cadres,
    counts: countsOf(units.filter(({ clusterName }) => clusterName === name)),
  }));

const superiorsOf = (source: ReportSource): readonly ReportedSuperior[] =>
  byName(source.superiors ?? [], ({ name }) => name).map(({ unitId, name }) => ({
    unitId,
    name,
    counts: countsOf(
      source.units
        .filter(({ superiorId }) => superiorId === unitId)
        .map((unit) => unitOf(unit, false)),
    ),
  }));

const beforeAndLast = (before: Date): { dueBefore: string; lastDay: string } => ({
  dueBefore: formatDay(before),
  lastDay: formatDay(addDays(dayOf(before), -1)),
});

export const showReportUp = (source: ReportSource): ReportContent => {
  const { unit, superiorName, year, programme, now, superiors } = source;
  const sorted = byName(source.units, ({ unitName }) => unitName);
  const units = sorted.map((one) => unitOf(one, superiors !== undefined));
  return {
    unitId: unit.id,
    unitName: unit.name,
    ...(superiorName === undefined ? {} : { superiorName }),
    year,
    at: now.toISOString(),
    programme: { title: programme.title, source: programme.source },
    deadline: beforeAndLast(milestoneOf(programme, year).dueBefore),
    reportDeadline: beforeAndLast(reportUpBefore(programme, year)),
    counts: countsOf(units),
    tasks: sum(sentSummaries(source.units).map(({ tasks }) => tasks)),
    heads: headsOf(source),
    clusters: clustersOf(source, units),
    ...(superiors === undefined ? {} : { superiors: superiorsOf(source) }),
    units,
  };
};
