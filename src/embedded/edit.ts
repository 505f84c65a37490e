import { CommandError } from './errors.ts';
import { formatKey } from './format.ts';
import { matches, type Filter, type Hit } from './filter.ts';
import { copyOf, fieldOf, isArray, isDoc, setField, type Draft, type Value } from './values.ts';

/** One change at one path. */
export type Edit = {
  readonly path: string;
  readonly parts: readonly string[];
  /** Makes the missing parents of its path; the others leave a document alone that lacks the path. */
  readonly creates: boolean;
  /** The new value for the present one; `undefined` stands for missing on both sides. */
  readonly apply: (present: Value) => Value;
};

/** What the placeholders of a path stand for in one document. */
export type Placeholders = {
  readonly hit: Hit;
  readonly arrayFilters: ReadonlyMap<string, Filter>;
};

const MAX_PADDING = 1_500_000;

/** Applies a change and returns the new value, or the very same one if nothing changed. */
export function applyEdit(root: Value, edit: Edit, placeholders: Placeholders): Value {
  return descend(root, 0, {
    edit: { ...edit, parts: positioned(edit, placeholders.hit) },
    placeholders,
  });
}

type Course = { readonly edit: Edit; readonly placeholders: Placeholders };

function positioned({ parts }: Edit, hit: Hit): readonly string[] {
  const at = parts.indexOf('$');
  if (at < 0) return parts;
  if (hit.index === undefined) {
    throw new CommandError(
      2,
      'The positional operator did not find the match needed from the query.',
    );
  }
  if (parts.includes('$', at + 1))
    throw new CommandError(
      2,
      `Too many positional (i.e. '$') elements found in path '${parts.join('.')}'`,
    );
  return parts.with(at, String(hit.index));
}

function descend(node: Value, at: number, course: Course): Value {
  const { edit } = course;
  const part = edit.parts[at];
  if (part === undefined) return edit.apply(node);
  if (isArray(node)) return descendArray(node, part, at, course);
  if (isPlaceholder(part)) return withoutArray(node, at, course);
  if (isDoc(node)) {
    const present = fieldOf(node, part);
    const next = descend(present, at + 1, course);
    return next === present ? node : withField(copyOf(node), part, next);
  }
  if (!edit.creates) return node;
  if (node !== undefined) throw notViable(node, part, at, edit);
  const made = descend(undefined, at + 1, course);
  return made === undefined ? undefined : withField({}, part, made);
}

function withField(draft: Draft, field: string, value: Value): Draft {
  if (value === undefined) {
    const { [field]: _dropped, ...rest } = draft;
    return rest;
  }
  setField(draft, field, value);
  return draft;
}

function isPlaceholder(part: string): boolean {
  return part.startsWith('$[') && part.endsWith(']');
}

function withoutArray(node: Value, at: number, { edit }: Course): Value {
  const parent = edit.parts.slice(0, at).join('.');
  if (node === undefined) {
    throw new CommandError(
      2,
      `The path '${parent}' must exist in the document in order to apply array updates.`,
    );
  }
  throw new CommandError(
    2,
    `Cannot apply array updates to non-array element ${edit.parts[at - 1] ?? ''}`,
  );
}

function notViable(node: Value, part: string, at: number, edit: Edit): CommandError {
  const element = formatKey({ [edit.parts[at - 1] ?? '']: node });
  return new CommandError(28, `Cannot create field '${part}' in element ${element}`);
}

function descendArray(array: readonly Value[], part: string, at: number, course: Course): Value {
  if (isPlaceholder(part)) return eachElement(array, part, at, course);
  if (!/^\d+$/.test(part)) {
    if (course.edit.creates) throw notViable(array, part, at, course.edit);
    return array;
  }
  const index = Number(part);
  const present = array[index];
  const next = descend(present, at + 1, course);
  if (next === present) return array;
  if (index - array.length > MAX_PADDING) {
    throw new CommandError(2, `can't backfill more than ${MAX_PADDING} elements`);
  }
  const copy = [...array];
  while (copy.length < index) copy.push(null);
  copy[index] = next ?? null; // an element cannot be missing
  return copy;
}

function eachElement(array: readonly Value[], part: string, at: number, course: Course): Value {
  const identifier = part.slice(2, -1);
  const filter = identifier === '' ? undefined : filterFor(identifier, course);
  const copy = array.map((element) => {
    if (filter !== undefined && !matches(filter, { [identifier]: element })) return element;
    return descend(element, at + 1, course) ?? null;
  });
  return copy.some((element, index) => element !== array[index]) ? copy : array;
}

function filterFor(identifier: string, { edit, placeholders }: Course): Filter {
  const filter = placeholders.arrayFilters.get(identifier);
  if (filter !== undefined) return filter;
  throw new CommandError(
    2,
    `No array filter found for identifier '${identifier}' in path '${edit.path}'`,
  );
}
