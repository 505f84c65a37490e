/** The settings as the file that an office edits. */
import type { Cell, Column, Sheet } from '../../documents/sheet.ts';
import { instantOf, type Day } from '../../domain/dates.ts';
import { clusterColumns, type ClusterRow } from '../../domain/cluster-table.ts';
import { belowTexts, type BelowText, type WordsBelow } from '../../domain/stationery.ts';
import { heldTitle, wordingColumns, wordingTitles } from '../../domain/wording-table.ts';
import {
  fieldsTitle,
  fieldTitles,
  kindTitles,
  outsideColumns,
  paramWords,
} from '../../domain/outside-table.ts';
import type { OutsideView } from '../../domain/outside-templates.ts';
import type { SettingsValue } from '../../domain/settings.ts';
import {
  generalColumns,
  generalTitles,
  holidayColumns,
  milestoneColumns,
  settingsSheets,
  workdayColumns,
} from '../../domain/settings-table.ts';

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

/** One a line in a cell. Without `people` their column is absent, which leaves the teams as they are. */
const clusterSheet = (rows: readonly ClusterRow[], people: boolean): Sheet => {
  const { name, cadres, units } = clusterColumns;
  const lines = (words: readonly string[]): Cell => (words.length > 0 ? words.join('\n') : null);
  return {
    name: settingsSheets.clusters,
    columns: [
      { title: name.titles[0], width: 30 },
      ...(people ? [{ title: cadres.titles[0], width: 50 }] : []),
      { title: units.titles[0], width: 60 },
    ],
    rows: rows.map((row) => [row.name, ...(people ? [lines(row.cadres)] : []), lines(row.units)]),
  };
};

/** `own`: the office's; beside it what holds while its cell is empty. */
type WordingOfFile = { own: WordsBelow; held: Readonly<Record<BelowText, string>> };

const wordingSheet = ({ own, held }: WordingOfFile): Sheet => ({
  name: settingsSheets.wording,
  columns: [
    { title: wordingColumns.text.titles[0], width: 22 },
    { title: wordingColumns.words.titles[0], width: 70 },
    { title: heldTitle, width: 70 },
  ],
  rows: belowTexts.map((text) => [wordingTitles[text], own[text] ?? null, held[text]]),
});

const outsideSheet = (templates: OutsideView['templates']): Sheet => ({
  name: settingsSheets.outside,
  columns: [
    { title: outsideColumns.kind.titles[0], width: 22 },
    { title: outsideColumns.templateId.titles[0], width: 22 },
    { title: outsideColumns.params.titles[0], width: 44 },
    { title: fieldsTitle, width: 44 },
  ],
  rows: templates.map(({ kind, entry }) => [
    kindTitles[kind],
    entry?.templateId ?? null,
    entry ? paramWords(entry) : null,
    Object.values(fieldTitles).join('; '),
  ]),
});

type ClustersOfFile = { rows: readonly ClusterRow[]; people: boolean };

type MoreOfFile = {
  clusters?: ClustersOfFile | undefined;
  wording?: WordingOfFile | undefined;
  outside?: OutsideView['templates'] | undefined;
};

/** `years` get a row each, set or not: an empty cell follows the guidance. */
export const settingsFile = (
  value: SettingsValue,
  years: readonly number[],
  { clusters, wording, outside }: MoreOfFile = {},
): readonly Sheet[] => [
  milestoneSheet(value, years),
  holidaySheet(value),
  workdaySheet(value),
  generalSheet(value),
  ...(clusters ? [clusterSheet(clusters.rows, clusters.people)] : []),
  ...(wording ? [wordingSheet(wording)] : []),
  ...(outside ? [outsideSheet(outside)] : []),
];
