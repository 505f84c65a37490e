/** "Nhập thay": a superior's worker opens the plan of a unit that cannot use the program, with a reason. */
import { text } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import { entryReasons, type EntryReason } from '../../src/domain/registration.ts';
import { asPost } from '../talking/as-post.ts';
import { helpButton, planIntent } from '../talking/buttons.ts';
import { oneOf } from '../talking/choose.ts';
import { refuse } from '../talking/refused.ts';
import { seeUnit } from './unit-post.ts';

const reasons: Readonly<Record<EntryReason, string>> = {
  no_device: 'behalf.reason.no_device',
  no_consent: 'behalf.reason.no_consent',
  asked: 'behalf.reason.asked',
  other: 'behalf.reason.other',
};

const askReason = (t: Turn, unit: string): Promise<EntryReason> =>
  t.ask(
    'reason',
    {
      lines: [text('behalf.why', { unit }), text('behalf.why_hint')],
      choices: entryReasons.map((one) => ({ label: text(reasons[one]), answer: one })),
    },
    oneOf(...entryReasons),
    { accept: ['choice'], back: false },
  );

const yearFor = async (t: Turn, unitId: UnitId): Promise<number | undefined> => {
  const { rev } = t.start.intent ?? {};
  if (rev !== undefined) return rev;
  const offered = await t.read('year', { type: 'plan.year', unitId });
  return 'year' in offered ? offered.year : undefined;
};

/** Opens the unit's plan for its superior; from then on every page of it writes in the unit's place. */
export const behalf: Flow = {
  id: 'behalf',
  version: 1,
  intents: ['behalf'],
  async run(t) {
    const unitId = t.start.intent?.subject ?? '';
    const seen = await seeUnit(t, unitId);
    if (!seen?.unit.mayEnter) return refuse(t, { code: 'unit_joined' });
    const year = await yearFor(t, unitId);
    if (year === undefined) return refuse(t, { code: 'year_outside', params: { year: '' } });
    const board = await t.read('board', { type: 'plan.board', unitId, year });
    if (board?.enteredFor) return planIntent({ unitId, year });
    const reason = await askReason(t, seen.unit.name);
    const as = seen.post.postId;
    const outcome = await t.run('begin', { type: 'behalf.begin', as, unitId, year, reason });
    if ('refused' in outcome) return refuse(t, outcome.refused);
    await t.say('begun', { lines: [text('behalf.begun', { unit: seen.unit.name, year })] });
    return planIntent({ unitId, year });
  },
};

/** A unit's own people ask their superior to enter the plan, or do it themselves again. */
export const behalfAsk: Flow = {
  id: 'behalf_ask',
  version: 1,
  intents: ['behalf_ask'],
  async run(t) {
    const { posts } = await t.read('me', { type: 'me' });
    const post = await asPost(
      t,
      posts.filter(({ registers }) => registers),
    );
    if (!post) return refuse(t, { code: 'not_allowed' });
    const wish = await t.ask(
      'wish',
      {
        lines: [text('behalf.ask', { unit: post.unitName }), text('behalf.ask_hint')],
        choices: [
          { label: text('behalf.ask_yes'), answer: 'yes' },
          { label: text('behalf.ask_no'), answer: 'no' },
        ],
      },
      oneOf('yes', 'no'),
      { accept: ['choice'] },
    );
    const asks = wish === 'yes';
    const outcome = await t.run('ask', { type: 'behalf.ask', as: post.postId, asks });
    if ('refused' in outcome) return refuse(t, outcome.refused);
    const key = asks ? 'behalf.asked' : 'behalf.asked_not';
    await t.say('asked', { lines: [text(key, { unit: post.unitName })], choices: [helpButton] });
    return undefined;
  },
};
