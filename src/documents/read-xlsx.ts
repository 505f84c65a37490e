import { streamXlsxRows } from 'hucre/xlsx';
import { instantOf } from '../domain/dates.ts';
import { cellMarks, sheetParts, type SheetMarks } from './xlsx-marks.ts';
import type { Cell, ReadRow, ReadSheet } from './sheet.ts';
import { Unreadable } from './unreadable.ts';

const limits = { rows: 5_000, columns: 100, cells: 100_000 } as const;

/** Excel keeps days without a zone: the day on the sheet is a day in Viet Nam. */
const dayCell = (date: Date): Date => {
  const day = date.toISOString();
  return instantOf(day.slice(0, 10), day.slice(11, 16));
};

const cellOf = (value: unknown, isPercent: boolean): Cell => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : dayCell(value);
  if (typeof value === 'number') {
    return isPercent ? `${String(Math.round(value * 1e6) / 1e4).replace('.', ',')}%` : value;
  }
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  return typeof value === 'boolean' ? value : null;
};

const trimmed = (cells: readonly Cell[]): readonly Cell[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);

/** What was merged downwards says the same in each of its rows. */
const filled = (
  row: number,
  cells: readonly Cell[],
  above: Map<number, Cell>,
  marks: SheetMarks,
) => {
  const all = [...cells];
  for (const { column, from, to } of marks.merges) {
    if (row === from) above.set(column, all[column] ?? null);
    if (row <= from || row > to) continue;
    while (all.length <= column) all.push(null);
    all[column] ??= above.get(column) ?? null;
  }
  return all;
};

const readSheet = async (
  bytes: Uint8Array,
  sheet: number,
  marks: SheetMarks,
  room: { cells: number },
): Promise<readonly ReadRow[]> => {
  const rows: ReadRow[] = [];
  const above = new Map<number, Cell>();
  for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
    const read = values.map((value, column) =>
      cellOf(value, marks.percents.has(`${index}/${column}`)),
    );
    const cells = trimmed(filled(index, trimmed(read), above, marks));
    if (cells.length === 0) continue;
    room.cells -= cells.length;
    if (cells.length > limits.columns || rows.length >= limits.rows || room.cells < 0) {
      throw new Unreadable('too_many_cells');
    }
    const formulas = marks.formulas.get(index) ?? [];
    rows.push({ row: index + 1, cells, ...(formulas.length > 0 ? { formulas } : {}) });
  }
  return rows;
};

/** Every sheet that is not hidden, with all rows that say something. */
export const readXlsx = async (
  bytes: Uint8Array,
  entries: ReadonlyMap<string, Uint8Array>,
): Promise<ReadSheet[]> => {
  const sheets: ReadSheet[] = [];
  const room = { cells: limits.cells };
  for (const [at, part] of sheetParts(entries).entries()) {
    if (part.hidden) continue;
    const rows = await readSheet(bytes, at, cellMarks(part.xml, entries), room);
    sheets.push({ name: part.name, rows });
  }
  return sheets;
};
