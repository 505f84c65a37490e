import { readFile } from '../../documents/read-file.ts';
import { writeXlsx } from '../../documents/write-xlsx.ts';
import { clusterRows, readClusters } from '../../domain/cluster-table.ts';
import type { ClustersRead } from '../../domain/cluster-edits.ts';
import type { TableFault } from '../../domain/import-faults.ts';
import type { TableSheet } from '../../domain/import-table.ts';
import { mayLeadPapers } from '../../domain/access.ts';
import { readWording, type WordingEdit } from '../../domain/wording-table.ts';
import type { OutsideDifference, OutsideView } from '../../domain/outside-templates.ts';
import { compareSettings, type SettingsView } from '../../domain/settings.ts';
import { readSettings, settingsSheets, sheetNamed } from '../../domain/settings-table.ts';
import type { ResultOf, WorkOf } from '../../domain/works.ts';
import { postOfAsker } from '../commands/decide-with.ts';
import { stationeryOf, wordingFor } from '../papers/plan-papers.ts';
import { readClustersKnown } from '../turns/clusters-known.ts';
import { withNames, type Desk } from '../turns/desk.ts';
import { settingsFile } from '../papers/settings-sheets.ts';
import { isNameless } from '../turns/titles.ts';
import { readTemplates } from './read-templates.ts';
import type { WorkTools } from './perform.ts';
import { xlsxType } from './file-names.ts';

const present = async (desk: Desk, as: string, { answer }: WorkTools) =>
  (await answer(desk, { type: 'settings', as })) as SettingsView | null; // the query's own answer

/** What the post's office says for the units below, and what holds where it says nothing. */
const wordingOf = async (desk: Desk, as: string) => {
  const post = postOfAsker(desk, as);
  const unit = post && desk.tree.unit(post.unitId);
  if (!post || !unit || !mayLeadPapers(desk.tree, post)) return undefined;
  const own = (await stationeryOf(desk, unit.id))?.below ?? {};
  return { own, held: await wordingFor(desk, unit) };
};

const templatesSeen = async (desk: Desk, as: string, { answer }: WorkTools) =>
  (await answer(desk, { type: 'settings.outside', as })) as OutsideView | null; // the query's own answer

export const writeSettings = async (
  desk: Desk,
  { as }: WorkOf<'settings.write'>,
  tools: WorkTools,
): Promise<ResultOf<'settings.write'>> => {
  const view = await present(desk, as, tools);
  if (!view) return null;
  const years = view.years.map(({ year }) => year);
  const known = await readClustersKnown(desk, as);
  const clusters = known && { rows: clusterRows(known), people: !isNameless(desk.channel) };
  const wording = await wordingOf(desk, as);
  const outside = (await templatesSeen(desk, as, tools))?.templates;
  const bytes = await writeXlsx(settingsFile(view.settings, years, { clusters, wording, outside }));
  const file = await tools.files.put(bytes, { name: 'cai-dat.xlsx', type: xlsxType });
  return { file };
};

/** People are known to the reading by name, and shown as far as names may go. */
const clustersIn = async (
  desk: Desk,
  as: string,
  sheets: readonly TableSheet[],
): Promise<{ clusters?: ClustersRead; faults: readonly TableFault[] }> => {
  const sheet = sheetNamed(sheets, settingsSheets.clusters);
  const known = sheet && (await readClustersKnown(desk, as));
  if (!known) return { faults: [] };
  const read = await withNames(desk, (nameOf) => readClusters(sheet, known, nameOf));
  const { faults, ...clusters } = read;
  return { clusters, faults };
};

const wordingIn = async (
  desk: Desk,
  as: string,
  sheets: readonly TableSheet[],
): Promise<{ wording?: readonly WordingEdit[]; faults: readonly TableFault[] }> => {
  const sheet = sheetNamed(sheets, settingsSheets.wording);
  const present = sheet && (await wordingOf(desk, as));
  if (!present) return { faults: [] };
  const { edits, faults } = readWording(sheet, present.own);
  return { wording: edits, faults };
};

const outsideIn = async (
  desk: Desk,
  as: string,
  sheets: readonly TableSheet[],
  tools: WorkTools,
): Promise<{ outside?: readonly OutsideDifference[]; faults: readonly TableFault[] }> => {
  const sheet = sheetNamed(sheets, settingsSheets.outside);
  const view = sheet && (await templatesSeen(desk, as, tools));
  return view ? readTemplates(sheet, view, tools) : { faults: [] };
};

export const readSettingsFile = async (
  desk: Desk,
  { as, file }: WorkOf<'settings.read'>,
  tools: WorkTools,
): Promise<ResultOf<'settings.read'>> => {
  const view = await present(desk, as, tools);
  if (!view) return null;
  const found = await tools.files.get(file.id);
  const content = found
    ? await readFile({ name: file.name, bytes: found.bytes })
    : { unreadable: 'damaged' as const };
  if ('unreadable' in content) return { unreadable: content.unreadable };
  if (content.kind !== 'sheets') return { unreadable: 'not_supported' };
  const { settings, faults } = readSettings(content.sheets, view.settings);
  const differences = compareSettings(view.settings, settings);
  const { clusters, faults: more } = await clustersIn(desk, as, content.sheets);
  const { wording, faults: others } = await wordingIn(desk, as, content.sheets);
  const { outside, faults: last } = await outsideIn(desk, as, content.sheets, tools);
  return {
    rev: view.rev,
    settings,
    differences,
    faults: [...faults, ...more, ...others, ...last],
    ...(clusters ? { clusters } : {}),
    ...(wording ? { wording } : {}),
    ...(outside ? { outside } : {}),
  };
};
