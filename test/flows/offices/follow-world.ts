/** A commune union that says who follows its units, and one of its cadres. */
import type { World } from '../play.ts';
import { officeWorld } from './worlds.ts';

const board = {
  units: [
    {
      unitId: 'hoa',
      name: 'Đoàn trường Hoa Mẫu',
      superiorId: 'song',
      cadres: [],
      byCluster: false,
    },
    {
      unitId: 'lan',
      name: 'Đoàn trường Lan Mẫu',
      superiorId: 'song',
      cadres: ['Lê Hoàng Mẫu'],
      byCluster: true,
    },
    {
      unitId: 'mai',
      name: 'Đoàn cơ quan Mai Mẫu',
      superiorId: 'nui',
      cadres: ['Trần Bình Mẫu'],
      clusterId: 'c1',
      clusterName: 'Cụm số 1 Mẫu',
      byCluster: false,
    },
  ],
  clusters: [{ clusterId: 'c1', name: 'Cụm số 1 Mẫu', units: 2, cadres: ['Lê Hoàng Mẫu'] }],
};

export const followWorld = (): World => {
  const office = officeWorld();
  return {
    ...office,
    reads: {
      ...office.reads,
      'follow.board': () => board,
      'follow.people': () => [
        {
          personId: 'hoang',
          name: 'Lê Hoàng Mẫu',
          role: 'cadre',
          unitName: 'Đoàn xã Sông Mẫu',
          units: 2,
          follows: true,
        },
        {
          personId: 'vy',
          name: 'Phạm Vy Mẫu',
          role: 'deputy',
          unitName: 'Đoàn xã Sông Mẫu',
          units: 0,
          follows: false,
        },
      ],
      'follow.mine': () => [
        { unitId: 'hoa', name: 'Đoàn trường Hoa Mẫu', state: 'sent' },
        { unitId: 'lan', name: 'Đoàn trường Lan Mẫu', state: 'none' },
      ],
      'report.years': () => ({ years: [2027], current: 2027 }),
    },
    runs: {
      ...office.runs,
      'unit.follow': ({ unitIds }) => ({ done: { names: unitIds } }),
      'cluster.add': ({ name }) => ({ done: { clusterId: 'c2', name } }),
      'cluster.rename': () => ({ refused: { code: 'cluster_exists', params: { name: 'Cụm 2' } } }),
      'cluster.units': ({ add }) => ({ done: { changed: add.length } }),
      'cluster.follow': () => ({ refused: { code: 'not_of_superior' } }),
    },
  };
};
