import { blank, text, type Choice, type Message } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Parse, Turn } from '../../src/dialog/turn.ts';
import { readName } from '../../src/domain/join-decisions.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import type { Me } from '../../src/domain/views.ts';
import { helpButton } from '../talking/buttons.ts';
import { oneOf } from '../talking/choose.ts';
import { hearWords } from '../talking/hear-words.ts';
import { codeIn } from './invitation-code.ts';
import { linkChat, sayLinked } from './join-account.ts';
import { askInvited, type InvitedToPost } from './join-code.ts';
import { askUnitOf } from './join-unit.ts';
import { noticeLines, noticeVersion } from './privacy-notice.ts';
import { refuse } from '../talking/refused.ts';
import { homeMessage, waitingMessage, welcomeMessage } from './welcome.ts';
import { whom } from '../talking/whom.ts';
import { roleText } from '../talking/words.ts';

type Place = { unitId?: UnitId; unitName: string };

const yesOrNo = oneOf('yes', 'no');

/** Silence is no consent: only the button counts. */
const askConsent = async (t: Turn, invited: InvitedToPost): Promise<boolean> => {
  const contact = await t.read('controller', { type: 'contact' });
  const { role, unitName, superiorName } = invited;
  const open = invited.kind === 'open';
  const message: Message = {
    lines: [
      text(open ? 'join.invited_open' : 'join.invited', { role: roleText(role), unit: unitName }),
      blank,
      ...noticeLines(contact, open ? unitName : (superiorName ?? unitName)),
    ],
    choices: [
      { label: text('join.agree'), answer: 'yes', tone: 'success' },
      { label: text('join.disagree'), answer: 'no' },
    ],
  };
  const options = { accept: ['choice'], back: false, confirm: true } as const;
  return (await t.ask('consent', message, yesOrNo, options)) === 'yes';
};

/** Who agreed to this very notice before is not asked again. */
const hasConsented = async (t: Turn, me: Me): Promise<boolean> => {
  if (!me.person) return false;
  const kept = await t.read('consent', { type: 'privacy' });
  return kept?.consent.noticeVersion === noticeVersion;
};

const decline = async (t: Turn): Promise<undefined> => {
  await t.run('decline', { type: 'join.decline' });
  const contact = await t.read('human', { type: 'contact' });
  await t.say('declined', {
    lines: [text('join.declined'), text('join.declined_way', { who: whom(contact) })],
  });
  return undefined;
};

/** Phones write names in small letters only, or in capitals only. */
const inCapitals = (name: string): string => {
  const mixed = name !== name.toLowerCase() && name !== name.toUpperCase();
  return mixed
    ? name
    : name
        .toLowerCase()
        .split(' ')
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join(' ');
};

const parseName: Parse<string> = ({ text: typed = '' }) => {
  const read = readName(typed);
  if ('refused' in read) {
    const tooLong = read.refused.code === 'too_long';
    return { retry: [text(tooLong ? 'join.name_long' : 'join.name_again')] };
  }
  if (/[\d@/]/u.test(read.name)) return { retry: [text('join.name_again')] };
  return read.name.includes(' ')
    ? { ok: inCapitals(read.name) }
    : { retry: [text('join.name_whole')] };
};

const askPlace = async (t: Turn, { kind, code, unitName }: InvitedToPost): Promise<Place> => {
  if (kind === 'post') return { unitName };
  const units = await t.read('units', { type: 'units.for_code', code });
  const { unitId, name } = await askUnitOf(t, units);
  return { unitId, unitName: name };
};

const confirmChoices = (known: boolean): Choice[] => [
  { label: text('join.confirm_yes'), answer: 'yes', tone: 'success' },
  ...(known ? [] : [{ label: text('join.confirm_name'), answer: 'name' }]),
  { label: text('join.confirm_no'), answer: 'no' },
];

const parseConfirm: Parse<'yes' | 'no'> = (answer) =>
  answer.choice === 'name' ? { reopen: 'name' } : yesOrNo(answer);

/** The last look before the post is taken. */
const askConfirm = (
  t: Turn,
  { role, kind }: InvitedToPost,
  { name, unitName, known }: { name: string; unitName: string; known: boolean },
): Promise<'yes' | 'no'> => {
  const lines = [
    text('join.confirm', { name, role: roleText(role), unit: unitName }),
    ...(kind === 'open' ? [text('join.confirm_open')] : []),
  ];
  return t.ask('confirm', { lines, choices: confirmChoices(known) }, parseConfirm, {
    accept: ['choice'],
    confirm: true,
  });
};

const accept = async (t: Turn, invited: InvitedToPost, me: Me): Promise<Intent | undefined> => {
  const known = me.person;
  const name =
    known?.name ??
    (await t.ask('name', { lines: [text('join.ask_name')] }, parseName, { back: false }));
  const { unitName, ...place } = await askPlace(t, invited);
  const answer = await askConfirm(t, invited, { name, unitName, known: known !== undefined });
  if (answer === 'no') return known ? notAdded(t) : decline(t);
  const { code } = invited;
  const joined = await t.run('join', { type: 'join.accept', code, noticeVersion, name, ...place });
  if ('refused' in joined) return refuse(t, joined.refused);
  const { done } = joined;
  if ('linked' in done) return sayLinked(t);
  if (!done.confirmed) {
    await t.say('waiting', waitingMessage({ unitName, superiorName: invited.unitName }));
    return undefined;
  }
  const now = await t.read('joined', { type: 'me' });
  return hearWords(t, now, welcomeMessage(now, done));
};

const notAdded = async (t: Turn): Promise<undefined> => {
  await t.say('not_added', { lines: [text('join.not_added')], choices: [helpButton] });
  return undefined;
};

/** From the first word of a stranger, or a new code of a member, to the post. */
export const join: Flow = {
  id: 'join',
  version: 1,
  commands: ['start'],
  intents: ['join'],
  open: true,
  async run(t) {
    const me = await t.read('who', { type: 'me' });
    const code = codeIn(t.start.intent?.subject ?? t.start.words);
    if (code === undefined && me.person) {
      return hearWords(t, me, homeMessage(me));
    }
    const invited = await askInvited(t, code);
    if (!invited) return undefined;
    if (invited.kind === 'account') return linkChat(t, invited);
    if (!(await hasConsented(t, me)) && !(await askConsent(t, invited))) {
      return me.person ? notAdded(t) : decline(t);
    }
    return accept(t, invited, me);
  },
};
