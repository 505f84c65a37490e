import { applyClusterEdits } from '../../domain/cluster-edits.ts';
import type { CommandOf } from '../../domain/commands.ts';
import { saveOutside } from '../../domain/outside-decisions.ts';
import { wordAllBelow } from '../../domain/stationery-decisions.ts';
import { saveSettings } from '../../domain/settings-decision.ts';
import type { Desk } from '../turns/desk.ts';
import { presentSeason } from '../queries/settings-queries.ts';
import { stationeryOf } from '../papers/plan-papers.ts';
import { decideWith, postOfAsker, type Decision } from './decide-with.ts';

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

const applyClusters = async (desk: Desk, { as, clusters: edits = [] }: Save) => {
  const known = await standing(desk);
  return decideWith(desk, { as, programme: undefined }, (ctx) =>
    applyClusterEdits(ctx, known, { as, edits }),
  );
};

const applyWording = async (desk: Desk, { as, wording: edits = [] }: Save) => {
  const unitId = postOfAsker(desk, as)?.unitId;
  const stationery = unitId ? await stationeryOf(desk, unitId) : undefined;
  return decideWith(desk, { as, programme: undefined }, (ctx) =>
    wordAllBelow(ctx, stationery, { as, edits }),
  );
};

const hasMore = ({ clusters = [], wording = [] }: Save): boolean =>
  clusters.length + wording.length > 0;

type Settled<D> = Exclude<Awaited<D>, { refused: unknown }>;

const putMore = (
  { uow }: Desk,
  { units, clusters }: Settled<ReturnType<typeof applyClusters>>['changes'],
  { changes: { stationery }, result }: Settled<ReturnType<typeof applyWording>>,
): void => {
  for (const unit of units) uow.put('unit', unit);
  for (const cluster of clusters) uow.put('cluster', cluster);
  if (stationery && result.changed > 0) uow.put('stationery', stationery);
};

/** Nothing is put before all of them have said yes. */
const save = async (desk: Desk, command: Save): Promise<Decision> => {
  const saved = await saveAlone(desk, command);
  if ('refused' in saved || !hasMore(command)) return saved;
  const applied = await applyClusters(desk, command);
  if ('refused' in applied) return applied;
  const worded = await applyWording(desk, command);
  if ('refused' in worded) return worded;
  putMore(desk, applied.changes, worded);
  // the result of saving: decideWith knows only that it is some decision
  const { changed } = saved.result as { changed: number };
  return {
    changes: changed > 0 ? saved.changes : {},
    audit: [...saved.audit, ...applied.audit, ...worded.audit],
    notices: [...saved.notices, ...applied.notices],
    result: { changed: changed + applied.result.changed + worded.result.changed },
  };
};

const saveTemplate = async (
  desk: Desk,
  command: CommandOf<'settings.outside'>,
): Promise<Decision> => {
  const season = await presentSeason(desk);
  return decideWith<Decision>(desk, { as: command.as, programme: undefined }, (ctx) =>
    saveOutside(ctx, season, command),
  );
};

export const settingsCommands = { 'settings.save': save, 'settings.outside': saveTemplate };
