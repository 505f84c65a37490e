/** What the papers of the units below say unless they say otherwise, as a sheet of the settings. */
import type { UnitId } from './ids.ts';
import type { TableFault } from './import-faults.ts';
import { readTable, type Columns, type TableSheet } from './import-table.ts';
import { belowTexts, paperTextLimits, type BelowText, type WordsBelow } from './stationery.ts';
import { fold } from './text.ts';

export const wordingColumns = {
  text: { titles: ['Mục'], required: true },
  words: { titles: ['Câu chữ cho đơn vị cấp dưới'], required: true },
} as const satisfies Columns<string>;

/** Shown beside it, and not read: what holds while the cell is empty. */
export const heldTitle = 'Khi để trống';

export const wordingTitles: Readonly<Record<BelowText, string>> = {
  basis: 'Căn cứ',
  purpose: 'Mục đích',
  requirements: 'Yêu cầu',
  arrangements: 'Tổ chức thực hiện',
  recipients: 'Nơi nhận',
};

/** `before` is what was shown to be replaced; empty words go back to what holds without any. */
export type WordingEdit = { text: BelowText; before: string; words: string };

/** For the units below: the office's own words, else those that hold without any. */
export type WordingView = {
  unitId: UnitId;
  unitName: string;
  texts: readonly { text: BelowText; words: string; own: boolean }[];
};

/** A text without a row stays as it is. */
export const readWording = (
  sheet: TableSheet,
  present: WordsBelow,
): { edits: readonly WordingEdit[]; faults: readonly TableFault[] } => {
  const { rows, faults } = readTable(sheet, wordingColumns);
  const met = new Map<BelowText, number>();
  const edits = rows.flatMap((cells): WordingEdit[] => {
    const { row } = cells;
    const fault = (code: TableFault['code'], params: NonNullable<TableFault['params']>) => {
      faults.push({ sheet: sheet.name, row, code, params });
      return [];
    };
    const name = cells.text('text');
    const text = belowTexts.find((one) => fold(wordingTitles[one]) === fold(name));
    if (text === undefined) return fault('text_unknown', { name });
    const other = met.get(text);
    if (other !== undefined) return fault('text_twice', { name, other });
    met.set(text, row);
    const words = cells.lines('words');
    const max = paperTextLimits[text];
    const column = wordingColumns.words.titles[0];
    if (words.length > max) return fault('too_long', { column, max });
    const before = present[text] ?? '';
    return words === before ? [] : [{ text, before, words }];
  });
  return { edits, faults };
};
