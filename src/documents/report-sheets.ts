import { formatMoment } from '../domain/dates.ts';
import { registrationStates } from '../domain/registration.ts';
import type { ReportContent, ReportedUnit } from '../domain/report-up.ts';
import type { Counts } from '../domain/views.ts';
import type { Cell, Column, Sheet } from './sheet.ts';

/** A sentence of locales/, in the language of the paper. */
export type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

const share = (part: number, all: number): number => (all === 0 ? 0 : part / all);

const headingOf = ({ unitName: unit, year, at }: ReportContent, say: Say): readonly string[] => [
  say('report_up.sheet.title', { year }),
  say('report_up.sheet.unit', { unit }),
  say('report_up.sheet.at', { at: formatMoment(new Date(at)) }),
];

const summaryRows = ({ counts, tasks, heads }: ReportContent, say: Say): Cell[][] => [
  [say('report_up.sheet.units'), counts.units, null],
  [say('report_up.sheet.sent'), counts.sent, share(counts.sent, counts.units)],
  [say('report_up.sheet.late'), counts.late, share(counts.late, counts.units)],
  [say('report_up.sheet.missing'), counts.missing, share(counts.missing, counts.units)],
  ...registrationStates.map((state): Cell[] => [
    say(`state.${state}`),
    counts.byState[state],
    share(counts.byState[state], counts.units),
  ]),
  [say('report_up.sheet.tasks'), tasks, null],
  ...heads.flatMap(({ number, units, tasks: under, approved }): Cell[][] => [
    [say('report_up.sheet.head_units', { number }), units, share(units, counts.units)],
    [say('report_up.sheet.head_tasks', { number }), under, null],
    [say('report_up.sheet.head_approved', { number }), approved, share(approved, under)],
  ]),
];

const summarySheet = (content: ReportContent, say: Say): Sheet => ({
  name: say('report_up.sheet.summary'),
  heading: headingOf(content, say),
  columns: [
    { title: say('report_up.sheet.figure'), width: 60 },
    { title: say('report_up.sheet.count'), width: 14, kind: 'number' },
    { title: say('report_up.sheet.share'), width: 14, kind: 'percent' },
  ],
  rows: summaryRows(content, say),
});

const unitRow = (unit: ReportedUnit, at: number, content: ReportContent, say: Say): Cell[] => [
  at + 1,
  unit.unitName,
  ...(content.superiors ? [unit.superiorName ?? null] : []),
  unit.clusterName ?? null,
  say(`state.${unit.state}`),
  unit.tasks,
  ...unit.byHead,
  unit.approved,
  unit.returned,
  unit.sentAt === undefined ? null : new Date(unit.sentAt),
  unit.late ? say('report_up.sheet.is_late') : null,
  unit.cadres?.join(', ') ?? null,
];

const unitColumns = (content: ReportContent, say: Say): Column[] => [
  { title: say('report_up.sheet.no'), width: 6, kind: 'number' },
  { title: say('report_up.sheet.name'), width: 42 },
  ...(content.superiors ? [{ title: say('report_up.sheet.superior'), width: 30 }] : []),
  { title: say('report_up.sheet.cluster'), width: 22 },
  { title: say('report_up.sheet.state'), width: 18 },
  { title: say('report_up.sheet.unit_tasks'), width: 11, kind: 'number' },
  ...[1, 2, 3].map((number) => ({
    title: say('report_up.sheet.head', { number }),
    width: 11,
    kind: 'number' as const,
  })),
  { title: say('report_up.sheet.approved'), width: 11, kind: 'number' },
  { title: say('report_up.sheet.returned'), width: 11, kind: 'number' },
  { title: say('report_up.sheet.sent_at'), width: 13, kind: 'date' },
  { title: say('report_up.sheet.in_time'), width: 14 },
  { title: say('report_up.sheet.cadres'), width: 26 },
];

const unitsSheet = (content: ReportContent, say: Say): Sheet => ({
  name: say('report_up.sheet.list'),
  heading: headingOf(content, say),
  columns: unitColumns(content, say),
  rows: content.units.map((unit, at) => unitRow(unit, at, content, say)),
});

type Group = { name: string; cadres?: readonly string[]; counts: Counts };

const groupSheet = (name: string, groups: readonly Group[], content: ReportContent, say: Say) => ({
  name,
  heading: headingOf(content, say),
  columns: [
    { title: say('report_up.sheet.no'), width: 6, kind: 'number' as const },
    { title: name, width: 42 },
    { title: say('report_up.sheet.units'), width: 12, kind: 'number' as const },
    { title: say('report_up.sheet.sent'), width: 12, kind: 'number' as const },
    { title: say('report_up.sheet.share'), width: 12, kind: 'percent' as const },
    { title: say('report_up.sheet.late'), width: 14, kind: 'number' as const },
    { title: say('report_up.sheet.missing'), width: 12, kind: 'number' as const },
    { title: say('report_up.sheet.approved'), width: 12, kind: 'number' as const },
    { title: say('report_up.sheet.cadres'), width: 40 },
  ],
  rows: groups.map(({ name: group, counts, cadres = [] }, at): Cell[] => [
    at + 1,
    group,
    counts.units,
    counts.sent,
    share(counts.sent, counts.units),
    counts.late,
    counts.missing,
    counts.byState.approved,
    cadres.join(', ') || null,
  ]),
});

/** The figures, unit by unit, superior by superior and cluster by cluster: a sheet each. */
export const reportSheets = (content: ReportContent, say: Say): readonly Sheet[] => [
  summarySheet(content, say),
  ...(content.superiors
    ? [groupSheet(say('report_up.sheet.superiors'), content.superiors, content, say)]
    : []),
  unitsSheet(content, say),
  ...(content.clusters.length > 0
    ? [groupSheet(say('report_up.sheet.clusters'), content.clusters, content, say)]
    : []),
];
