import { expect, test } from '@jest/globals';
import { addCluster, gatherUnits, renameCluster } from '../../src/domain/cluster-decisions.ts';
import { heldAt } from '../../src/domain/dated.ts';
import { clusters, contextOf, done, refusedWith, season, tree } from './office.ts';

const province = contextOf('tinh1', 'tinh', season);
const as = 'tinh1@tinh';
const [first] = clusters;
const units = ['truong1', 'truong2', 'coquan'].flatMap((id) => tree.unit(id) ?? []);

test('only the top and the administrator form clusters', () => {
  const add = (who: string, where: string) =>
    refusedWith(
      addCluster(contextOf(who, where, season), clusters, {
        type: 'cluster.add',
        as: `${who}@${where}`,
        name: 'Cụm số 2 Mẫu',
      }),
    )?.code;
  expect([add('tinh1', 'tinh'), add('quantri', 'tinh')]).toEqual([undefined, undefined]);
  expect([add('canbo1', 'xa1'), add('binh', 'truong1')]).toEqual(['not_allowed', 'not_allowed']);
});

test('a name is a name, and no other cluster has it, accents or not', () => {
  const add = (name: string) =>
    refusedWith(addCluster(province, clusters, { type: 'cluster.add', as, name }))?.code;
  expect([add('1'), add('cum so 1 mau'), add('x'.repeat(151))]).toEqual([
    'missing_field',
    'cluster_exists',
    'too_long',
  ]);
  const rename = (clusterId: string, name: string) =>
    renameCluster(province, clusters, { type: 'cluster.rename', as, clusterId, name });
  expect(done(rename('cum1', 'CỤM SỐ 1 MẪU')).changes.cluster.name).toBe('CỤM SỐ 1 MẪU');
  expect(refusedWith(rename('cum9', 'Cụm 9'))?.code).toBe('not_found');
});

test('units come in and go out from today; what was before stays known', () => {
  const { changes, audit, result } = done(
    gatherUnits(
      province,
      { cluster: first, units },
      {
        type: 'cluster.units',
        as,
        clusterId: 'cum1',
        add: ['truong2'],
        remove: ['truong1', 'coquan'],
      },
    ),
  );
  expect(result.changed).toBe(2);
  const held = Object.fromEntries(
    changes.units.map((one) => [one.id, heldAt(one.clusters, season)?.clusterId]),
  );
  expect(held).toEqual({ truong1: undefined, truong2: 'cum1' });
  expect(changes.units.find(({ id }) => id === 'truong1')?.clusters).toHaveLength(1);
  expect(audit.map(({ before, after }) => [before, after])).toEqual([
    [{ cluster: 'Cụm số 1 Mẫu' }, { cluster: '' }],
    [{ cluster: '' }, { cluster: 'Cụm số 1 Mẫu' }],
  ]);
});
