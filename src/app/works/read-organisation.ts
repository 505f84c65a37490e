/** A file of units and people: read, compared with what stands, and written for people to fill in. */
import { readFile } from '../../documents/read-file.ts';
import { managedUnits } from '../../domain/access.ts';
import { importerOf } from '../../domain/import-decision.ts';
import { readImport } from '../../domain/import-rows.ts';
import { isIdle, planImport } from '../../domain/organisation-import.ts';
import type { ResultOf, WorkOf } from '../../domain/works.ts';
import type { Desk } from '../turns/desk.ts';
import { exampleOrganisation, organisationSheets } from '../papers/organisation-sheets.ts';
import { readKnown } from '../turns/organisation-known.ts';
import { writeXlsx } from '../../documents/write-xlsx.ts';
import { xlsxType } from './file-names.ts';
import type { WorkTools } from './perform.ts';

/** More than this nobody reads at a time: the file is mended and sent again. */
const mostShown = 100;

export const readOrganisation = async (
  desk: Desk,
  { as, file }: WorkOf<'organisation.read'>,
  { files }: WorkTools,
): Promise<ResultOf<'organisation.read'>> => {
  const post = desk.asker().posts.find(({ id }) => id === as);
  const importer = post && importerOf(desk.tree, post);
  if (!importer) return { refused: true };
  const found = await files.get(file.id);
  const content = found
    ? await readFile({ name: file.name, bytes: found.bytes })
    : { unreadable: 'damaged' as const };
  if ('unreadable' in content) return { unreadable: content.unreadable };
  if (content.kind !== 'sheets') return { unreadable: 'not_supported' };
  const read = readImport(content.sheets);
  const known = await readKnown(desk.finds, desk.now);
  const plan = planImport(read.rows, known, { now: desk.now, newId: desk.newId, importer });
  const faults = [...read.faults, ...plan.faults];
  const warnings = [...read.warnings, ...plan.warnings];
  return {
    // Rows that cannot be taken up would only make the talk heavy.
    rows: faults.length > 0 ? { units: [], people: [] } : read.rows,
    counts: plan.counts,
    idle: isIdle(plan),
    faults: faults.slice(0, mostShown),
    warnings: warnings.slice(0, mostShown),
    faultCount: faults.length,
    warningCount: warnings.length,
  };
};

export const writeOrganisation = async (
  desk: Desk,
  { as, blank }: WorkOf<'organisation.write'>,
  { files }: WorkTools,
): Promise<ResultOf<'organisation.write'>> => {
  const post = desk.asker().posts.find(({ id }) => id === as);
  if (!post || !importerOf(desk.tree, post)) return null;
  const managed = managedUnits(desk.tree, post);
  const units =
    managed === 'all' ? desk.tree.open() : managed.flatMap((id) => desk.tree.unit(id) ?? []);
  const sheets = blank ? exampleOrganisation() : organisationSheets(desk.tree, units);
  const bytes = await writeXlsx(sheets);
  const name = blank ? 'nguoi-mau.xlsx' : 'don-vi.xlsx';
  return { file: await files.put(bytes, { name, type: xlsxType }) };
};
