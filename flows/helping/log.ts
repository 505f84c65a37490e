import { text } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import { asPost } from '../talking/as-post.ts';
import { helpButton, opens } from '../talking/buttons.ts';
import { browse } from '../talking/choose.ts';
import { auditLines } from './log-words.ts';

/** /nhatky: what was done lately, as far as the asker's post may read it. */
export const log: Flow = {
  id: 'log',
  version: 1,
  commands: ['nhatky', 'log'],
  intents: ['log'],
  async run(t) {
    const [postId, digits = '0'] = t.start.intent?.subject?.split('/') ?? [];
    const { posts } = await t.read('me', { type: 'me' });
    const named = posts.filter((one) => one.postId === postId);
    const post = await asPost(t, named.length > 0 ? named : posts);
    if (!post) {
      await t.say('none', { lines: [text('log.no_post')], choices: [helpButton] });
      return undefined;
    }
    const page = Number(digits);
    const { lines, more } = await t.read('lines', { type: 'audit.recent', as: post.postId, page });
    const pageButton = (key: string, to: number) => ({
      ...opens(key, { action: 'log', subject: `${post.postId}/${to}` }),
      narrow: true,
    });
    return browse(t, {
      lines: [
        text('log.title', { unit: post.unitName, page: page + 1 }),
        ...(lines.length > 0 ? lines.flatMap(auditLines) : [text('log.empty')]),
      ],
      choices: [
        ...(page > 0 ? [pageButton('log.newer', page - 1)] : []),
        ...(more ? [pageButton('log.older', page + 1)] : []),
      ],
    });
  },
};
