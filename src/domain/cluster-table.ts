/** Clusters as a sheet of the settings: a row each, compared with what stands. */
import type { ClusterEdit, ClustersRead, Moves } from './cluster-edits.ts';
import { teamFrom, unitsOfCluster } from './following.ts';
import type { ClusterId, PersonId, UnitId } from './ids.ts';
import type { TableFault, TableFaultCode } from './import-faults.ts';
import {
  columnsNamed,
  readTable,
  type Columns,
  type TableRow,
  type TableSheet,
} from './import-table.ts';
import { createLabels, type Labels } from './labels.ts';
import type { Cluster, Post } from './organisation.ts';
import { byName, fold } from './text.ts';
import type { UnitTree } from './tree.ts';

export const clusterColumns = {
  name: { titles: ['Tên cụm', 'Cụm'], required: true },
  cadres: { titles: ['Cán bộ theo dõi'] },
  units: { titles: ['Đơn vị trong cụm', 'Đơn vị'] },
} as const satisfies Columns<string>;

type Key = keyof typeof clusterColumns;

const longestName = 150;

/** Somebody who works somewhere: a post each. */
export type Cadre = { personId: PersonId; name: string; unitId: UnitId };

export type ClustersKnown = {
  tree: UnitTree;
  clusters: readonly Cluster[];
  /** All that could stand in a team, and all that do. */
  cadres: readonly Cadre[];
  /** Of whoever edits. */
  post: Post;
};

type Names = { units: Labels; people: Labels };

const namesIn = ({ tree, cadres }: ClustersKnown): Names => {
  const people = new Map<string, { id: string; name: string; places: string[] }>();
  for (const { personId, name, unitId } of cadres) {
    const one = people.get(personId) ?? { id: personId, name, places: [] };
    one.places.push(tree.unit(unitId)?.name ?? '');
    people.set(personId, one);
  }
  return {
    units: createLabels(
      tree.open().map(({ id, name }) => {
        const above = [tree.parentOf(id), tree.superiorOf(id)];
        return { id, name, places: above.flatMap((one) => one?.name ?? []) };
      }),
    ),
    people: createLabels([...people.values()]),
  };
};

/** The team as far as its people still work; who left is neither shown nor touched. */
const teamOf = ({ cadres }: ClustersKnown, cluster: Cluster | undefined): readonly PersonId[] =>
  (cluster?.followUp ?? []).filter((id) => cadres.some(({ personId }) => personId === id));

const membersOf = ({ tree }: ClustersKnown, id: ClusterId | undefined): readonly UnitId[] =>
  id === undefined ? [] : unitsOfCluster(tree, id).map((unit) => unit.id);

export type ClusterRow = { name: string; cadres: readonly string[]; units: readonly string[] };

/** The clusters as they stand, in the words that the reading knows. */
export const clusterRows = (known: ClustersKnown): readonly ClusterRow[] => {
  const names = namesIn(known);
  const sorted = (words: readonly string[]) => byName(words, (one) => one);
  return byName(known.clusters, ({ name }) => name).map((cluster) => ({
    name: cluster.name,
    cadres: sorted(teamOf(known, cluster).map((id) => names.people.labelOf(id, 'always'))),
    units: sorted(membersOf(known, cluster.id).map((id) => names.units.labelOf(id))),
  }));
};

type Reading = {
  known: ClustersKnown;
  names: Names;
  has: (key: Key) => boolean;
  faults: TableFault[];
  sheet: string;
};

type Found = { row: number; edit: ClusterEdit; units: readonly UnitId[] };

const fault = (
  { faults, sheet }: Reading,
  row: number,
  code: TableFaultCode,
  params: NonNullable<TableFault['params']>,
): void => {
  faults.push({ sheet, row, code, params });
};

const unitsIn = (reading: Reading, cells: TableRow<Key>): readonly UnitId[] =>
  cells.list('units').flatMap((name) => {
    const [only, ...others] = reading.names.units.find(name);
    if (only !== undefined && others.length === 0) return [only];
    fault(reading, cells.row, only === undefined ? 'unit_unknown' : 'unit_ambiguous', { name });
    return [];
  });

/** Two of one name at one unit cannot be written apart: those are meant who are in the team already. */
const peopleIn = (
  reading: Reading,
  cells: TableRow<Key>,
  team: readonly PersonId[],
): readonly PersonId[] =>
  cells.list('cadres').flatMap((name) => {
    const { people } = reading.names;
    const found = people.find(name);
    const [only, ...others] = found;
    if (only !== undefined && others.length === 0) return [only];
    const already = people.isExact(name) ? found.filter((id) => team.includes(id)) : [];
    if (already.length > 0) return already;
    fault(reading, cells.row, only === undefined ? 'person_unknown' : 'person_ambiguous', { name });
    return [];
  });

const moves = <Id>(before: readonly Id[], after: readonly Id[]): Moves<Id> => ({
  add: [...new Set(after)].filter((id) => !before.includes(id)),
  remove: before.filter((id) => !after.includes(id)),
});

const strangersIn = (reading: Reading, { row, edit, units }: Found): void => {
  const { tree, cadres, post } = reading.known;
  const from = teamFrom(tree, post, units).filter((id) => tree.unit(id)?.mayApprove);
  for (const id of edit.people.add) {
    const fits = cadres.some(({ personId, unitId }) => personId === id && from.includes(unitId));
    const name = reading.names.people.labelOf(id, 'always');
    if (!fits) fault(reading, row, 'person_outside', { name, cluster: edit.name });
  }
};

const nameIn = (reading: Reading, cells: TableRow<Key>): string | undefined => {
  const name = cells.text('name');
  const column = clusterColumns.name.titles[0];
  if (name === '') fault(reading, cells.row, 'missing', { column });
  else if (name.length > longestName) {
    fault(reading, cells.row, 'too_long', { column, max: longestName });
  } else if ((name.match(/\p{L}/gu)?.length ?? 0) < 2) {
    fault(reading, cells.row, 'cluster_name', { name });
  } else return name;
  return undefined;
};

const rowIn = (reading: Reading, cells: TableRow<Key>): Found[] => {
  const typed = nameIn(reading, cells);
  if (typed === undefined) return [];
  const { known, has } = reading;
  const cluster = known.clusters.find(({ name }) => fold(name) === fold(typed));
  const [before, team] = [membersOf(known, cluster?.id), teamOf(known, cluster)];
  const units = has('units') ? unitsIn(reading, cells) : before;
  const people = has('cadres') ? peopleIn(reading, cells, team) : team;
  const edit: ClusterEdit = {
    ...(cluster ? { clusterId: cluster.id } : {}),
    name: cluster?.name ?? typed,
    units: moves(before, units),
    people: moves(team, people),
  };
  const found = { row: cells.row, edit, units };
  strangersIn(reading, found);
  return [found];
};

/** One row a cluster, and one cluster a unit. */
const twiceIn = (reading: Reading, rows: readonly Found[]): void => {
  const places = new Map<string, number>();
  const once = (row: number, key: string, name: string, code: TableFaultCode): void => {
    const other = places.get(key);
    if (other === undefined) places.set(key, row);
    else if (other !== row || code === 'cluster_twice') fault(reading, row, code, { name, other });
  };
  for (const { row, edit, units } of rows) {
    once(row, `cluster/${fold(edit.name)}`, edit.name, 'cluster_twice');
    for (const id of units) once(row, `unit/${id}`, reading.names.units.labelOf(id), 'unit_twice');
  }
};

const isOther = ({ clusterId, units, people }: ClusterEdit): boolean =>
  clusterId === undefined ||
  [units.add, units.remove, people.add, people.remove].some((ids) => ids.length > 0);

type NameOf = (personId: PersonId) => string;

/** A cluster without a row is touched only where another takes a unit from it: said like the rest. */
const differencesOf = (
  { tree, clusters }: ClustersKnown,
  { edits, names, nameOf }: { edits: readonly ClusterEdit[]; names: Names; nameOf: NameOf },
): ClustersRead['differences'] => {
  const label = (ids: readonly UnitId[]) => ids.map((id) => names.units.labelOf(id));
  const taken = edits.flatMap(({ units }) => units.add);
  const robbed = clusters.filter(({ id }) => !edits.some(({ clusterId }) => clusterId === id));
  return [
    ...edits.map(({ clusterId, name, units, people }) => ({
      name,
      isNew: clusterId === undefined,
      units: { add: label(units.add), remove: label(units.remove) },
      people: { add: people.add.map(nameOf), remove: people.remove.map(nameOf) },
    })),
    ...robbed.flatMap(({ id, name }) => {
      const lost = taken.filter((unit) => tree.clusterOf(unit)?.id === id);
      const none = { add: [], remove: [] };
      const units = { add: [], remove: label(lost) };
      return lost.length > 0 ? [{ name, isNew: false, units, people: none }] : [];
    }),
  ];
};

/** What the rows say, and what is wrong with them. `nameOf`: people as the reader may be shown them. */
export const readClusters = (
  sheet: TableSheet,
  known: ClustersKnown,
  nameOf: NameOf,
): ClustersRead & { faults: readonly TableFault[] } => {
  const { rows, faults } = readTable(sheet, clusterColumns);
  const names = namesIn(known);
  const has = (key: Key): boolean => columnsNamed(sheet, { [key]: clusterColumns[key] }) > 0;
  const reading: Reading = { known, names, has, faults, sheet: sheet.name };
  const found = rows.flatMap((cells) => rowIn(reading, cells));
  twiceIn(reading, found);
  const edits = found.map(({ edit }) => edit).filter(isOther);
  const listed = new Set(found.map(({ edit }) => edit.clusterId));
  return {
    edits,
    differences: differencesOf(known, { edits, names, nameOf }),
    left: known.clusters.filter(({ id }) => !listed.has(id)).map(({ name }) => name),
    faults,
  };
};
