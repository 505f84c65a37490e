import { text } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import { boardButton } from '../talking/buttons.ts';
import { firstWritingPost } from '../talking/posts.ts';
import { refuse } from '../talking/refused.ts';

/** "Bỏ các phần việc vừa nhập": what was changed since stays, and is told. */
export const bringBack: Flow = {
  id: 'bring-back',
  version: 1,
  intents: ['bring_back'],
  async run(t) {
    const { subject = '', rev: year } = t.start.intent ?? {};
    const [unitId = '', batch = ''] = subject.split('/');
    const post = await firstWritingPost(t, await t.read('me', { type: 'me' }), unitId);
    if (!post || year === undefined) return refuse(t, { code: 'not_allowed' });
    const back = await t.run('back', { type: 'plan.take_back', as: post.postId, year, batch });
    const button = boardButton({ unitId, year });
    if ('refused' in back) return refuse(t, back.refused, [button]);
    const { removed, kept } = back.done;
    await t.say('back', {
      lines: [
        text('bring.taken_back', { count: removed, year }),
        ...(kept > 0 ? [text('bring.kept', { count: kept })] : []),
      ],
      choices: [button],
    });
    return undefined;
  },
};
