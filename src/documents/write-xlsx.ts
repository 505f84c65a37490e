import { writeXlsx as writeWorkbook } from 'hucre/xlsx';
import type { CellStyle, CellValue, WriteSheet } from 'hucre';
import { dayOf } from '../domain/dates.ts';
import type { Cell, Column, Sheet } from './sheet.ts';
import { sheetNames } from './sheet-names.ts';

const font = { name: 'Times New Roman', size: 12 } as const;
const line = { style: 'thin', color: { rgb: 'BFBFBF' } } as const;
const border = { top: line, right: line, bottom: line, left: line };
const choicesSheet = 'danh_muc';
/** A list of choices reaches this far below the last row, for what people add. */
const spareRows = 500;

const headingStyle = (first: boolean): CellStyle => ({
  font: { ...font, size: first ? 14 : 12, bold: first },
  alignment: { horizontal: 'left', vertical: 'center', wrapText: true },
});

const titleStyle: CellStyle = {
  font: { ...font, bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '1F5FA8' } },
  border,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};

const formats = { text: '@', number: '#,##0.##', date: 'dd/mm/yyyy', percent: '0.0%' } as const;

const whole = (column: number, rows: readonly (readonly Cell[])[]): boolean =>
  rows.every((row) => typeof row[column] !== 'number' || Number.isInteger(row[column]));

const formatOf = (sheet: Sheet, column: Column, at: number): string | undefined => {
  if (column.kind === undefined) return undefined;
  // "#,##0.##" would show "5," for a whole number.
  return column.kind === 'number' && whole(at, sheet.rows) ? '#,##0' : formats[column.kind];
};

const isText = (column: Column): boolean => column.kind === undefined || column.kind === 'text';

const cellStyle = (sheet: Sheet, column: Column, at: number): CellStyle => {
  const numFmt = formatOf(sheet, column, at);
  return {
    font,
    border,
    alignment: {
      vertical: 'top',
      wrapText: true,
      ...(isText(column) ? {} : { horizontal: column.kind === 'date' ? 'center' : 'right' }),
    },
    ...(numFmt === undefined ? {} : { numFmt }),
  };
};

/** Excel keeps days without a zone: the day in Viet Nam goes onto the sheet. */
const valueOf = (cell: Cell): CellValue =>
  cell instanceof Date ? new Date(`${dayOf(cell)}T00:00:00Z`) : cell;

const widthOf = (column: Column): number => column.width ?? Math.max(column.title.length + 2, 12);

const letter = (at: number): string =>
  (at >= 26 ? String.fromCharCode(64 + Math.floor(at / 26)) : '') +
  String.fromCharCode(65 + (at % 26));

type Cells = NonNullable<WriteSheet['cells']>;

const styledCells = (sheet: Sheet, above: number): Cells => {
  const cells: Cells = new Map();
  for (let at = 0; at < above; at += 1) cells.set(`${at},0`, { style: headingStyle(at === 0) });
  const styles = sheet.columns.map((column, at) => cellStyle(sheet, column, at));
  sheet.columns.forEach((_, at) => cells.set(`${above},${at}`, { style: titleStyle }));
  sheet.rows.forEach((row, down) => {
    styles.forEach((style, at) => {
      const value = valueOf(row[at] ?? null);
      // A string is marked as one: what begins with "=" stays text.
      const type = typeof value === 'string' ? { type: 'string' as const } : {};
      cells.set(`${above + 1 + down},${at}`, { value, style, ...type });
    });
  });
  return cells;
};

/** As many lines as the text takes in a column of that width; letters of 14 points are wider. */
const linesOf = (text: string, width: number, big = false): number =>
  text
    .split('\n')
    .reduce((sum, one) => sum + Math.ceil((one.length * (big ? 1.3 : 1)) / Math.max(width, 1)), 0);

const rowHeight = (sheet: Sheet, row: readonly Cell[]): number | undefined => {
  const lines = sheet.columns.map((column, at) => {
    const value = row[at];
    return typeof value === 'string' ? linesOf(value, widthOf(column)) : 1;
  });
  const most = Math.max(1, ...lines);
  return most === 1 ? undefined : most * 16;
};

/** Merged rows never grow by themselves, the others not in every program. */
const heights = (sheet: Sheet): NonNullable<WriteSheet['rowDefs']> => {
  const heading = sheet.heading ?? [];
  const wide = sheet.columns.reduce((sum, column) => sum + widthOf(column), 0);
  const titles = sheet.columns.map((column) => column.title);
  const above = heading.map((text, at) => linesOf(text, wide, at === 0) * (at === 0 ? 21 : 17));
  const below = [titles, ...sheet.rows].map((row) => rowHeight(sheet, row));
  return new Map(
    [...above, ...below].flatMap((height, at) => (height === undefined ? [] : [[at, { height }]])),
  );
};

type List = readonly string[];

const validations = (sheet: Sheet, above: number, lists: readonly List[]) =>
  sheet.columns.flatMap((column, at) => {
    const listed = column.choices === undefined ? -1 : lists.indexOf(column.choices);
    if (column.choices === undefined || listed < 0) return [];
    const [from, to] = [above + 2, above + 1 + sheet.rows.length + spareRows];
    return {
      type: 'list' as const,
      formula1: `${choicesSheet}!$${letter(listed)}$1:$${letter(listed)}$${column.choices.length}`,
      range: `${letter(at)}${from}:${letter(at)}${to}`,
      allowBlank: true,
      showErrorMessage: true,
    };
  });

const pageSetup = (above: number) => ({
  paperSize: 'a4' as const,
  orientation: 'landscape' as const,
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  margins: { top: 0.6, bottom: 0.6, left: 0.5, right: 0.4, header: 0.3, footer: 0.3 },
  printTitlesRow: `$${above + 1}:$${above + 1}`,
  horizontalCentered: true,
});

const merges = (above: number, columns: number) =>
  columns < 2
    ? []
    : Array.from({ length: above }, (_, row) => ({
        startRow: row,
        endRow: row,
        startCol: 0,
        endCol: columns - 1,
      }));

const toWorksheet = (sheet: Sheet, name: string, lists: readonly List[]): WriteSheet => {
  const heading = sheet.heading ?? [];
  const above = heading.length;
  return {
    name,
    columns: sheet.columns.map((column) => ({ width: widthOf(column) })),
    rows: [
      ...heading.map((text) => [text]),
      sheet.columns.map((column) => column.title),
      ...sheet.rows.map((row) => row.map(valueOf)),
    ],
    cells: styledCells(sheet, above),
    rowDefs: heights(sheet),
    merges: merges(above, sheet.columns.length),
    dataValidations: validations(sheet, above, lists),
    freezePane: { rows: above + 1 },
    pageSetup: pageSetup(above),
    headerFooter: { oddFooter: '&C&P/&N' },
  };
};

/** Lists live on a sheet of their own: inside a rule they could hold neither commas nor 255 characters. */
const listSheet = (lists: readonly List[]): WriteSheet => {
  const longest = Math.max(...lists.map((list) => list.length));
  return {
    name: choicesSheet,
    hidden: true,
    rows: Array.from({ length: longest }, (_, row) => lists.map((list) => list[row] ?? null)),
  };
};

const listsOf = (sheets: readonly Sheet[]): List[] => {
  const all = sheets.flatMap((sheet) => sheet.columns.map((column) => column.choices ?? []));
  return [...new Set(all.filter((choices) => choices.length > 0))];
};

/** The sheets as one .xlsx: values only, nothing that a person typed becomes a formula. */
export const writeXlsx = async (sheets: readonly Sheet[]): Promise<Uint8Array> => {
  const lists = listsOf(sheets);
  const names = sheetNames(
    sheets.map((sheet) => sheet.name),
    choicesSheet,
  );
  const worksheets = sheets.map((sheet, at) => toWorksheet(sheet, names[at] ?? '', lists));
  return writeWorkbook({
    sheets: [...worksheets, ...(lists.length === 0 ? [] : [listSheet(lists)])],
    defaultFont: font,
  });
};
