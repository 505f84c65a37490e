/** A unit while a row is laid over it, and the clusters that rows name. */
import { changedFrom, heldAt } from './dated.ts';
import type { ClusterId, NewId } from './ids.ts';
import type { UnitRow } from './import-rows.ts';
import type { Cluster, Unit } from './organisation.ts';
import { fold } from './text.ts';

/** One value of one unit as it was and as it will be, in plain words. */
export type UnitDifference = {
  field: 'name' | 'kind' | 'superior' | 'registers' | 'approves' | 'decides' | 'cluster' | 'closed';
  before: string;
  after: string;
};

export type Draft = { unit: Unit; differences: UnitDifference[] };

export type Clusters = {
  idOf(name: string): ClusterId;
  nameOf(id: ClusterId | undefined): string;
  made: Cluster[];
};

/** Known ones by their names; a name that is new makes one. */
export const createClusters = ({
  clusters,
  newId,
}: {
  clusters: readonly Cluster[];
  newId: NewId;
}): Clusters => {
  const byName = new Map(clusters.map((one) => [fold(one.name), one]));
  const made: Cluster[] = [];
  return {
    made,
    idOf(name) {
      const known = byName.get(fold(name));
      if (known) return known.id;
      const cluster: Cluster = { id: newId(), rev: 0, name, followUp: [] };
      made.push(cluster);
      byName.set(fold(name), cluster);
      return cluster.id;
    },
    nameOf: (id) => [...clusters, ...made].find((one) => one.id === id)?.name ?? '',
  };
};

const noCluster = ['khong', '-', '–'];

/** A cell that says no takes the unit out of its cluster; an empty one leaves it there. */
export const withCluster = (
  { unit, differences }: Draft,
  row: UnitRow,
  at: Date,
  clusters: Clusters,
): Draft => {
  if (row.cluster === undefined) return { unit, differences };
  const held = heldAt(unit.clusters, at)?.clusterId;
  const wanted = noCluster.includes(fold(row.cluster)) ? undefined : clusters.idOf(row.cluster);
  if (wanted === held) return { unit, differences };
  const next = wanted === undefined ? undefined : { clusterId: wanted };
  const [before, after] = [clusters.nameOf(held), clusters.nameOf(wanted)];
  return {
    unit: { ...unit, clusters: changedFrom(unit.clusters, at, next) },
    differences: [...differences, { field: 'cluster', before, after }],
  };
};
