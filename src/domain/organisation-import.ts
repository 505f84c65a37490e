/**
 * A file of units and people as a plan of changes: all of it or nothing. The same file again changes nothing.
 */
import type { NewId, UnitId } from './ids.ts';
import type { TableFault } from './import-faults.ts';
import { matchUnits } from './import-match.ts';
import { planPeople, type HeldPost, type PlannedInvite } from './import-people.ts';
import type { ImportRows } from './import-rows.ts';
import { planUnits, type PlannedUnit, type UnitScope } from './import-units.ts';
import type { Cluster, Post, PostInvitation, PostRole, Unit } from './organisation.ts';
import { treeAt, type UnitTree } from './tree.ts';

/** What stands, as far as a file may speak of it. */
export type KnownOrganisation = {
  /** Closed ones too. */
  units: readonly Unit[];
  clusters: readonly Cluster[];
  posts: readonly HeldPost[];
  invitations: readonly PostInvitation[];
};

/** Who imports: which units may be changed, and who may be invited to them. */
export type Importer = UnitScope & {
  mayInvite(unitId: UnitId, isNew: boolean, role: PostRole): boolean;
};

export type ImportCounts = {
  unitsNew: number;
  unitsChanged: number;
  unitsSame: number;
  clustersNew: number;
  invited: number;
  peopleSame: number;
  postsEnded: number;
};

export type ImportPlan = {
  faults: readonly TableFault[];
  warnings: readonly TableFault[];
  counts: ImportCounts;
  units: readonly PlannedUnit[];
  clusters: readonly Cluster[];
  invites: readonly PlannedInvite[];
  ended: readonly Post[];
  revoked: readonly PostInvitation[];
};

const place = (rows: ImportRows) => ({ sheet: rows.units[0]?.sheet ?? '', row: 1 });

/** A unit that registers with nobody above it to approve, and a closed one with open ones below. */
const lookAgain = (
  rows: ImportRows,
  planned: readonly PlannedUnit[],
  tree: UnitTree,
): { faults: TableFault[]; warnings: TableFault[] } => {
  const rowOf = ({ unit }: PlannedUnit) =>
    rows.units.find(({ name, code }) => code === unit.id || name === unit.name) ?? place(rows);
  const at = (one: PlannedUnit) => ({ sheet: rowOf(one).sheet, row: rowOf(one).row });
  const faults = planned.flatMap((one): TableFault[] => {
    const { id, name } = one.unit;
    const below = tree.subtreeOf(id).filter((other) => other.id !== id);
    const closes = !tree.isOpen(id) && below.length > 0;
    const params = { name, count: below.length };
    return closes ? [{ ...at(one), code: 'closed_with_units', params }] : [];
  });
  const warnings = planned.flatMap((one): TableFault[] => {
    const { id, name, mayRegister } = one.unit;
    const alone = mayRegister && tree.isOpen(id) && tree.superiorOf(id) === undefined;
    return alone ? [{ ...at(one), code: 'nobody_approves', params: { name } }] : [];
  });
  return { faults, warnings };
};

const withPlanned = (units: readonly Unit[], planned: readonly PlannedUnit[]): readonly Unit[] => {
  const changed = new Map(planned.map(({ unit }) => [unit.id, unit]));
  const kept = units.map((unit) => changed.get(unit.id) ?? unit);
  return [...kept, ...planned.filter(({ isNew }) => isNew).map(({ unit }) => unit)];
};

const changes = ({ units, invites, ended, revoked }: ImportPlan): number =>
  units.length + invites.length + ended.length + revoked.length;

/** Whether taking the file up would change anything at all. */
export const isIdle = (plan: ImportPlan): boolean => changes(plan) === 0;

/** Compares the rows with what stands. Nothing may be written while there is a fault. */
export const planImport = (
  rows: ImportRows,
  known: KnownOrganisation,
  { now, newId, importer }: { now: Date; newId: NewId; importer: Importer },
): ImportPlan => {
  const faults: TableFault[] = [];
  const warnings: TableFault[] = [];
  const open = known.units.filter(({ closedAt }) => closedAt === undefined || now < closedAt);
  const matched = matchUnits(rows.units, { units: open, now }, faults);
  const { clusters } = known;
  const planned = planUnits({ matched, clusters, now, newId, scope: importer, faults, warnings });
  const people = planPeople(
    { ...known, matched, idOf: planned.idOf, mayInvite: importer.mayInvite, now, faults, warnings },
    rows.people,
  );
  const tree = treeAt(withPlanned(known.units, planned.units), clusters, now);
  const again = lookAgain(rows, planned.units, tree);
  return {
    faults: [...faults, ...again.faults],
    warnings: [...warnings, ...again.warnings],
    counts: {
      unitsNew: planned.units.filter(({ isNew }) => isNew).length,
      unitsChanged: planned.units.filter(({ isNew }) => !isNew).length,
      unitsSame: planned.unchanged,
      clustersNew: planned.clusters.length,
      invited: people.invites.length,
      peopleSame: people.unchanged,
      postsEnded: people.ended.length + people.revoked.length,
    },
    units: planned.units,
    clusters: planned.clusters,
    invites: people.invites,
    ended: people.ended,
    revoked: people.revoked,
  };
};
