import { readFile } from '../../documents/read-file.ts';
import { writeXlsx } from '../../documents/write-xlsx.ts';
import { compareSettings, type SettingsView } from '../../domain/settings.ts';
import { readSettings } from '../../domain/settings-table.ts';
import type { ResultOf, WorkOf } from '../../domain/works.ts';
import type { Desk } from '../desk.ts';
import { settingsFile } from '../settings-sheets.ts';
import type { WorkTools } from './perform.ts';
import { xlsxType } from './read-organisation.ts';

const present = async (desk: Desk, as: string, { answer }: WorkTools) =>
  (await answer(desk, { type: 'settings', as })) as SettingsView | null; // the query's own answer

export const writeSettings = async (
  desk: Desk,
  { as }: WorkOf<'settings.write'>,
  tools: WorkTools,
): Promise<ResultOf<'settings.write'>> => {
  const view = await present(desk, as, tools);
  if (!view) return null;
  const years = view.years.map(({ year }) => year);
  const bytes = await writeXlsx(settingsFile(view.settings, years));
  const file = await tools.files.put(bytes, { name: 'cai-dat.xlsx', type: xlsxType });
  return { file };
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
  return { rev: view.rev, settings, differences, faults };
};
