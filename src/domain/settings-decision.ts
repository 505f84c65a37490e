/** Saving settings: who may, that they make sense, and who must hear of a moved deadline. */
import { maySet } from './access.ts';
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { deadlineView } from './deadlines.ts';
import { actingPost, refuse, type DecideContext } from './decide.ts';
import type { Decided, Notice } from './notices.ts';
import type { Programme } from './programme.ts';
import { withSeason, type Holiday, type Season } from './season.ts';
import { compareSettings, settingsFault, settingsOf } from './settings.ts';

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

/** The whole of the settings, as they were shown and changed; saved only over what was shown. */
export const saveSettings = (
  ctx: DecideContext,
  standing: Standing,
  command: Save,
): Decided<{ season: Season }, CommandResult<Save>> => {
  const post = actingPost(ctx, command.as);
  if (!post || !maySet(ctx.tree, post)) return refuse('not_allowed');
  const { season, holidays, programmes } = standing;
  if (season.rev !== command.rev) return refuse('settings_changed');
  const { settings } = command;
  const fault = settingsFault(programmes, settings);
  if (fault) return refuse('settings_wrong', { fault: fault.what, year: fault.year });
  const before = settingsOf(season, holidays);
  const differences = compareSettings(before, settings);
  const isSameList = !differences.some(({ field }) => field === 'holiday');
  const { holidays: edited, ...others } = settings;
  const kept = isSameList ? season.holidays : edited;
  const next: Season = {
    id: season.id,
    rev: season.rev,
    ...others,
    ...(kept === undefined ? {} : { holidays: kept }),
  };
  return {
    changes: { season: next },
    audit: differences.map(({ field, name, before: old, after }) =>
      note('settings.changed', {
        subject: season.id,
        ...(ctx.tree.unit(post.unitId) ? { unitId: post.unitId } : {}),
        before: { field, name, value: old },
        after: { field, name, value: after },
      }),
    ),
    notices: moved(ctx, standing, next),
    result: { changed: differences.length },
  };
};
