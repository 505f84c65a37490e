import { text } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { MyPost } from '../../src/domain/views.ts';
import { helpButton, opens } from '../talking/buttons.ts';
import { mayInvite } from './invite.ts';
import { refuse } from '../talking/refused.ts';

/** The post at which this person waits; the first that may invite when the request is no longer there. */
const postFor = async (
  t: Turn,
  posts: readonly MyPost[],
  requestId: string,
): Promise<MyPost | undefined> => {
  const [first, ...others] = posts;
  if (others.length === 0) return first;
  for (const post of posts) {
    const waiting = await t.read(`requests.${post.postId}`, {
      type: 'join.requests',
      as: post.postId,
    });
    if (waiting.some(({ id }) => id === requestId)) return post;
  }
  return first;
};

/** "Xác nhận" and "Từ chối" under the name of somebody who came by an open link. */
export const joinDecide: Flow = {
  id: 'join_decide',
  version: 1,
  intents: ['join_yes', 'join_no'],
  async run(t) {
    const { action, subject: requestId = '' } = t.start.intent ?? {};
    const accept = action === 'join_yes';
    const { posts } = await t.read('me', { type: 'me' });
    const post = await postFor(t, posts.filter(mayInvite), requestId);
    if (!post) {
      await t.say('none', { lines: [text('invite.no_post')], choices: [helpButton] });
      return undefined;
    }
    const outcome = await t.run('decide', {
      type: 'join.decide',
      as: post.postId,
      requestId,
      accept,
    });
    if ('refused' in outcome) return refuse(t, outcome.refused);
    const { name, unitName: unit } = outcome.done;
    await t.say('decided', {
      lines: [text(accept ? 'invite.accepted' : 'invite.rejected', { name, unit })],
      choices: [opens('invite.go_on', { action: 'invite' })],
    });
    return undefined;
  },
};
