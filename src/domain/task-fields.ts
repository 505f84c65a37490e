import type { TaskInput } from './commands.ts';
import { refuse, type Refused } from './decide.ts';
import { parseDue } from './due.ts';
import { parseTarget } from './measures.ts';
import type { Due, Task, TaskFields } from './registration.ts';
import { clean } from './text.ts';

/** Longest texts that are kept; nothing is cut silently, a longer one is refused. */
export const fieldLimits = {
  content: 1000,
  target: 500,
  due: 200,
  owner: 200,
  partners: 500,
  evidence: 500,
} as const satisfies Record<keyof TaskInput, number>;

const fieldNames = ['content', 'target', 'due', 'owner', 'partners', 'evidence'] as const;

/** A text in which somebody says something: at least one letter or digit. */
const says = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

const readDue = (words: string, year: number): Due | undefined => {
  if (!says(words)) return { text: '' };
  const due = parseDue(words, year);
  return 'ok' in due ? due.ok : undefined;
};

const optional = (input: TaskInput): Pick<TaskFields, 'partners' | 'evidence'> => {
  const partners = clean(input.partners ?? '');
  const evidence = clean(input.evidence ?? '');
  return { ...(partners === '' ? {} : { partners }), ...(evidence === '' ? {} : { evidence }) };
};

/**
 * Typed words to fields, with measures and last day read from them. Only the content must be there: what else
 * is missing or vague is a warning before sending. A time that cannot be is refused.
 */
export const readFields = (input: TaskInput, year: number): Refused | { fields: TaskFields } => {
  const text = (name: keyof TaskInput): string => clean(input[name] ?? '');
  const content = text('content');
  if (!says(content)) return refuse('missing_field', { field: 'content' });
  const long = fieldNames.find((name) => text(name).length > fieldLimits[name]);
  if (long !== undefined) return refuse('too_long', { field: long, max: fieldLimits[long] });
  const due = readDue(text('due'), year);
  if (due === undefined) return refuse('invalid_field', { field: 'due' });
  const target = parseTarget(text('target'));
  return { fields: { content, target, due, owner: text('owner'), ...optional(input) } };
};

/** The fields of a task alone, as they are frozen into a sending. */
export const fieldsOf = (task: TaskFields): TaskFields => ({
  content: task.content,
  target: task.target,
  due: task.due,
  owner: task.owner,
  ...(task.partners === undefined ? {} : { partners: task.partners }),
  ...(task.evidence === undefined ? {} : { evidence: task.evidence }),
});

const words = (fields: TaskFields): Readonly<Record<keyof TaskInput, string>> => ({
  content: fields.content,
  target: fields.target.text,
  due: fields.due.text,
  owner: fields.owner,
  partners: fields.partners ?? '',
  evidence: fields.evidence ?? '',
});

/** Names of the fields whose words differ. */
export const changedFields = (
  before: TaskFields,
  after: TaskFields,
): readonly (keyof TaskInput)[] =>
  fieldNames.filter((name) => words(before)[name] !== words(after)[name]);

/** A task with other fields; optional ones that are gone do not linger. */
export const withFields = (task: Task, fields: TaskFields): Task => {
  const { partners: _partners, evidence: _evidence, ...rest } = task;
  return { ...rest, ...fields };
};
