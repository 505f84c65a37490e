/** Many clusters changed at once, by the deciders that change them one by one: all of it or nothing. */
import { addCluster, gatherUnits } from './cluster-decisions.ts';
import { refuse, type DecideContext, type Refused } from './decide.ts';
import { followCluster } from './following.ts';
import type { ClusterId, PersonId, PostId, UnitId } from './ids.ts';
import type { AuditNote, Decided, Notice } from './notices.ts';
import type { Cluster, Post, Unit } from './organisation.ts';
import { treeAt } from './tree.ts';

export type Moves<Id> = { add: readonly Id[]; remove: readonly Id[] };

/** A cluster without an id is new. A unit that another edit takes may stand among those removed. */
export type ClusterEdit = {
  clusterId?: ClusterId;
  name: string;
  units: Moves<UnitId>;
  people: Moves<PersonId>;
};

/** One cluster, in the words that are shown. */
export type ClusterDifference = {
  name: string;
  isNew: boolean;
  units: Moves<string>;
  people: Moves<string>;
};

/** `left`: clusters that the file does not name; they stay as they are. */
export type ClustersRead = {
  edits: readonly ClusterEdit[];
  differences: readonly ClusterDifference[];
  left: readonly string[];
};

export type ClustersStanding = {
  units: readonly Unit[];
  clusters: readonly Cluster[];
  /** Of all units that somebody of a team could come from. */
  posts: readonly Post[];
};

type Working = {
  ctx: DecideContext;
  as: PostId;
  units: Map<UnitId, Unit>;
  clusters: Map<ClusterId, Cluster>;
  /** What was changed, by id. */
  touched: { units: Set<UnitId>; clusters: Set<ClusterId> };
  audit: AuditNote[];
  notices: Notice[];
};

type Edit = ClusterEdit & { clusterId: ClusterId };

/** The organisation as the edits before this one have left it. */
const seenNow = ({ ctx, units, clusters }: Working): DecideContext => ({
  ...ctx,
  tree: treeAt([...units.values()], [...clusters.values()], ctx.now),
});

const keep = (
  to: Working,
  { audit, notices }: { audit: readonly AuditNote[]; notices: readonly Notice[] },
) => {
  to.audit.push(...audit);
  to.notices.push(...notices);
};

const keepCluster = (to: Working, cluster: Cluster): void => {
  to.clusters.set(cluster.id, cluster);
  to.touched.clusters.add(cluster.id);
};

const identified = (to: Working, edit: ClusterEdit): Refused | Edit => {
  const { clusterId, name } = edit;
  if (clusterId !== undefined) return { ...edit, clusterId };
  const command = { type: 'cluster.add', as: to.as, name } as const;
  const added = addCluster(seenNow(to), [...to.clusters.values()], command);
  if ('refused' in added) return added;
  keepCluster(to, added.changes.cluster);
  keep(to, added);
  return { ...edit, clusterId: added.changes.cluster.id };
};

/** Units that are elsewhere than when they were shown: somebody was faster. */
const gather = (
  to: Working,
  { clusterId }: Edit,
  { add, remove }: Moves<UnitId>,
): Refused | undefined => {
  if (add.length + remove.length === 0) return undefined;
  const units = [...add, ...remove].flatMap((id) => to.units.get(id) ?? []);
  const standing = { cluster: to.clusters.get(clusterId), units };
  const command = { type: 'cluster.units', as: to.as, clusterId, add, remove } as const;
  const gathered = gatherUnits(seenNow(to), standing, command);
  if ('refused' in gathered) return gathered;
  if (gathered.result.changed !== add.length + remove.length) return refuse('settings_changed');
  for (const unit of gathered.changes.units) {
    to.units.set(unit.id, unit);
    to.touched.units.add(unit.id);
  }
  keep(to, gathered);
  return undefined;
};

const follow = (
  to: Working,
  posts: readonly Post[],
  { clusterId, people: { add, remove } }: Edit,
): Refused | undefined => {
  if (add.length + remove.length === 0) return undefined;
  const cluster = to.clusters.get(clusterId);
  const team = cluster?.followUp ?? [];
  const isAsShown = remove.every((id) => team.includes(id)) && !add.some((id) => team.includes(id));
  if (!isAsShown) return refuse('settings_changed');
  const command = { type: 'cluster.follow', as: to.as, clusterId, add, remove } as const;
  const followed = followCluster(seenNow(to), { cluster, posts }, command);
  if ('refused' in followed) return followed;
  keepCluster(to, followed.changes.cluster);
  keep(to, followed);
  return undefined;
};

type Changes = { units: readonly Unit[]; clusters: readonly Cluster[] };

/** New clusters first, then what they take, then what is left without one, then the teams. */
export const applyClusterEdits = (
  ctx: DecideContext,
  standing: ClustersStanding,
  { as, edits }: { as: PostId; edits: readonly ClusterEdit[] },
): Decided<Changes, { changed: number }> => {
  const to: Working = {
    ctx,
    as,
    units: new Map(standing.units.map((unit) => [unit.id, unit])),
    clusters: new Map(standing.clusters.map((cluster) => [cluster.id, cluster])),
    touched: { units: new Set(), clusters: new Set() },
    audit: [],
    notices: [],
  };
  const known: Edit[] = [];
  for (const edit of edits) {
    const one = identified(to, edit);
    if ('refused' in one) return one;
    known.push(one);
  }
  const taken = new Set(edits.flatMap(({ units }) => units.add));
  const steps = [
    ...known.map((edit) => () => gather(to, edit, { add: edit.units.add, remove: [] })),
    ...known.map((edit) => () => {
      const remove = edit.units.remove.filter((id) => !taken.has(id));
      return gather(to, edit, { add: [], remove });
    }),
    ...known.map((edit) => () => follow(to, standing.posts, edit)),
  ];
  for (const step of steps) {
    const refused = step();
    if (refused) return refused;
  }
  const { touched, audit, notices } = to;
  return {
    changes: {
      units: [...touched.units].flatMap((id) => to.units.get(id) ?? []),
      clusters: [...touched.clusters].flatMap((id) => to.clusters.get(id) ?? []),
    },
    audit,
    notices,
    result: { changed: edits.length },
  };
};
