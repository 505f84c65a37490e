import type { MyPost } from '../../src/domain/views.ts';
import { text } from '../../src/dialog/message.ts';
import type { Turn } from '../../src/dialog/turn.ts';
import { oneOf } from './choose.ts';
import { postText } from './words.ts';

/** Every act names the post it is done as: the only one that fits, or the one that the person names. */
export const asPost = async (t: Turn, posts: readonly MyPost[]): Promise<MyPost | undefined> => {
  const [only, ...others] = posts;
  if (others.length === 0) return only;
  const chosen = await t.ask(
    'as',
    {
      lines: [text('role.which')],
      choices: posts.map((post) => ({ label: postText(post), answer: post.postId })),
    },
    oneOf(...posts.map(({ postId }) => postId)),
    { accept: ['choice'] },
  );
  return posts.find(({ postId }) => postId === chosen);
};
