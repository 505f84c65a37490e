/** What a Word file says, top to bottom: paragraphs, items of lists, tables. Deleted words are left out. */
import mammoth from 'mammoth';
import PizZip from 'pizzip';
import { readNumbering, type Numbering } from './docx-numbering.ts';
import type { Block } from './read-file.ts';
import { Unreadable } from './unreadable.ts';

/** As far as the elements of mammoth's document matter here. */
type Element = {
  type: string;
  children?: readonly Element[];
  value?: string;
  numbering?: { paragraphStyleId?: string } | null;
  colSpan?: number;
  rowSpan?: number;
};

const maxCells = 100_000;

const wordsOf = (element: Element): string => {
  switch (element.type) {
    case 'text':
      return element.value ?? '';
    case 'tab':
      return '\t';
    case 'break':
      return '\n';
    default:
      return (element.children ?? []).map(wordsOf).join('');
  }
};

type Numbers = Numbering['next'];

const lead = ({ numbering }: Element, next: Numbers): string => {
  if (numbering === null || numbering === undefined) return '';
  const number = next(numbering.paragraphStyleId ?? '');
  return number ? `${number} ` : '- ';
};

const paragraph = (element: Element, next: Numbers): string => {
  const words = wordsOf(element).trim();
  return words === '' ? '' : lead(element, next) + words;
};

/** All that stands in a cell, a table in it as lines. */
const cellWords = (cell: Element, next: Numbers): string =>
  (cell.children ?? [])
    .flatMap((one) =>
      one.type === 'table' ? rowsOf(one, next).map((row) => row.join(' ')) : paragraph(one, next),
    )
    .filter((line) => line.trim() !== '')
    .join('\n');

/** A cell that reaches down says the same in each of its rows; one that is wide says it once. */
const rowsOf = (table: Element, next: Numbers): string[][] => {
  const below: { words: string; rows: number }[] = [];
  return (table.children ?? []).map((row) => {
    const cells: string[] = [];
    const takeBelow = (): void => {
      for (let one = below[cells.length]; one && one.rows > 0; one = below[cells.length]) {
        one.rows -= 1;
        cells.push(one.words);
      }
    };
    for (const cell of row.children ?? []) {
      takeBelow();
      const words = cellWords(cell, next);
      below[cells.length] = { words, rows: (cell.rowSpan ?? 1) - 1 };
      cells.push(words, ...Array.from({ length: (cell.colSpan ?? 1) - 1 }, () => ''));
    }
    takeBelow();
    return cells;
  });
};

const blocksOf = (document: Element, next: Numbers): Block[] => {
  let cells = 0;
  return (document.children ?? []).flatMap((element): Block[] => {
    if (element.type === 'table') {
      const rows = rowsOf(element, next);
      cells += rows.reduce((sum, row) => sum + row.length, 0);
      if (cells > maxCells) throw new Unreadable('too_many_cells');
      return [{ rows }];
    }
    const text = paragraph(element, next);
    return text === '' ? [] : [{ text }];
  });
};

const numberingPart = 'word/numbering.xml';

const withNumbers = (bytes: Uint8Array, numbering: Numbering | undefined): Buffer => {
  if (!numbering) return Buffer.from(bytes);
  const zip = new PizZip(bytes);
  zip.file(numberingPart, numbering.xml);
  return zip.generate({ type: 'nodebuffer' });
};

export const readDocx = async (
  bytes: Uint8Array,
  entries: ReadonlyMap<string, Uint8Array>,
): Promise<Block[]> => {
  const part = entries.get(numberingPart);
  const numbering = part && readNumbering(new TextDecoder().decode(part));
  const next: Numbers = (style) => numbering?.next(style);
  let blocks: Block[] = [];
  await mammoth.convertToHtml(
    { buffer: withNumbers(bytes, numbering) },
    {
      // The document as it stands is what is wanted; what mammoth would make of it is not.
      transformDocument(document: Element) {
        blocks = blocksOf(document, next);
        return { ...document, children: [] };
      },
    },
  );
  return blocks;
};
