import { blank, text } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { TaskInput } from '../../src/domain/commands.ts';
import type { MyPost } from '../../src/domain/views.ts';
import { boardButton, taskIntent } from '../talking/buttons.ts';
import { parseTaskLine, type TaskLine } from '../../src/domain/task-line.ts';
import { askWritingPost } from '../talking/posts.ts';
import { refuse, refusedMessage } from '../talking/refused.ts';
import { itemSubject, type ItemSubject } from '../talking/subject.ts';
import { askDraft } from './task-draft.ts';
import { confirmDraft } from './task-preview.ts';
import { tidy, typedLine } from './task-text.ts';
import { whyLocked } from './writable.ts';

const save = async (
  t: Turn,
  { code, year, ...at }: ItemSubject,
  post: MyPost,
  draft: TaskInput,
): Promise<Intent | undefined> => {
  const fields = tidy(draft);
  const saved = await t.run('save', {
    type: 'task.save',
    as: post.postId,
    year,
    item: code,
    fields,
  });
  if ('done' in saved) return taskIntent('task_saved', saved.done.taskId);
  const refused = refusedMessage(saved.refused, [boardButton({ ...at, year })]);
  const kept = [blank, text('task.not_saved'), typedLine(fields)];
  await t.say('refused', { ...refused, lines: [...refused.lines, ...kept] });
  return undefined;
};

/** A new task under one sub-item, from the first question (or a line typed elsewhere) until it is saved. */
const writeTask = async (
  t: Turn,
  at: ItemSubject,
  line?: TaskLine,
): Promise<Intent | undefined> => {
  const { unitId, year, code } = at;
  const post = await askWritingPost(t, await t.read('me', { type: 'me' }), unitId);
  if (!post) return refuse(t, { code: 'not_allowed' });
  const item = await t.read('item', { type: 'plan.item', unitId, year, item: code });
  if (!item) return refuse(t, { code: 'not_found' }, [boardButton(at)]);
  const locked = await whyLocked(t, at);
  if (locked) return refuse(t, locked, [boardButton(at)]);
  const held = await t.run('hold', { type: 'plan.hold', as: post.postId, year, subject: code });
  if ('refused' in held) return refuse(t, held.refused, [boardButton(at)]);
  const [example] = item.suggestions;
  const writing = { code, short: item.short, year, kind: post.kind, example };
  const draft = await askDraft(t, item, writing, line);
  return save(t, at, post, await confirmDraft(t, draft, writing));
};

/** "Thêm phần việc". */
export const task: Flow = {
  id: 'task',
  version: 1,
  intents: ['task_new'],
  resumable: true,
  async run(t) {
    const at = itemSubject(t.start.intent);
    const { words } = t.start.intent ?? {};
    const line = words === undefined ? undefined : parseTaskLine(words);
    return at ? writeTask(t, at, line) : refuse(t, { code: 'not_found' });
  },
};
