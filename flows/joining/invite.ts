import { text } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import type { PostRole } from '../../src/domain/organisation.ts';
import type { JoinRequestView, MyPost } from '../../src/domain/views.ts';
import { asPost } from '../talking/as-post.ts';
import { helpButton } from '../talking/buttons.ts';
import { oneOf } from '../talking/choose.ts';
import { createdMessage, forwardMessage, requestMessage } from './invite-text.ts';
import { askUnit } from './invite-unit.ts';
import { refuse } from '../talking/refused.ts';
import { roleText } from '../talking/words.ts';

const mostRequests = 5;
const roles = ['secretary', 'deputy', 'cadre'] as const;

/** Superiors, and whoever looks after the program. */
export const mayInvite = ({ reviews, oversees, admin }: MyPost): boolean =>
  reviews || oversees || admin;

const askWish = (t: Turn, post: MyPost, waiting: number): Promise<'wait' | 'post' | 'open'> =>
  t.ask(
    'wish',
    {
      lines: [text('invite.wish', { unit: post.unitName })],
      choices: [
        ...(waiting > 0
          ? [
              {
                label: text('invite.wish_wait', { count: waiting }),
                answer: 'wait',
                tone: 'primary' as const,
              },
            ]
          : []),
        { label: text('invite.wish_post'), answer: 'post' },
        ...(post.reviews || post.oversees
          ? [{ label: text('invite.wish_open'), answer: 'open' }]
          : []),
      ],
    },
    oneOf('wait', 'post', 'open'),
    { accept: ['choice'] },
  );

const askRole = (t: Turn, key: string, unit: string): Promise<PostRole> =>
  t.ask(
    'role',
    {
      lines: [text(key, { unit })],
      choices: roles.map((role) => ({ label: roleText(role), answer: role })),
    },
    oneOf(...roles),
    { accept: ['choice'] },
  );

const sayRequests = async (t: Turn, requests: readonly JoinRequestView[]): Promise<void> => {
  // Without buttons each message would offer the same words: one at a time, so that nobody is taken for another.
  const most = t.limits.buttons > 0 ? mostRequests : 1;
  for (const request of requests.slice(0, most)) {
    await t.say(`request.${request.id}`, requestMessage(request));
  }
  const hidden = requests.length - most;
  if (hidden > 0) await t.say('more', { lines: [text('invite.more', { count: hidden })] });
};

type Wanted = { kind: 'post' | 'open'; unitId: UnitId; role: PostRole };

const create = async (t: Turn, post: MyPost, wanted: Wanted): Promise<undefined> => {
  const outcome = await t.run('create', {
    type: 'invitation.create',
    as: post.postId,
    ...wanted,
  });
  if ('refused' in outcome) return refuse(t, outcome.refused);
  const { code, expiresAt, unitName } = outcome.done;
  const invited = { ...wanted, code, expiresAt, unitName };
  await t.say('created', createdMessage(invited));
  const links = await t.read('links', { type: 'channels.links', code });
  await t.say('forward', forwardMessage(invited, links));
  return undefined;
};

/** For whom, in which post, and then the words to pass on. */
const wantedPost = async (t: Turn, post: MyPost): Promise<Wanted | undefined> => {
  const units = await t.read('units', { type: 'units.below', unitId: post.unitId });
  if (units.length === 0) {
    await t.say('no_units', { lines: [text('invite.no_units', { unit: post.unitName })] });
    return undefined;
  }
  const unit = await askUnit(t, units);
  if (!unit) return undefined;
  const role = await askRole(t, 'invite.which_role', unit.name);
  return { kind: 'post', unitId: unit.unitId, role };
};

/** /moithamgia: one person for one post, or a link for all units below; and those who wait. */
export const invite: Flow = {
  id: 'invite',
  version: 1,
  commands: ['moithamgia', 'invite'],
  intents: ['invite'],
  async run(t) {
    const { posts } = await t.read('me', { type: 'me' });
    const post = await asPost(t, posts.filter(mayInvite));
    if (!post) {
      await t.say('none', { lines: [text('invite.no_post')], choices: [helpButton] });
      return undefined;
    }
    const requests = await t.read('requests', { type: 'join.requests', as: post.postId });
    const wish = await askWish(t, post, requests.length);
    if (wish === 'wait') {
      await sayRequests(t, requests);
      return undefined;
    }
    if (wish === 'open') {
      const role = await askRole(t, 'invite.which_role_open', post.unitName);
      return create(t, post, { kind: 'open', unitId: post.unitId, role });
    }
    const wanted = await wantedPost(t, post);
    return wanted && create(t, post, wanted);
  },
};
