/** The units that a file changes: what is new, what is another way than before, and why it cannot be. */
import { changedFrom, heldAt } from './dated.ts';
import { dayOf, formatDay, instantOf } from './dates.ts';
import type { NewId, UnitId } from './ids.ts';
import {
  createClusters,
  withCluster,
  type Clusters,
  type Draft,
  type UnitDifference,
} from './import-clusters.ts';
import type { TableFault } from './import-faults.ts';
import { faultOf, type Matched, type Node } from './import-match.ts';
import type { UnitRow } from './import-rows.ts';
import type { Cluster, Unit } from './organisation.ts';
import { fold } from './text.ts';

export type PlannedUnit = {
  unit: Unit;
  isNew: boolean;
  /** Empty for a new one. */
  differences: readonly UnitDifference[];
};

export type UnitScope = {
  /** Units that may be changed; `all` for an administrator. */
  changeable: ReadonlySet<UnitId> | 'all';
  /** Below these a unit may be put, besides the new ones. */
  parents: ReadonlySet<UnitId> | 'all';
};

export type UnitPlanning = {
  matched: Matched;
  clusters: readonly Cluster[];
  now: Date;
  newId: NewId;
  scope: UnitScope;
  faults: TableFault[];
  warnings: TableFault[];
};

type Superior = { parent: Node | undefined } | 'unchanged' | 'faulty';

const inScope = (scope: ReadonlySet<UnitId> | 'all', id: UnitId): boolean =>
  scope === 'all' || scope.has(id);

/** The node that the row's superior means. */
const superiorOf = (planning: UnitPlanning, node: Node, row: UnitRow): Superior => {
  const { matched, faults } = planning;
  if (row.superior === undefined) {
    if (node.existing) return 'unchanged';
    const isFirst = !matched.nodes.some(({ existing }) => existing);
    const roots = matched.nodes.filter((one) => one.row && one.row.superior === undefined);
    if (isFirst && roots.length === 1) return { parent: undefined };
    faults.push(faultOf(row, 'superior_missing', { name: row.name }));
    return 'faulty';
  }
  const found = matched.resolve(row.superior);
  const [only, ...others] = found;
  if (only && others.length === 0) return { parent: only };
  const code = only ? 'superior_ambiguous' : 'superior_unknown';
  faults.push(faultOf(row, code, { name: row.superior }));
  return 'faulty';
};

/** Above whom each stands when the file has been taken up. */
type Parents = ReadonlyMap<string, string | undefined>;

const parentsOf = (planning: UnitPlanning): { parents: Parents; faulty: ReadonlySet<string> } => {
  const parents = new Map<string, string | undefined>();
  const faulty = new Set<string>();
  for (const node of planning.matched.nodes) {
    const { existing, row, key } = node;
    parents.set(key, heldAt(existing?.parents ?? [], planning.now)?.unitId);
    if (!row) continue;
    const superior = superiorOf(planning, node, row);
    if (superior === 'faulty') faulty.add(key);
    else if (superior !== 'unchanged') parents.set(key, superior.parent?.key);
  }
  return { parents, faulty };
};

const isInCircle = (parents: Parents, key: string): boolean => {
  const met = new Set<string>();
  for (let at = parents.get(key); at !== undefined && !met.has(at); at = parents.get(at)) {
    if (at === key) return true;
    met.add(at);
  }
  return false;
};

/** Ids for the units that are new, clusters by their names. */
type Names = { idOf(key: string): UnitId; nameOf(key: string | undefined): string };
const yesNo = (value: boolean): string => (value ? 'có' : 'không');

const withFlags = ({ unit, differences }: Draft, row: UnitRow): Draft => {
  const wanted = {
    mayRegister: row.registers ?? unit.mayRegister,
    mayApprove: row.approves ?? unit.mayApprove,
    mayIssueDecision: row.decides ?? unit.mayIssueDecision,
  };
  const fields = [
    ['mayRegister', 'registers'],
    ['mayApprove', 'approves'],
    ['mayIssueDecision', 'decides'],
  ] as const;
  const changed = fields
    .filter(([flag]) => wanted[flag] !== unit[flag])
    .map(([flag, field]) => ({ field, before: yesNo(unit[flag]), after: yesNo(wanted[flag]) }));
  return { unit: { ...unit, ...wanted }, differences: [...differences, ...changed] };
};

const withWords = ({ unit, differences }: Draft, row: UnitRow): Draft => {
  const kind = row.kind ?? unit.kind;
  return {
    unit: { ...unit, name: row.name, searchKey: fold(row.name), kind },
    differences: [
      ...differences,
      ...(row.name === unit.name
        ? []
        : [{ field: 'name' as const, before: unit.name, after: row.name }]),
      ...(kind === unit.kind ? [] : [{ field: 'kind' as const, before: unit.kind, after: kind }]),
    ],
  };
};

const withParent = (
  { unit, differences }: Draft,
  at: Date,
  parent: string | undefined,
  names: Names,
): Draft => {
  const held = heldAt(unit.parents, at)?.unitId;
  const wanted = parent === undefined ? undefined : names.idOf(parent);
  if (wanted === held) return { unit, differences };
  const next = wanted === undefined ? undefined : { unitId: wanted };
  const after = `${names.nameOf(parent)} (${formatDay(at)})`;
  return {
    unit: { ...unit, parents: changedFrom(unit.parents, at, next) },
    differences: [...differences, { field: 'superior', before: names.nameOf(held), after }],
  };
};

const withEnd = ({ unit, differences }: Draft, row: UnitRow): Draft => {
  if (row.closed === undefined) return { unit, differences };
  const closedAt = instantOf(row.closed);
  if (unit.closedAt?.getTime() === closedAt.getTime()) return { unit, differences };
  const before = unit.closedAt ? formatDay(unit.closedAt) : '';
  return {
    unit: { ...unit, closedAt },
    differences: [...differences, { field: 'closed', before, after: formatDay(closedAt) }],
  };
};

const freshUnit = (id: UnitId, row: UnitRow): Unit => {
  const approves = row.approves ?? false;
  return {
    id,
    rev: 0,
    name: row.name,
    searchKey: fold(row.name),
    kind: row.kind ?? 'dia_ban',
    parents: [],
    clusters: [],
    mayRegister: row.registers ?? !approves,
    mayApprove: approves,
    mayIssueDecision: row.decides ?? approves,
  };
};

const notAllowed = (
  { scope }: UnitPlanning,
  { existing }: Node,
  parent: string | undefined,
): boolean => {
  if (existing && !inScope(scope.changeable, existing.id)) return true;
  const isNewParent = parent?.startsWith('new:') ?? false;
  return parent === undefined
    ? scope.parents !== 'all'
    : !isNewParent && !inScope(scope.parents, parent);
};

const worthAWord = (planning: UnitPlanning, { existing, row, name }: Node): void => {
  if (existing || !row) return;
  const twin = planning.matched.nodes.find((one) => one.existing && fold(one.name) === fold(name));
  if (twin) planning.warnings.push(faultOf(row, 'same_name', { name }));
  if (row.kind === undefined) planning.faults.push(faultOf(row, 'kind_missing', { name }));
};

export type PlannedUnits = {
  /** New and changed ones. */
  units: readonly PlannedUnit[];
  unchanged: number;
  clusters: readonly Cluster[];
  /** The id of a node, new or not. */
  idOf(key: string): UnitId;
};

type Wanted = { node: Node; row: UnitRow; parent: string | undefined };

/** The unit as the row wants it, and what is other than before. */
const draftOf = (
  { node, row, parent }: Wanted,
  now: Date,
  names: Names,
  clusters: Clusters,
): Draft => {
  const { existing, key } = node;
  const begins = existing ? now : instantOf(dayOf(now));
  const at = row.from === undefined ? begins : instantOf(row.from);
  const begun: Draft = { unit: existing ?? freshUnit(names.idOf(key), row), differences: [] };
  const placed = withParent(withFlags(withWords(begun, row), row), at, parent, names);
  return withEnd(withCluster(placed, row, at, clusters), row);
};

/** What the rows change. Faults are pushed; with any of them nothing of this may be written. */
export const planUnits = (planning: UnitPlanning): PlannedUnits => {
  const { matched, now, newId, faults } = planning;
  const { parents, faulty } = parentsOf(planning);
  const ids = new Map<string, UnitId>();
  const byKey = new Map(matched.nodes.map((node) => [node.key, node]));
  const idOf = (key: string): UnitId => {
    const id = ids.get(key) ?? byKey.get(key)?.existing?.id ?? newId();
    ids.set(key, id);
    return id;
  };
  const names: Names = { idOf, nameOf: (key) => byKey.get(key ?? '')?.name ?? '–' };
  const clusters = createClusters(planning);
  const units: PlannedUnit[] = [];
  let unchanged = 0;
  for (const node of matched.nodes) {
    const { row, existing, key } = node;
    if (!row || faulty.has(key)) continue;
    const name = { name: row.name };
    if (isInCircle(parents, key)) {
      faults.push(faultOf(row, 'cycle', name));
      continue;
    }
    worthAWord(planning, node);
    const parent = parents.get(key);
    const { unit, differences } = draftOf({ node, row, parent }, now, names, clusters);
    const isSame = existing !== undefined && differences.length === 0;
    if (isSame) unchanged += 1;
    else units.push({ unit, isNew: !existing, differences: existing ? differences : [] });
    if (!isSame && notAllowed(planning, node, parent)) {
      faults.push(faultOf(row, 'outside_scope', name));
    }
  }
  return { units, unchanged, clusters: clusters.made, idOf };
};
