/** Which unit each row means: by its code, its name, its old name; units of one name are told apart by superior. */
import { heldAt } from './dated.ts';
import { instantOf } from './dates.ts';
import type { TableFault, TableFaultCode } from './import-faults.ts';
import type { UnitRow } from './import-rows.ts';
import type { Unit } from './organisation.ts';
import { fold } from './text.ts';

/** A unit as it will stand when the file has been taken up. `key` is its id, or one of a unit that is not there yet. */
export type Node = {
  key: string;
  name: string;
  existing?: Unit;
  row?: UnitRow;
};

export type Matched = {
  nodes: readonly Node[];
  /** What a name means, "Tên (cấp trên)" included. */
  resolve(words: string): readonly Node[];
};

type Known = { units: readonly Unit[]; now: Date };

/** "Xã Bình An (Châu Thành)" → "Xã Bình An", "Châu Thành". */
const inParts = (words: string): { name: string; superior: string } | undefined => {
  const [, name, superior] = /^(.*\S)\s*\(([^()]*(?:\([^()]*\)[^()]*)?)\)$/u.exec(words) ?? [];
  return name !== undefined && superior !== undefined ? { name, superior } : undefined;
};

/** Like the runs of letters that people type: "Châu Thành" means "Đoàn Châu Thành" where nothing else fits. */
const sameName = (a: string, b: string): boolean => fold(a) === fold(b);

export const faultOf = (
  { sheet, row }: { sheet: string; row: number },
  code: TableFaultCode,
  params?: TableFault['params'],
): TableFault => ({ sheet, row, code, ...(params ? { params } : {}) });

/** Stands for the superior's old and new name, when a row of the same file renames it. */
const createNames = (rows: readonly UnitRow[], units: readonly Unit[]) => {
  const renamed = new Map<string, string>();
  for (const row of rows) {
    const old = units.filter((unit) =>
      row.code === undefined
        ? row.oldName !== undefined && sameName(unit.name, row.oldName)
        : unit.id === row.code,
    );
    const [only, ...others] = old;
    if (only && others.length === 0) renamed.set(only.id, row.name);
  }
  return (unit: Unit): readonly string[] => [unit.name, renamed.get(unit.id) ?? unit.name];
};

type Found = { unit: Unit } | { fresh: true } | { fault: TableFault };

/** What is known of the standing units while rows are compared with them. */
type Standing = {
  byId: ReadonlyMap<string, Unit>;
  byName: ReadonlyMap<string, readonly Unit[]>;
  parentOf(unit: Unit, row: UnitRow): Unit | undefined;
  /** The row names this unit's superior, as it is called or as it will be. */
  isBelow(unit: Unit, row: UnitRow): boolean;
};

const createStanding = (rows: readonly UnitRow[], { units, now }: Known): Standing => {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const namesOf = createNames(rows, units);
  const byName = new Map<string, Unit[]>();
  for (const unit of units) {
    const folded = fold(unit.name);
    byName.set(folded, [...(byName.get(folded) ?? []), unit]);
  }
  const parentOf = (unit: Unit, row: UnitRow): Unit | undefined => {
    const at = row.from === undefined ? now : instantOf(row.from);
    const held = heldAt(unit.parents, now)?.unitId ?? heldAt(unit.parents, at)?.unitId;
    return byId.get(held ?? '');
  };
  return {
    byId,
    byName,
    parentOf,
    isBelow(unit, row) {
      const parent = parentOf(unit, row);
      const wanted = row.superior ?? '';
      const names = [wanted, inParts(wanted)?.name ?? wanted];
      const known = parent ? namesOf(parent) : [];
      return known.some((one) => names.some((name) => sameName(one, name)));
    },
  };
};

/** The one of these that the row means. A unit that stands elsewhere moves only with a day. */
const oneOf = (
  row: UnitRow,
  found: readonly Unit[],
  rows: readonly UnitRow[],
  { isBelow, parentOf }: Standing,
): Found => {
  const { name } = row;
  const fitting = row.superior === undefined ? found : found.filter((unit) => isBelow(unit, row));
  const [only, ...others] = fitting;
  if (only) {
    return others.length > 0 ? { fault: faultOf(row, 'unit_ambiguous', { name }) } : { unit: only };
  }
  const isClaimed = (unit: Unit): boolean =>
    rows.some((other) => other !== row && sameName(other.name, name) && isBelow(unit, other));
  const [moved, ...more] = found.filter((unit) => !isClaimed(unit));
  if (!moved) return { fresh: true };
  if (more.length > 0) return { fault: faultOf(row, 'unit_ambiguous', { name }) };
  if (row.from !== undefined) return { unit: moved };
  const superior = parentOf(moved, row)?.name ?? '–';
  return { fault: faultOf(row, 'move_or_new', { name, superior }) };
};

const find = (row: UnitRow, rows: readonly UnitRow[], standing: Standing): Found => {
  if (row.code === 'new') return { fresh: true };
  if (row.code !== undefined) {
    const unit = standing.byId.get(row.code);
    return unit ? { unit } : { fault: faultOf(row, 'code_unknown', { value: row.code }) };
  }
  const named = standing.byName.get(fold(row.name)) ?? [];
  if (named.length > 0) return oneOf(row, named, rows, standing);
  if (row.oldName === undefined) return { fresh: true };
  const old = standing.byName.get(fold(row.oldName)) ?? [];
  if (old.length > 0) return oneOf(row, old, rows, standing);
  return { fault: faultOf(row, 'old_name_unknown', { name: row.oldName }) };
};

const createResolve = (nodes: readonly Node[], { units, now }: Known): Matched['resolve'] => {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const byName = new Map<string, Node[]>();
  for (const node of nodes) {
    for (const name of new Set([fold(node.name), fold(node.existing?.name ?? node.name)])) {
      byName.set(name, [...(byName.get(name) ?? []), node]);
    }
  }
  const superiorOf = ({ existing, row }: Node): string => {
    if (row?.superior !== undefined) return row.superior;
    return byId.get(heldAt(existing?.parents ?? [], now)?.unitId ?? '')?.name ?? '';
  };
  return (words) => {
    const whole = byName.get(fold(words));
    if (whole) return whole;
    const parts = inParts(words);
    const found = parts && byName.get(fold(parts.name));
    if (!found) return [];
    const wanted = parts.superior;
    const below = found.filter((node) => {
      const superior = superiorOf(node);
      return sameName(superior, wanted) || sameName(inParts(superior)?.name ?? '', wanted);
    });
    // Where there is one unit of that name only, the superior beside it says nothing new.
    return below.length === 0 && found.length === 1 ? found : below;
  };
};

/** Every unit that will be there, with the row that speaks of it. */
export const matchUnits = (
  rows: readonly UnitRow[],
  known: Known,
  faults: TableFault[],
): Matched => {
  const standing = createStanding(rows, known);
  const taken = new Map<string, UnitRow>();
  const fresh: Node[] = [];
  for (const row of rows) {
    const found = find(row, rows, standing);
    if ('fault' in found) {
      faults.push(found.fault);
      continue;
    }
    const key =
      'unit' in found ? found.unit.id : `new:${fold(row.name)}:${fold(row.superior ?? '')}`;
    const other = taken.get(key);
    if (other) {
      faults.push(faultOf(row, 'unit_twice', { name: row.name, other: other.row }));
      continue;
    }
    taken.set(key, row);
    if ('fresh' in found) fresh.push({ key, name: row.name, row });
  }
  const there = known.units.map((unit): Node => {
    const row = taken.get(unit.id);
    return { key: unit.id, name: row?.name ?? unit.name, existing: unit, ...(row ? { row } : {}) };
  });
  const nodes = [...there, ...fresh];
  return { nodes, resolve: createResolve(nodes, known) };
};
