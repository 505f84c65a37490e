import { describe, expect, test } from '@jest/globals';
import { applyClusterEdits, type ClusterEdit } from '../../src/domain/cluster-edits.ts';
import {
  clusterColumns,
  clusterRows,
  readClusters,
  type ClustersKnown,
} from '../../src/domain/cluster-table.ts';
import { heldAt } from '../../src/domain/dated.ts';
import type { TableSheet } from '../../src/domain/import-table.ts';
import type { Cluster, Unit } from '../../src/domain/organisation.ts';
import { treeAt } from '../../src/domain/tree.ts';
import { at, contextOf, done, post, posts, refusedWith, season, unit, units } from './office.ts';

const from = at('2025-07-01');
const clusters: readonly Cluster[] = [
  { id: 'cum1', rev: 1, name: 'Cụm số 1 Mẫu', followUp: ['canbo1', 'gone'] },
  { id: 'cum2', rev: 1, name: 'Cụm số 2 Mẫu', followUp: [] },
];
/** Two units of one name, below different superiors. */
const standing: readonly Unit[] = [
  ...units,
  unit('ap1', 'xa1', { name: 'Chi đoàn ấp Một Mẫu', clusters: [{ clusterId: 'cum2', from }] }),
  unit('ap2', 'xa2', { name: 'Chi đoàn ấp Một Mẫu' }),
];
const names: Readonly<Record<string, string>> = {
  canbo1: 'Lê Duyệt Mẫu',
  canbo2: 'Trần Xét Mẫu',
  canbo3: 'Lê Duyệt Mẫu',
  tinh1: 'Võ Tỉnh Mẫu',
  kiem: 'Đỗ Kiêm Mẫu',
};
const known: ClustersKnown = {
  tree: treeAt(standing, clusters, season),
  clusters,
  cadres: posts.flatMap(({ personId, unitId }) => {
    const name = names[personId];
    return name === undefined ? [] : [{ personId, name, unitId }];
  }),
  post: post('tinh1', 'tinh', 'deputy'),
};

const { name, cadres, units: unitColumn } = clusterColumns;
const titles = [name.titles[0], cadres.titles[0], unitColumn.titles[0]];
const sheetOf = (...rows: readonly (readonly string[])[]): TableSheet => ({
  name: 'Cụm',
  rows: [titles, ...rows].map((cells, index) => ({ row: index + 1, cells })),
});
const read = (...rows: readonly (readonly string[])[]) =>
  readClusters(sheetOf(...rows), known, (id) => names[id] ?? '');

const asCells = clusterRows(known).map((row) => [
  row.name,
  row.cadres.join('\n'),
  row.units.join('\n'),
]);
const [first = [], second = []] = asCells;

test('the clusters as they are written are read back without a difference', () => {
  expect(asCells).toEqual([
    ['Cụm số 1 Mẫu', 'Lê Duyệt Mẫu (Đoàn xa1 Mẫu)', 'Đoàn truong1 Mẫu'],
    ['Cụm số 2 Mẫu', '', 'Chi đoàn ấp Một Mẫu (Đoàn xa1 Mẫu)'],
  ]);
  expect(read(...asCells)).toEqual({ edits: [], differences: [], left: [], faults: [] });
});

test('what a row says is compared with its cluster, whatever the accents and the order', () => {
  const { differences, faults } = read(
    [
      'CUM SO 1 MAU',
      'trần xét mẫu; Đỗ Kiêm Mẫu, Đoàn xa1 Mẫu',
      'doan truong2 mau\nĐoàn truong1 Mẫu',
    ],
    second,
  );
  expect(faults).toEqual([]);
  expect(differences).toEqual([
    {
      name: 'Cụm số 1 Mẫu',
      isNew: false,
      units: { add: ['Đoàn truong2 Mẫu'], remove: [] },
      people: { add: ['Trần Xét Mẫu', 'Đỗ Kiêm Mẫu'], remove: ['Lê Duyệt Mẫu'] },
    },
  ]);
});

test('a new row is a new cluster; the one it takes a unit from is named too, though it has no row', () => {
  const { edits, differences, left, faults } = read(first, ['Cụm mới Mẫu', '', String(second[2])]);
  expect(faults).toEqual([]);
  expect(edits).toEqual([
    {
      name: 'Cụm mới Mẫu',
      units: { add: ['ap1'], remove: [] },
      people: { add: [], remove: [] },
    },
  ]);
  expect(differences.map((one) => [one.name, one.isNew, one.units.add.length])).toEqual([
    ['Cụm mới Mẫu', true, 1],
    ['Cụm số 2 Mẫu', false, 0],
  ]);
  expect(differences[1]?.units.remove).toEqual(['Chi đoàn ấp Một Mẫu (Đoàn xa1 Mẫu)']);
  expect(left).toEqual(['Cụm số 2 Mẫu']);
});

test('without the column of people the teams stay', () => {
  const sheet = sheetOf(first, second);
  const rows = sheet.rows.map(({ row, cells }) => ({
    row,
    cells: [cells[0], cells[2]] as string[],
  }));
  expect(readClusters({ ...sheet, rows }, known, () => '').edits).toEqual([]);
});

describe('what cannot be read is named by its row', () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['a unit that nobody knows', ['Cụm 9 Mẫu', '', 'Đoàn Lạ Mẫu'], 'unit_unknown'],
    ['two units of one name', ['Cụm 9 Mẫu', '', 'Chi đoàn ấp Một Mẫu'], 'unit_ambiguous'],
    ['a unit of another row', ['Cụm 9 Mẫu', '', 'Đoàn truong1 Mẫu'], 'unit_twice'],
    ['a person whom nobody knows', ['Cụm 9 Mẫu', 'Người Lạ Mẫu', ''], 'person_unknown'],
    ['two people of one name', ['Cụm 9 Mẫu', 'Lê Duyệt Mẫu', ''], 'person_ambiguous'],
    [
      'a person of another superior',
      ['Cụm 9 Mẫu', 'Lê Duyệt Mẫu (Đoàn xa2 Mẫu)', 'Đoàn truong2 Mẫu'],
      'person_outside',
    ],
    ['a cluster of another row', ['cụm số 1 mẫu', '', ''], 'cluster_twice'],
    ['a row without a name', ['', '', 'Đoàn truong2 Mẫu'], 'missing'],
    ['a name without letters', ['9', '', ''], 'cluster_name'],
    ['a name that is too long', ['x'.repeat(151), '', ''], 'too_long'],
  ];
  test.each(cases)('%s', (_what, row, code) => {
    const { faults } = read(first, second, row);
    expect(faults.map((one) => [one.sheet, one.row, one.code])).toEqual([['Cụm', 4, code]]);
  });
});

const apply = (edits: readonly ClusterEdit[], who = 'tinh1') =>
  applyClusterEdits(
    contextOf(who, who === 'tinh1' ? 'tinh' : 'xa1', season, { tree: known.tree }),
    { units: standing, clusters, posts },
    { as: who === 'tinh1' ? 'tinh1@tinh' : 'canbo1@xa1', edits },
  );

test('edits become documents, lines of the log and notices as if done one by one', () => {
  const { edits, faults } = read(['Cụm số 1 Mẫu', '', 'Đoàn coquan Mẫu'], second, [
    'Cụm mới Mẫu',
    'Trần Xét Mẫu',
    'Đoàn truong1 Mẫu; Đoàn truong2 Mẫu',
  ]);
  expect(faults).toEqual([]);
  const { changes, audit, notices, result } = done(apply(edits));
  const made = changes.clusters.find(({ id }) => id !== 'cum1');
  const held = changes.units.map((one) => [one.id, heldAt(one.clusters, season)?.clusterId]);
  expect(Object.fromEntries(held)).toEqual({
    coquan: 'cum1',
    truong1: made?.id,
    truong2: made?.id,
  });
  expect(changes.clusters.map((one) => [one.name, one.followUp])).toEqual([
    ['Cụm mới Mẫu', ['canbo2']],
    ['Cụm số 1 Mẫu', ['gone']],
  ]);
  expect(audit.map(({ action }) => action).sort()).toEqual([
    'cluster.added',
    'unit.changed',
    'unit.changed',
    'unit.changed',
    'unit.followed',
    'unit.followed',
  ]);
  expect(notices.map(({ to }) => to)).toEqual([{ person: 'canbo1' }, { person: 'canbo2' }]);
  expect(result.changed).toBe(2);
});

test('who may not set anything changes nothing, and what was changed meanwhile is not overwritten', () => {
  const none = { add: [], remove: [] };
  const edit = { clusterId: 'cum1', name: 'Cụm số 1 Mẫu', units: none, people: none };
  const add = { ...edit, units: { add: ['truong2'], remove: [] } };
  expect(refusedWith(apply([add], 'canbo1'))?.code).toBe('not_allowed');
  const stale = [
    { ...edit, units: { add: ['truong1'], remove: [] } },
    { ...edit, units: { add: [], remove: ['truong2'] } },
    { ...edit, people: { add: ['canbo1'], remove: [] } },
    { ...edit, people: { add: [], remove: ['canbo2'] } },
  ];
  expect(stale.map((one) => refusedWith(apply([one]))?.code)).toEqual(
    stale.map(() => 'settings_changed'),
  );
  expect(refusedWith(apply([{ ...edit, clusterId: 'cum9', units: add.units }]))?.code).toBe(
    'not_found',
  );
  const fresh = { name: 'cum so 2 mau', units: none, people: none };
  expect(refusedWith(apply([add, fresh]))?.code).toBe('cluster_exists');
});
