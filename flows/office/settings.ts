/** /caidat: dates, rules, days off and whom to ask; one by one, or all of it in one spreadsheet. */
import { text, type Message } from '../../src/dialog/message.ts';
import type { Flow, Parse, Turn } from '../../src/dialog/turn.ts';
import { formatDay } from '../../src/domain/dates.ts';
import {
  dayAfter,
  withMilestone,
  type DayField,
  type SettingsValue,
  type SettingsView,
} from '../../src/domain/settings.ts';
import type { MyPost } from '../../src/domain/views.ts';
import { parseDay } from '../../src/domain/day-words.ts';
import { oneLine, shorten } from '../../src/domain/text.ts';
import { asPost } from '../talking/as-post.ts';
import { helpButton, opens } from '../talking/buttons.ts';
import { browse, oneOf } from '../talking/choose.ts';
import { refuse } from '../talking/refused.ts';
import { saveAfterYes } from './settings-saving.ts';
import { settingsMessage, yearMessage } from './settings-text.ts';
import { askDay } from './unit-change.ts';

const shownBack = 60;
const backButton = opens('settings.back', { action: 'settings' });

/** Whoever may set something sees the settings; the query says who that is. */
export const seeSettings = async (
  t: Turn,
  postId?: string,
): Promise<{ post: MyPost; view: SettingsView } | undefined> => {
  const { posts } = await t.read('me', { type: 'me' });
  const named = posts.filter((one) => one.postId === postId);
  const able = (named.length > 0 ? named : posts).filter((one) => one.admin || one.oversees);
  const post = await asPost(t, able);
  const view = post && (await t.read('settings', { type: 'settings', as: post.postId }));
  if (post && view) return { post, view };
  await t.say('none', { lines: [text('settings.no_post')], choices: [helpButton] });
  return undefined;
};

export const settings: Flow = {
  id: 'settings',
  version: 1,
  commands: ['caidat', 'settings'],
  intents: ['settings'],
  async run(t) {
    const seen = await seeSettings(t);
    if (!seen) return undefined;
    const { postId: as, admin } = seen.post;
    const templates = admin && (await t.read('outside', { type: 'settings.outside', as }));
    return browse(t, settingsMessage(seen.view, as, Boolean(templates)));
  },
};

const number: Parse<number> = ({ text: words = '' }) =>
  /^\d{1,2}$/u.test(words.trim())
    ? { ok: Number(words) }
    : { retry: [text('settings.number_again')] };

const askNumber = (t: Turn, key: string): Promise<number> =>
  t.ask('number', { lines: [text(key)] }, number, { back: false });

const askContact = async (t: Turn): Promise<{ name: string; phone: string }> => {
  const name = await t.ask(
    'name',
    { lines: [text('settings.ask_name')] },
    ({ text: words = '' }) =>
      /\p{L}/u.test(words) ? { ok: oneLine(words) } : { retry: [text('settings.ask_name')] },
  );
  const phone = await t.ask(
    'phone',
    { lines: [text('settings.ask_phone')] },
    ({ text: words = '' }) => {
      const digits = words.replace(/\D/gu, '').length;
      const fits = digits >= 8 && digits <= 12;
      return fits ? { ok: oneLine(words) } : { retry: [text('settings.phone_again')] };
    },
  );
  return { name, phone };
};

const changeDay = async (t: Turn, value: SettingsValue): Promise<SettingsValue> => {
  const day = await askDay(t, 'day', { lines: [text('settings.ask_holiday')] });
  const what = await t.ask(
    'kind',
    {
      lines: [text('settings.ask_day_kind', { day: formatDay(day) })],
      choices: [
        { label: text('settings.day_off'), answer: 'off' },
        { label: text('settings.day_on'), answer: 'on' },
        { label: text('settings.day_plain'), answer: 'plain' },
      ],
    },
    oneOf('off', 'on', 'plain'),
    { accept: ['choice'] },
  );
  const holidays = value.holidays.filter((one) => one.day !== day);
  const workdays = value.workdays.filter((one) => one !== day);
  if (what === 'plain') return { ...value, holidays, workdays };
  if (what === 'on') return { ...value, holidays, workdays: [...workdays, day].sort() };
  const name = await t.ask(
    'off_name',
    { lines: [text('settings.ask_holiday_name')] },
    ({ text: words = '' }) => ({ ok: shorten(oneLine(words), shownBack) }),
  );
  const all = [...holidays, { day, name }].sort((a, b) => a.day.localeCompare(b.day));
  return { ...value, holidays: all, workdays };
};

type Milestone = { field: DayField; ask: string; hint: string; exclusive: boolean };

/** The last good day is what people say; where the guidance says "before", the day after it is kept. */
const milestones: Readonly<Record<string, Milestone>> = {
  due: {
    field: 'dueBefore',
    ask: 'settings.ask_due',
    hint: 'settings.ask_due_hint',
    exclusive: true,
  },
  opens: {
    field: 'opensAt',
    ask: 'settings.ask_opens',
    hint: 'settings.ask_opens_hint',
    exclusive: false,
  },
  late: {
    field: 'lateUntil',
    ask: 'settings.ask_late',
    hint: 'settings.ask_due_hint',
    exclusive: false,
  },
  up: {
    field: 'reportUpBefore',
    ask: 'settings.ask_up',
    hint: 'settings.ask_up_hint',
    exclusive: true,
  },
};

const changeMilestone = async (
  t: Turn,
  value: SettingsValue,
  what: string,
): Promise<SettingsValue> => {
  const [name = '', words = ''] = what.split('.');
  const milestone = milestones[name];
  const year = Number(words);
  if (!milestone) return value;
  const { field, ask, hint, exclusive } = milestone;
  const message: Message = {
    lines: [text(ask, { year }), text(hint)],
    choices: [{ label: text('settings.as_guided'), answer: 'guided' }],
  };
  const day = await t.ask(name, message, ({ text: typed = '', choice }) => {
    if (choice === 'guided') return { ok: '' };
    const read = parseDay(typed);
    return read === undefined
      ? { retry: [text('units.day_again', { words: shorten(typed, shownBack) })] }
      : { ok: read };
  });
  const set = day !== '' && exclusive ? dayAfter(day) : day;
  return withMilestone(value, year, field, set === '' ? undefined : set);
};

const changed = async (t: Turn, value: SettingsValue, what: string): Promise<SettingsValue> => {
  const { reminders } = value;
  switch (what) {
    case 'min':
      return { ...value, minTasksPerHead: await askNumber(t, 'settings.ask_min') };
    case 'contact':
      return { ...value, contact: { ...value.contact, ...(await askContact(t)) } };
    case 'holiday':
      return changeDay(t, value);
    case 'escalate': {
      const escalateAfterDays = await askNumber(t, 'settings.ask_escalate');
      return { ...value, reminders: { ...reminders, escalateAfterDays } };
    }
    case 'review': {
      const reviewAfterDays = await askNumber(t, 'settings.ask_review');
      return { ...value, reminders: { ...reminders, reviewAfterDays } };
    }
    default:
      return changeMilestone(t, value, what);
  }
};

/** One of the settings. */
export const setting: Flow = {
  id: 'setting',
  version: 1,
  intents: ['setting'],
  async run(t) {
    const [postId, what = ''] = t.start.intent?.subject?.split('/') ?? [];
    const seen = await seeSettings(t, postId);
    if (!seen) return undefined;
    return saveAfterYes(t, seen, await changed(t, seen.view.settings, what));
  },
};

/** The days of one year besides its deadline. */
export const settingYear: Flow = {
  id: 'setting_year',
  version: 1,
  intents: ['setting_year'],
  async run(t) {
    const { subject, rev } = t.start.intent ?? {};
    const seen = await seeSettings(t, subject);
    const year = seen?.view.years.find((one) => one.year === rev);
    if (seen && year) return browse(t, yearMessage(year, seen.post.postId));
    return seen && refuse(t, { code: 'year_outside', params: { year: rev ?? '' } }, [backButton]);
  },
};
