/** The settings as a spreadsheet that people edit: its columns, and what its rows mean. */
import type { TableFault } from './import-faults.ts';
import { readTable, type Columns, type TableSheet } from './import-table.ts';
import type { SetMilestones } from './programme.ts';
import type { Holiday } from './season.ts';
import type { SettingsValue } from './settings.ts';
import { fold } from './text.ts';

export const settingsSheets = {
  milestones: 'Mốc thời gian',
  holidays: 'Ngày nghỉ',
  workdays: 'Ngày làm bù',
  general: 'Chung',
  clusters: 'Cụm',
  wording: 'Văn bản',
  outside: 'Mẫu tin Zalo',
} as const;

export const milestoneColumns = {
  year: { titles: ['Năm đăng ký'], required: true },
  opensAt: { titles: ['Nhận từ ngày'] },
  dueBefore: { titles: ['Hạn: trước ngày'] },
  lateUntil: { titles: ['Nhận trễ đến hết ngày'] },
  reportUpBefore: { titles: ['Báo cáo lên trên: trước ngày'] },
} as const satisfies Columns<string>;

export const holidayColumns = {
  day: { titles: ['Ngày'], required: true },
  name: { titles: ['Tên ngày nghỉ'], required: true },
  source: { titles: ['Căn cứ'] },
} as const satisfies Columns<string>;

export const workdayColumns = {
  day: { titles: ['Ngày'], required: true },
} as const satisfies Columns<string>;

export const generalColumns = {
  what: { titles: ['Mục'], required: true },
  value: { titles: ['Giá trị'], required: true },
} as const satisfies Columns<string>;

export const generalTitles = {
  min: 'Số phần việc ít nhất mỗi nội dung',
  contactName: 'Người hỗ trợ',
  contactPhone: 'Điện thoại hỗ trợ',
  contactOrganisation: 'Đơn vị quản lý dữ liệu',
  escalate: 'Báo cấp trên sau số ngày im lặng',
  review: 'Nhắc người duyệt sau số ngày',
} as const;

type Reading = { faults: TableFault[] };

export const sheetNamed = (sheets: readonly TableSheet[], name: string): TableSheet | undefined =>
  sheets.find((one) => fold(one.name) === fold(name));

const given = (values: Readonly<Record<string, string | undefined>>): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const milestonesOf = (sheet: TableSheet, to: Reading): SetMilestones[] => {
  const { rows, faults } = readTable(sheet, milestoneColumns);
  const set = rows.flatMap(({ row, text, day }): SetMilestones[] => {
    const year = Number(text('year'));
    if (!Number.isInteger(year) || year < 2000 || year > 2100) {
      const params = { column: milestoneColumns.year.titles[0], value: text('year') };
      faults.push({ sheet: sheet.name, row, code: 'number', params });
      return [];
    }
    const days = given({
      opensAt: day('opensAt'),
      dueBefore: day('dueBefore'),
      lateUntil: day('lateUntil'),
      reportUpBefore: day('reportUpBefore'),
    });
    return Object.keys(days).length === 0 ? [] : [{ year, ...days }];
  });
  to.faults.push(...faults);
  return set.sort((a, b) => a.year - b.year);
};

const holidaysOf = (sheet: TableSheet, to: Reading): Holiday[] => {
  const { rows, faults } = readTable(sheet, holidayColumns);
  const days = rows.flatMap(({ text, day }): Holiday[] => {
    const at = day('day');
    const source = text('source');
    return at === undefined ? [] : [{ day: at, name: text('name'), ...(source ? { source } : {}) }];
  });
  to.faults.push(...faults);
  return days;
};

const workdaysOf = (sheet: TableSheet, to: Reading): string[] => {
  const { rows, faults } = readTable(sheet, workdayColumns);
  const days = rows.flatMap(({ day }) => day('day') ?? []);
  to.faults.push(...faults);
  return days;
};

type General = Pick<SettingsValue, 'minTasksPerHead' | 'contact' | 'reminders'>;

const generalOf = (sheet: TableSheet, before: General, to: Reading): General => {
  const { rows, faults } = readTable(sheet, generalColumns);
  const cells = new Map(
    rows.map(({ row, text }) => [fold(text('what')), { row, value: text('value') }]),
  );
  const said = (key: keyof typeof generalTitles): string | undefined =>
    cells.get(fold(generalTitles[key]))?.value;
  const number = (key: keyof typeof generalTitles): number | undefined => {
    const typed = said(key) ?? '';
    if (typed === '') return undefined;
    if (/^\d{1,3}$/u.test(typed)) return Number(typed);
    const { row } = cells.get(fold(generalTitles[key])) ?? { row: 1 };
    const params = { column: generalTitles[key], value: typed };
    faults.push({ sheet: sheet.name, row, code: 'number', params });
    return undefined;
  };
  const min = number('min');
  const [name, phone, organisation] = [
    said('contactName'),
    said('contactPhone'),
    said('contactOrganisation'),
  ];
  const general = {
    reminders: {
      escalateAfterDays: number('escalate') ?? before.reminders.escalateAfterDays,
      reviewAfterDays: number('review') ?? before.reminders.reviewAfterDays,
    },
    ...(min === undefined ? {} : { minTasksPerHead: min }),
    ...(name || phone
      ? {
          contact: {
            name: name ?? '',
            phone: phone ?? '',
            ...(organisation ? { organisation } : {}),
          },
        }
      : {}),
  };
  to.faults.push(...faults);
  return general;
};

/** What the file sets; a sheet that was taken out leaves its part as it is. */
export const readSettings = (
  sheets: readonly TableSheet[],
  before: SettingsValue,
): { settings: SettingsValue; faults: readonly TableFault[] } => {
  const to: Reading = { faults: [] };
  const part = <T>(name: string, read: (sheet: TableSheet) => T, otherwise: T): T => {
    const sheet = sheetNamed(sheets, name);
    return sheet ? read(sheet) : otherwise;
  };
  const { milestones, holidays, workdays, general } = settingsSheets;
  const known = Object.values(settingsSheets).some((name) => sheetNamed(sheets, name));
  if (!known) to.faults.push({ sheet: sheets[0]?.name ?? '', code: 'no_settings' });
  const settings = {
    ...part<General>(general, (sheet) => generalOf(sheet, before, to), before),
    milestones: part(milestones, (sheet) => milestonesOf(sheet, to), before.milestones),
    holidays: part(holidays, (sheet) => holidaysOf(sheet, to), before.holidays),
    workdays: part(workdays, (sheet) => workdaysOf(sheet, to), before.workdays),
  };
  return { settings, faults: to.faults };
};
