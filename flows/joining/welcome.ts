import { blank, text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import type { PostRole } from '../../src/domain/organisation.ts';
import type { Me, MyPost } from '../../src/domain/views.ts';
import { helpButton, opens } from '../talking/buttons.ts';
import { channelText, postText, roleText } from '../talking/words.ts';

const first = (me: Me, fits: (post: MyPost) => boolean): MyPost | undefined => me.posts.find(fits);

const workChoices = (me: Me): Choice[] => {
  const registers = first(me, (post) => post.registers);
  const reviews = first(me, (post) => post.reviews);
  const above = first(me, (post) => post.reviews || post.oversees || post.admin);
  return [
    ...(registers ? [opens('nav.board', { action: 'plan' })] : []),
    ...(reviews ? [opens('nav.queue', { action: 'queue', subject: reviews.postId })] : []),
    ...(above ? [opens('nav.invite', { action: 'invite' })] : []),
    ...(above ? [opens('nav.report', { action: 'report' })] : []),
  ];
};

/** What somebody may begin with, by the posts they hold; the first one stands out. */
export const startChoices = (me: Me): Choice[] => [
  ...workChoices(me).map((choice, index) =>
    index === 0 ? { ...choice, tone: 'primary' as const } : choice,
  ),
  helpButton,
];

const stepLine = (me: Me): Text[] => {
  if (first(me, (post) => post.registers)) return [text('join.step_register')];
  if (first(me, (post) => post.reviews)) return [text('join.step_review')];
  return first(me, (post) => post.admin || post.oversees) ? [text('join.step_admin')] : [];
};

const postLines = ({ posts }: Me): Text[] =>
  posts.map((post) => text('join.home_post', { post: postText(post) }));

export const waitingMessage = ({
  unitName: unit,
  superiorName: superior,
}: NonNullable<Me['waitingFor']>): Message => ({
  lines: [text('join.waiting', { unit, superior })],
  choices: [helpButton],
});

/** For somebody who has just joined. */
export const welcomeMessage = (
  me: Me,
  { role, unitName }: { role: PostRole; unitName: string },
): Message => ({
  lines: [
    text('join.welcome', { name: me.person?.name ?? '', role: roleText(role), unit: unitName }),
    ...stepLine(me),
  ],
  choices: startChoices(me),
});

/** For a member whose further chat this is from now on. */
export const linkedMessage = (me: Me, channel: string): Message => ({
  lines: [
    text('join.linked', { name: me.person?.name ?? '', channel: channelText(channel) }),
    text('join.linked_not_you'),
    blank,
    ...postLines(me),
    ...(me.posts.length > 0 ? stepLine(me) : [text('join.home_no_post')]),
  ],
  choices: startChoices(me),
});

/** For a member who says hello. */
export const homeMessage = (me: Me): Message => {
  if (me.posts.length === 0 && me.waitingFor) {
    const { unitName: unit, superiorName: superior } = me.waitingFor;
    return { lines: [text('plan.waiting', { unit, superior })], choices: [helpButton] };
  }
  return {
    lines: [
      text('join.home', { name: me.person?.name ?? '' }),
      ...postLines(me),
      blank,
      text(me.posts.length > 0 ? 'join.home_ask' : 'join.home_no_post'),
    ],
    choices: startChoices(me),
  };
};
