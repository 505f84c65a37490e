import { normalizeCode } from '../../domain/codes.ts';
import type { CommandOf } from '../../domain/commands.ts';
import type { DecideContext } from '../../domain/decide.ts';
import type { ImportChanges } from '../../domain/import-carrying.ts';
import { importOrganisation } from '../../domain/import-decision.ts';
import type { PostId } from '../../domain/ids.ts';
import {
  addUnit,
  closeUnit,
  moveUnit,
  nudgeSuperior,
  renameUnit,
} from '../../domain/unit-decisions.ts';
import type { UnitOfWork } from '../../store/contract.ts';
import type { Desk } from '../turns/desk.ts';
import { readKnown } from '../turns/organisation-known.ts';
import { unitsNotJoined } from '../queries/unit-queries.ts';
import { decideWith, type Decision } from './decide-with.ts';
import type { JoinTools } from './join-commands.ts';

const ofUnits =
  <C extends { as: PostId }>(decide: (ctx: DecideContext, command: C) => Decision) =>
  (desk: Desk, command: C): Promise<Decision> =>
    decideWith(desk, { as: command.as, programme: undefined }, (ctx) => decide(ctx, command));

/** Every document that a file changes, into one unit of work. */
export const putImport = (uow: UnitOfWork, changes: ImportChanges): void => {
  for (const unit of changes.units) uow.put('unit', unit);
  for (const cluster of changes.clusters) uow.put('cluster', cluster);
  for (const post of changes.posts) uow.put('post', post);
  for (const invitation of changes.invitations) uow.put('invitation', invitation);
};

const importFile =
  (tools: JoinTools) =>
  async (desk: Desk, command: CommandOf<'organisation.import'>): Promise<Decision> => {
    const known = await readKnown(desk.finds, desk.now);
    const secrets = {
      chance: tools.chance,
      hash: (code: string) => tools.hash(normalizeCode(code)),
    };
    // decided once: a second round for names would make the codes anew
    const decision = await decideWith(desk, { as: command.as, programme: undefined }, (ctx) =>
      importOrganisation(ctx, known, command, secrets),
    );
    if ('refused' in decision) return decision;
    putImport(desk.uow, decision.changes);
    return { ...decision, changes: {} };
  };

const nudge = async (desk: Desk, command: CommandOf<'unit.nudge'>): Promise<Decision> => {
  const missing = await unitsNotJoined(desk, desk.tree.reviewedBy(command.unitId));
  return ofUnits<CommandOf<'unit.nudge'>>((ctx, one) => nudgeSuperior(ctx, missing.length, one))(
    desk,
    command,
  );
};

export const organisationCommands = (tools: JoinTools) => ({
  'unit.add': ofUnits<CommandOf<'unit.add'>>(addUnit),
  'unit.rename': ofUnits<CommandOf<'unit.rename'>>(renameUnit),
  'unit.move': ofUnits<CommandOf<'unit.move'>>(moveUnit),
  'unit.close': ofUnits<CommandOf<'unit.close'>>(closeUnit),
  'unit.nudge': nudge,
  'organisation.import': importFile(tools),
});
