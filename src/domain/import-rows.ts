/** nguoi.xlsx as rows: what each says, before it is compared with what stands. */
import type { Day } from './dates.ts';
import type { TableFault } from './import-faults.ts';
import {
  columnsNamed,
  readTable,
  type Columns,
  type TableRow,
  type TableSheet,
} from './import-table.ts';
import type { PostRole } from './organisation.ts';
import type { UnitKind } from './programme.ts';
import { fold } from './text.ts';

type Place = { sheet: string; row: number };

/** Absent: as it is, or what a new unit has by itself. */
export type UnitRow = Place & {
  name: string;
  /** `new` for "mới". */
  code?: string;
  oldName?: string;
  kind?: UnitKind;
  superior?: string;
  registers?: boolean;
  approves?: boolean;
  decides?: boolean;
  cluster?: string;
  from?: Day;
  closed?: Day;
};

export type PersonRow = Place & {
  name: string;
  unit: string;
  role: PostRole;
  /** Gives the post up on that day. */
  ended?: Day;
};

export type ImportRows = { units: readonly UnitRow[]; people: readonly PersonRow[] };

export type ReadImport = {
  rows: ImportRows;
  faults: readonly TableFault[];
  warnings: readonly TableFault[];
};

export const unitColumns = {
  code: { titles: ['Mã'] },
  name: { titles: ['Tên đơn vị', 'Tên', 'Đơn vị'], required: true },
  oldName: { titles: ['Tên cũ'] },
  kind: { titles: ['Loại hình', 'Loại'] },
  superior: { titles: ['Cấp trên', 'Đơn vị cấp trên', 'Cấp trên trực tiếp'] },
  registers: { titles: ['Được đăng ký', 'Đăng ký'] },
  approves: { titles: ['Được duyệt', 'Duyệt'] },
  decides: { titles: ['Được ra quyết định', 'Ra quyết định'] },
  cluster: { titles: ['Cụm'] },
  from: { titles: ['Từ ngày'] },
  closed: { titles: ['Dừng từ ngày', 'Giải thể từ ngày'] },
} as const satisfies Columns<string>;

export const personColumns = {
  name: { titles: ['Họ và tên', 'Họ tên'], required: true },
  unit: { titles: ['Đơn vị', 'Tên đơn vị'], required: true },
  superior: { titles: ['Cấp trên', 'Cấp trên của đơn vị'] },
  role: { titles: ['Chức vụ', 'Vai trò'], required: true },
  ended: { titles: ['Thôi giữ từ ngày', 'Thôi giữ'] },
} as const satisfies Columns<string>;

const kindWords: Readonly<Record<string, UnitKind>> = {
  'dia ban': 'dia_ban',
  'xa, phuong, dac khu': 'dia_ban',
  'truong hoc': 'truong_hoc',
  truong: 'truong_hoc',
  'co quan, doanh nghiep': 'co_quan_doanh_nghiep',
  'co quan doanh nghiep': 'co_quan_doanh_nghiep',
  'co quan': 'co_quan_doanh_nghiep',
  'doanh nghiep': 'co_quan_doanh_nghiep',
  'luc luong vu trang': 'luc_luong_vu_trang',
};

/** The words in which a kind is written into a sheet. */
export const kindTitles: Readonly<Record<UnitKind, string>> = {
  dia_ban: 'Địa bàn',
  truong_hoc: 'Trường học',
  co_quan_doanh_nghiep: 'Cơ quan, doanh nghiệp',
  luc_luong_vu_trang: 'Lực lượng vũ trang',
};

const roleWords: Readonly<Record<string, PostRole>> = {
  'bi thu': 'secretary',
  'pho bi thu': 'deputy',
  'can bo': 'cadre',
  'uy vien': 'cadre',
  'uy vien/can bo': 'cadre',
  'quan tri': 'admin',
  'quan tri vien': 'admin',
};

/** The words in which a role is written into a sheet. */
export const roleTitles: Readonly<Record<PostRole, string>> = {
  secretary: 'Bí thư',
  deputy: 'Phó Bí thư',
  cadre: 'Cán bộ',
  admin: 'Quản trị',
};

const longestName = 150;
const longestPerson = 60;
const mostRows = 2_000;

type Faults = TableFault[];

const given = <T>(name: string, value: T | undefined): Record<string, T> =>
  value === undefined || value === '' ? {} : { [name]: value };

const kindOf = (typed: string, place: Place, faults: Faults): UnitKind | undefined => {
  if (typed === '') return undefined;
  const kind = kindWords[fold(typed)];
  if (kind === undefined) faults.push({ ...place, code: 'kind_unknown', params: { value: typed } });
  return kind;
};

const readUnit = (
  cells: TableRow<keyof typeof unitColumns>,
  sheet: string,
  faults: Faults,
): UnitRow[] => {
  const place = { sheet, row: cells.row };
  const name = cells.text('name');
  const column = unitColumns.name.titles[0];
  if (name === '') faults.push({ ...place, code: 'missing', params: { column } });
  if (name.length > longestName) {
    faults.push({ ...place, code: 'too_long', params: { column, max: longestName } });
  }
  const code = cells.text('code');
  const row = {
    ...place,
    name,
    ...given('code', fold(code) === 'moi' ? 'new' : code),
    ...given('oldName', cells.text('oldName')),
    ...given('kind', kindOf(cells.text('kind'), place, faults)),
    ...given('superior', cells.text('superior')),
    ...given('registers', cells.flag('registers')),
    ...given('approves', cells.flag('approves')),
    ...given('decides', cells.flag('decides')),
    ...given('cluster', cells.text('cluster')),
    ...given('from', cells.day('from')),
    ...given('closed', cells.day('closed')),
  };
  return name === '' || name.length > longestName ? [] : [row];
};

const looksLikeName = (name: string): boolean =>
  (name.match(/\p{L}/gu)?.length ?? 0) >= 2 && name.length <= longestPerson && !/\d/u.test(name);

const readPerson = (
  cells: TableRow<keyof typeof personColumns>,
  sheet: string,
  faults: Faults,
): PersonRow[] => {
  const place = { sheet, row: cells.row };
  const before = faults.length;
  for (const key of ['name', 'unit', 'role'] as const) {
    const column = personColumns[key].titles[0];
    if (cells.text(key) === '') faults.push({ ...place, code: 'missing', params: { column } });
  }
  const [name, typed] = [cells.text('name'), cells.text('role')];
  if (name !== '' && !looksLikeName(name)) faults.push({ ...place, code: 'person_name' });
  const role = roleWords[fold(typed)];
  if (typed !== '' && role === undefined) {
    faults.push({ ...place, code: 'role_unknown', params: { value: typed } });
  }
  const superior = cells.text('superior');
  const unit = superior === '' ? cells.text('unit') : `${cells.text('unit')} (${superior})`;
  const ended = cells.day('ended');
  if (role === undefined || faults.length > before) return [];
  return [{ ...place, name, unit, role, ...given('ended', ended) }];
};

type Kind = 'units' | 'people' | 'none';

const kindOfSheet = (sheet: TableSheet): Kind => {
  if (/^huong dan/u.test(fold(sheet.name))) return 'none';
  const people = columnsNamed(sheet, personColumns);
  const units = columnsNamed(sheet, unitColumns);
  if (people === 0 && units === 0) return 'none';
  if (/^(nguoi|can bo|nhan su)/u.test(fold(sheet.name))) return 'people';
  if (/don vi/u.test(fold(sheet.name))) return 'units';
  return people > units ? 'people' : 'units';
};

/** Columns that nobody asked for and that look like phone numbers, birthdays or numbers of papers. */
const privateColumn =
  /dien thoai|sdt|so dt|ngay sinh|nam sinh|cccd|cmnd|can cuoc|email|dan toc|ton giao/u;

const asWarning = (fault: TableFault): TableFault =>
  fault.code === 'extra_column' && privateColumn.test(fold(String(fault.params?.['column'] ?? '')))
    ? { ...fault, code: 'personal_data' }
    : fault;

type Reading = {
  units: UnitRow[];
  people: PersonRow[];
  faults: TableFault[];
  warnings: TableFault[];
};

const readUnits = (sheet: TableSheet, to: Reading): void => {
  const { rows, faults, warnings } = readTable(sheet, unitColumns);
  to.units.push(...rows.flatMap((cells) => readUnit(cells, sheet.name, faults)));
  to.faults.push(...faults);
  to.warnings.push(...warnings.map(asWarning));
};

const readPeople = (sheet: TableSheet, to: Reading): void => {
  const { rows, faults, warnings } = readTable(sheet, personColumns);
  to.people.push(...rows.flatMap((cells) => readPerson(cells, sheet.name, faults)));
  to.faults.push(...faults);
  to.warnings.push(...warnings.map(asWarning));
};

const leaveOut = (sheet: TableSheet, to: Reading): void => {
  const isSilent = sheet.rows.length === 0 || /^huong dan/u.test(fold(sheet.name));
  if (!isSilent) to.warnings.push({ sheet: sheet.name, code: 'extra_sheet' });
};

const readers: Readonly<Record<Kind, (sheet: TableSheet, to: Reading) => void>> = {
  units: readUnits,
  people: readPeople,
  none: leaveOut,
};

/** Every sheet by what it holds; a sheet of another kind is left out with a word about it. */
export const readImport = (sheets: readonly TableSheet[]): ReadImport => {
  const read: Reading = { units: [], people: [], faults: [], warnings: [] };
  for (const sheet of sheets) readers[kindOfSheet(sheet)](sheet, read);
  const { units, people, faults, warnings } = read;
  const place = { sheet: sheets[0]?.name ?? '' };
  const isEmpty = units.length + people.length + faults.length === 0;
  if (isEmpty) faults.push({ ...place, code: 'no_sheet' });
  if (Math.max(units.length, people.length) > mostRows) {
    faults.push({ ...place, code: 'too_many_rows', params: { max: mostRows } });
  }
  return { rows: { units, people }, faults, warnings };
};
