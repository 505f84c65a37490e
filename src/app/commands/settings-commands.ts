import type { CommandOf } from '../../domain/commands.ts';
import { saveSettings } from '../../domain/settings-decision.ts';
import type { Desk } from '../desk.ts';
import { presentSeason } from '../queries/settings-queries.ts';
import { decideWith, type Decision } from './decide-with.ts';

export const settingsCommands = {
  'settings.save': async (desk: Desk, command: CommandOf<'settings.save'>): Promise<Decision> => {
    const season = await presentSeason(desk);
    const { holidays, programmes } = desk;
    return decideWith<Decision>(desk, { as: command.as, programme: undefined }, (ctx) =>
      saveSettings(ctx, { season, holidays, programmes }, command),
    );
  },
};
