/** A task in words: the lines that a preview, a task's own page and the fixing of returned tasks share. */
import { raw, text, type Text } from '../../src/dialog/message.ts';
import type { TaskInput } from '../../src/domain/commands.ts';
import { formatDay } from '../../src/domain/dates.ts';
import { findFlaws } from '../../src/domain/find-flaws.ts';
import { showMeasures } from '../../src/domain/measures.ts';
import type { Flaw } from '../../src/domain/flaws.ts';
import type { Due, Target, TaskFields } from '../../src/domain/registration.ts';
import { readFields } from '../../src/domain/task-fields.ts';
import { findPersonalData } from '../../src/domain/text.ts';
import type { TaskView } from '../../src/domain/views.ts';
import { reasonText } from '../talking/words.ts';

const targetLines = ({ text: words, measures }: Target): Text[] => [
  text('task.line_target', { words: words || text('task.none') }),
  ...(measures.length > 0 ? [text('task.understood', { measures: showMeasures(measures) })] : []),
];

const dueLine = ({ text: words, lastDay }: Due): Text =>
  lastDay === undefined
    ? text('task.line_due', { words: words || text('task.none') })
    : text('task.line_due_day', { words, day: formatDay(lastDay) });

/** Every field that says something, one below the other. */
export const fieldLines = ({
  content,
  target,
  due,
  owner,
  partners,
  evidence,
}: TaskFields): Text[] => [
  text('task.line_content', { words: content }),
  ...targetLines(target),
  dueLine(due),
  text('task.line_owner', { words: owner || text('task.none') }),
  ...(partners ? [text('task.line_partners', { words: partners })] : []),
  ...(evidence ? [text('task.line_evidence', { words: evidence })] : []),
];

const flawKeys: Readonly<Record<Flaw, string>> = {
  no_number: 'task.flaw.no_number',
  no_time: 'task.flaw.no_time',
  no_person: 'task.flaw.no_person',
  short_content: 'task.flaw.short_content',
};

/** What could be clearer, and how. */
export const flawLine = (flaw: Flaw): Text => text(flawKeys[flaw]);

const allWords = ({ content, target, due, owner, partners, evidence }: TaskFields): string =>
  [content, target.text, due.text, owner, partners, evidence].join('\n');

/** Gentle warnings before saving: a vague task is kept, but the person knows. */
export const warningLines = (fields: TaskFields): Text[] => [
  ...findFlaws(fields).map(flawLine),
  ...(findPersonalData(allWords(fields)).length > 0 ? [text('task.personal')] : []),
];

/** What the superior said about it, with the words as they were when it was last sent. */
export const reviewLines = ({ state, reason, note }: TaskView): Text[] => {
  if (state === 'approved') return [text('task.approved')];
  if (state === 'pending' || !reason) return [];
  return [
    note
      ? text('task.returned_note', { reason: reasonText(reason), note })
      : text('task.returned', { reason: reasonText(reason) }),
  ];
};

/** What was typed, in the one-line form in which it can be sent again. */
export const typedLine = ({ content, target, due, owner }: TaskInput): Text =>
  raw([content, target, due, owner].join('; '));

/** A draft as the program understands it: measures and last day read from the words. */
export const understood = (draft: TaskInput, year: number): TaskFields => {
  const read = readFields(draft, year);
  if ('fields' in read) return read.fields;
  const { target, due, ...words } = draft;
  return { ...words, target: { text: target, measures: [] }, due: { text: due } };
};

/** What is saved: an optional field that was cleared or never filled is left out. */
export const tidy = ({
  content,
  target,
  due,
  owner,
  partners,
  evidence,
}: TaskInput): TaskInput => ({
  content,
  target,
  due,
  owner,
  ...(partners ? { partners } : {}),
  ...(evidence ? { evidence } : {}),
});

/** A saved task's fields as they were typed, to be changed and saved again. */
export const inputOf = ({ target, due, ...words }: TaskFields): TaskInput =>
  tidy({ ...words, target: target.text, due: due.text });
