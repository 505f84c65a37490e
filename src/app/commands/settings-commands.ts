import { applyClusterEdits } from '../../domain/cluster-edits.ts';
import type { CommandOf } from '../../domain/commands.ts';
import { saveSettings } from '../../domain/settings-decision.ts';
import type { Desk } from '../desk.ts';
import { presentSeason } from '../queries/settings-queries.ts';
import { decideWith, type Decision } from './decide-with.ts';

type Save = CommandOf<'settings.save'>;

const saveAlone = async (desk: Desk, command: Save): Promise<Decision> => {
  const season = await presentSeason(desk);
  const { holidays, programmes } = desk;
  return decideWith<Decision>(desk, { as: command.as, programme: undefined }, (ctx) =>
    saveSettings(ctx, { season, holidays, programmes }, command),
  );
};

/** Units and clusters as they stand, and all posts that a team may come from. */
const standing = async ({ finds, uow }: Desk) => {
  const [found, groups] = await Promise.all([finds.units(), finds.clusters()]);
  const units = uow.overlay('unit', found, () => true);
  const clusters = uow.overlay('cluster', groups, () => true);
  const approving = units.filter(({ mayApprove }) => mayApprove).map(({ id }) => id);
  return { units, clusters, posts: await finds.postsOfUnits(approving) };
};

/** Nothing is put before both have said yes. */
const save = async (desk: Desk, command: Save): Promise<Decision> => {
  const saved = await saveAlone(desk, command);
  const { as, clusters: edits = [] } = command;
  if ('refused' in saved || edits.length === 0) return saved;
  const known = await standing(desk);
  const applied = await decideWith(desk, { as, programme: undefined }, (ctx) =>
    applyClusterEdits(ctx, known, { as, edits }),
  );
  if ('refused' in applied) return applied;
  for (const unit of applied.changes.units) desk.uow.put('unit', unit);
  for (const cluster of applied.changes.clusters) desk.uow.put('cluster', cluster);
  // the result of saving: decideWith knows only that it is some decision
  const { changed } = saved.result as { changed: number };
  return {
    changes: changed > 0 ? saved.changes : {},
    audit: [...saved.audit, ...applied.audit],
    notices: [...saved.notices, ...applied.notices],
    result: { changed: changed + applied.result.changed },
  };
};

export const settingsCommands = { 'settings.save': save };
