import { CommandError } from './errors.ts';
import type { OrderedField } from './index-spec.ts';
import { fieldOf, isArray, isDoc, type Doc, type Value } from './values.ts';

/**
 * The keys of one document: one tuple of values, in field order, for each combination that its arrays
 * make. A missing field is null, an empty array is undefined, which stands even before null.
 */
export type DocKeys = {
  readonly keys: readonly Value[][];
  /** Which fields met an array; empty where none did. */
  readonly multikey: readonly number[];
};

/** How far one field has come: its value, or an array that has still to be spread out. */
type Step =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'array'; readonly array: readonly Value[]; readonly at: number }
  | { readonly kind: 'empty' };

const missing: Step = { kind: 'value', value: undefined };

function advance(parts: readonly string[], start: Value, from: number): Step {
  let node = start;
  for (let at = from; at < parts.length; at++) {
    const part = parts[at] ?? '';
    if (isArray(node)) {
      const position = /^\d+$/.test(part) ? Number(part) : node.length;
      if (position >= node.length) return { kind: 'array', array: node, at };
      node = node[position];
    } else {
      if (!isDoc(node)) return missing;
      node = fieldOf(node, part);
    }
  }
  return isArray(node)
    ? { kind: 'array', array: node, at: parts.length }
    : { kind: 'value', value: node };
}

/** How an element of a spread array goes on: at the end of the path it is the value itself. */
function enter(parts: readonly string[], element: Value, at: number): Step {
  if (at === parts.length) return { kind: 'value', value: element };
  return isDoc(element) ? advance(parts, element, at) : missing;
}

/** Every key of a document, as new arrays; throws when two fields are arrays of their own. */
export function docKeys(doc: Doc, fields: readonly OrderedField[], sparse = false): DocKeys {
  const plain = plainKey(doc, fields);
  if (plain !== undefined) {
    return sparse && plain.found === 0 ? NO_KEYS : { keys: [plain.key], multikey: NONE };
  }
  const steps = fields.map(({ parts }) => advance(parts, doc, 0));
  const multikey = new Set<number>();
  const tuples = spread(fields, steps, multikey);
  const kept = sparse ? tuples.filter((tuple) => !tuple.every(isMissing)) : tuples;
  return { keys: kept.map((tuple) => tuple.map(keyValue)), multikey: [...multikey] };
}

const NONE: readonly number[] = [];
const NO_KEYS: DocKeys = { keys: [], multikey: NONE };

/** The one key of a document without arrays in the way, which most are, and how many fields it has. */
function plainKey(
  doc: Doc,
  fields: readonly OrderedField[],
): { key: Value[]; found: number } | undefined {
  const key: Value[] = [];
  let found = 0;
  for (const { parts } of fields) {
    let node: Value = doc;
    for (const part of parts) {
      if (isArray(node)) return undefined;
      node = isDoc(node) ? fieldOf(node, part) : undefined;
    }
    if (isArray(node)) return undefined;
    if (node !== undefined) found += 1;
    key.push(node ?? null);
  }
  return { key, found };
}

function isMissing(step: Step): boolean {
  return step.kind === 'value' && step.value === undefined;
}

function keyValue(step: Step): Value {
  return step.kind === 'value' ? (step.value ?? null) : undefined;
}

function spread(
  fields: readonly OrderedField[],
  steps: readonly Step[],
  multikey: Set<number>,
): (readonly Step[])[] {
  const array = sharedArray(fields, steps, multikey);
  if (array === undefined) return [steps];
  if (array.length === 0) return [steps.map((step, field) => emptied(step, fields[field]))];
  return array.flatMap((element) => {
    const next = steps.map((step, field) =>
      step.kind === 'array' ? enter(fields[field]?.parts ?? [], element, step.at) : step,
    );
    return spread(fields, next, multikey);
  });
}

function emptied(step: Step, field: OrderedField | undefined): Step {
  if (step.kind !== 'array') return step;
  return step.at === field?.parts.length ? { kind: 'empty' } : missing;
}

/** All fields that meet an array must meet the same one. */
function sharedArray(
  fields: readonly OrderedField[],
  steps: readonly Step[],
  multikey: Set<number>,
): readonly Value[] | undefined {
  let shared: readonly Value[] | undefined;
  steps.forEach((step, field) => {
    if (step.kind !== 'array') return;
    multikey.add(field);
    if (shared !== undefined && shared !== step.array) throw parallelArrays(fields, steps);
    shared = step.array;
  });
  return shared;
}

function parallelArrays(fields: readonly OrderedField[], steps: readonly Step[]): CommandError {
  const [a, b] = fields.filter((_, field) => steps[field]?.kind === 'array');
  return new CommandError(
    171,
    `cannot index parallel arrays [${b?.path ?? ''}] [${a?.path ?? ''}]`,
  );
}
