/** What is written to and read from spreadsheets: values in rows, no formulas. */

/** A date is the instant at which that day begins in Viet Nam. */
export type Cell = string | number | boolean | Date | null;

export type Column = {
  title: string;
  /** In characters. */
  width?: number;
  kind?: 'text' | 'number' | 'date' | 'percent';
  /** Offered as a drop-down list. */
  choices?: readonly string[];
};

/** `heading` stands above the table, one line a row. */
export type Sheet = {
  name: string;
  heading?: readonly string[];
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
};

/** `row` is the number that Excel shows; `formulas` are the places in `cells` whose value was computed. */
export type ReadRow = { row: number; cells: readonly Cell[]; formulas?: readonly number[] };

export type ReadSheet = { name: string; rows: readonly ReadRow[] };
