import { blank, text, type Choice, type Message } from '../src/dialog/message.ts';
import type { Parse, Turn } from '../src/dialog/turn.ts';
import type { TaskInput } from '../src/domain/commands.ts';
import { oneOf } from './choose.ts';
import type { FieldName } from './field-parsers.ts';
import { askField, askOptional, type Writing } from './task-fields.ts';
import { fieldLines, understood, warningLines } from './task-text.ts';

const editable = ['content', 'target', 'due', 'owner'] as const;
type Step = 'save' | 'more' | 'which' | (typeof editable)[number];
const steps: readonly Step[] = ['save', 'more', 'which', ...editable];

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

const parseStep: Parse<Step> = ({ choice }) => {
  const step = steps.find((one) => one === choice);
  return step ? { ok: step } : { retry: [text('task.preview_pick')] };
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

/** Shows the task as it will be saved, and changes what the person wants changed, until it is right. */
export const confirmDraft = async (
  t: Turn,
  begun: TaskInput,
  writing: Writing,
): Promise<TaskInput> => {
  let draft = begun;
  for (let round = 0; ; round += 1) {
    const message = previewMessage(draft, writing, t.limits.buttons);
    const step = await t.ask(`preview.${round}`, message, parseStep, {
      confirm: true,
      back: false,
    });
    if (step === 'save') return draft;
    draft =
      step === 'more'
        ? await askMore(t, draft, round, writing)
        : await edit(
            t,
            draft,
            { round, field: step === 'which' ? await askWhich(t, round) : step },
            writing,
          );
  }
};
