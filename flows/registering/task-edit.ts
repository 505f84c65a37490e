import { blank, text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { TaskInput } from '../../src/domain/commands.ts';
import type { MyPost, TaskView } from '../../src/domain/views.ts';
import { boardButton, opens, taskIntent } from '../talking/buttons.ts';
import { oneOf } from '../talking/choose.ts';
import type { FieldName } from './field-parsers.ts';
import { askWritingPost } from '../talking/posts.ts';
import { refuse, refusedMessage } from '../talking/refused.ts';
import { askField, type Writing } from './task-fields.ts';
import { fieldLines, inputOf, tidy, typedLine } from './task-text.ts';
import { changedAction, isStale, readTask, type FoundTask } from './task-view.ts';

const editable = ['content', 'target', 'due', 'owner', 'partners', 'evidence'] as const;

export const fieldChoices: readonly Choice[] = editable.map((field) => ({
  label: text(`task.field.${field}`),
  answer: field,
  narrow: true,
}));

export const parseFieldChoice = oneOf(...editable);

/** A saved task with one field changed. */
export const withValue = (task: TaskView, field: FieldName, words: string): TaskInput =>
  tidy({ ...inputOf(task), [field]: words });

/** Asks for the new value of one field of a saved task. */
export const askNewValue = async (
  t: Turn,
  { task, year }: FoundTask,
  field: FieldName,
  { post, lead = [] }: { post: MyPost; lead?: readonly Text[] },
): Promise<TaskInput> => {
  const writing: Writing = { code: task.item, short: '', year, kind: post.kind };
  const question = { key: `value.${task.id}`, lead, present: inputOf(task)[field] };
  const given = await askField(t, field, question, writing);
  return withValue(task, field, given.words);
};

/** Saves a changed task; when it is refused the person reads what was typed. */
export const saveChange = async (
  t: Turn,
  found: FoundTask,
  fields: TaskInput,
  post: MyPost,
): Promise<boolean> => {
  const { task, unitId, year } = found;
  const saved = await t.run('save', {
    type: 'task.save',
    as: post.postId,
    year,
    item: task.item,
    fields,
    taskId: task.id,
    rev: task.rev,
  });
  if ('done' in saved) return true;
  const refused = refusedMessage(saved.refused, [
    opens('task.view', taskIntent('task', task.id)),
    boardButton({ unitId, year }),
  ]);
  const kept = [blank, text('task.not_saved'), typedLine(fields)];
  await t.say('refused', { ...refused, lines: [...refused.lines, ...kept] });
  return false;
};

const whichField = ({ task, year }: FoundTask, stale: boolean): Message => ({
  lines: [
    ...(stale ? [text('task.stale'), blank] : []),
    text('task.edit_title', { code: task.item, year }),
    ...fieldLines(task),
    ...(task.heldBy ? [text('task.held_by', { name: task.heldBy })] : []),
    blank,
    text('task.which_field'),
  ],
  choices: fieldChoices,
});

const change = async (t: Turn, found: FoundTask, post: MyPost): Promise<Intent | undefined> => {
  const { task, year } = found;
  const at = { unitId: found.unitId, year };
  const held = await t.run('hold', { type: 'plan.hold', as: post.postId, year, subject: task.id });
  if ('refused' in held) return refuse(t, held.refused, [boardButton(at)]);
  const stale = isStale(t.start.intent, task);
  const field = await t.ask('field', whichField(found, stale), parseFieldChoice, {
    accept: ['choice'],
  });
  const fields = await askNewValue(t, found, field, { post });
  const saved = await saveChange(t, found, fields, post);
  return saved ? taskIntent(changedAction, task.id) : undefined;
};

/** Changes one field of a saved task. */
export const taskEdit: Flow = {
  id: 'task-edit',
  version: 1,
  intents: ['task_edit'],
  async run(t) {
    const found = await readTask(t);
    if (!found) return refuse(t, { code: 'not_found' });
    const post = await askWritingPost(t, await t.read('me', { type: 'me' }), found.unitId);
    if (!post) return refuse(t, { code: 'not_allowed' });
    return change(t, found, post);
  },
};
