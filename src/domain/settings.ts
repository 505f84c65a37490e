/** What an office sets, as one value: shown, compared, checked and saved whole. */
import type { ClustersRead } from './cluster-edits.ts';
import { addDays, isDay, type Day } from './dates.ts';
import { milestoneOf } from './deadlines.ts';
import type { Programme, SetMilestones } from './programme.ts';
import { plainSeason, withSeason, type Holiday, type Season } from './season.ts';
import type { UnreadableReason } from './files.ts';
import type { TableFault } from './import-faults.ts';
import type { OutsideDifference } from './outside-templates.ts';
import type { Contact, DeadlineView } from './views.ts';
import type { WordingEdit } from './wording-table.ts';

export type SettingsValue = {
  milestones: readonly SetMilestones[];
  holidays: readonly Holiday[];
  workdays: readonly Day[];
  minTasksPerHead?: number;
  contact?: Contact;
  reminders: Season['reminders'];
};

export const dayFields = ['opensAt', 'dueBefore', 'lateUntil', 'reportUpBefore'] as const;
export type DayField = (typeof dayFields)[number];

/** `name`: the year of a milestone, the day of a holiday. */
export type SettingsDifference = {
  field: DayField | 'holiday' | 'workday' | 'min' | 'contact' | 'escalate' | 'review';
  name: string;
  before: string;
  after: string;
};

/** The settings with what they come to in the years that are worked with. */
export type SettingsView = {
  rev: number;
  settings: SettingsValue;
  years: readonly (DeadlineView & { reportUpBefore: string })[];
};

/** A file of settings, compared with those that hold. */
export type SettingsRead =
  | { unreadable: UnreadableReason }
  | {
      rev: number;
      settings: SettingsValue;
      differences: readonly SettingsDifference[];
      faults: readonly TableFault[];
      /** Absent when the file has no such sheet. */
      clusters?: ClustersRead;
      wording?: readonly WordingEdit[];
      outside?: readonly OutsideDifference[];
    };

/** Why settings cannot be saved; each is a sentence `settings.wrong.<what>`. */
export const settingsFaults = ['order', 'day', 'min', 'reminders', 'contact', 'year'] as const;
export type SettingsFault = { what: (typeof settingsFaults)[number]; year: number };

/** The season as it is edited; `holidays` are those that hold. */
export const settingsOf = (season: Season, holidays: readonly Holiday[]): SettingsValue => {
  const { milestones, workdays, minTasksPerHead, contact, reminders } = season;
  return {
    milestones,
    holidays,
    workdays,
    reminders,
    ...(minTasksPerHead === undefined ? {} : { minTasksPerHead }),
    ...(contact === undefined ? {} : { contact }),
  };
};

const contactWords = (contact: Contact | undefined): string =>
  [contact?.name, contact?.phone, contact?.organisation].filter(Boolean).join('; ');

type Entry = readonly [SettingsDifference['field'], string, string];

/** Every value with its place, in words that compare. */
const entriesOf = (value: SettingsValue): Entry[] => [
  ...value.milestones.flatMap((one) =>
    dayFields.flatMap((field): Entry[] => [[field, String(one.year), one[field] ?? '']]),
  ),
  ...value.holidays.map((one): Entry => ['holiday', one.day, one.name]),
  ...value.workdays.map((day): Entry => ['workday', day, day]),
  ['min', '', value.minTasksPerHead === undefined ? '' : String(value.minTasksPerHead)],
  ['contact', '', contactWords(value.contact)],
  ['escalate', '', String(value.reminders.escalateAfterDays)],
  ['review', '', String(value.reminders.reviewAfterDays)],
];

/** What is other than before, value by value. */
export const compareSettings = (
  before: SettingsValue,
  after: SettingsValue,
): readonly SettingsDifference[] => {
  const keyed = (value: SettingsValue) =>
    new Map(entriesOf(value).map((entry) => [`${entry[0]}/${entry[1]}`, entry]));
  const [old, fresh] = [keyed(before), keyed(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) => {
    const [field, name] = fresh.get(key) ?? old.get(key) ?? ['min' as const, ''];
    const words = { before: old.get(key)?.[2] ?? '', after: fresh.get(key)?.[2] ?? '' };
    return words.before === words.after ? [] : [{ field, name, ...words }];
  });
};

const inOrder = (programme: Programme, value: SettingsValue, year: number): boolean => {
  const season = { ...plainSeason, milestones: value.milestones };
  const { opensAt, dueBefore, lateBefore } = milestoneOf(withSeason(programme, season), year);
  return opensAt < dueBefore && dueBefore <= lateBefore;
};

const milestoneFault = (
  programmes: readonly Programme[],
  value: SettingsValue,
  one: SetMilestones,
): SettingsFault | undefined => {
  const { year } = one;
  const days = dayFields.flatMap((field) => one[field] ?? []);
  if (!days.every(isDay)) return { what: 'day', year };
  // A registration of a year takes place around that year, not in another decade.
  const isNear = days.every((day) => Math.abs(Number(day.slice(0, 4)) - year) <= 2);
  const programme = programmes.find((it) => it.firstYear <= year && year <= it.lastYear);
  if (!programme || !isNear) return { what: 'year', year };
  return inOrder(programme, value, year) ? undefined : { what: 'order', year };
};

const isWhole = (value: number, from: number, to: number): boolean =>
  Number.isInteger(value) && from <= value && value <= to;

/** The first thing that cannot be; undefined when all of it may be saved. */
export const settingsFault = (
  programmes: readonly Programme[],
  value: SettingsValue,
): SettingsFault | undefined => {
  const milestone = value.milestones.flatMap(
    (one) => milestoneFault(programmes, value, one) ?? [],
  )[0];
  if (milestone) return milestone;
  const days = [...value.holidays.map(({ day }) => day), ...value.workdays];
  if (!days.every(isDay)) return { what: 'day', year: 0 };
  if (!isWhole(value.minTasksPerHead ?? 1, 1, 5)) return { what: 'min', year: 0 };
  const { escalateAfterDays, reviewAfterDays } = value.reminders;
  if (![escalateAfterDays, reviewAfterDays].every((days) => isWhole(days, 1, 30))) {
    return { what: 'reminders', year: 0 };
  }
  const { contact } = value;
  return contact && (contact.name.trim() === '' || contact.phone.trim() === '')
    ? { what: 'contact', year: 0 }
    : undefined;
};

/** One milestone set, the others left; an unset one follows the guidance again. */
export const withMilestone = (
  value: SettingsValue,
  year: number,
  field: DayField,
  day: Day | undefined,
): SettingsValue => {
  const old: SetMilestones = value.milestones.find((one) => one.year === year) ?? { year };
  const { [field]: _old, ...others } = old;
  const set: SetMilestones = { ...others, year, ...(day === undefined ? {} : { [field]: day }) };
  const rest = value.milestones.filter((one) => one.year !== year);
  const milestones = dayFields.some((one) => set[one] !== undefined) ? [...rest, set] : rest;
  return { ...value, milestones: milestones.toSorted((a, b) => a.year - b.year) };
};

/** "hết ngày 14/10" is "trước ngày 15/10": the day after the last good one. */
export const dayAfter = (day: Day): Day => addDays(day, 1);
