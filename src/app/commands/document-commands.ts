import type { CommandOf } from '../../domain/commands.ts';
import type { DecideContext } from '../../domain/decide.ts';
import { issuePaper, keepScans } from '../../domain/document-decisions.ts';
import type { PostId } from '../../domain/ids.ts';
import { chooseTemplate, nameSigner, wordPaper } from '../../domain/stationery-decisions.ts';
import { plainSigner, type Stationery } from '../../domain/stationery.ts';
import { planOf, programmeOf, type Desk } from '../turns/desk.ts';
import { planSigner, stationeryOf } from '../papers/plan-papers.ts';
import { decideWith, postOfAsker, type Decision } from './decide-with.ts';

const issue = async (desk: Desk, command: CommandOf<'document.issue'>): Promise<Decision> => {
  const { as, year } = command;
  const unitId = postOfAsker(desk, as)?.unitId;
  const plan = unitId ? await planOf(desk, unitId, year) : undefined;
  const signer = unitId ? await planSigner(desk, unitId, plan) : plainSigner;
  const programme = programmeOf(desk, year);
  return decideWith(desk, { as, programme }, (ctx) => issuePaper(ctx, plan, command, signer));
};

const scan = async (desk: Desk, command: CommandOf<'document.scan'>): Promise<Decision> => {
  const { as, year } = command;
  const unitId = postOfAsker(desk, as)?.unitId;
  const plan = unitId ? await planOf(desk, unitId, year) : undefined;
  const programme = programmeOf(desk, year);
  return decideWith(desk, { as, programme }, (ctx) => keepScans(ctx, plan, command));
};

/** A command about what the acting post's unit writes its papers with. */
const ofStationery =
  <C extends { as: PostId }>(
    decide: (ctx: DecideContext, stationery: Stationery | undefined, command: C) => Decision,
  ) =>
  async (desk: Desk, command: C): Promise<Decision> => {
    const { as } = command;
    const unitId = postOfAsker(desk, as)?.unitId;
    const stationery = unitId ? await stationeryOf(desk, unitId) : undefined;
    return decideWith(desk, { as, programme: undefined }, (ctx) =>
      decide(ctx, stationery, command),
    );
  };

export const documentCommands = {
  'document.issue': issue,
  'document.scan': scan,
  'document.words': ofStationery<CommandOf<'document.words'>>(wordPaper),
  'document.signer': ofStationery<CommandOf<'document.signer'>>(nameSigner),
  'document.use_template': ofStationery<CommandOf<'document.use_template'>>(chooseTemplate),
};
