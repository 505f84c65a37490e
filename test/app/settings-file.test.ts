import { expect, test } from '@jest/globals';
import { settingsFile } from '../../src/app/papers/settings-sheets.ts';
import { readFile } from '../../src/documents/read-file.ts';
import type { Cell, Sheet } from '../../src/documents/sheet.ts';
import { writeXlsx } from '../../src/documents/write-xlsx.ts';
import { clusterColumns } from '../../src/domain/cluster-table.ts';
import { readTable } from '../../src/domain/import-table.ts';
import { compareSettings, type SettingsValue } from '../../src/domain/settings.ts';
import { readSettings, settingsSheets, sheetNamed } from '../../src/domain/settings-table.ts';

const value: SettingsValue = {
  milestones: [
    { year: 2026, dueBefore: '2025-10-20' },
    { year: 2027, opensAt: '2026-09-05', lateUntil: '2027-01-15', reportUpBefore: '2026-10-30' },
  ],
  holidays: [
    { day: '2026-09-02', name: 'Quốc khánh', source: 'Bộ luật Lao động' },
    { day: '2027-01-01', name: 'Tết Dương lịch' },
  ],
  workdays: ['2026-08-29'],
  minTasksPerHead: 2,
  contact: { name: 'Lê Hỗ Trợ Mẫu', phone: '0297 000 0000', organisation: 'Tỉnh đoàn (Mẫu)' },
  reminders: { escalateAfterDays: 4, reviewAfterDays: 5 },
};

const sheetsBack = async (sheets: readonly Sheet[]) => {
  const read = await readFile({ name: 'cai-dat.xlsx', bytes: await writeXlsx(sheets) });
  if (!('kind' in read) || read.kind !== 'sheets') throw new Error('no sheets');
  return read.sheets;
};

const back = async (sheets: readonly Sheet[]) => readSettings(await sheetsBack(sheets), value);

test('settings that go into a file and come back are the same', async () => {
  const { settings, faults } = await back(settingsFile(value, [2026, 2027, 2028]));
  expect(faults).toEqual([]);
  expect(settings).toEqual(value);
});

test('a changed row is the only difference, and a sheet that was taken out changes nothing', async () => {
  const [milestones, holidays] = settingsFile(value, []) as [Sheet, Sheet];
  const rows = milestones.rows.map((row): readonly Cell[] =>
    row[0] === 2026 ? [2026, null, '25/10/2025', null, null] : row,
  );
  const { settings, faults } = await back([{ ...milestones, rows }, holidays]);
  expect(faults).toEqual([]);
  expect(compareSettings(value, settings)).toEqual([
    { field: 'dueBefore', name: '2026', before: '2025-10-20', after: '2025-10-25' },
  ]);
});

test('what cannot be read is named by sheet and row', async () => {
  const [milestones, , , general] = settingsFile(value, []) as [Sheet, Sheet, Sheet, Sheet];
  const { faults } = await back([
    {
      ...milestones,
      rows: [
        ['năm sau', null, null, null, null],
        [2027, null, '31/09/2026', null, null],
      ],
    },
    { ...general, rows: [['Nhắc người duyệt sau số ngày', 'vài ngày']] },
  ]);
  expect(faults.map(({ sheet, row, code }) => [sheet, row, code]).sort()).toEqual([
    ['Chung', 2, 'number'],
    ['Mốc thời gian', 2, 'number'],
    ['Mốc thời gian', 3, 'date'],
  ]);
});

test('several names in a cell of clusters stand on lines of their own, there and back', async () => {
  const rows = [
    {
      name: 'Cụm số 1 Mẫu',
      cadres: ['Lê Mẫu (Đoàn xã Mẫu)', 'Võ Mẫu'],
      units: ['Đoàn A', 'Đoàn B'],
    },
    { name: 'Cụm số 2 Mẫu', cadres: [], units: [] },
  ];
  const read = async (people: boolean) => {
    const sheets = await sheetsBack(settingsFile(value, [], { clusters: { rows, people } }));
    const sheet = sheetNamed(sheets, settingsSheets.clusters);
    const table = sheet && readTable(sheet, clusterColumns);
    return table?.rows.map((row) => [row.text('name'), row.list('cadres'), row.list('units')]);
  };
  expect(await read(true)).toEqual(rows.map(({ name, cadres, units }) => [name, cadres, units]));
  expect(await read(false)).toEqual(rows.map(({ name, units }) => [name, [], units]));
});
