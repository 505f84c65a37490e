import {
  blank,
  raw,
  text,
  type Choice,
  type Message,
  type Text,
} from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import { shorten } from '../../src/domain/text.ts';
import type { ItemView, TaskView } from '../../src/domain/views.ts';
import { boardButton, itemIntent, newTaskIntent, opens, taskIntent } from '../talking/buttons.ts';
import { planPage } from './plan-page.ts';
import { refuse } from '../talking/refused.ts';
import { itemSubject } from '../talking/subject.ts';
import { isWritable } from './writable.ts';

const officialShown = 160;
const taskShown = 110;

const taskLine = (task: TaskView, index: number): Text =>
  text(`item.task.${task.state}`, {
    number: index + 1,
    content: shorten([task.content, task.target.text].filter(Boolean).join(' · '), taskShown),
    held: task.heldBy ? text('item.held', { name: task.heldBy }) : raw(''),
  });

const taskLines = ({ tasks, canEdit }: ItemView): Text[] => {
  if (tasks.length > 0)
    return [text('item.tasks', { count: tasks.length }), ...tasks.map(taskLine)];
  return [text(canEdit ? 'item.empty' : 'item.empty_locked')];
};

const hintLines = (item: ItemView): Text[] => {
  if (!item.canEdit) return [];
  return [
    ...(item.sectorRule ? [text('item.sector_rule')] : []),
    ...(item.suggestions.length > 0
      ? [text('item.suggestions', { count: item.suggestions.length })]
      : []),
    ...(item.heldBy ? [text('task.held_by', { name: item.heldBy })] : []),
  ];
};

const taskChoice = (task: TaskView, index: number): Choice => ({
  ...opens('item.open_task', taskIntent('task', task.id, task.rev), {
    params: { number: index + 1 },
  }),
  code: String(index + 1),
  narrow: true,
});

const soleTaskChoices = ({ tasks, canEdit }: ItemView): Choice[] => {
  const [only, ...others] = tasks;
  if (!canEdit || !only?.canEdit || others.length > 0) return [];
  return [
    opens('task.change', taskIntent('task_edit', only.id, only.rev)),
    opens('task.delete', taskIntent('task_delete', only.id, only.rev)),
  ];
};

const itemMessage = (item: ItemView): Message => ({
  lines: [
    text('item.title', { code: item.code, short: item.short, year: item.year }),
    text('item.official_short', { official: shorten(item.official, officialShown) }),
    blank,
    ...taskLines(item),
    ...hintLines(item),
  ],
  choices: [
    ...item.tasks.map(taskChoice),
    ...(item.canEdit ? [opens('item.add', newTaskIntent(item), { tone: 'primary' })] : []),
    ...soleTaskChoices(item),
    opens('item.official', { ...itemIntent(item), action: 'official' }),
    boardButton(item),
  ],
});

/** One sub-item: what the guidance asks, what is written there, and the way to write more. */
export const item: Flow = {
  id: 'item',
  version: 1,
  intents: ['item'],
  async run(t) {
    const at = itemSubject(t.start.intent);
    if (!at) return refuse(t, { code: 'not_found' });
    const { unitId, year, code } = at;
    const found = await t.read('shown', { type: 'plan.item', unitId, year, item: code });
    if (!found) return refuse(t, { code: 'not_found' }, [boardButton(at)]);
    const board = await t.read('board', { type: 'plan.board', unitId, year });
    const canEdit = found.canEdit && board !== null && isWritable(board);
    return planPage(t, at, itemMessage({ ...found, canEdit }), { code });
  },
};
