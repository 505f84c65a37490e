import { maySet, maySetOutside } from '../../domain/access.ts';
import { deadlineView, reportUpBefore } from '../../domain/deadlines.ts';
import { formatDay } from '../../domain/dates.ts';
import { showOutside, type OutsideView } from '../../domain/outside-templates.ts';
import type { QueryOf } from '../../domain/queries.ts';
import { plainSeason, seasonId, withSeason, type Season } from '../../domain/season.ts';
import { settingsOf, type SettingsView } from '../../domain/settings.ts';
import { programmeOf, type Desk } from '../turns/desk.ts';

/** As the database has it, not as the turn found it some seconds old. */
export const presentSeason = async ({ uow }: Desk): Promise<Season> =>
  (await uow.load('season', seasonId)) ?? plainSeason;

const readSettings = async (
  desk: Desk,
  { as }: QueryOf<'settings'>,
): Promise<SettingsView | null> => {
  const post = desk.asker().posts.find(({ id }) => id === as);
  if (!post || !maySet(desk.tree, post)) return null;
  const season = await presentSeason(desk);
  const year = desk.now.getUTCFullYear();
  const years = [year, year + 1, year + 2].flatMap((one) => {
    const programme = programmeOf(desk, one);
    if (!programme) return [];
    const set = withSeason(programme, season);
    const up = formatDay(reportUpBefore(set, one));
    return { ...deadlineView(set, one, desk.now), reportUpBefore: up };
  });
  return {
    rev: season.rev,
    settings: settingsOf(season, season.holidays ?? desk.holidays),
    years,
  };
};

/** `offered`: some channel sells templates, or the program is being tried. */
const readOutside =
  (offered: boolean) =>
  async (desk: Desk, { as }: QueryOf<'settings.outside'>): Promise<OutsideView | null> => {
    const post = desk.asker().posts.find(({ id }) => id === as);
    if (!post || !maySetOutside(post)) return null;
    const { rev, outside = [] } = await presentSeason(desk);
    return offered || outside.length > 0 ? { rev, templates: showOutside(outside) } : null;
  };

export const settingsQueries = (templatesOffered: boolean) => ({
  settings: readSettings,
  'settings.outside': readOutside(templatesOffered),
});
