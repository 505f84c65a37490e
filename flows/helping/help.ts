import { blank, text, type Message, type Text } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { Contact, Me, MyPost, PlanBoard } from '../../src/domain/views.ts';
import { opens } from '../talking/buttons.ts';
import { startChoices } from '../joining/welcome.ts';
import { whom } from '../talking/whom.ts';

/** What to do now, when the reader registers for one unit and its year is known. */
const readBoard = async (t: Turn, me: Me): Promise<PlanBoard | null> => {
  const [only, ...others] = new Set(
    me.posts.filter(({ registers }) => registers).map(({ unitId }) => unitId),
  );
  if (only === undefined || others.length > 0) return null;
  const offered = await t.read('year', { type: 'plan.year', unitId: only });
  if ('outside' in offered) return null;
  return t.read('board', { type: 'plan.board', unitId: only, year: offered.year });
};

/** Before the first sending the deadline is the next thing to know, also when it is over. */
const momentKey = ({ state, deadline }: PlanBoard): string => {
  if (state !== 'none' && state !== 'drafting') return `help.now.${state}`;
  if (deadline.phase === 'late') return 'help.now_late';
  return deadline.phase === 'closed' ? 'help.now_closed' : `help.now.${state}`;
};

const momentLines = (board: PlanBoard | null): Text[] => {
  if (!board) return [];
  const { dueBefore: due, lastDay: last, lateUntil: until } = board.deadline;
  return [text(momentKey(board), { year: board.year, due, last, until }), blank];
};

/** Somebody who waits for a superior's word. */
const askedLines = ({ posts, waitingFor }: Me): Text[] => {
  if (posts.length > 0 || !waitingFor) return [];
  const { unitName: unit, superiorName: superior } = waitingFor;
  return [text('plan.waiting', { unit, superior }), blank];
};

/** How many plans wait for somebody who reviews; undefined for the others. */
const readWaiting = async (t: Turn, me: Me): Promise<number | undefined> => {
  const reviewing = me.posts.filter(({ reviews }) => reviews);
  if (reviewing.length === 0) return undefined;
  let waiting = 0;
  for (const { postId } of reviewing) {
    const entries = await t.read(`queue.${postId}`, { type: 'review.queue', as: postId });
    waiting += entries.length;
  }
  return waiting;
};

const waitingLines = (waiting: number | undefined): Text[] => {
  if (waiting === undefined) return [];
  return [waiting > 0 ? text('help.waiting', { count: waiting }) : text('help.none_waits'), blank];
};

const holds = (me: Me, fits: (post: MyPost) => boolean): boolean => me.posts.some(fits);

/** The slash words that are of use to the reader. */
const commandLines = (me: Me): Text[] => [
  ...(holds(me, ({ registers }) => registers) ? [text('help.register')] : []),
  ...(holds(me, ({ reviews }) => reviews) ? [text('help.review')] : []),
  ...(me.posts.length > 0 ? [text('help.report')] : []),
  ...(holds(me, ({ reviews, oversees, admin }) => reviews || oversees || admin)
    ? [text('help.invite'), text('help.template')]
    : []),
  ...(me.posts.length > 0 ? [text('help.log')] : []),
  text('help.always'),
];

const helpMessage = (me: Me, now: readonly Text[], contact: Contact): Message => ({
  lines: [
    ...now,
    text('help.title'),
    ...commandLines(me),
    blank,
    text('help.typing'),
    text('help.human', { who: whom(contact) }),
  ],
  choices: [
    ...startChoices(me).slice(0, -1),
    ...(holds(me, ({ registers }) => registers)
      ? [opens('behalf.offer', { action: 'behalf_ask' })]
      : []),
  ],
});

/** "/trogiup": by role and moment, and at the end a human being. */
export const help: Flow = {
  id: 'help',
  version: 1,
  commands: ['trogiup', 'help'],
  intents: ['help'],
  open: true,
  async run(t) {
    const me = await t.read('me', { type: 'me' });
    const contact = await t.read('contact', { type: 'contact' });
    if (!me.person) {
      await t.say('stranger', {
        lines: [text('help.stranger'), text('help.human', { who: whom(contact) })],
      });
      return undefined;
    }
    const now = [
      ...askedLines(me),
      ...momentLines(await readBoard(t, me)),
      ...waitingLines(await readWaiting(t, me)),
    ];
    await t.say('help', helpMessage(me, now, contact));
    return undefined;
  },
};
