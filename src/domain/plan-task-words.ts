/** One piece of work as people write it on one line: separated, labelled, or with a bracket behind it. */
import type { TaskInput } from './commands.ts';
import { hasTime, parseDue } from './due.ts';
import { parseTarget, showMeasures } from './measures.ts';
import { namedParts, type Field } from './plan-labels.ts';
import { clean, fold } from './text.ts';

type Part = Partial<TaskInput>;

const inOrder = ['content', 'target', 'due', 'owner', 'partners', 'evidence'] as const;

const counts = (words: string): boolean => parseTarget(words).measures.length > 0;

/** Speaks of a time and of little else. */
const isTime = (words: string): boolean => words.length <= 60 && hasTime(words) && !counts(words);

const person =
  /^(?:d\/c|dc |dong chi|bi thu|pho |pbt|bt |bt$|uv|uy vien|tro ly|truong |ban |bch|btv|chi doan|lien chi|doan |to truong|gv|giao vien|can bo)|phu trach$/u;
const isPerson = (words: string): boolean => words.length <= 80 && person.test(fold(words));

const soundsLikePlan = ({ target = '', due = '' }: Part): boolean => hasTime(due) || counts(target);

const byOrder = (parts: readonly string[]): Part => {
  const fields: Part = {};
  for (const [index, words] of parts.entries()) {
    const field = inOrder[index] ?? 'evidence';
    if (words !== '') fields[field] = fields[field] ? `${fields[field]}; ${words}` : words;
  }
  return fields;
};

const natureOf = (words: string, taken: Part): Field | undefined => {
  if (taken.due === undefined && isTime(words)) return 'due';
  if (taken.target === undefined && counts(words)) return 'target';
  return taken.owner === undefined && isPerson(words) ? 'owner' : undefined;
};

/** Undefined when some part is neither a time, a number nor a person. */
const byNature = ([content = '', ...parts]: readonly string[]): Part | undefined => {
  const fields: Part = { content };
  for (const words of parts) {
    const field = natureOf(words, fields);
    if (field === undefined) return undefined;
    fields[field] = words;
  }
  return parts.length === 0 ? undefined : fields;
};

/** A comma parts fields only where each part is plainly one. */
const byCommas = (words: string): Part | undefined => {
  const parts = words.split(/\s*,\s*/u);
  return parts.length >= 3 ? byNature(parts) : undefined;
};

const separators = [/\s*[;；]\s*/u, /\s*[|\t]\s*/u, /\s+[–—-]+\s+/u, /\s+\/\s+/u];

const separated = (words: string): Part | undefined => {
  for (const separator of separators) {
    const parts = words.split(separator).map((part) => part.trim());
    const ordered = byOrder(parts);
    if (parts.length >= 3 && soundsLikePlan(ordered)) return ordered;
    const natural = parts.length >= 2 ? byNature(parts) : undefined;
    if (natural) return natural;
  }
  return undefined;
};

/** "Mở lớp bồi dưỡng (02 lớp, quý I, Bí thư)". */
const bracketed = (words: string): Part | undefined => {
  const [, lead = '', inside = ''] = /^(.{8,}?)\s*\(([^()]{2,120})\)[\s.]*$/su.exec(words) ?? [];
  if (inside === '') return undefined;
  return isTime(inside)
    ? { content: lead, due: inside }
    : byNature([lead, ...inside.split(/\s*[;,]\s*/u)]);
};

/** "Mở 02 lớp, trong quý I": the time behind the last comma. */
const timeAtEnd = (words: string): Part | undefined => {
  const at = words.lastIndexOf(',');
  const tail = words
    .slice(at + 1)
    .replace(/[\s.]+$/u, '')
    .trim();
  if (at < 8 || tail.length > 40 || tail.includes(')') || !isTime(tail)) return undefined;
  const due = parseDue(tail, 2000);
  const isDay = 'ok' in due ? due.ok.lastDay !== undefined : due.error === 'year_outside';
  return isDay ? { content: words.slice(0, at).trim(), due: tail } : undefined;
};

/** A number within the content is the target where none was written. */
const withTarget = (fields: Part): Part => {
  if (fields.target) return fields;
  const { measures } = parseTarget(fields.content ?? '');
  return measures.length === 0 ? fields : { ...fields, target: showMeasures(measures) };
};

/** All fields; what was not written is empty. */
export const inputFrom = (part: Part): TaskInput => {
  const { content = '', target = '', due = '', owner = '', partners, evidence } = part;
  return {
    content,
    target,
    due,
    owner,
    ...(partners ? { partners } : {}),
    ...(evidence ? { evidence } : {}),
  };
};

const split = (words: string): Part =>
  separated(words) ?? bracketed(words) ?? byCommas(words) ?? timeAtEnd(words) ?? { content: words };

/** Reads one line; every word of it stands in some field. */
export const taskFrom = (line: string): TaskInput => {
  const words = clean(line.replace(/\t/gu, ' | ')).replace(/[\s;,]+$/u, '');
  const { lead, fields } = namedParts(words);
  const begun = lead === '' ? {} : split(lead);
  const both = Object.entries(fields).reduce<Part>((all, [name, value]) => {
    const field = name as Field; // the keys of a task
    return { ...all, [field]: all[field] ? `${all[field]}; ${value}` : value };
  }, begun);
  return inputFrom(withTarget(both));
};
