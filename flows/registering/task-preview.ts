import { blank, text, type Choice, type Message } from '../../src/dialog/message.ts';
import type { Parse, Turn } from '../../src/dialog/turn.ts';
import type { TaskInput } from '../../src/domain/commands.ts';
import { labelledField, parseTaskLine } from '../../src/domain/task-line.ts';
import { oneLine, shorten } from '../../src/domain/text.ts';
import { oneOf } from '../talking/choose.ts';
import { parseField, type FieldContext, type FieldName } from './field-parsers.ts';
import { askField, askOptional, type Writing } from './task-fields.ts';
import { fieldLines, understood, warningLines } from './task-text.ts';

const editable = ['content', 'target', 'due', 'owner'] as const;
type Step = 'save' | 'more' | 'which' | (typeof editable)[number];
const steps: readonly Step[] = ['save', 'more', 'which', ...editable];

/** A button, or new words for some of the fields. */
type Wish = Step | { typed: Partial<TaskInput> };

/** Which question an edit stands under: the n-th round of the preview. */
const keyOf = (round: number, field: FieldName): string => `edit.${round}.${field}`;

const editChoices: readonly Choice[] = editable.map((field) => ({
  label: text(`task.edit.${field}`),
  answer: field,
  narrow: true,
}));

/** With the two other buttons; a channel that shows fewer gets one button and one more question. */
const allButtons = editable.length + 2;

const previewChoices = (draft: TaskInput, buttons: number): Choice[] => [
  { label: text('task.save'), answer: 'save', tone: 'success' },
  ...(buttons < allButtons ? [{ label: text('task.change'), answer: 'which' }] : editChoices),
  {
    label: text(draft.partners || draft.evidence ? 'task.edit.more' : 'task.add_more'),
    answer: 'more',
  },
];

const previewMessage = (
  draft: TaskInput,
  { code, short, year }: Writing,
  buttons: number,
): Message => {
  const fields = understood(draft, year);
  const warnings = warningLines(fields);
  return {
    lines: [
      text('task.preview', { code, short, year }),
      blank,
      ...fieldLines(fields),
      ...(warnings.length > 0 ? [blank, ...warnings] : []),
    ],
    choices: previewChoices(draft, buttons),
  };
};

const shownBack = 120;

/** The task typed anew in one line, or one field by its name; undefined when it is neither. */
const fieldsIn = (words: string): Partial<TaskInput> | undefined => {
  const line = parseTaskLine(words);
  if (line) return line.fields;
  const named = labelledField(words);
  return named && { [named.field]: named.words };
};

const parseWish =
  ({ code }: Writing, context: FieldContext): Parse<Wish> =>
  ({ choice, text: words = '' }) => {
    const step = steps.find((one) => one === choice);
    if (step) return { ok: step };
    const elsewhere = parseTaskLine(words)?.item ?? code;
    if (elsewhere !== code) return { retry: [text('task.other_item', { typed: elsewhere, code })] };
    const typed = fieldsIn(words);
    if (!typed) {
      const back = text('task.you_typed', { words: shorten(oneLine(words), shownBack) });
      return {
        retry: words === '' ? [text('task.preview_pick')] : [text('task.preview_pick'), back],
      };
    }
    for (const [field, value] of Object.entries(typed)) {
      const parsed = parseField(field as FieldName, value, context); // the keys of a task
      if ('retry' in parsed) return parsed;
    }
    return { ok: { typed } };
  };

const askMore = async (
  t: Turn,
  draft: TaskInput,
  round: number,
  writing: Writing,
): Promise<TaskInput> => {
  const changed = { ...draft };
  for (const field of ['partners', 'evidence'] as const) {
    const question = { key: keyOf(round, field), lead: [], present: draft[field] };
    changed[field] = (await askOptional(t, field, question, writing)) ?? draft[field] ?? '';
  }
  return changed;
};

const askWhich = (t: Turn, round: number): Promise<FieldName> =>
  t.ask(
    `which.${round}`,
    { lines: [text('task.which_field')], choices: editChoices },
    oneOf(...editable),
    { accept: ['choice'] },
  );

const edit = async (
  t: Turn,
  draft: TaskInput,
  step: { round: number; field: FieldName },
  writing: Writing,
): Promise<TaskInput> => {
  const { round, field } = step;
  const question = { key: keyOf(round, field), lead: [], present: draft[field] };
  const given = await askField(t, field, question, writing);
  return { ...draft, [field]: given.words };
};

const changeDraft = async (
  t: Turn,
  draft: TaskInput,
  { round, wish }: { round: number; wish: Exclude<Wish, 'save'> },
  writing: Writing,
): Promise<TaskInput> => {
  if (typeof wish !== 'string') return { ...draft, ...wish.typed };
  if (wish === 'more') return askMore(t, draft, round, writing);
  const field = wish === 'which' ? await askWhich(t, round) : wish;
  return edit(t, draft, { round, field }, writing);
};

/** Shows the task as it will be saved, and changes what the person wants changed, until it is right. */
export const confirmDraft = async (
  t: Turn,
  begun: TaskInput,
  writing: Writing,
): Promise<TaskInput> => {
  let draft = begun;
  for (let round = 0; ; round += 1) {
    const message = previewMessage(draft, writing, t.limits.buttons);
    const context = { year: writing.year, lang: t.lang };
    const wish = await t.ask(`preview.${round}`, message, parseWish(writing, context), {
      confirm: true,
      back: false,
    });
    if (wish === 'save') return draft;
    draft = await changeDraft(t, draft, { round, wish }, writing);
  }
};
