/** Clusters one by one: a free grouping of units; who may set things may form them. */
import { maySet } from './access.ts';
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { changedFrom } from './dated.ts';
import { dayOf, instantOf } from './dates.ts';
import { actingPost, refuse, type DecideContext, type Refused } from './decide.ts';
import type { ClusterId, UnitId } from './ids.ts';
import type { Decided } from './notices.ts';
import type { Cluster, Post, Unit } from './organisation.ts';
import { clean, fold } from './text.ts';

const longestName = 150;

const setter = (ctx: DecideContext, as: string): Post | undefined => {
  const post = actingPost(ctx, as);
  return post && maySet(ctx.tree, post) ? post : undefined;
};

const nameFrom = (
  typed: string,
  known: readonly Cluster[],
  except?: ClusterId,
): Refused | { name: string } => {
  const name = clean(typed);
  if ((name.match(/\p{L}/gu)?.length ?? 0) < 2) return refuse('missing_field', { field: 'name' });
  if (name.length > longestName) return refuse('too_long', { field: 'name', max: longestName });
  const twin = known.find((one) => one.id !== except && fold(one.name) === fold(name));
  return twin ? refuse('cluster_exists', { name: twin.name }) : { name };
};

type Add = CommandOf<'cluster.add'>;

/** A new cluster, without units and without a team. */
export const addCluster = (
  ctx: DecideContext,
  known: readonly Cluster[],
  command: Add,
): Decided<{ cluster: Cluster }, CommandResult<Add>> => {
  const post = setter(ctx, command.as);
  if (!post) return refuse('not_allowed');
  const read = nameFrom(command.name, known);
  if ('refused' in read) return read;
  const { name } = read;
  const cluster: Cluster = { id: ctx.newId(), rev: 0, name, followUp: [] };
  const line = { subject: cluster.id, unitId: post.unitId, after: { name } };
  return {
    changes: { cluster },
    audit: [note('cluster.added', line)],
    notices: [],
    result: { clusterId: cluster.id, name },
  };
};

type Rename = CommandOf<'cluster.rename'>;

/** The same cluster under another name. */
export const renameCluster = (
  ctx: DecideContext,
  known: readonly Cluster[],
  command: Rename,
): Decided<{ cluster: Cluster }, CommandResult<Rename>> => {
  const post = setter(ctx, command.as);
  if (!post) return refuse('not_allowed');
  const cluster = known.find(({ id }) => id === command.clusterId);
  if (!cluster) return refuse('not_found');
  const read = nameFrom(command.name, known, cluster.id);
  if ('refused' in read) return read;
  const { name } = read;
  const line = { before: { name: cluster.name }, after: { name } };
  return {
    changes: { cluster: { ...cluster, name } },
    audit: [note('cluster.renamed', { subject: cluster.id, unitId: post.unitId, ...line })],
    notices: [],
    result: { name },
  };
};

type Gather = CommandOf<'cluster.units'>;

/** From today on these units belong to the cluster and others no longer; what was before stays known. */
export const gatherUnits = (
  ctx: DecideContext,
  { cluster, units }: { cluster: Cluster | undefined; units: readonly Unit[] },
  command: Gather,
): Decided<{ units: readonly Unit[] }, CommandResult<Gather>> => {
  if (!setter(ctx, command.as)) return refuse('not_allowed');
  if (!cluster) return refuse('not_found');
  const from = instantOf(dayOf(ctx.now));
  const nameOf = (id: UnitId): string => ctx.tree.clusterOf(id)?.name ?? '';
  const isIn = (id: UnitId): boolean => ctx.tree.clusterOf(id)?.id === cluster.id;
  const other = units.filter(({ id }) =>
    command.add.includes(id) ? !isIn(id) : command.remove.includes(id) && isIn(id),
  );
  return {
    changes: {
      units: other.map((unit) => {
        const next = command.add.includes(unit.id) ? { clusterId: cluster.id } : undefined;
        return { ...unit, clusters: changedFrom(unit.clusters, from, next) };
      }),
    },
    audit: other.map(({ id }) =>
      note('unit.changed', {
        subject: id,
        unitId: id,
        before: { cluster: nameOf(id) },
        after: { cluster: command.add.includes(id) ? cluster.name : '' },
      }),
    ),
    notices: [],
    result: { changed: other.length },
  };
};
