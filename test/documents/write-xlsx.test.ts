import { expect, test } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import PizZip from 'pizzip';
import { readFile } from '../../src/documents/read-file.ts';
import type { Sheet } from '../../src/documents/sheet.ts';
import { writeXlsx } from '../../src/documents/write-xlsx.ts';

const sheet: Sheet = {
  name: 'Đơn vị: 2026/2027',
  heading: ['DANH SÁCH ĐƠN VỊ', 'Năm 2027'],
  columns: [
    { title: 'Đơn vị', width: 30 },
    { title: 'Số phần việc', kind: 'number' },
    { title: 'Tỉ lệ', kind: 'percent' },
    { title: 'Ngày gửi', kind: 'date' },
    { title: 'Trạng thái', choices: ['Đã gửi, đúng hạn', 'Chưa gửi'] },
  ],
  rows: [
    ['=HYPERLINK("http://x")', 12, 0.9583, new Date('2026-10-13T17:30:00Z'), 'Chưa gửi'],
    ['Đoàn xã Mẫu', null, 0, null, null],
  ],
};

test('what is written is read back: texts, numbers, percentages and days as they stand in Viet Nam', async () => {
  const read = await readFile({ name: 'a.xlsx', bytes: await writeXlsx([sheet]) });
  expect(read).toEqual({
    kind: 'sheets',
    sheets: [
      {
        name: 'Đơn vị  2026 2027',
        rows: [
          { row: 1, cells: ['DANH SÁCH ĐƠN VỊ'] },
          { row: 2, cells: ['Năm 2027'] },
          { row: 3, cells: ['Đơn vị', 'Số phần việc', 'Tỉ lệ', 'Ngày gửi', 'Trạng thái'] },
          {
            row: 4,
            cells: [
              '=HYPERLINK("http://x")',
              12,
              '95,83%',
              new Date('2026-10-13T17:00:00Z'),
              'Chưa gửi',
            ],
          },
          { row: 5, cells: ['Đoàn xã Mẫu', null, '0%'] },
        ],
      },
    ],
  });
});

test('the titles stay in sight and on every printed page, A4 across', async () => {
  const [written] = (await readXlsx(await writeXlsx([sheet]), { readStyles: true })).sheets;
  expect(written?.freezePane).toEqual({ rows: 3 });
  expect(written?.pageSetup).toMatchObject({
    paperSize: 'a4',
    orientation: 'landscape',
    printTitlesRow: '$3:$3',
  });
  expect(written?.columns?.[0]?.width).toBe(30);
  expect(written?.cells?.get('3,0')?.style?.alignment?.wrapText).toBe(true);
  expect(written?.cells?.get('3,3')?.style?.numFmt).toBe('dd/mm/yyyy');
});

test('choices are a drop-down list, also with commas, and nothing is a formula', async () => {
  const bytes = await writeXlsx([sheet]);
  const workbook = await readXlsx(bytes);
  expect(workbook.sheets[0]?.dataValidations).toMatchObject([
    { type: 'list', formula1: 'danh_muc!$A$1:$A$2', range: 'E4:E505' },
  ]);
  expect(workbook.sheets[1]).toMatchObject({
    hidden: true,
    rows: [['Đã gửi, đúng hạn'], ['Chưa gửi']],
  });
  expect(new PizZip(bytes).file('xl/worksheets/sheet1.xml')?.asText()).not.toContain('<f>');
});

test('two sheets of one name, and a name longer than Excel takes, are told apart', async () => {
  const long = 'Đoàn Khối Cơ quan và Doanh nghiệp tỉnh Mẫu';
  const plain = { columns: [{ title: 'A' }], rows: [] };
  const bytes = await writeXlsx([
    { name: long, ...plain },
    { name: long, ...plain },
  ]);
  const names = (await readXlsx(bytes)).sheets.map((one) => one.name);
  expect(names).toEqual(['Đoàn Khối Cơ quan và Doanh nghi', 'Đoàn Khối Cơ quan và Doanh (2)']);
});
