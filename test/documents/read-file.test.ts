import { expect, test } from '@jest/globals';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
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
