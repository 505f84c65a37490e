import { text, type Message } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import { shorten } from '../../src/domain/text.ts';
import { boardButton, itemIntent, opens, taskIntent } from '../talking/buttons.ts';
import { firstWritingPost } from '../talking/posts.ts';
import { refuse } from '../talking/refused.ts';
import { readTask, type FoundTask } from './task-view.ts';

const itemButton = ({ task, unitId, year }: FoundTask) =>
  opens('task.back_to_item', itemIntent({ unitId, year, code: task.item }), {
    params: { code: task.item },
  });

/** The post is not asked for: a one-shot must leave an open question alone. */
const postFor = async (t: Turn, { unitId }: FoundTask) =>
  firstWritingPost(t, await t.read('me', { type: 'me' }), unitId);

/** What was taken out, with the way back. */
export const deletedMessage = (found: FoundTask): Message => {
  const { task, unitId, year } = found;
  return {
    lines: [text('task.deleted', { code: task.item, year, content: shorten(task.content, 120) })],
    choices: [
      opens('task.restore', taskIntent('task_restore', task.id)),
      itemButton(found),
      boardButton({ unitId, year }),
    ],
  };
};

/** Deletes at once, with the way back in the same message. */
export const taskDelete: Flow = {
  id: 'task-delete',
  version: 1,
  intents: ['task_delete'],
  async run(t) {
    const found = await readTask(t);
    if (!found) return refuse(t, { code: 'not_found' });
    const { task, unitId, year } = found;
    const post = await postFor(t, found);
    if (!post) return refuse(t, { code: 'not_allowed' });
    const rev = t.start.intent?.rev ?? task.rev;
    const deleted = await t.run('delete', {
      type: 'task.delete',
      as: post.postId,
      taskId: task.id,
      rev,
    });
    if ('refused' in deleted) {
      const look = opens('task.view', taskIntent('task', task.id));
      return refuse(t, deleted.refused, [look, boardButton({ unitId, year })]);
    }
    await t.say('deleted', deletedMessage(found));
    return undefined;
  },
};

/** The undo of a deletion. */
export const taskRestore: Flow = {
  id: 'task-restore',
  version: 1,
  intents: ['task_restore'],
  async run(t) {
    const taskId = t.start.intent?.subject ?? '';
    const me = await t.read('me', { type: 'me' });
    const posts = me.posts.filter(({ registers }) => registers);
    for (const { postId, unitId } of posts) {
      const restored = await t.run(`restore.${postId}`, {
        type: 'task.restore',
        as: postId,
        taskId,
      });
      if ('done' in restored) {
        const { item: code, year } = restored.done;
        await t.say('restored', {
          lines: [text('task.restored', { code, year })],
          choices: [opens('task.view', taskIntent('task', taskId)), boardButton({ unitId, year })],
        });
        return undefined;
      }
      if (posts.length === 1) return refuse(t, restored.refused);
    }
    return refuse(t, { code: 'not_found' });
  },
};
