/** The questions for the single fields of a task: asked one by one, and again when one is edited. */
import { blank, raw, text, type Choice, type Text } from '../../src/dialog/message.ts';
import type { Answer, Parse, Turn } from '../../src/dialog/turn.ts';
import type { ItemCode, UnitKind } from '../../src/domain/programme.ts';
import type { SuggestionView } from '../../src/domain/views.ts';
import { dueChips, ownersOf, type Chip } from '../talking/chips.ts';
import { parseField, type FieldName } from './field-parsers.ts';

/** Where and for whom a task is written. */
export type Writing = {
  code: ItemCode;
  short: string;
  year: number;
  kind: UnitKind;
  /** One that was written for this sub-item makes the best example. */
  example?: SuggestionView | undefined;
};

/** One question: under which key, below which lines, with which proposal. */
export type Question = {
  key: string;
  lead: readonly Text[];
  suggestion?: SuggestionView | undefined;
  /** When a saved or typed value is changed, it stands above the question. */
  present?: string | undefined;
};

/** The value, or that the rest of the suggestion is taken as well. */
export type Given = { words: string; all?: true };

/** The four quarters, the four usual people in charge. */
const fewChips = 4;

const optional: readonly FieldName[] = ['partners', 'evidence'];

const firstClause = (words: string): string => words.split(/[;.]/u)[0]?.trim() ?? words;

const exampleOf = (field: FieldName, { kind, example }: Writing): Text =>
  field === 'target' && example
    ? raw(firstClause(example.target))
    : text(`task.example.${field}.${kind}`);

const chipsOf = (field: FieldName, kind: UnitKind): readonly Chip[] => {
  if (field === 'due') return dueChips;
  return field === 'owner' ? ownersOf(kind) : [];
};

const proposalOf = (field: FieldName, { suggestion }: Question): string | undefined =>
  suggestion === undefined || field === 'partners' ? undefined : suggestion[field];

const proposalChoices = (field: FieldName, question: Question): Choice[] =>
  proposalOf(field, question) === undefined
    ? []
    : [
        { label: text('task.use_proposal'), answer: 'use', tone: 'primary' },
        ...(field === 'target' ? [{ label: text('task.use_all'), answer: 'all' }] : []),
      ];

/** Either all of them or the first four: a few out of many equals would look like the only ones. */
const shownChips = (chips: readonly Chip[], places: number): readonly Chip[] => {
  if (chips.length <= places) return chips;
  return fewChips <= places ? chips.slice(0, fewChips) : [];
};

const chipChoices = (chips: readonly Chip[]): Choice[] =>
  chips.map(({ answer, words }) => ({ label: raw(words), answer, narrow: true }));

const clearChoice = (field: FieldName, { present }: Question): Choice[] =>
  optional.includes(field) && present ? [{ label: text('task.clear'), answer: 'none' }] : [];

const messageLines = (field: FieldName, question: Question, writing: Writing): Text[] => {
  const proposal = proposalOf(field, question);
  return [
    ...question.lead,
    text(`task.ask.${field}`, { example: exampleOf(field, writing) }),
    ...(question.present ? [text('task.present', { words: question.present })] : []),
    ...(proposal === undefined ? [] : [blank, text('task.proposal', { words: proposal })]),
  ];
};

const chosen = (field: FieldName, question: Question, kind: UnitKind) => {
  const proposal = proposalOf(field, question);
  return ({ choice }: Answer): Given | undefined => {
    if (choice === 'none') return { words: '' };
    if (choice === 'use' && proposal !== undefined) return { words: proposal };
    if (choice === 'all' && proposal !== undefined) return { words: proposal, all: true };
    const chip = chipsOf(field, kind).find(({ answer }) => answer === choice);
    return chip && { words: chip.words };
  };
};

/** Asks for one field until it can be kept. */
export const askField = (
  t: Turn,
  field: FieldName,
  question: Question,
  writing: Writing,
): Promise<Given> => {
  const pick = chosen(field, question, writing.kind);
  const parse: Parse<Given> = (answer) => {
    const picked = pick(answer);
    if (picked) return { ok: picked };
    const parsed = parseField(field, answer.text ?? '', { year: writing.year, lang: t.lang });
    return 'ok' in parsed ? { ok: { words: parsed.ok } } : parsed;
  };
  const proposals = proposalChoices(field, question);
  const clear = clearChoice(field, question);
  // one place is for the way back
  const places = t.limits.buttons - proposals.length - clear.length - 1;
  const chips = shownChips(chipsOf(field, writing.kind), places);
  const choices = [...proposals, ...chipChoices(chips), ...clear];
  const lines = messageLines(field, question, writing);
  return t.ask(question.key, choices.length > 0 ? { lines, choices } : { lines }, parse);
};

/** The same for what may be left out: "Bỏ qua" leaves it as it is. */
export const askOptional = async (
  t: Turn,
  field: 'partners' | 'evidence',
  question: Question,
  writing: Writing,
): Promise<string | undefined> => {
  const pick = chosen(field, question, writing.kind);
  const choices = clearChoice(field, question);
  const lines = messageLines(field, question, writing);
  const given = await t.ask(
    question.key,
    choices.length > 0 ? { lines, choices } : { lines },
    (answer) => {
      const picked = pick(answer);
      if (picked) return { ok: picked.words };
      return parseField(field, answer.text ?? '', { year: writing.year, lang: t.lang });
    },
    { skip: true },
  );
  return given;
};
