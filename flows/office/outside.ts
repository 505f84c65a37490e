/** "Mẫu tin Zalo (ZBS)": which approved template says what to those who have been silent for too long. */
import { raw, text, type Message, type Text } from '../../src/dialog/message.ts';
import type { Flow, Parse, Turn } from '../../src/dialog/turn.ts';
import {
  outsideFields,
  outsideKinds,
  type OutsideField,
  type OutsideKind,
} from '../../src/domain/outside.ts';
import {
  entryFrom,
  fieldFor,
  isTemplateId,
  uncheckedEntry,
  type Chosen,
  type OutsideEntry,
  type OutsideView,
  type TemplateAbout,
} from '../../src/domain/outside-templates.ts';
import { formatDay, formatTime } from '../../src/domain/dates.ts';
import { asPost } from '../talking/as-post.ts';
import { opens } from '../talking/buttons.ts';
import { browse, oneOf } from '../talking/choose.ts';
import { refuse } from '../talking/refused.ts';
import {
  checkedLines,
  fieldText,
  kindText,
  listButton,
  oneMessage,
  outsideMessage,
  problemLines,
  tryButton,
  uncheckedLines,
} from './outside-text.ts';
import { confirm } from './unit-change.ts';

type Seen = { postId: string; view: OutsideView; kind: OutsideKind };

const see = async (t: Turn): Promise<Seen | undefined> => {
  const [named, word] = t.start.intent?.subject?.split('/') ?? [];
  const { posts } = await t.read('me', { type: 'me' });
  const admins = posts.filter(({ admin }) => admin);
  const fitting = admins.filter(({ postId }) => postId === named);
  const post = await asPost(t, fitting.length > 0 ? fitting : admins);
  const view = post && (await t.read('outside', { type: 'settings.outside', as: post.postId }));
  const kind = outsideKinds.find((one) => one === word) ?? 'reminder';
  if (post && view) return { postId: post.postId, view, kind };
  const choices = [opens('settings.back', { action: 'settings' })];
  await t.say('none', { lines: [text('zbs.absent')], choices });
  return undefined;
};

const parseId: Parse<string> = ({ text: words = '' }) =>
  isTemplateId(words.trim()) ? { ok: words.trim() } : { retry: [text('zbs.id_again')] };

/** What a parameter shows whose name says nothing of it; undefined when none of our values fits. */
const askField = async (
  t: Turn,
  key: string,
  { name, maxLength: max }: TemplateAbout['params'][number],
): Promise<OutsideField | undefined> => {
  const lines = [
    text('zbs.ask_field', { name: raw(name) }),
    ...(max === undefined ? [] : [text('zbs.at_most', { max })]),
  ];
  const choices = [
    ...outsideFields.map((field) => ({ label: fieldText(field), answer: field })),
    { label: text('zbs.no_field'), answer: 'none' },
  ];
  const parse = oneOf(...outsideFields, 'none');
  const field = await t.ask(key, { lines, choices }, parse, { accept: ['choice'] });
  return field === 'none' ? undefined : field;
};

const askFields = async (t: Turn, turn: number, { params }: TemplateAbout): Promise<Chosen> => {
  const chosen: Record<string, OutsideField> = {};
  for (const [index, param] of params.entries()) {
    if (!param.required || fieldFor(param.name)) continue;
    const field = await askField(t, `field.${turn}.${index}`, param);
    if (!field) break;
    chosen[param.name] = field;
  }
  return chosen;
};

type Found = { entry: OutsideEntry; lines: readonly Text[] };

/** Asks for an id until a template stands behind it that can be used; undefined when the talk has ended. */
const askTemplate = async (t: Turn, { postId, kind }: Seen): Promise<Found | undefined> => {
  const withBack = (lines: readonly Text[]): Message => ({ lines, choices: [listButton(postId)] });
  let message = withBack([text('zbs.ask_id', { kind: kindText(kind) })]);
  for (let turn = 0; ; turn += 1) {
    const templateId = await t.ask(`id.${turn}`, message, parseId, { back: false });
    const check = await t.later(`check.${turn}`, {
      type: 'outside.check',
      as: postId,
      channel: 'zalo',
      templateId,
    });
    if (!check) return refuse(t, { code: 'not_allowed' });
    if ('unchecked' in check) {
      const entry = uncheckedEntry(templateId);
      return { entry, lines: uncheckedLines(entry) };
    }
    const problem = problemLines(templateId, check);
    if (!problem && 'about' in check) {
      const { entry, missing } = entryFrom(check.about, await askFields(t, turn, check.about));
      if (missing.length === 0) return { entry, lines: checkedLines(check.about, entry) };
      const names = missing.map(({ name }) => raw(name));
      message = withBack([text('zbs.blocked', { id: templateId, names })]);
    } else message = withBack(problem ?? []);
  }
};

const save = async (
  t: Turn,
  { postId, view, kind }: Seen,
  entry?: OutsideEntry,
): Promise<undefined> => {
  const outcome = await t.run('save', {
    type: 'settings.outside',
    as: postId,
    rev: view.rev,
    kind,
    ...(entry ? { entry } : {}),
  });
  const list = listButton(postId);
  if ('refused' in outcome) return refuse(t, outcome.refused, [list]);
  const key = entry ? 'zbs.saved' : 'zbs.removed';
  const choices = entry ? [tryButton(postId, kind), list] : [list];
  await t.say('saved', { lines: [text(key, { kind: kindText(kind) })], choices });
  return undefined;
};

const left = async (t: Turn, { postId }: Seen): Promise<undefined> => {
  await t.say('left', { lines: [text('settings.left')], choices: [listButton(postId)] });
  return undefined;
};

const outside: Flow = {
  id: 'outside',
  version: 1,
  intents: ['outside'],
  async run(t) {
    const seen = await see(t);
    return seen && browse(t, outsideMessage(seen.view, seen.postId));
  },
};

const outsideOne: Flow = {
  id: 'outside_one',
  version: 1,
  intents: ['outside_one'],
  async run(t) {
    const seen = await see(t);
    if (!seen) return undefined;
    const { postId, view, kind } = seen;
    const shown = view.templates.find((one) => one.kind === kind);
    if (shown?.entry) return browse(t, oneMessage({ ...shown, entry: shown.entry }, postId));
    return { action: 'outside_set', subject: `${postId}/${kind}` };
  },
};

const outsideSet: Flow = {
  id: 'outside_set',
  version: 1,
  intents: ['outside_set'],
  async run(t) {
    const seen = await see(t);
    const found = seen && (await askTemplate(t, seen));
    if (!found) return undefined;
    const { entry, lines } = found;
    const question = text('zbs.sure', { id: entry.templateId, kind: kindText(seen.kind) });
    const sure = await confirm(t, { lines: [...lines, question] }, 'settings.yes');
    return sure ? save(t, seen, entry) : left(t, seen);
  },
};

const outsideDrop: Flow = {
  id: 'outside_drop',
  version: 1,
  intents: ['outside_drop'],
  async run(t) {
    const seen = await see(t);
    if (!seen) return undefined;
    const lines = [text('zbs.sure_remove', { kind: kindText(seen.kind) })];
    const sure = await confirm(t, { lines }, 'zbs.remove');
    return sure ? save(t, seen) : left(t, seen);
  },
};

/** One message to whoever asks: how it went is told when the vendor has answered. */
const outsideTry: Flow = {
  id: 'outside_try',
  version: 1,
  intents: ['outside_try'],
  async run(t) {
    const seen = await see(t);
    if (!seen) return undefined;
    const { postId, kind } = seen;
    // It costs money: nothing is sent for a button that names no kind.
    if (!t.start.intent?.subject?.endsWith(`/${kind}`))
      return { action: 'outside', subject: postId };
    const outcome = await t.run('try', { type: 'outside.try', as: postId, kind });
    const list = listButton(postId);
    if ('refused' in outcome) {
      const privacy = opens('notice.privacy', { action: 'privacy' });
      const byPhone = outcome.refused.code === 'trial_no_phone';
      return refuse(t, outcome.refused, byPhone ? [privacy, list] : [list]);
    }
    const { at } = outcome.done;
    const line = at
      ? text('zbs.trying_later', { time: formatTime(new Date(at)), day: formatDay(new Date(at)) })
      : text('zbs.trying');
    await t.say('trying', { lines: [line], choices: [list] });
    return undefined;
  },
};

export const outsideFlows: readonly Flow[] = [
  outside,
  outsideOne,
  outsideSet,
  outsideDrop,
  outsideTry,
];
