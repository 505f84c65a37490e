import { blank, raw, text, type Choice, type Text } from '../../src/dialog/message.ts';
import type { Parse, Turn } from '../../src/dialog/turn.ts';
import { shorten } from '../../src/domain/text.ts';
import type { ItemView, SuggestionView } from '../../src/domain/views.ts';
import { sectorRule } from '../talking/chips.ts';
import { parseField } from './field-parsers.ts';
import { parseTaskLine, type TaskLine } from '../../src/domain/task-line.ts';
import type { Writing } from './task-fields.ts';
import { stepLine } from './task-steps.ts';

/** What the first question brought: the content, a suggestion to go on with, or the whole task in one line. */
export type Begun = { content: string } | { suggestion: SuggestionView } | { line: TaskLine };

const shownSuggestions = 4;
const shownLength = 90;

const suggestionsOf = ({ suggestions, sectorRule: allowed }: ItemView): SuggestionView[] =>
  [...(allowed ? [sectorRule] : []), ...suggestions].slice(0, shownSuggestions);

const suggestionLines = (suggestions: readonly SuggestionView[]): Text[] =>
  suggestions.length === 0
    ? []
    : [
        blank,
        text('task.suggestions'),
        ...suggestions.map(({ content }, index) =>
          raw(`${index + 1}. ${shorten(content, shownLength)}`),
        ),
      ];

const suggestionChoices = (suggestions: readonly SuggestionView[]): Choice[] =>
  suggestions.map(({ id }, index) => ({
    label: text('task.use_suggestion', { number: index + 1 }),
    answer: id,
    code: String(index + 1),
    narrow: true,
  }));

const contentLines = (
  item: ItemView,
  writing: Writing,
  suggestions: readonly SuggestionView[],
): Text[] => [
  stepLine(writing, 1),
  ...(item.heldBy ? [text('task.held_by', { name: item.heldBy })] : []),
  suggestions.length > 0
    ? text('task.ask.content_plain')
    : text('task.ask.content', { example: text(`task.example.content.${writing.kind}`) }),
  ...suggestionLines(suggestions),
  blank,
  text('task.one_line', { example: text(`task.example.line.${writing.kind}`) }),
];

const parseBegun =
  (t: Turn, suggestions: readonly SuggestionView[], { code, year }: Writing): Parse<Begun> =>
  ({ choice, text: typed = '' }) => {
    const suggestion = suggestions.find(({ id }) => id === choice);
    if (suggestion) return { ok: { suggestion } };
    const line = parseTaskLine(typed);
    if (line) {
      return line.item === undefined || line.item === code
        ? { ok: { line } }
        : { retry: [text('task.other_item', { typed: line.item, code })] };
    }
    const content = parseField('content', typed, { year, lang: t.lang });
    return 'ok' in content ? { ok: { content: content.ok } } : content;
  };

/** "Bước 1/4": the content, typed or picked, or everything in one message. */
export const askContent = (t: Turn, item: ItemView, writing: Writing): Promise<Begun> => {
  const suggestions = suggestionsOf(item);
  const lines = contentLines(item, writing, suggestions);
  const choices = suggestionChoices(suggestions);
  return t.ask(
    'content',
    choices.length > 0 ? { lines, choices } : { lines },
    parseBegun(t, suggestions, writing),
  );
};
