import { expect, test } from '@jest/globals';
import { Document, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { writeXlsx } from 'hucre/xlsx';
import { readFile } from '../../src/documents/read-file.ts';

const cell = (text: string, more: object = {}) =>
  new TableCell({ children: [new Paragraph(text)], ...more });

const docxOf = async (children: (Paragraph | Table)[]): Promise<Uint8Array> =>
  new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));

test('a Word file gives its paragraphs, lists and tables in order', async () => {
  const bytes = await docxOf([
    new Paragraph('1.1. Quản lý đoàn viên'),
    new Paragraph({ text: 'Rà soát hồ sơ', bullet: { level: 0 } }),
    new Table({
      rows: [
        new TableRow({ children: [cell('Nội dung'), cell('Thời gian')] }),
        new TableRow({ children: [cell('Mở lớp'), cell('Quý I', { rowSpan: 2 })] }),
        new TableRow({ children: [cell('Kết nạp')] }),
      ],
    }),
    new Paragraph('Hết'),
  ]);
  expect(await readFile({ name: 'kế hoạch.docx', bytes })).toEqual({
    kind: 'text',
    blocks: [
      { text: '1.1. Quản lý đoàn viên' },
      { text: '- Rà soát hồ sơ' },
      {
        rows: [
          ['Nội dung', 'Thời gian'],
          ['Mở lớp', 'Quý I'],
          ['Kết nạp', 'Quý I'],
        ],
      },
      { text: 'Hết' },
    ],
  });
});

test('numbers that Word counts itself stand in front of the words', async () => {
  const level = (at: number, format: 'decimal' | 'lowerLetter', text: string) => ({
    level: at,
    format: LevelFormat[format === 'decimal' ? 'DECIMAL' : 'LOWER_LETTER'],
    text,
  });
  const reference = 'muc';
  const numbered = (words: string, at: number) =>
    new Paragraph({ text: words, numbering: { reference, level: at } });
  const document = new Document({
    numbering: {
      config: [
        {
          reference,
          levels: [
            level(0, 'decimal', '%1.'),
            level(1, 'decimal', '%1.%2.'),
            level(2, 'lowerLetter', '%3)'),
          ],
        },
      ],
    },
    sections: [
      {
        children: [
          numbered('Quản lý', 0),
          numbered('Phần mềm', 1),
          numbered('Rà soát', 2),
          numbered('Mở lớp', 2),
          numbered('Tư tưởng', 1),
          numbered('Kế hoạch', 0),
          numbered('Chương trình', 1),
        ],
      },
    ],
  });
  const bytes = new Uint8Array(await Packer.toBuffer(document));
  const read = await readFile({ name: 'a.docx', bytes });
  expect('blocks' in read && read.blocks.map((block) => 'text' in block && block.text)).toEqual([
    '1. Quản lý',
    '1.1. Phần mềm',
    'a) Rà soát',
    'b) Mở lớp',
    '1.2. Tư tưởng',
    '2. Kế hoạch',
    '2.1. Chương trình',
  ]);
});

test('a spreadsheet gives the rows of every sheet; days, percentages and merged cells as they are seen', async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: 'Kế hoạch',
        rows: [
          ['Mục', 'Nội dung', 'Hạn'],
          ['1.1', 'Rà soát', new Date('2027-03-31T00:00:00Z')],
          [null, 'Mở lớp', 0.95],
        ],
        merges: [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }],
        cells: new Map([['2,2', { value: 0.95, style: { numFmt: '0%' } }]]),
      },
      { name: 'Hai', rows: [['x'], [], ['y']] },
    ],
  });
  expect(await readFile({ name: 'a.docx', bytes })).toEqual({
    kind: 'sheets',
    sheets: [
      {
        name: 'Kế hoạch',
        rows: [
          { row: 1, cells: ['Mục', 'Nội dung', 'Hạn'] },
          { row: 2, cells: ['1.1', 'Rà soát', new Date('2027-03-31T00:00:00+07:00')] },
          { row: 3, cells: ['1.1', 'Mở lớp', '95%'] },
        ],
      },
      {
        name: 'Hai',
        rows: [
          { row: 1, cells: ['x'] },
          { row: 3, cells: ['y'] },
        ],
      },
    ],
  });
});

test('plain text is one block', async () => {
  const bytes = new TextEncoder().encode('1.1\nRà soát');
  expect(await readFile({ name: 'a.txt', bytes })).toEqual({
    kind: 'text',
    blocks: [{ text: '1.1\nRà soát' }],
  });
});
