/** Saving settings: who may, that they make sense, and who must hear of a moved deadline. */
import { maySet, maySetOutside } from './access.ts';
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { deadlineView } from './deadlines.ts';
import { actingPost, refuse, type DecideContext } from './decide.ts';
import type { AuditNote, Decided, Notice } from './notices.ts';
import { editOutside } from './outside-decisions.ts';
import type { Programme } from './programme.ts';
import type { Post } from './organisation.ts';
import type { OutsideTemplate } from './outside.ts';
import { seasonId, withSeason, type Holiday, type Season } from './season.ts';
import {
  compareSettings,
  settingsFault,
  settingsOf,
  type SettingsDifference,
  type SettingsValue,
} from './settings.ts';

type Save = CommandOf<'settings.save'>;

export type Standing = {
  season: Season;
  /** Those that hold: the office's own, or those that came with the program. */
  holidays: readonly Holiday[];
  programmes: readonly Programme[];
};

/** A later or earlier last day of a year that is not over concerns everybody who works with it. */
const moved = (
  ctx: DecideContext,
  { season, programmes }: Standing,
  next: Season,
): readonly Notice[] => {
  const years = new Set([...season.milestones, ...next.milestones].map(({ year }) => year));
  return [...years].flatMap((year): Notice[] => {
    const programme = programmes.find((one) => one.firstYear <= year && year <= one.lastYear);
    if (!programme) return [];
    const before = deadlineView(withSeason(programme, season), year, ctx.now);
    const after = deadlineView(withSeason(programme, next), year, ctx.now);
    const isSame = before.dueBefore === after.dueBefore && before.lateUntil === after.lateUntil;
    if (isSame || (before.phase === 'closed' && after.phase === 'closed')) return [];
    return [
      {
        to: { all: true },
        except: ctx.act.personId,
        body: {
          name: 'deadline_moved',
          year,
          before: { dueBefore: before.dueBefore, lastDay: before.lastDay },
          after: {
            dueBefore: after.dueBefore,
            lastDay: after.lastDay,
            lateUntil: after.lateUntil,
          },
        },
      },
    ];
  });
};

const changed = (
  ctx: DecideContext,
  post: Post,
  differences: readonly SettingsDifference[],
): readonly AuditNote[] =>
  differences.map(({ field, name, before, after }) =>
    note('settings.changed', {
      subject: seasonId,
      ...(ctx.tree.unit(post.unitId) ? { unitId: post.unitId } : {}),
      before: { field, name, value: before },
      after: { field, name, value: after },
    }),
  );

const mayEdit = (ctx: DecideContext, { as, outside = [] }: Save): Post | undefined => {
  const post = actingPost(ctx, as);
  if (!post || !maySet(ctx.tree, post)) return undefined;
  return outside.length === 0 || maySetOutside(post) ? post : undefined;
};

/** The list of the program stays its own until somebody edits it. */
const following = (
  { season, holidays }: Standing,
  { holidays: edited, ...settings }: SettingsValue,
  outside: readonly OutsideTemplate[],
): Season => {
  const before = settingsOf(season, holidays);
  const isSameList = !compareSettings(before, { ...before, holidays: edited }).length;
  const kept = isSameList ? season.holidays : edited;
  return {
    id: season.id,
    rev: season.rev,
    ...settings,
    ...(kept === undefined ? {} : { holidays: kept }),
    ...(outside.length > 0 ? { outside } : {}),
  };
};

/** The whole of the settings, as they were shown and changed; saved only over what was shown. */
export const saveSettings = (
  ctx: DecideContext,
  standing: Standing,
  command: Save,
): Decided<{ season: Season }, CommandResult<Save>> => {
  const { settings, outside: edits = [] } = command;
  const post = mayEdit(ctx, command);
  if (!post) return refuse('not_allowed');
  const { season, holidays, programmes } = standing;
  if (season.rev !== command.rev) return refuse('settings_changed');
  const fault = settingsFault(programmes, settings);
  if (fault) return refuse('settings_wrong', { fault: fault.what, year: fault.year });
  const templates = editOutside(season, edits, ctx.now);
  if (!templates) return refuse('invalid_field', { field: 'template' });
  const differences = compareSettings(settingsOf(season, holidays), settings);
  const next = following(standing, settings, templates.outside);
  return {
    changes: { season: next },
    audit: [...changed(ctx, post, differences), ...templates.audit],
    notices: moved(ctx, standing, next),
    result: { changed: differences.length + edits.length },
  };
};
