/** What may be done about a returned task: a button, or the new words straight away. */
import { blank, text, type Choice, type Text } from '../../src/dialog/message.ts';
import type { Parse, Turn } from '../../src/dialog/turn.ts';
import type { TaskInput } from '../../src/domain/commands.ts';
import type { ReturnReason } from '../../src/domain/registration.ts';
import { shorten } from '../../src/domain/text.ts';
import type { MyPost, TaskView } from '../../src/domain/views.ts';
import { parseField, type FieldName } from './field-parsers.ts';
import { isSmallTalk } from '../talking/hear-words.ts';
import { askNewValue, fieldChoices, parseFieldChoice, withValue } from './task-edit.ts';
import type { FoundTask } from './task-view.ts';

/** What the superior's reason points at; the others are told by the note only. */
const namedField: Readonly<Partial<Record<ReturnReason, FieldName>>> = {
  no_target: 'target',
  no_time: 'due',
  no_owner: 'owner',
  wrong_content: 'content',
};

const buttons = ['named', 'other', 'delete', 'skip'] as const;

export type Wish = (typeof buttons)[number] | { typed: string };

const fieldOf = ({ reason = 'other' }: TaskView): FieldName | undefined => namedField[reason];

/** Says that the new words may be typed right here. */
export const hintLines = (task: TaskView): Text[] => {
  const field = fieldOf(task);
  return field === undefined ? [] : [blank, text(`fix.type.${field}`)];
};

const changeChoices = (field: FieldName | undefined): Choice[] =>
  field === undefined
    ? [{ label: text('task.change'), answer: 'other', tone: 'primary' }]
    : [
        { label: text(`task.edit.${field}`), answer: 'named', tone: 'primary' },
        { label: text('fix.other_field'), answer: 'other' },
      ];

export const fixChoices = (task: TaskView, last: boolean): Choice[] => [
  ...changeChoices(fieldOf(task)),
  { label: text('task.delete'), answer: 'delete' },
  ...(last ? [] : [{ label: text('fix.skip'), answer: 'skip' }]),
];

/** Typed words are the new text of the field that the reason names, or of one that is still to be named. */
export const parseWish =
  ({ lang }: Turn, task: TaskView, year: number): Parse<Wish> =>
  ({ choice, text: typed = '' }) => {
    const button = buttons.find((one) => one === choice);
    if (button) return { ok: button };
    if (typed === '' || isSmallTalk(typed)) return { retry: [text('input.choose')] };
    const parsed = parseField(fieldOf(task) ?? 'content', typed, { year, lang });
    return 'ok' in parsed ? { ok: { typed: parsed.ok } } : parsed;
  };

const shownBack = 120;

const askWhich = (t: Turn, { id }: TaskView, wish: Wish): Promise<FieldName> => {
  const typed =
    typeof wish === 'string'
      ? []
      : [text('task.you_typed', { words: shorten(wish.typed, shownBack) })];
  const message = { lines: [...typed, text('task.which_field')], choices: fieldChoices };
  return t.ask(`field.${id}`, message, parseFieldChoice, { accept: ['choice'] });
};

export type Change = { field: FieldName; fields: TaskInput };

/** The field and its new words: typed already, or asked for. */
export const askChange = async (
  t: Turn,
  found: FoundTask,
  wish: Exclude<Wish, 'delete' | 'skip'>,
  post: MyPost,
): Promise<Change> => {
  const { task, year } = found;
  const named = wish === 'other' ? undefined : fieldOf(task);
  const field = named ?? (await askWhich(t, task, wish));
  if (typeof wish === 'string')
    return { field, fields: await askNewValue(t, found, field, { post }) };
  const parsed = parseField(field, wish.typed, { year, lang: t.lang });
  const why = 'retry' in parsed ? [...parsed.retry, blank] : [];
  return 'ok' in parsed
    ? { field, fields: withValue(task, field, parsed.ok) }
    : { field, fields: await askNewValue(t, found, field, { post, lead: why }) };
};
