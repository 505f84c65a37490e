import type { CommandOf } from '../../domain/commands.ts';
import { askForEntry, beginEntry } from '../../domain/entry-decisions.ts';
import { planOf, programmeOf, type Desk } from '../turns/desk.ts';
import { mayEnterFor } from '../turns/entering.ts';
import { decideWith, postOfAsker, type Decision } from './decide-with.ts';

export const behalfCommands = {
  'behalf.begin': async (desk: Desk, command: CommandOf<'behalf.begin'>): Promise<Decision> => {
    const { as, unitId, year } = command;
    const post = postOfAsker(desk, as);
    const may = post !== undefined && (await mayEnterFor(desk, post, unitId));
    const plan = await planOf(desk, unitId, year);
    return decideWith<Decision>(desk, { as, programme: programmeOf(desk, year) }, (ctx) =>
      beginEntry(ctx, { plan, may }, command),
    );
  },
  'behalf.ask': async (desk: Desk, command: CommandOf<'behalf.ask'>): Promise<Decision> => {
    const unitId = postOfAsker(desk, command.as)?.unitId;
    const unit = unitId === undefined ? undefined : await desk.uow.load('unit', unitId);
    return decideWith<Decision>(desk, { as: command.as, programme: undefined }, (ctx) =>
      askForEntry(ctx, unit, command),
    );
  },
};
