import { formatMoment } from '../domain/dates.ts';
import { percentOf, type ReportContent, type ReportedUnit } from '../domain/report-up.ts';
import { mostChartRows, type Chart, type ChartRow, type ChartSeries } from './chart.ts';
import type { Say } from './report-sheets.ts';

const green = '#1f8a4c';
const blue = '#2f6fc4';
const amber = '#d9822b';
const grey = '#8a94a3';

const isWritten = ({ state }: ReportedUnit): boolean => state === 'drafting';

/** Approved, waiting, returned, only drafted. */
const unitParts = (unit: ReportedUnit): readonly number[] => {
  const { tasks, approved, returned } = unit;
  const rest = tasks - approved - returned;
  return isWritten(unit) ? [0, 0, 0, tasks] : [approved, rest, returned, 0];
};

/** Who is furthest behind comes first: that is where a word is needed. */
const behindFirst = <T>(all: readonly T[], done: (one: T) => number): T[] =>
  [...all].sort((a, b) => done(a) - done(b));

const unitRows = ({ units }: ReportContent, say: Say): ChartRow[] =>
  behindFirst(units, ({ approved, tasks, state }) =>
    state === 'none' ? -2 : state === 'drafting' ? -1 : approved / Math.max(tasks, 1),
  ).map((unit) => ({
    name: unit.unitName,
    parts: unitParts(unit),
    note: percentOf(unit.approved, unit.tasks),
    empty: say('state.none'),
  }));

const superiorRows = ({ superiors = [] }: ReportContent, say: Say): ChartRow[] =>
  behindFirst(superiors, ({ counts }) => counts.sent / Math.max(counts.units, 1)).map(
    ({ name, counts: { units, sent, byState, missing } }) => ({
      name,
      parts: [byState.approved, sent - byState.approved, missing],
      note: percentOf(sent, units),
      empty: say('chart.no_units'),
    }),
  );

const series = (say: Say, entries: readonly (readonly [string, string])[]): ChartSeries[] =>
  entries.map(([key, colour]) => ({ label: say(key), colour }));

/** One bar a unit by its tasks; over several superiors one bar a superior by its units. */
export const reportChart = (content: ReportContent, say: Say): Chart => {
  const { year, unitName: unit, superiors, counts } = content;
  const rows = superiors ? superiorRows(content, say) : unitRows(content, say);
  const hidden = rows.length - mostChartRows;
  const about = {
    at: formatMoment(new Date(content.at)),
    units: counts.units,
    sent: counts.sent,
    missing: counts.missing,
  };
  return {
    title: say('chart.title', { year, unit }),
    subtitle: say(superiors ? 'chart.by_superior' : 'chart.by_unit', about),
    series: superiors
      ? series(say, [
          ['chart.units_approved', green],
          ['chart.units_sent', blue],
          ['chart.units_missing', grey],
        ])
      : series(say, [
          ['state.task_approved', green],
          ['state.task_pending', blue],
          ['state.task_returned', amber],
          ['state.drafting', grey],
        ]),
    rows,
    ...(hidden > 0 ? { footer: say('chart.more', { count: hidden }) } : {}),
  };
};
