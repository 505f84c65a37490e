/** Taking a file up in a talk: who may, and that nothing else has happened since it was looked at. */
import { managedUnits, mayInvite, mayManageUnits } from './access.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { actingPost, refuse, type DecideContext } from './decide.ts';
import { carryOut, type ImportChanges } from './import-carrying.ts';
import type { Secrets } from './invitations.ts';
import type { Decided } from './notices.ts';
import { planImport, type Importer, type KnownOrganisation } from './organisation-import.ts';
import type { Post } from './organisation.ts';
import type { UnitTree } from './tree.ts';

type Import = CommandOf<'organisation.import'>;

/** What a file may change when it comes from this post; undefined when it may change nothing. */
export const importerOf = (tree: UnitTree, post: Post): Importer | undefined => {
  if (!mayManageUnits(tree, post)) return undefined;
  const managed = managedUnits(tree, post);
  if (managed === 'all') {
    return { changeable: 'all', parents: 'all', mayInvite: () => true };
  }
  const changeable = new Set(managed);
  return {
    changeable,
    parents: new Set([...managed, post.unitId]),
    mayInvite: (unitId, isNew, role) =>
      isNew ? role !== 'admin' : mayInvite(tree, post, unitId, role),
  };
};

/** All of the file, or nothing when what was shown before no longer holds. */
export const importOrganisation = (
  ctx: DecideContext,
  known: KnownOrganisation,
  command: Import,
  secrets: Secrets,
): Decided<ImportChanges, CommandResult<Import>> => {
  const post = actingPost(ctx, command.as);
  const importer = post && importerOf(ctx.tree, post);
  if (!importer) return refuse('not_allowed');
  const { now, newId, act } = ctx;
  const plan = planImport(command.rows, known, { now, newId, importer });
  const isAsShown = JSON.stringify(plan.counts) === JSON.stringify(command.expect);
  if (plan.faults.length > 0 || !isAsShown) return refuse('import_changed');
  const { changes, audit, invited, expiresAt } = carryOut(plan, {
    now,
    newId,
    secrets,
    by: act.personId,
  });
  return { changes, audit, notices: [], result: { counts: plan.counts, invited, expiresAt } };
};
