import { blank } from '../../src/dialog/message.ts';
import type { Parsed, Turn } from '../../src/dialog/turn.ts';
import type { TaskInput } from '../../src/domain/commands.ts';
import type { ItemView, SuggestionView } from '../../src/domain/views.ts';
import { parseField, type FieldName } from './field-parsers.ts';
import type { TaskLine } from '../../src/domain/task-line.ts';
import { askContent, type Begun } from './task-content.ts';
import { askField, type Writing } from './task-fields.ts';
import { stepLine } from './task-steps.ts';

type Known = Partial<TaskInput> & { suggestion?: SuggestionView };

const steps = [
  ['target', 2],
  ['due', 3],
  ['owner', 4],
] as const;

const knownFrom = (begun: Begun): Known => {
  if ('line' in begun) return begun.line.fields;
  if ('content' in begun) return { content: begun.content };
  const { suggestion } = begun;
  return { content: suggestion.content, evidence: suggestion.evidence, suggestion };
};

/** A field of a one-line task that cannot be kept is asked for, with the reason above the question. */
const wrongInLine = (
  t: Turn,
  field: FieldName,
  words: string | undefined,
  { year }: Writing,
): Exclude<Parsed<string>, { ok: string }> | undefined => {
  if (words === undefined) return undefined;
  const parsed = parseField(field, words, { year, lang: t.lang });
  return 'ok' in parsed ? undefined : parsed;
};

/** Content → target → time → person in charge; what is known already is not asked. */
export const askDraft = async (
  t: Turn,
  item: ItemView,
  writing: Writing,
  line?: TaskLine,
): Promise<TaskInput> => {
  const begun = line ? { line } : await askContent(t, item, writing);
  const { suggestion, ...known } = knownFrom(begun);
  const draft: TaskInput = { content: '', target: '', due: '', owner: '', ...known };
  for (const [field, step] of steps) {
    const wrong = wrongInLine(t, field, known[field], writing);
    if (known[field] !== undefined && !wrong) continue;
    const why = wrong && 'retry' in wrong ? [...wrong.retry, blank] : [];
    const lead = [...why, stepLine(writing, step)];
    const given = await askField(t, field, { key: field, lead, suggestion }, writing);
    draft[field] = given.words;
    if (given.all && suggestion) {
      return { ...draft, due: suggestion.due, owner: suggestion.owner };
    }
  }
  return draft;
};
