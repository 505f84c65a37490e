/** What the row reader does not tell of a spreadsheet: names of sheets, formulas, merged cells, percentages. */

export type SheetMarks = {
  /** Columns with a formula, by row; both counted from 0. */
  formulas: ReadonlyMap<number, readonly number[]>;
  /** "row/column" of cells that show a percentage. */
  percents: ReadonlySet<string>;
  /** Merged downwards, with the first and the last row. */
  merges: readonly { column: number; from: number; to: number }[];
};

export type SheetPart = { name: string; hidden: boolean; xml: string };

const utf8 = new TextDecoder();
const textOf = (entries: ReadonlyMap<string, Uint8Array>, name: string): string =>
  utf8.decode(entries.get(name) ?? new Uint8Array());

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(tag)?.[1];

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const plain = (words: string): string =>
  words.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/giu,
    (all: string, digits?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? all;
      const code = digits === undefined ? parseInt(hex ?? '', 16) : Number(digits);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );

const pathOf = (target: string): string =>
  target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//u, '')}`;

/** In the order of the workbook, which is how the row reader counts them. */
export const sheetParts = (entries: ReadonlyMap<string, Uint8Array>): readonly SheetPart[] => {
  const relations = new Map(
    [
      ...textOf(entries, 'xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\b[^>]*>/gu),
    ].map(([tag]) => [attribute(tag, 'Id'), pathOf(attribute(tag, 'Target') ?? '')]),
  );
  return [...textOf(entries, 'xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\b[^>]*>/gu)].map(
    ([tag]) => ({
      name: plain(attribute(tag, 'name') ?? ''),
      hidden: /hidden/iu.test(attribute(tag, 'state') ?? ''),
      xml: textOf(entries, relations.get(attribute(tag, '\\w+:id')) ?? ''),
    }),
  );
};

const columnOf = (letters: string): number =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const placeOf = (ref: string): { row: number; column: number } => {
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})(\d{1,7})$/u.exec(ref) ?? [];
  return { row: Number(digits) - 1, column: columnOf(letters) };
};

/** Numbers of cell styles that show a percentage. */
const percentStyles = (entries: ReadonlyMap<string, Uint8Array>): ReadonlySet<string> => {
  const xml = textOf(entries, 'xl/styles.xml');
  const formats = new Set(['9', '10']);
  for (const [tag] of xml.matchAll(/<(?:\w+:)?numFmt\b[^>]*>/gu)) {
    if (attribute(tag, 'formatCode')?.includes('%')) formats.add(attribute(tag, 'numFmtId') ?? '');
  }
  const [, cells = ''] = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/u.exec(xml) ?? [];
  const styles = [...cells.matchAll(/<(?:\w+:)?xf\b[^>]*>/gu)];
  return new Set(
    styles.flatMap(([tag], at) =>
      formats.has(attribute(tag, 'numFmtId') ?? '') ? [String(at)] : [],
    ),
  );
};

const mergesOf = (xml: string): SheetMarks['merges'] =>
  [...xml.matchAll(/<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+\d+):([A-Z]+\d+)"/gu)].flatMap(
    ([, first = '', last = '']) => {
      const [from, to] = [placeOf(first), placeOf(last)];
      return to.row > from.row ? [{ column: from.column, from: from.row, to: to.row }] : [];
    },
  );

/** Marks of one sheet. Cells without a reference carry none. */
export const cellMarks = (xml: string, entries: ReadonlyMap<string, Uint8Array>): SheetMarks => {
  const percent = percentStyles(entries);
  const formulas = new Map<number, number[]>();
  const percents = new Set<string>();
  for (const [tag, next] of xml.matchAll(/<(?:\w+:)?c\s[^>]*>(<(?:\w+:)?f\b)?/gu)) {
    const { row, column } = placeOf(attribute(tag, 'r') ?? '');
    if (next !== undefined) formulas.set(row, [...(formulas.get(row) ?? []), column]);
    if (percent.has(attribute(tag, 's') ?? '')) percents.add(`${row}/${column}`);
  }
  return { formulas, percents, merges: mergesOf(xml) };
};
