import type { CommandOf } from '../../domain/commands.ts';
import { followCluster, followersAt, followUnits, teamAt } from '../../domain/following.ts';
import type { Desk } from '../turns/desk.ts';
import { decideWith, postOfAsker, type Decision } from './decide-with.ts';

const follow = async (desk: Desk, command: CommandOf<'unit.follow'>): Promise<Decision> => {
  const { uow, finds, tree } = desk;
  const found = await Promise.all(command.unitIds.map((id) => uow.load('unit', id)));
  const units = found.flatMap((unit) => unit ?? []);
  const posts = await finds.postsOfUnits(followersAt(tree, command.unitIds));
  const decision = await decideWith(desk, { as: command.as, programme: undefined }, (ctx) =>
    followUnits(ctx, { units, posts }, command),
  );
  if ('refused' in decision) return decision;
  for (const unit of decision.changes.units) uow.put('unit', unit);
  return { ...decision, changes: {} };
};

const followAll = async (desk: Desk, command: CommandOf<'cluster.follow'>): Promise<Decision> => {
  const { uow, finds, tree } = desk;
  const cluster = await uow.load('cluster', command.clusterId);
  const post = postOfAsker(desk, command.as);
  const posts = post ? await finds.postsOfUnits(teamAt(tree, post, command.clusterId)) : [];
  return decideWith<Decision>(desk, { as: command.as, programme: undefined }, (ctx) =>
    followCluster(ctx, { cluster, posts }, command),
  );
};

export const followCommands = { 'unit.follow': follow, 'cluster.follow': followAll };
