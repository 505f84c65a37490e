import { text } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { MyPost, QueueEntry } from '../../src/domain/views.ts';
import { asPost } from '../talking/as-post.ts';
import { browse } from '../talking/choose.ts';
import { emptyQueueMessage, queueMessage } from './queue-page.ts';
import { reportButton } from './review-open.ts';

type Queue = { post: MyPost; entries: readonly QueueEntry[] };

const readQueues = async (t: Turn, posts: readonly MyPost[]): Promise<Queue[]> => {
  const queues: Queue[] = [];
  for (const post of posts) {
    const entries = await t.read(`queue.${post.postId}`, { type: 'review.queue', as: post.postId });
    queues.push({ post, entries });
  }
  return queues;
};

/** /duyet: the units that wait for a review; asks as which post only where several have something to do. */
export const queue: Flow = {
  id: 'queue',
  version: 1,
  commands: ['duyet', 'review'],
  intents: ['queue'],
  async run(t) {
    const [postId, page = '0'] = t.start.intent?.subject?.split('/') ?? [];
    const { posts } = await t.read('me', { type: 'me' });
    const reviewing = posts.filter(({ reviews }) => reviews);
    if (reviewing.length === 0) {
      await t.say('none', { lines: [text('review.no_post')], choices: [reportButton] });
      return undefined;
    }
    const named = reviewing.filter((post) => post.postId === postId);
    const asked = named.length > 0 ? named : reviewing;
    const queues = await readQueues(t, asked);
    const busy = queues.filter(({ entries }) => entries.length > 0);
    const post = await asPost(
      t,
      busy.map((one) => one.post),
    );
    const chosen = busy.find((one) => one.post === post);
    if (chosen) return browse(t, queueMessage(chosen.post, chosen.entries, Number(page)));
    return browse(t, emptyQueueMessage(asked));
  },
};
