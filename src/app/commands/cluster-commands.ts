import type { CommandOf } from '../../domain/commands.ts';
import { addCluster, gatherUnits, renameCluster } from '../../domain/cluster-decisions.ts';
import type { Cluster } from '../../domain/organisation.ts';
import type { Desk } from '../turns/desk.ts';
import { decideWith, type Decision } from './decide-with.ts';

const known = async ({ uow, finds }: Desk): Promise<readonly Cluster[]> =>
  uow.overlay('cluster', await finds.clusters(), () => true);

const gather = async (desk: Desk, command: CommandOf<'cluster.units'>): Promise<Decision> => {
  const cluster = await desk.uow.load('cluster', command.clusterId);
  const ids = [...command.add, ...command.remove];
  const found = await Promise.all(ids.map((id) => desk.uow.load('unit', id)));
  const units = found.flatMap((unit) => unit ?? []);
  const decision = await decideWith(desk, { as: command.as, programme: undefined }, (ctx) =>
    gatherUnits(ctx, { cluster, units }, command),
  );
  if ('refused' in decision) return decision;
  for (const unit of decision.changes.units) desk.uow.put('unit', unit);
  return { ...decision, changes: {} };
};

export const clusterCommands = {
  'cluster.add': async (desk: Desk, command: CommandOf<'cluster.add'>): Promise<Decision> => {
    const clusters = await known(desk);
    return decideWith<Decision>(desk, { as: command.as, programme: undefined }, (ctx) =>
      addCluster(ctx, clusters, command),
    );
  },
  'cluster.rename': async (desk: Desk, command: CommandOf<'cluster.rename'>): Promise<Decision> => {
    const clusters = await known(desk);
    return decideWith<Decision>(desk, { as: command.as, programme: undefined }, (ctx) =>
      renameCluster(ctx, clusters, command),
    );
  },
  'cluster.units': gather,
};
