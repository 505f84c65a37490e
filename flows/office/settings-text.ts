import {
  blank,
  raw,
  text,
  type Choice,
  type Message,
  type Text,
} from '../../src/dialog/message.ts';
import { formatDay, isDay } from '../../src/domain/dates.ts';
import {
  dayFields,
  type SettingsDifference,
  type SettingsView,
} from '../../src/domain/settings.ts';
import { opens } from '../talking/buttons.ts';

const mostDifferences = 25;

const fields: Readonly<Record<SettingsDifference['field'], string>> = {
  opensAt: 'settings.field.opens_at',
  dueBefore: 'settings.field.due_before',
  lateUntil: 'settings.field.late_until',
  reportUpBefore: 'settings.field.report_up_before',
  holiday: 'settings.field.holiday',
  workday: 'settings.field.workday',
  min: 'settings.field.min',
  contact: 'settings.field.contact',
  escalate: 'settings.field.escalate',
  review: 'settings.field.review',
};

/** What is not set follows the guidance, or is simply not there. */
const shown = (field: SettingsDifference['field'], value: string): Text => {
  const isGuided = field === 'min' || dayFields.some((one) => one === field);
  if (value === '') return isGuided ? text('settings.unset') : raw('–');
  return raw(isDay(value) ? formatDay(value) : value);
};

/** "Hạn năm 2027: 15/10/2026 → 20/10/2026". */
const differenceText = ({ field, name, before, after }: SettingsDifference): Text =>
  text('settings.difference', {
    what: text(fields[field], { name: isDay(name) ? formatDay(name) : name }),
    before: shown(field, before),
    after: shown(field, after),
  });

export const differenceLines = (differences: readonly SettingsDifference[]): Text[] => {
  const more = differences.length - mostDifferences;
  return [
    ...differences.slice(0, mostDifferences).map(differenceText),
    ...(more > 0 ? [text('import.more', { count: more })] : []),
  ];
};

const settingsButtons = (
  { years }: Pick<SettingsView, 'years'>,
  postId: string,
  hasTemplates: boolean,
): Choice[] => {
  const change = (key: string, what: string, params = {}) =>
    opens(key, { action: 'setting', subject: `${postId}/${what}` }, { params });
  return [
    ...years.flatMap(({ year }) => [
      change('settings.change_due', `due.${year}`, { year }),
      opens(
        'settings.change_others',
        { action: 'setting_year', subject: postId, rev: year },
        { params: { year } },
      ),
    ]),
    change('settings.change_min', 'min'),
    change('settings.change_contact', 'contact'),
    change('settings.change_holiday', 'holiday'),
    change('settings.change_escalate', 'escalate'),
    change('settings.change_review', 'review'),
    opens('clusters.button', { action: 'clusters', subject: postId }),
    opens('settings.documents', { action: 'document_template', subject: postId }),
    opens('document.below_button', { action: 'document_below', subject: postId }),
    ...(hasTemplates ? [opens('zbs.button', { action: 'outside', subject: postId })] : []),
    opens('settings.as_file', { action: 'settings_file', subject: postId }),
    opens('settings.by_file', { action: 'settings_import', subject: postId }),
  ];
};

/** All that is set, each with the way to change it. */
export const settingsMessage = (
  { settings, years }: SettingsView,
  postId: string,
  hasTemplates: boolean,
): Message => {
  const { contact, reminders, holidays, workdays, minTasksPerHead = 1 } = settings;
  return {
    lines: [
      text('settings.title'),
      ...years.flatMap(({ year, opens: from, dueBefore, lastDay, lateUntil, reportUpBefore }) => [
        blank,
        text('settings.year', { year }),
        text('settings.window', { from, dueBefore, lastDay }),
        text('settings.after', { lateUntil, reportUpBefore }),
      ]),
      blank,
      text('settings.min', { count: minTasksPerHead }),
      text('settings.days_off', { holidays: holidays.length, workdays: workdays.length }),
      contact
        ? text('settings.contact', { name: contact.name, phone: contact.phone })
        : text('settings.no_contact'),
      text('settings.reminders', {
        escalate: reminders.escalateAfterDays,
        review: reminders.reviewAfterDays,
      }),
      text('settings.elsewhere'),
    ],
    choices: settingsButtons({ years }, postId, hasTemplates),
  };
};

/** The other days of one year, each with the way to change it. */
export const yearMessage = (
  { year, opens: from, lateUntil, reportUpBefore }: SettingsView['years'][number],
  postId: string,
): Message => {
  const change = (key: string, what: string) =>
    opens(key, { action: 'setting', subject: `${postId}/${what}.${year}` });
  return {
    lines: [
      text('settings.year', { year }),
      text('settings.others', { from, lateUntil, reportUpBefore }),
    ],
    choices: [
      change('settings.change_opens', 'opens'),
      change('settings.change_late', 'late'),
      change('settings.change_up', 'up'),
      opens('settings.back', { action: 'settings' }),
    ],
  };
};
