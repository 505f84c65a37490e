/** Reports, folded from the summaries that are kept with each plan. */
import { deadlineView } from './deadlines.ts';
import type { UnitId } from './ids.ts';
import type { Programme } from './programme.ts';
import type { RegistrationState, Summary } from './registration.ts';
import { byName } from './text.ts';
import type { Counts, ProvinceReport, SuperiorReport, UnitLine } from './views.ts';

/** A registering unit and what is known of its plan of the year; no summary: nothing was written. */
export type Reported = {
  unitId: UnitId;
  unitName: string;
  clusterName?: string | undefined;
  superiorId?: UnitId | undefined;
  summary?: Summary | undefined;
};

export type ReportSight = {
  unit: { id: UnitId; name: string };
  year: number;
  programme: Programme;
  now: Date;
  units: readonly Reported[];
};

type Known = Omit<UnitLine, 'unitId' | 'unitName'>;

const nothing: Known = {
  state: 'none',
  tasks: 0,
  itemsFilled: 0,
  late: false,
  pending: 0,
  returned: 0,
};

const unitLine = ({ unitId, unitName, summary }: Reported): UnitLine => {
  const { state, tasks, itemsFilled, late, pending, returned } = summary ?? nothing;
  return { unitId, unitName, state, tasks, itemsFilled, late, pending, returned };
};

/** Out of the unit's hands, or back in them after having been. */
export const isSent = (state: RegistrationState): boolean =>
  state !== 'none' && state !== 'drafting';

/** A plan that was taken back and not sent again is missing, however early it came first. */
export const countsOf = (lines: readonly Pick<UnitLine, 'state' | 'late'>[]): Counts => {
  const byState = { none: 0, drafting: 0, sent: 0, reviewing: 0, returned: 0, approved: 0 };
  for (const { state } of lines) byState[state] += 1;
  const sent = lines.filter(({ state }) => isSent(state));
  return {
    units: lines.length,
    sent: sent.length,
    late: sent.filter(({ late }) => late).length,
    missing: lines.length - sent.length,
    byState,
  };
};

const counts = (units: readonly Reported[]): Counts => countsOf(units.map(unitLine));

/** Units outside any cluster are in the total only. */
const clustersOf = (units: readonly Reported[]): readonly { name: string; counts: Counts }[] => {
  const names = new Set(units.flatMap(({ clusterName }) => clusterName ?? []));
  return byName([...names], (name) => name).map((name) => ({
    name,
    counts: counts(units.filter((unit) => unit.clusterName === name)),
  }));
};

/** One superior and the units it reviews. */
export const showSuperiorReport = ({
  unit,
  year,
  programme,
  now,
  units,
}: ReportSight): SuperiorReport => ({
  superiorId: unit.id,
  superiorName: unit.name,
  year,
  deadline: deadlineView(programme, year, now),
  counts: counts(units),
  clusters: clustersOf(units),
  units: byName(units, ({ unitName }) => unitName).map(unitLine),
});

/** Everything below one unit, superior by superior; one that has no unit yet stands there with zero. */
export const showProvinceReport = (
  { unit, year, programme, now, units }: ReportSight,
  superiors: readonly { unitId: UnitId; name: string }[],
): ProvinceReport => ({
  unitName: unit.name,
  year,
  deadline: deadlineView(programme, year, now),
  counts: counts(units),
  superiors: byName(superiors, ({ name }) => name).map(({ unitId, name }) => ({
    unitId,
    name,
    counts: counts(units.filter(({ superiorId }) => superiorId === unitId)),
  })),
  clusters: clustersOf(units),
});
