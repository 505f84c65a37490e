import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readFile } from '../../src/documents/read-file.ts';
import { writeXlsx } from '../../src/documents/write-xlsx.ts';
import { planForm } from '../../src/domain/plan-form.ts';
import { proposePlan } from '../../src/domain/plan-proposal.ts';
import { loadProgrammes } from '../../src/programmes/load.ts';

const [programme] = loadProgrammes(join(import.meta.dirname, '../../programmes'));
if (!programme) throw new Error('there is a programme');

const unit = { year: 2027, kind: 'truong_hoc', unitName: 'Đoàn trường THPT Hoa Mẫu' } as const;
const form = planForm(programme, unit);

/** The form as somebody fills it in: these cells in the row of that item, further rows below it. */
const filledIn = (rows: Readonly<Record<string, readonly (readonly string[])[]>>) =>
  form.map((sheet, at) =>
    at > 0
      ? sheet
      : {
          ...sheet,
          rows: sheet.rows.flatMap((row) => {
            const [code = '', official = ''] = row;
            const filled = rows[code] ?? [];
            return filled.length === 0 ? [row] : filled.map((cells) => [code, official, ...cells]);
          }),
        },
  );

const readBack = async (sheets: ReturnType<typeof filledIn>) => {
  const read = await readFile({ name: 'mau.xlsx', bytes: await writeXlsx(sheets) });
  if (!('sheets' in read)) throw new Error(JSON.stringify(read));
  const pieces = read.sheets
    .filter(({ name }) => name === 'Kế hoạch')
    .map(({ rows }) => ({
      rows: rows.map(({ cells }) => cells.map((cell) => String(cell ?? ''))),
    }));
  return proposePlan(pieces, { programme, year: 2027, present: [] });
};

test('the form has a row for each of the fifteen items in the official wording, and examples beside it', () => {
  const [plan, examples] = form;
  expect(plan?.rows.map(([code]) => code)).toEqual(
    programme.heads.flatMap(({ items }) => items.map(({ code }) => code)),
  );
  expect(plan?.columns.filter(({ choices }) => choices).map(({ title }) => title)).toEqual([
    'Thời gian',
    'Người phụ trách',
  ]);
  expect(examples?.rows.length).toBeGreaterThanOrEqual(15);
});

test('an empty form has no work in it', async () => {
  expect((await readBack(filledIn({}))).tasks).toEqual([]);
});

test('what is filled in comes back item by item, also from rows that were added', async () => {
  const { tasks } = await readBack(
    filledIn({
      '1.1': [
        ['Rà soát hồ sơ', '100% đoàn viên', 'Quý I', 'Phó Bí thư', 'Các chi đoàn', 'Ảnh phần mềm'],
        ['Mở lớp bồi dưỡng', '02 lớp', 'Quý II', 'Bí thư', '', ''],
      ],
      '3.5': [['Vận động quỹ học bổng', '30 triệu đồng', 'Cả năm', 'Bí thư', '', 'Biên bản']],
    }),
  );
  expect(tasks).toEqual([
    {
      item: '1.1',
      head: 1,
      fields: {
        content: 'Rà soát hồ sơ',
        target: '100% đoàn viên',
        due: 'Quý I',
        owner: 'Phó Bí thư',
        partners: 'Các chi đoàn',
        evidence: 'Ảnh phần mềm',
      },
    },
    {
      item: '1.1',
      head: 1,
      fields: { content: 'Mở lớp bồi dưỡng', target: '02 lớp', due: 'Quý II', owner: 'Bí thư' },
    },
    {
      item: '3.5',
      head: 3,
      fields: {
        content: 'Vận động quỹ học bổng',
        target: '30 triệu đồng',
        due: 'Cả năm',
        owner: 'Bí thư',
        evidence: 'Biên bản',
      },
    },
  ]);
});
