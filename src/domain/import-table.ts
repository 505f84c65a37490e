/** Tables that people fill in: columns found by their titles, every cell read with its place. */
import { dayOf, formatDay, type Day } from './dates.ts';
import { parseDay } from './day-words.ts';
import type { TableFault } from './import-faults.ts';
import { clean, fold, oneLine } from './text.ts';

type Cell = string | number | boolean | Date | null;

/** One sheet as it was read; `row` is the number that the program of its author shows. */
export type TableSheet = {
  name: string;
  rows: readonly { row: number; cells: readonly Cell[]; formulas?: readonly number[] }[];
};

/** A column by its titles, the first of which is the one that we write. */
export type ColumnTitles = { titles: readonly string[]; required?: true };
export type Columns<Key extends string> = Readonly<Record<Key, ColumnTitles>>;

export type TableRow<Key extends string> = {
  row: number;
  /** Empty when the cell is empty or the column absent. */
  text(key: Key): string;
  day(key: Key): Day | undefined;
  /** As `text`, with its line breaks. */
  lines(key: Key): string;
  /** Several in one cell: one a line, or with ";" between them. */
  list(key: Key): readonly string[];
  /** Undefined when empty. */
  flag(key: Key): boolean | undefined;
};

export type Table<Key extends string> = {
  rows: readonly TableRow<Key>[];
  /** Errors first found while reading, and columns that are of no use. */
  faults: TableFault[];
  warnings: TableFault[];
};

/** The only thing in a cell that is an object; one that comes from another thread is of another `Date`. */
const isDate = (cell: Cell): cell is Date => typeof cell === 'object' && cell !== null;

const words = (cell: Cell): string => {
  if (cell === null || typeof cell === 'boolean') return cell === true ? 'có' : '';
  return isDate(cell) ? formatDay(cell) : oneLine(String(cell));
};

const linesOf = (cell: Cell): string =>
  typeof cell === 'string' ? clean(cell, { lines: true }) : words(cell);

const listOf = (lines: string): readonly string[] =>
  lines
    .split(/[;\n]/u)
    .map(oneLine)
    .filter((one) => one !== '');

/** "Họ và tên (*)" is "Họ và tên". */
const titleOf = (cell: Cell): string =>
  fold(words(cell))
    .replace(/\([^)]*\)|[*:]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

const keysOf = <Key extends string>(columns: Columns<Key>): readonly Key[] =>
  Object.keys(columns) as Key[]; // its keys are its keys

const placesIn = <Key extends string>(cells: readonly Cell[], columns: Columns<Key>) => {
  const titles = cells.map(titleOf);
  const places = new Map<Key, number[]>();
  for (const key of keysOf(columns)) {
    const known = columns[key].titles.map(titleOf);
    const found = titles.flatMap((title, at) => (known.includes(title) ? [at] : []));
    if (found.length > 0) places.set(key, found);
  }
  return places;
};

/** How many of these columns the best row of the first ones names: whether the sheet is that table at all. */
export const columnsNamed = (sheet: TableSheet, columns: Columns<string>): number =>
  Math.max(0, ...sheet.rows.slice(0, 20).map(({ cells }) => placesIn(cells, columns).size));

type Header<Key extends string> = { at: number; places: ReadonlyMap<Key, readonly number[]> };

/** The first row that names the most columns: a heading may stand above it. */
const headerOf = <Key extends string>(sheet: TableSheet, columns: Columns<Key>): Header<Key> => {
  let best: Header<Key> = { at: -1, places: new Map() };
  for (const [at, { cells }] of sheet.rows.slice(0, 20).entries()) {
    const places = placesIn(cells, columns);
    if (places.size > best.places.size) best = { at, places };
  }
  return best;
};

const yes = ['co', 'x', '1', 'dung', 'yes', 'true', 'v'];
const no = ['khong', '0', 'no', 'false', '-'];

const flagOf = (typed: string): boolean | undefined => {
  if (yes.includes(fold(typed))) return true;
  return no.includes(fold(typed)) ? false : undefined;
};

const headerFaults = <Key extends string>(
  sheet: TableSheet,
  columns: Columns<Key>,
  { at, places }: Header<Key>,
): TableFault[] => {
  const missing = keysOf(columns).filter((key) => columns[key].required && !places.has(key));
  const double = keysOf(columns).filter((key) => (places.get(key)?.length ?? 0) > 1);
  const title = (key: Key): string => columns[key].titles[0] ?? key;
  const place = { sheet: sheet.name, row: sheet.rows[at]?.row ?? 1 };
  return [
    ...missing.map((key) => ({ ...place, code: 'no_column', params: { column: title(key) } })),
    ...double.map((key) => ({ ...place, code: 'double_column', params: { column: title(key) } })),
  ] as TableFault[]; // both codes are of the list
};

const uselessColumns = (
  sheet: TableSheet,
  { at, places }: Header<string>,
  ignored: readonly string[],
): TableFault[] => {
  const used = new Set([...places.values()].flat());
  const titles = (sheet.rows[at]?.cells ?? []).filter(
    (cell, index) =>
      !used.has(index) && words(cell) !== '' && !ignored.map(fold).includes(titleOf(cell)),
  );
  return titles.map((cell) => ({
    sheet: sheet.name,
    code: 'extra_column',
    params: { column: words(cell) },
  }));
};

/** Reads the rows below the titles; a cell that cannot be read is a fault with its row and column. */
export const readTable = <Key extends string>(
  sheet: TableSheet,
  columns: Columns<Key>,
  ignored: readonly string[] = ['STT', 'TT', 'Ghi chú'],
): Table<Key> => {
  const header = headerOf(sheet, columns);
  const faults = headerFaults(sheet, columns, header);
  const warnings = uselessColumns(sheet, header, ignored);
  if (faults.length > 0) return { rows: [], faults, warnings };
  const title = (key: Key): string => columns[key].titles[0] ?? key;
  const rows = sheet.rows.slice(header.at + 1).flatMap(({ row, cells, formulas = [] }) => {
    const cellOf = (key: Key): Cell => cells[header.places.get(key)?.[0] ?? -1] ?? null;
    const fault = (code: TableFault['code'], key: Key): void => {
      const params = { column: title(key), value: words(cellOf(key)) };
      faults.push({ sheet: sheet.name, row, code, params });
    };
    const orFault = <T>(value: T | undefined, code: TableFault['code'], key: Key) => {
      if (value === undefined) fault(code, key);
      return value;
    };
    if (keysOf(columns).every((key) => words(cellOf(key)) === '')) return [];
    for (const key of keysOf(columns)) {
      if (formulas.includes(header.places.get(key)?.[0] ?? -1)) fault('formula', key);
    }
    const text = (key: Key): string => words(cellOf(key));
    const lines = (key: Key): string => linesOf(cellOf(key));
    return {
      row,
      text,
      lines,
      list: (key: Key) => listOf(lines(key)),
      day: (key: Key) => {
        const cell = cellOf(key);
        if (text(key) === '') return undefined;
        return orFault(isDate(cell) ? dayOf(cell) : parseDay(text(key)), 'date', key);
      },
      flag: (key: Key) => {
        if (text(key) === '') return undefined;
        return orFault(flagOf(text(key)), 'yes_no', key);
      },
    };
  });
  return { rows, faults, warnings };
};
