/**
 * A whole plan read from what somebody wrote elsewhere: tasks under the items they belong to, and beside them
 * everything that was not understood. Nothing is decided here; the person looks at it first.
 */
import type { TaskInput } from './commands.ts';
import { formerYearIn, moveYears, type Moved } from './former-years.ts';
import { planLinesOf } from './plan-lines.ts';
import { outlineOf } from './plan-outline.ts';
import type { HeadNumber, ItemCode, Programme } from './programme.ts';
import { fold, hiddenMark, hidePersonalData } from './text.ts';

/** What a document is made of: words with line breaks, or a table. */
export type PlanPiece = { text: string } | { rows: readonly (readonly string[])[] };

export type ProposedTask = {
  /** Absent when the words did not say; `head` when they said that much. */
  item?: ItemCode;
  head?: HeadNumber;
  fields: TaskInput;
  /** The plan, or this proposal, has the same work under the same item. */
  duplicate?: true;
};

export type PlanProposal = {
  tasks: readonly ProposedTask[];
  /** Lines that are no work, in order. */
  rest: readonly string[];
  moved: readonly Moved[];
  /** Numbers of people that were left out. */
  hidden: number;
};

/** What the plan has already. */
export type Present = { item: ItemCode; content: string };

/** The same work, whatever the signs and accents. */
const workKey = (item: ItemCode, content: string): string =>
  `${item} ${fold(content)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()}`;

export const isSameWork = (a: Present, b: Present): boolean =>
  workKey(a.item, a.content) === workKey(b.item, b.content);

const fieldNames = ['content', 'target', 'due', 'owner', 'partners', 'evidence'] as const;

/** Times move from any former year; other words only from the year that the times speak of. */
const moveTask = (fields: TaskInput, year: number, from: number | undefined) => {
  const moved: Moved[] = [];
  const changed = { ...fields };
  for (const name of fieldNames) {
    const words = fields[name];
    if (words === undefined || (name !== 'due' && from === undefined)) continue;
    const result = moveYears(words, year, name === 'due' ? undefined : from);
    changed[name] = result.words;
    moved.push(...result.moved);
  }
  return { fields: changed, moved };
};

const titleYear = /ke hoach[^\n]{0,120}?nam (20\d{2})(?! ?[–-])/u;

/** "KẾ HOẠCH … năm 2025" above the plan. */
const titledYear = (lines: readonly string[], year: number): number | undefined => {
  const found = Number(titleYear.exec(fold(lines.slice(0, 30).join(' ')))?.[1]);
  return found < year ? found : undefined;
};

const marked = (tasks: readonly ProposedTask[], present: readonly Present[]): ProposedTask[] => {
  const known = new Set(present.map(({ item, content }) => workKey(item, content)));
  return tasks.map((task) => {
    const { duplicate: _duplicate, ...plain } = task;
    if (task.item === undefined) return plain;
    const key = workKey(task.item, task.fields.content);
    if (known.has(key)) return { ...plain, duplicate: true };
    known.add(key);
    return plain;
  });
};

/** Moves tasks of another year on to `year` and marks what the plan has already. */
export const movedOn = (
  read: { tasks: readonly ProposedTask[]; rest: readonly string[]; hidden: number },
  { year, from, present }: { year: number; from?: number | undefined; present: readonly Present[] },
): PlanProposal => {
  const source =
    from ??
    formerYearIn(
      read.tasks.map(({ fields }) => fields.due),
      year,
    );
  const moved = read.tasks.map((task) => ({ task, ...moveTask(task.fields, year, source) }));
  return {
    tasks: marked(
      moved.map(({ task, fields }) => ({ ...task, fields })),
      present,
    ),
    rest: read.rest,
    moved: moved.flatMap((one) => one.moved),
    hidden: read.hidden,
  };
};

const hide = (piece: PlanPiece): PlanPiece =>
  'text' in piece
    ? { text: hidePersonalData(piece.text) }
    : { rows: piece.rows.map((row) => row.map(hidePersonalData)) };

const wordsOf = (piece: PlanPiece): string =>
  'text' in piece ? piece.text : piece.rows.map((row) => row.join('\n')).join('\n');

/** Reads a plan out of these pieces. */
export const proposePlan = (
  pieces: readonly PlanPiece[],
  about: { programme: Programme; year: number; present: readonly Present[] },
): PlanProposal => {
  const shown = pieces.map(hide);
  const { tasks, rest } = planLinesOf(shown, outlineOf(about.programme));
  const all = shown.map(wordsOf).join('\n');
  const from = titledYear(all.split('\n'), about.year);
  return movedOn({ tasks, rest, hidden: all.split(hiddenMark).length - 1 }, { ...about, from });
};
