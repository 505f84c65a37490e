/** Work in a table: one row each, with columns called as in practice; headings may take a whole row. */
import type { TaskInput } from './commands.ts';
import { columnRole, type ColumnRole, type Field } from './plan-labels.ts';
import { readHeading, type Place } from './plan-outline.ts';
import { inputFrom } from './plan-task-words.ts';
import { addTask, takeHeading, type Walk } from './plan-walk.ts';
import { clean } from './text.ts';

type Row = readonly string[];
type Roles = readonly (ColumnRole | undefined)[];

const rolesIn = (row: Row): Roles => {
  const roles = row.map(columnRole);
  // "Nội dung" before "Phần việc cụ thể" holds the items of the guidance.
  const contents = roles.flatMap((role, at) => (role === 'content' ? [at] : []));
  const first = contents.length > 1 && !roles.includes('item') ? contents[0] : undefined;
  return roles.map((role, at) => (at === first ? 'item' : role));
};

const isHeader = (roles: Roles): boolean =>
  roles.includes('content') && new Set(roles.filter((role) => role !== undefined)).size >= 2;

const filled = (row: Row): string[] => [...new Set(row.map((cell) => clean(cell)))].filter(Boolean);

/** "1", "2)", "a.": counts rows and says nothing. */
const isCount = (words: string): boolean => /^(?:\d{1,3}|[a-zđ])[.)]?$/iu.test(words);

/** The whole row is one heading. */
const takeHeadingRow = (row: Row, walk: Walk): boolean => {
  const cells = filled(row);
  if (cells.length === 0 || cells.length > 2) return false;
  const [first = '', second] = cells;
  if (second !== undefined && !/^[\dIVX]{1,3}(?:[.,]\d)?[.)]?$/iu.test(first)) return false;
  const words = second === undefined ? first : `${first.replace(/[.)]$/u, '')}. ${second}`;
  const heading = readHeading(words, walk.outline);
  if (!heading) return false;
  takeHeading(walk, heading);
  return true;
};

const placeIn = (row: Row, roles: Roles, walk: Walk): Place | undefined => {
  const cells = row.filter((_cell, at) => roles[at] === 'item' || roles[at] === 'number');
  for (const cell of cells) {
    const words = clean(cell);
    const heading = words === '' || isCount(words) ? undefined : readHeading(words, walk.outline);
    if (heading) return heading.place;
  }
  return undefined;
};

type RowFields = { fields: Partial<TaskInput>; others: string[] };

const fieldsIn = (row: Row, roles: Roles): RowFields => {
  const fields: Partial<TaskInput> = {};
  const others: string[] = [];
  for (const [at, cell] of row.entries()) {
    const role = roles[at];
    const words = clean(cell);
    if (words === '' || role === 'number' || role === 'item') continue;
    if (role === undefined || role === 'note') others.push(words);
    else fields[role] = fields[role] ? `${fields[role]}; ${words}` : words;
  }
  return { fields, others };
};

/** A row without content goes on with the work above it. */
const goOn = (walk: Walk, fields: Partial<TaskInput>): void => {
  const { open } = walk;
  if (!open) return;
  for (const [name, words] of Object.entries(fields)) {
    const field = name as Field; // the keys of a task
    const before = open.fields[field];
    if (before !== words)
      open.fields = { ...open.fields, [field]: before ? `${before}; ${words}` : words };
  }
};

/** "1.1. Quản lý đoàn viên: mở lớp" in the column of contents. */
const contentHeading = (walk: Walk, fields: Partial<TaskInput>): Partial<TaskInput> => {
  const heading =
    fields.content === undefined ? undefined : readHeading(fields.content, walk.outline);
  if (!heading) return fields;
  walk.place = heading.place;
  const content = heading.rest === '' ? heading.words : heading.rest;
  return content === '' ? fields : { ...fields, content };
};

const takeRow = (row: Row, roles: Roles, walk: Walk): void => {
  if (takeHeadingRow(row, walk)) return;
  const place = placeIn(row, roles, walk);
  if (place !== undefined) walk.place = place;
  const { fields: read, others } = fieldsIn(row, roles);
  const fields = contentHeading(walk, read);
  if (fields.content !== undefined) addTask(walk, inputFrom(fields));
  else if (Object.keys(fields).length > 0 && walk.open) goOn(walk, fields);
  else others.push(...Object.values(fields));
  walk.rest.push(...others);
};

/** Without titles: the usual order, behind a column that counts or names the item. */
const guessRoles = (row: Row): Roles => {
  const [first = ''] = row;
  const lead: ColumnRole[] =
    isCount(clean(first)) || /^\d[.,]\d/u.test(clean(first)) ? ['item'] : [];
  return [...lead, 'content', 'target', 'due', 'owner', 'partners', 'evidence'];
};

const widest = (rows: readonly Row[]): number => Math.max(0, ...rows.map((row) => row.length));

/** Takes the work of a table into the walk; rows above its titles, and tables without any, are read as lines. */
export const readTable = (
  rows: readonly Row[],
  walk: Walk,
  takeLine: (line: string) => void,
): void => {
  const titles = rows.findIndex((row) => isHeader(rolesIn(row)));
  if (titles === -1 && widest(rows) < 4) {
    for (const row of rows) takeLine(filled(row).join(' '));
    return;
  }
  for (const row of rows.slice(0, Math.max(titles, 0))) takeLine(filled(row).join(' '));
  walk.isOther = false;
  const found = rows[titles];
  const roles = found ? rolesIn(found) : undefined;
  for (const row of rows.slice(titles + 1)) {
    if (roles && isHeader(rolesIn(row))) continue;
    takeRow(row, roles ?? guessRoles(row), walk);
  }
};
