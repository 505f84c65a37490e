import { maySeeUnit, mayReport } from '../../domain/access.ts';
import { phaseAt, milestoneOf } from '../../domain/deadlines.ts';
import type { UnitId } from '../../domain/ids.ts';
import type { Unit } from '../../domain/organisation.ts';
import type { QueryOf } from '../../domain/queries.ts';
import {
  showProvinceReport,
  showSuperiorReport,
  type Reported,
  type ReportSight,
} from '../../domain/show-report.ts';
import type { ProvinceReport, SuperiorReport } from '../../domain/views.ts';
import { nearestProgramme, programmeOf, withNames, type Desk } from '../turns/desk.ts';
import { followersByUnit } from './follow-queries.ts';

/** These units with what is known of their plans: one find for all. */
const reported = async (
  { tree, finds, uow }: Desk,
  units: readonly Unit[],
  year: number,
): Promise<readonly Reported[]> => {
  const ids = units.map(({ id }) => id);
  const wanted = new Set(ids);
  const plans = uow.overlay(
    'registration',
    await finds.summariesOf(ids, year),
    (one) => wanted.has(one.unitId) && one.year === year,
  );
  const summaries = new Map(plans.map(({ unitId, summary }) => [unitId, summary]));
  return units.map(({ id, name }) => ({
    unitId: id,
    unitName: name,
    clusterName: tree.clusterOf(id)?.name,
    superiorId: tree.superiorOf(id)?.id,
    summary: summaries.get(id),
  }));
};

const sightOf = async (
  desk: Desk,
  { unitId, year }: { unitId: UnitId; year: number },
  below: (unitId: UnitId) => readonly Unit[],
): Promise<ReportSight | null> => {
  const { tree, now } = desk;
  const unit = tree.unit(unitId);
  const programme = programmeOf(desk, year);
  const allowed = mayReport(tree, desk.asker().posts, unitId);
  if (!unit || !programme || !allowed) return null;
  return { unit, year, programme, now, units: await reported(desk, below(unitId), year) };
};

const readSuperior = async (
  desk: Desk,
  query: QueryOf<'report.superior'>,
): Promise<SuperiorReport | null> => {
  const sight = await sightOf(desk, query, desk.tree.reviewedBy);
  if (!sight) return null;
  const report = showSuperiorReport(sight);
  const followers = await followersByUnit(desk, desk.tree.reviewedBy(query.unitId));
  return withNames(desk, (nameOf) => ({
    ...report,
    units: report.units.map((unit) => {
      const cadres = followers.get(unit.unitId)?.people.map(nameOf) ?? [];
      return cadres.length > 0 ? { ...unit, cadres } : unit;
    }),
  }));
};

const readProvince = async (
  desk: Desk,
  query: QueryOf<'report.province'>,
): Promise<ProvinceReport | null> => {
  const { tree } = desk;
  const sight = await sightOf(desk, query, tree.registeringBelow);
  const superiors = tree
    .subtreeOf(query.unitId)
    .filter(
      ({ id, mayApprove }) => mayApprove && (id !== query.unitId || tree.reviewedBy(id).length > 0),
    )
    .map(({ id, name }) => ({ unitId: id, name }));
  return sight && showProvinceReport(sight, superiors);
};

/** The year people ask about now: the newest that has opened, within the programme. */
const currentYear = (desk: Desk): number => {
  const next = desk.now.getUTCFullYear() + 1;
  const programme = nearestProgramme(desk, next);
  const years = [next, next - 1].filter(
    (year) => programme.firstYear <= year && year <= programme.lastYear,
  );
  const opened = years.find((year) => phaseAt(milestoneOf(programme, year), desk.now) !== 'early');
  return opened ?? programme.lastYear;
};

const readYears = async (
  desk: Desk,
  { unitId }: QueryOf<'report.years'>,
): Promise<{ years: readonly number[]; current: number }> => {
  const { tree, finds } = desk;
  const current = currentYear(desk);
  if (!maySeeUnit(tree, desk.asker().posts, unitId)) return { years: [current], current };
  const units = [unitId, ...tree.registeringBelow(unitId).map(({ id }) => id)];
  const years = new Set([current, ...(await finds.yearsOf(units))]);
  return { years: [...years].toSorted((a, b) => b - a), current };
};

export const reportQueries = {
  'report.superior': readSuperior,
  'report.province': readProvince,
  'report.years': readYears,
};
