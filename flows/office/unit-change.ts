/** Another name, another superior, the end of a unit, and a new invitation to it. */
import { text, type Message } from '../../src/dialog/message.ts';
import type { Flow, Parse, Turn } from '../../src/dialog/turn.ts';
import { formatDay, type Day } from '../../src/domain/dates.ts';
import { parseDay } from '../../src/domain/day-words.ts';
import { clean, shorten } from '../../src/domain/text.ts';
import { opens } from '../talking/buttons.ts';
import { oneOf } from '../talking/choose.ts';
import { createdMessage, forwardMessage } from '../joining/invite-text.ts';
import { askUnit } from '../joining/invite-unit.ts';
import { refuse } from '../talking/refused.ts';
import { seeUnit, type SeenUnit } from './unit-post.ts';
import { roleText } from '../talking/words.ts';

const shownBack = 60;

export const parseName: Parse<string> = ({ text: words = '' }) => {
  const name = clean(words);
  return /\p{L}.*\p{L}/u.test(name) ? { ok: name } : { retry: [text('units.name_again')] };
};

/** A day as people write it; a button stands for today. */
export const askDay = (t: Turn, key: string, message: Message): Promise<Day> =>
  t.ask(key, message, ({ text: words = '' }) => {
    const day = parseDay(words);
    const typed = shorten(words, shownBack);
    return day === undefined ? { retry: [text('units.day_again', { words: typed })] } : { ok: day };
  });

/** The last word before something is changed. */
export const confirm = async (t: Turn, message: Message, key: string): Promise<boolean> => {
  const choices = [
    { label: text(key), answer: 'yes', tone: 'primary' as const },
    { label: text('units.no'), answer: 'no' },
  ];
  const parse = oneOf('yes', 'no');
  const options = { accept: ['choice'] as const, confirm: true };
  return (await t.ask('sure', { ...message, choices }, parse, options)) === 'yes';
};

const nothingDone = async (t: Turn, unitId: string): Promise<undefined> => {
  const choices = [opens('units.to_unit', { action: 'unit', subject: unitId })];
  await t.say('left', { lines: [text('units.left')], choices });
  return undefined;
};

const saidDone = async (
  t: Turn,
  unitId: string,
  key: string,
  params: object,
): Promise<undefined> => {
  const choices = [
    opens('units.to_unit', { action: 'unit', subject: unitId }),
    opens('units.to_list', { action: 'units' }),
  ];
  await t.say('done', { lines: [text(key, { ...params })], choices });
  return undefined;
};

type Change = (t: Turn, seen: SeenUnit) => Promise<undefined>;

/** A conversation about one unit that the reader may change. */
const about = (id: string, change: Change): Flow => ({
  id,
  version: 1,
  intents: [id],
  async run(t) {
    const seen = await seeUnit(t, t.start.intent?.subject ?? '');
    if (seen?.unit.mayChange) return change(t, seen);
    return refuse(t, { code: 'not_found' });
  },
});

const rename: Change = async (t, { post, unit }) => {
  const { unitId, rev } = unit;
  const asked = { lines: [text('units.ask_name', { name: unit.name })] };
  const name = await t.ask('name', asked, parseName);
  const sure = { lines: [text('units.sure_name', { before: unit.name, after: name })] };
  if (!(await confirm(t, sure, 'units.yes_name'))) return nothingDone(t, unitId);
  const outcome = await t.run('rename', {
    type: 'unit.rename',
    as: post.postId,
    unitId,
    rev,
    name,
  });
  if ('refused' in outcome) return refuse(t, outcome.refused);
  return saidDone(t, unitId, 'units.done_name', { name });
};

const move: Change = async (t, { post, unit }) => {
  const { unitId, rev } = unit;
  const choices = await t.read('parents', { type: 'units.below', unitId: post.unitId });
  const others = choices.filter((one) => one.unitId !== unitId);
  const parent = await askUnit(t, others);
  if (!parent) return nothingDone(t, unitId);
  const from = await askDay(t, 'from', {
    lines: [text('units.ask_from', { name: unit.name, superior: parent.name })],
  });
  const about = { name: unit.name, superior: parent.name, day: formatDay(from) };
  const sure = { lines: [text('units.sure_move', about), text('units.move_hint')] };
  if (!(await confirm(t, sure, 'units.yes_move'))) return nothingDone(t, unitId);
  const outcome = await t.run('move', {
    type: 'unit.move',
    as: post.postId,
    unitId,
    rev,
    parentId: parent.unitId,
    from,
  });
  if ('refused' in outcome) return refuse(t, outcome.refused);
  return saidDone(t, unitId, 'units.done_move', about);
};

const close: Change = async (t, { post, unit }) => {
  const { unitId, rev, name } = unit;
  const on = await askDay(t, 'on', { lines: [text('units.ask_on', { name })] });
  const about = { name, day: formatDay(on) };
  const sure = { lines: [text('units.sure_close', about), text('units.close_hint')] };
  if (!(await confirm(t, sure, 'units.yes_close'))) return nothingDone(t, unitId);
  const outcome = await t.run('close', { type: 'unit.close', as: post.postId, unitId, rev, on });
  if ('refused' in outcome) return refuse(t, outcome.refused);
  return saidDone(t, unitId, 'units.done_close', about);
};

const roles = ['secretary', 'deputy', 'cadre'] as const;

const inviteOne: Change = async (t, { post, unit }) => {
  const { unitId, name } = unit;
  const role = await t.ask(
    'role',
    {
      lines: [text('invite.which_role', { unit: name })],
      choices: roles.map((one) => ({ label: roleText(one), answer: one })),
    },
    oneOf(...roles),
    { accept: ['choice'], back: false },
  );
  const wanted = { kind: 'post' as const, unitId, role };
  const outcome = await t.run('create', { type: 'invitation.create', as: post.postId, ...wanted });
  if ('refused' in outcome) return refuse(t, outcome.refused);
  const invited = { ...wanted, ...outcome.done };
  await t.say('created', createdMessage(invited));
  const links = await t.read('links', { type: 'channels.links', code: invited.code });
  await t.say('forward', forwardMessage(invited, links));
  return undefined;
};

export const unitChanges: readonly Flow[] = [
  about('unit_rename', rename),
  about('unit_move', move),
  about('unit_close', close),
  about('unit_invite', inviteOne),
];
