import { expect, test } from '@jest/globals';
import { SendError } from '../../src/channels/channel.ts';
import { readTemplates } from '../../src/app/works/read-templates.ts';
import { settingsFile } from '../../src/app/papers/settings-sheets.ts';
import { readFile } from '../../src/documents/read-file.ts';
import type { Cell, Sheet } from '../../src/documents/sheet.ts';
import { writeXlsx } from '../../src/documents/write-xlsx.ts';
import { clusterColumns } from '../../src/domain/cluster-table.ts';
import { readTable } from '../../src/domain/import-table.ts';
import type { OutsideView, TemplateAbout } from '../../src/domain/outside-templates.ts';
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

const templates: OutsideView['templates'] = [
  {
    kind: 'reminder',
    entry: {
      // longer than any number that a spreadsheet keeps whole
      templateId: '789512345678901234',
      params: [
        { name: 'customer_name', field: 'person', maxLength: 30 },
        { name: 'x1', field: 'days_left', maxLength: 20 },
      ],
      priceByUser: 560,
    },
    state: 'accepted',
    since: '2026-11-24T02:00:00.000Z',
  },
  { kind: 'review_result' },
  { kind: 'to_review' },
  { kind: 'notice' },
];

const sheetOfTemplates = async () => {
  const sheets = await sheetsBack(settingsFile(value, [], { outside: templates }));
  const sheet = sheetNamed(sheets, settingsSheets.outside);
  if (!sheet) throw new Error('no sheet of templates');
  return sheet;
};

test('templates that go into a file and come back are the same, and nobody is asked about them', async () => {
  const asked: string[] = [];
  const seen = { rev: 1, templates };
  const read = await readTemplates(await sheetOfTemplates(), seen, {
    async aboutTemplate(id) {
      asked.push(id);
      return undefined;
    },
  });
  expect(read).toEqual({ outside: [], faults: [] });
  expect(asked).toEqual([]);
});

test('templates of a file are asked about one by one, and what Zalo refuses is named by its row', async () => {
  const about = (templateId: string): TemplateAbout => ({
    templateId,
    name: 'Nhắc hạn',
    approved: templateId !== '13',
    reason: 'Sai mục đích',
    params: [{ name: 'time', required: true, maxLength: 10 }],
  });
  const { columns, name } = settingsFile(value, [], { outside: templates }).at(-1) as Sheet;
  const rows: Cell[][] = [
    ['Nhắc hạn', '11', null, null],
    ['Kết quả duyệt', '12', 'time = Việc cần làm', null],
    ['Việc chờ duyệt', '13', null, null],
    ['Thông báo chung', '14', null, null],
  ];
  const [sheet] = await sheetsBack([{ name, columns, rows }]);
  if (!sheet) throw new Error('no sheet');
  const seen = { rev: 1, templates };
  const { outside, faults } = await readTemplates(sheet, seen, {
    async aboutTemplate(id) {
      if (id === '14') throw new SendError('transient', 'no answer');
      return about(id);
    },
  });
  expect(faults.map(({ row, code }) => [row, code])).toEqual([
    [4, 'outside_refused'],
    [5, 'outside_failed'],
  ]);
  const shown = outside.map(({ edit }) => [edit.kind, edit.entry?.params]);
  expect(shown).toEqual([
    ['reminder', [{ name: 'time', field: 'deadline', maxLength: 10 }]],
    ['review_result', [{ name: 'time', field: 'next', maxLength: 10 }]],
  ]);
  expect(outside[0]?.before?.templateId).toBe('789512345678901234');
});
