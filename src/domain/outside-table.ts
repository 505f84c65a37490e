/** Templates as a sheet of the settings: a row for each kind, the parameters one a line in a cell. */
import type { TableFault } from './import-faults.ts';
import { readTable, type Columns, type TableRow, type TableSheet } from './import-table.ts';
import { outsideFields, outsideKinds, type OutsideField, type OutsideKind } from './outside.ts';
import {
  entryFrom,
  isTemplateId,
  uncheckedEntry,
  type Chosen,
  type OutsideDifference,
  type OutsideEntry,
  type TemplateCheck,
} from './outside-templates.ts';
import { fold } from './text.ts';

export const outsideColumns = {
  kind: { titles: ['Loại tin'], required: true },
  templateId: { titles: ['Mã mẫu'], required: true },
  params: { titles: ['Tham số = nội dung'] },
} as const satisfies Columns<string>;

/** Shown beside it, and not read: the words that may stand behind "=". */
export const fieldsTitle = 'Nội dung ghi được';

export const kindTitles: Readonly<Record<OutsideKind, string>> = {
  reminder: 'Nhắc hạn',
  review_result: 'Kết quả duyệt',
  to_review: 'Việc chờ duyệt',
  notice: 'Thông báo chung',
};

export const fieldTitles: Readonly<Record<OutsideField, string>> = {
  person: 'Người nhận',
  unit: 'Đơn vị',
  year: 'Năm đăng ký',
  deadline: 'Ngày hạn',
  days_left: 'Số ngày còn lại',
  status: 'Tình trạng',
  next: 'Việc cần làm',
};

/** "customer_name = Người nhận". */
export const paramWords = ({ params }: OutsideEntry): string =>
  params.map(({ name, field }) => `${name} = ${fieldTitles[field]}`).join('\n');

/** What one row says; an empty id takes the template away, absent parameters are told by their names. */
export type OutsideRow = { row: number; kind: OutsideKind; templateId: string; chosen?: Chosen };

type Reading = { faults: TableFault[]; met: Map<OutsideKind, number>; sheet: string };
type Cells = TableRow<keyof typeof outsideColumns>;

const fieldNamed = (words: string): OutsideField | undefined =>
  outsideFields.find((one) => fold(one) === fold(words) || fold(fieldTitles[one]) === fold(words));

/** Undefined with the words that are no "name = value". */
const chosenOf = (lines: readonly string[]): { chosen: Chosen } | { wrong: string } => {
  const chosen: Record<string, OutsideField> = {};
  for (const line of lines) {
    const [name = '', ...words] = line.split('=').map((one) => one.trim());
    const field = fieldNamed(words.join('='));
    if (name === '' || !field) return { wrong: line };
    chosen[name] = field;
  }
  return { chosen };
};

const rowOf = (cells: Cells, { faults, met, sheet }: Reading): OutsideRow[] => {
  const { row } = cells;
  const fault = (code: TableFault['code'], params: NonNullable<TableFault['params']>) => {
    faults.push({ sheet, row, code, params });
    return [];
  };
  const name = cells.text('kind');
  const kind = outsideKinds.find((one) => fold(kindTitles[one]) === fold(name));
  if (!kind) return fault('outside_kind', { name });
  const other = met.get(kind);
  if (other !== undefined) return fault('outside_twice', { name, other });
  met.set(kind, row);
  const templateId = cells.text('templateId');
  const lines = cells.list('params');
  if (templateId === '') {
    const column = outsideColumns.templateId.titles[0];
    return lines.length > 0 ? fault('missing', { column }) : [{ row, kind, templateId }];
  }
  if (!isTemplateId(templateId)) return fault('outside_unknown', { value: templateId });
  if (lines.length === 0) return [{ row, kind, templateId }];
  const read = chosenOf(lines);
  if ('wrong' in read) return fault('outside_param', { value: read.wrong });
  return [{ row, kind, templateId, chosen: read.chosen }];
};

/** The rows as they are written; a kind without a row stays as it is. */
export const readOutside = (
  sheet: TableSheet,
): { rows: readonly OutsideRow[]; faults: readonly TableFault[] } => {
  const { rows, faults } = readTable(sheet, outsideColumns);
  const to: Reading = { faults, met: new Map(), sheet: sheet.name };
  return { rows: rows.flatMap((cells) => rowOf(cells, to)), faults };
};

/** Nothing that its vendor would have to be asked about. */
export const isUnchanged = (
  { templateId, chosen }: OutsideRow,
  before: OutsideEntry | undefined,
): boolean => {
  if (templateId !== (before?.templateId ?? '')) return false;
  if (!before || !chosen) return true;
  const { params } = before;
  const isSame = params.every(({ name, field }) => chosen[name] === field);
  return isSame && Object.keys(chosen).length === params.length;
};

type Wrong = Pick<TableFault, 'code' | 'params'>;

const describedEntry = (
  { templateId: value, chosen = {} }: OutsideRow,
  { about }: Extract<TemplateCheck, { about: unknown }>,
): { entry: OutsideEntry } | { wrong: Wrong } => {
  if (!about.approved) {
    const { reason = '–' } = about;
    return { wrong: { code: 'outside_refused', params: { value, reason } } };
  }
  const known = new Set(about.params.map(({ name }) => name));
  const strange = Object.keys(chosen).filter((name) => !known.has(name));
  if (strange.length > 0) {
    const params = { value, names: strange.join(', ') };
    return { wrong: { code: 'outside_no_param', params } };
  }
  const { entry, missing } = entryFrom(about, chosen);
  if (missing.length === 0) return { entry };
  const names = missing.map(({ name }) => name).join(', ');
  return { wrong: { code: 'outside_unmapped', params: { value, names } } };
};

/** What a changed row comes to, once its vendor has been asked about the template. */
export const outsideDifference = (
  row: OutsideRow,
  before: OutsideEntry | undefined,
  check: TemplateCheck | undefined,
): { difference: OutsideDifference } | { wrong: Wrong } => {
  const { kind, templateId, chosen } = row;
  const shown = before ? { before } : {};
  if (!check || templateId === '') return { difference: { edit: { kind }, ...shown } };
  const params = { value: templateId };
  if ('unknown' in check) return { wrong: { code: 'outside_unknown', params } };
  if ('failed' in check) return { wrong: { code: 'outside_failed', params } };
  const made =
    'about' in check ? describedEntry(row, check) : { entry: uncheckedEntry(templateId, chosen) };
  if ('wrong' in made) return made;
  return { difference: { edit: { kind, entry: made.entry }, ...shown } };
};
