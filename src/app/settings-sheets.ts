/** The settings as the file that an office edits. */
import type { Cell, Column, Sheet } from '../documents/sheet.ts';
import { instantOf, type Day } from '../domain/dates.ts';
import type { SettingsValue } from '../domain/settings.ts';
import {
  generalColumns,
  generalTitles,
  holidayColumns,
  milestoneColumns,
  settingsSheets,
  workdayColumns,
} from '../domain/settings-table.ts';

const cell = (day: Day | undefined): Cell => (day === undefined ? null : instantOf(day));

const dayColumn = ({ titles }: { titles: readonly string[] }, width = 18): Column => ({
  title: titles[0] ?? '',
  width,
  kind: 'date',
});

const milestoneSheet = ({ milestones }: SettingsValue, years: readonly number[]): Sheet => {
  const all = [...new Set([...milestones.map(({ year }) => year), ...years])].sort((a, b) => a - b);
  return {
    name: settingsSheets.milestones,
    columns: [
      { title: milestoneColumns.year.titles[0], width: 14 },
      dayColumn(milestoneColumns.opensAt),
      dayColumn(milestoneColumns.dueBefore),
      dayColumn(milestoneColumns.lateUntil, 22),
      dayColumn(milestoneColumns.reportUpBefore, 28),
    ],
    rows: all.map((year) => {
      const set = milestones.find((one) => one.year === year);
      const days = [set?.opensAt, set?.dueBefore, set?.lateUntil, set?.reportUpBefore];
      return [year, ...days.map(cell)];
    }),
  };
};

const holidaySheet = ({ holidays }: SettingsValue): Sheet => ({
  name: settingsSheets.holidays,
  columns: [
    dayColumn(holidayColumns.day),
    { title: holidayColumns.name.titles[0], width: 40 },
    { title: holidayColumns.source.titles[0], width: 40 },
  ],
  rows: holidays.map(({ day, name, source }) => [cell(day), name, source ?? null]),
});

const workdaySheet = ({ workdays }: SettingsValue): Sheet => ({
  name: settingsSheets.workdays,
  columns: [dayColumn(workdayColumns.day)],
  rows: workdays.map((day) => [cell(day)]),
});

const generalSheet = ({ minTasksPerHead, contact, reminders }: SettingsValue): Sheet => {
  const rows: readonly (readonly [keyof typeof generalTitles, Cell])[] = [
    ['min', minTasksPerHead ?? null],
    ['contactName', contact?.name ?? null],
    ['contactPhone', contact?.phone ?? null],
    ['contactOrganisation', contact?.organisation ?? null],
    ['escalate', reminders.escalateAfterDays],
    ['review', reminders.reviewAfterDays],
  ];
  return {
    name: settingsSheets.general,
    columns: [
      { title: generalColumns.what.titles[0], width: 40 },
      { title: generalColumns.value.titles[0], width: 50 },
    ],
    rows: rows.map(([key, value]) => [generalTitles[key], value]),
  };
};

/** `years` get a row each, set or not: an empty cell follows the guidance. */
export const settingsFile = (value: SettingsValue, years: readonly number[]): readonly Sheet[] => [
  milestoneSheet(value, years),
  holidaySheet(value),
  workdaySheet(value),
  generalSheet(value),
];
