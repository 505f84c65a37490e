/** Settings saved after a yes: one of them, or all that a file says. */
import { text, type Message } from '../../src/dialog/message.ts';
import type { Turn } from '../../src/dialog/turn.ts';
import type { OutsideDifference } from '../../src/domain/outside-templates.ts';
import type { ClustersRead } from '../../src/domain/cluster-edits.ts';
import {
  compareSettings,
  type SettingsDifference,
  type SettingsValue,
  type SettingsView,
} from '../../src/domain/settings.ts';
import type { MyPost } from '../../src/domain/views.ts';
import type { WordingEdit } from '../../src/domain/wording-table.ts';
import { opens } from '../talking/buttons.ts';
import { refuse } from '../talking/refused.ts';
import { outsideLines } from './outside-text.ts';
import { clusterLines, leftLines, wordingLines } from './settings-parts.ts';
import { differenceLines } from './settings-text.ts';
import { confirm } from './unit-change.ts';

const backButton = opens('settings.back', { action: 'settings' });

type Parts = {
  clusters: ClustersRead;
  wording: readonly WordingEdit[];
  outside: readonly OutsideDifference[];
};

const noClusters: ClustersRead = { edits: [], differences: [], left: [] };

const sureMessage = (
  differences: readonly SettingsDifference[],
  { clusters, wording, outside }: Parts,
): Message => {
  const isMoved = differences.some(({ field }) => field === 'dueBefore' || field === 'lateUntil');
  const parts = [differences, clusters.differences, wording, outside];
  const count = parts.reduce((sum, { length }) => sum + length, 0);
  return {
    lines: [
      text('settings.will_change', { count }),
      ...differenceLines(differences),
      ...clusterLines(clusters),
      ...wordingLines(wording),
      ...outsideLines(outside),
      ...leftLines(clusters),
      ...(isMoved ? [text('settings.will_tell')] : []),
    ],
  };
};

const save = async (
  t: Turn,
  { post, view }: { post: MyPost; view: SettingsView },
  next: SettingsValue,
  { clusters, wording, outside }: Parts,
): Promise<undefined> => {
  const outcome = await t.run('save', {
    type: 'settings.save',
    as: post.postId,
    rev: view.rev,
    settings: next,
    ...(clusters.edits.length > 0 ? { clusters: clusters.edits } : {}),
    ...(wording.length > 0 ? { wording } : {}),
    ...(outside.length > 0 ? { outside: outside.map(({ edit }) => edit) } : {}),
  });
  if ('refused' in outcome) {
    const { code, params = {} } = outcome.refused;
    if (code !== 'settings_wrong') return refuse(t, outcome.refused, [backButton]);
    const what = text(`settings.wrong.${String(params['fault'])}`, { year: params['year'] ?? 0 });
    await t.say('wrong', { lines: [what, text('settings.left')], choices: [backButton] });
    return undefined;
  }
  const count = outcome.done.changed;
  await t.say('saved', { lines: [text('settings.saved', { count })], choices: [backButton] });
  return undefined;
};

/** Shows what will be other than before; a yes saves it, and a moved deadline is told to all. */
export const saveAfterYes = async (
  t: Turn,
  seen: { post: MyPost; view: SettingsView },
  next: SettingsValue,
  { clusters = noClusters, wording = [], outside = [] }: Partial<Parts> = {},
): Promise<undefined> => {
  const differences = compareSettings(seen.view.settings, next);
  const parts = { clusters, wording, outside };
  if ([differences, clusters.differences, wording, outside].every(({ length }) => length === 0)) {
    const lines = [text('settings.same'), ...leftLines(clusters)];
    await t.say('same', { lines, choices: [backButton] });
    return undefined;
  }
  if (await confirm(t, sureMessage(differences, parts), 'settings.yes')) {
    return save(t, seen, next, parts);
  }
  await t.say('left', { lines: [text('settings.left')], choices: [backButton] });
  return undefined;
};
