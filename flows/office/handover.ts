/** /bangiao: what is open, who comes after, from which day. */
import { blank, text, type Message, type Text } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import { formatDay, type Day } from '../../src/domain/dates.ts';
import { parseDay } from '../../src/domain/day-words.ts';
import type { HandoverView } from '../../src/domain/handover-views.ts';
import { shorten } from '../../src/domain/text.ts';
import type { MyPost } from '../../src/domain/views.ts';
import { asPost } from '../talking/as-post.ts';
import { helpButton } from '../talking/buttons.ts';
import { oneOf } from '../talking/choose.ts';
import { createdMessage, forwardMessage } from '../joining/invite-text.ts';
import { refuse } from '../talking/refused.ts';
import { confirm } from './unit-change.ts';
import { roleText, stateText } from '../talking/words.ts';

const shownBack = 60;

const planLines = async (t: Turn, { unitId }: MyPost): Promise<Text[]> => {
  const offered = await t.read('year', { type: 'plan.year', unitId });
  if ('outside' in offered) return [];
  const { year } = offered;
  const board = await t.read('board', { type: 'plan.board', unitId, year });
  if (!board) return [];
  const returned = board.returnedTasks.length;
  return [
    text('handover.plan', { year, state: stateText(board.state) }),
    ...(returned > 0 ? [text('handover.returned', { count: returned })] : []),
  ];
};

const reviewLines = async (t: Turn, { postId, unitId }: MyPost): Promise<Text[]> => {
  const waiting = await t.read('queue', { type: 'review.queue', as: postId });
  const { current: year } = await t.read('years', { type: 'report.years', unitId });
  const followed = await t.read('followed', { type: 'follow.mine', year });
  return [
    text('handover.queue', { count: waiting.length }),
    text('handover.followed', { count: followed.length }),
  ];
};

/** What whoever comes after has to go on with. */
const openLines = async (t: Turn, post: MyPost): Promise<Text[]> => [
  ...(post.registers ? await planLines(t, post) : []),
  ...(post.reviews ? await reviewLines(t, post) : []),
];

const wishes = ['invite', 'leave', 'keep'] as const;
type Wish = (typeof wishes)[number];

const askWish = (
  t: Turn,
  post: MyPost,
  view: HandoverView,
  open: readonly Text[],
): Promise<Wish> => {
  const about = { unit: post.unitName, role: roleText(post.role) };
  const message: Message = {
    lines: [
      text('handover.title', about),
      ...(open.length > 0 ? open : [text('handover.nothing')]),
      ...(view.endsOn ? [text('handover.planned', { day: view.endsOn })] : []),
      ...(view.invited ? [text('handover.invited')] : []),
      blank,
      text('handover.wish'),
    ],
    choices: [
      { label: text('handover.invite'), answer: 'invite', tone: 'primary' },
      { label: text(view.invited ? 'handover.has_invited' : 'handover.leave'), answer: 'leave' },
      ...(view.endsOn ? [{ label: text('handover.keep'), answer: 'keep' }] : []),
    ],
  };
  return t.ask('wish', message, oneOf(...wishes), { accept: ['choice'], back: false });
};

const askOn = (t: Turn, { today }: HandoverView): Promise<Day> =>
  t.ask(
    'on',
    {
      lines: [text('handover.ask_on')],
      choices: [{ label: text('handover.today', { day: formatDay(today) }), answer: 'today' }],
    },
    ({ choice, text: words = '' }) => {
      const day = choice === 'today' ? today : parseDay(words);
      const typed = shorten(words, shownBack);
      if (day === undefined) return { retry: [text('units.day_again', { words: typed })] };
      return day < today ? { retry: [text('handover.past')] } : { ok: day };
    },
  );

const keepIt = async (t: Turn, { postId }: MyPost): Promise<undefined> => {
  const outcome = await t.run('keep', { type: 'post.keep', as: postId });
  if ('refused' in outcome) return refuse(t, outcome.refused);
  const { unitName: unit } = outcome.done;
  await t.say('kept', { lines: [text('handover.kept', { unit })], choices: [helpButton] });
  return undefined;
};

const sureLines = (post: MyPost, { last, invited }: HandoverView, invite: boolean, on: Day) => [
  text('handover.sure', {
    unit: post.unitName,
    role: roleText(post.role),
    day: formatDay(on),
  }),
  ...(invite ? [text('handover.sure_invite')] : []),
  ...(last && !invite && !invited ? [text('handover.sure_empty')] : []),
  text('handover.sure_hint'),
];

const give = async (t: Turn, post: MyPost, view: HandoverView, invite: boolean) => {
  const on = await askOn(t, view);
  if (!(await confirm(t, { lines: sureLines(post, view, invite, on) }, 'handover.yes'))) {
    await t.say('left', { lines: [text('units.left')], choices: [helpButton] });
    return undefined;
  }
  const leavesEmpty = view.last && !invite && !view.invited;
  const outcome = await t.run('give', {
    type: 'post.hand_over',
    as: post.postId,
    on,
    invite,
    ...(leavesEmpty ? { leavesEmpty } : {}),
  });
  if ('refused' in outcome) return refuse(t, outcome.refused);
  const { unitName, role, day, code, expiresAt } = outcome.done;
  await t.say('done', {
    lines: [
      text('handover.done', { unit: unitName, role: roleText(role), day }),
      ...(view.superiorName ? [text('handover.told_superior', { unit: view.superiorName })] : []),
    ],
    choices: [helpButton],
  });
  if (code === undefined || expiresAt === undefined) return undefined;
  const invited = { kind: 'post' as const, role, code, expiresAt, unitName };
  await t.say('created', createdMessage(invited));
  const links = await t.read('links', { type: 'channels.links', code });
  await t.say('forward', forwardMessage(invited, links));
  return undefined;
};

export const handover: Flow = {
  id: 'handover',
  version: 1,
  commands: ['bangiao', 'handover'],
  intents: ['handover'],
  async run(t) {
    const { posts } = await t.read('me', { type: 'me' });
    const post = await asPost(t, posts);
    const view = post && (await t.read('view', { type: 'handover.view', as: post.postId }));
    if (!post || !view) {
      await t.say('none', { lines: [text('handover.no_post')], choices: [helpButton] });
      return undefined;
    }
    const wish = await askWish(t, post, view, await openLines(t, post));
    return wish === 'keep' ? keepIt(t, post) : give(t, post, view, wish === 'invite');
  },
};
