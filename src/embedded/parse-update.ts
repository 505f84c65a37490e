import type { Edit } from './edit.ts';
import { CommandError } from './errors.ts';
import type { Filter } from './filter.ts';
import { formatKey, formatValue } from './format.ts';
import { compareStrings } from './order.ts';
import { parseFilter } from './parse-filter.ts';
import { operators } from './update-operators.ts';
import { typeAlias } from './type-alias.ts';
import { isArray, isDoc, type Doc, type Value } from './values.ts';

/** `$rename`: the value at `from` moves to `to`, if there is one. */
export type Rename = { readonly from: readonly string[]; readonly to: readonly string[] };

/** A parsed update: a new document, or changes of the present one. */
export type Update =
  | { readonly kind: 'replace'; readonly doc: Doc }
  | {
      readonly kind: 'modify';
      readonly edits: readonly Edit[];
      /** Done only where an upsert inserts. */
      readonly onInsert: readonly Edit[];
      readonly renames: readonly Rename[];
      readonly arrayFilters: ReadonlyMap<string, Filter>;
    };

export type UpdateSource = {
  readonly update: Value;
  readonly arrayFilters?: Value;
  readonly now: () => Date;
};

/** Reads an update; refuses by name what it does not know. */
export function parseUpdate({ update, arrayFilters, now }: UpdateSource): Update {
  if (isArray(update))
    throw new CommandError(9, 'an update by an aggregation pipeline is not supported here');
  if (!isDoc(update))
    throw new CommandError(9, 'Update argument must be either an object or an array');
  const names = Object.keys(update);
  if (!names[0]?.startsWith('$')) return parseReplacement(update, names, arrayFilters);
  const filters = parseArrayFilters(arrayFilters);
  const edits: Edit[] = [];
  const onInsert: Edit[] = [];
  let renames: Rename[] = [];
  for (const [name, changes] of Object.entries(update)) {
    if (!isDoc(changes)) {
      throw new CommandError(
        9,
        `Modifiers operate on fields but we found type ${typeAlias(changes)} instead. For example: {$mod: {<field>: ...}} not {${name}: ${formatValue(changes)}}`,
      );
    }
    if (name === '$rename') renames = parseRenames(changes);
    else (name === '$setOnInsert' ? onInsert : edits).push(...parseEdits(name, changes, now));
  }
  const paths = [...edits, ...onInsert].map(({ parts }) => parts);
  checkConflicts([...paths, ...renames.flatMap(({ from, to }) => [from, to])]);
  checkArrayFilters(filters, paths, update);
  return {
    kind: 'modify',
    edits: edits.sort(byPath),
    onInsert: onInsert.sort(byPath),
    renames,
    arrayFilters: filters,
  };
}

function parseReplacement(doc: Doc, names: readonly string[], arrayFilters: Value): Update {
  const dollar = names.find((name) => name.startsWith('$'));
  if (dollar !== undefined) {
    throw new CommandError(
      52,
      `The dollar ($) prefixed field '${dollar}' in '${dollar}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
    );
  }
  if (arrayFilters !== undefined)
    throw new CommandError(9, 'arrayFilters may not be specified for a replacement-style update');
  return { kind: 'replace', doc };
}

function parseEdits(name: string, changes: Doc, now: () => Date): Edit[] {
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (operator === undefined) {
    throw new CommandError(
      9,
      `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  return Object.entries(changes).map(([path, argument]) => ({
    path,
    parts: parsePath(path),
    creates: operator.creates,
    apply: operator.change(path, argument, now),
  }));
}

function parsePath(path: string): string[] {
  const parts = path.split('.');
  if (parts.includes('')) {
    throw new CommandError(
      56,
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  const first = parts[0] ?? '';
  const isPlaceholder = (part: string) => part === '$' || /^\$\[.*\]$/.test(part);
  if (isPlaceholder(first)) {
    throw new CommandError(
      2,
      `Cannot have positional (i.e. '$') element in the first position in path '${path}'`,
    );
  }
  const dollar = parts.find((part) => part.startsWith('$') && !isPlaceholder(part));
  if (dollar !== undefined) {
    throw new CommandError(
      52,
      `The dollar ($) prefixed field '${dollar}' in '${path}' is not valid for storage.`,
    );
  }
  return parts;
}

function parseRenames(changes: Doc): Rename[] {
  return Object.entries(changes).map(([from, to]) => {
    if (typeof to !== 'string') {
      throw new CommandError(
        2,
        `The 'to' field for $rename must be a string: ${from}: ${formatValue(to)}`,
      );
    }
    if (`${from}.`.startsWith(`${to}.`) || `${to}.`.startsWith(`${from}.`)) {
      throw new CommandError(
        2,
        `The source and target field for $rename must differ and not be on the same path: ${from}: "${to}"`,
      );
    }
    const names = { from: parsePath(from), to: parsePath(to) };
    if ([...names.from, ...names.to].some((part) => part.startsWith('$'))) {
      throw new CommandError(
        2,
        `The source and target fields for $rename may not be dynamic: ${from}`,
      );
    }
    return names;
  });
}

/** In the order of MongoDB: by name, positions by number. */
function byPath(a: Edit, b: Edit): number {
  const shorter = Math.min(a.parts.length, b.parts.length);
  for (let at = 0; at < shorter; at++) {
    const [x, y] = [a.parts[at] ?? '', b.parts[at] ?? ''];
    const numeric = /^\d+$/.test(x) && /^\d+$/.test(y);
    const order = numeric ? Number(x) - Number(y) : compareStrings(x, y);
    if (order !== 0) return order;
  }
  return a.parts.length - b.parts.length;
}

/** No two changes may touch the same path, or one a part of the other. */
function checkConflicts(paths: readonly (readonly string[])[]): void {
  const seen = new Set<string>();
  const parents = new Set<string>();
  for (const parts of paths) {
    const path = parts.join('.');
    const prefixes = parts.map((_, at) => parts.slice(0, at + 1).join('.'));
    const at =
      prefixes.find((prefix) => seen.has(prefix)) ?? (parents.has(path) ? path : undefined);
    if (at !== undefined) {
      throw new CommandError(40, `Updating the path '${path}' would create a conflict at '${at}'`);
    }
    seen.add(path);
    for (const prefix of prefixes) parents.add(prefix);
  }
}

function parseArrayFilters(given: Value): Map<string, Filter> {
  const filters = new Map<string, Filter>();
  if (given === undefined) return filters;
  if (!isArray(given)) throw new CommandError(14, 'arrayFilters must be an array');
  for (const one of given) {
    const identifier = isDoc(one) ? identifierOf(one) : undefined;
    if (identifier === undefined)
      throw new CommandError(
        9,
        'Cannot use an expression without a top-level field name in arrayFilters',
      );
    if (!/^[a-z][a-zA-Z0-9]*$/.test(identifier)) {
      throw new CommandError(
        2,
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${identifier}'`,
      );
    }
    if (filters.has(identifier))
      throw new CommandError(
        9,
        `Found multiple array filters with the same top-level field name ${identifier}`,
      );
    filters.set(identifier, parseFilter(one));
  }
  return filters;
}

/** The one name that all conditions of an array filter begin with. */
function identifierOf(filter: Doc): string | undefined {
  const names = Object.entries(filter).flatMap(([key, value]) => {
    if (!key.startsWith('$')) return [key.split('.')[0] ?? ''];
    return isArray(value)
      ? value.map((part) => (isDoc(part) ? identifierOf(part) : undefined))
      : [];
  });
  const distinct = new Set(names);
  if (distinct.size > 1) {
    throw new CommandError(
      9,
      `Error parsing array filter :: caused by :: Expected a single top-level field name, found ${[...distinct].map((name) => `'${String(name)}'`).join(' and ')}`,
    );
  }
  return names[0];
}

function checkArrayFilters(
  filters: ReadonlyMap<string, Filter>,
  paths: readonly (readonly string[])[],
  update: Doc,
): void {
  for (const identifier of filters.keys()) {
    if (!paths.some((parts) => parts.includes(`$[${identifier}]`))) {
      throw new CommandError(
        9,
        `The array filter for identifier '${identifier}' was not used in the update ${formatKey(update)}`,
      );
    }
  }
}
