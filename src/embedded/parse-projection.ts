import { CommandError } from './errors.ts';
import { matches } from './filter.ts';
import { isOperatorDoc, parseFilter } from './parse-filter.ts';
import { isArray, isDoc, plainNumber, wholeNumber, type Doc, type Value } from './values.ts';

/** What happens to one field. */
export type Rule =
  | { readonly kind: 'include' | 'exclude' }
  | { readonly kind: 'positional' }
  | { readonly kind: 'branch'; readonly branch: Branch }
  | { readonly kind: 'slice'; readonly slice: (array: readonly Value[]) => readonly Value[] }
  | { readonly kind: 'elemMatch'; readonly accepts: (element: Value) => boolean };

/** The rules for the fields of one document. */
export type Branch = ReadonlyMap<string, Rule>;

export type ProjectionTree = {
  readonly root: Branch;
  /** Fields without a rule are left out, else they stay. */
  readonly inclusive: boolean;
  readonly positional: boolean;
};

type Entry = { readonly path: string; readonly rule: Rule };

/** Reads a projection into a tree of rules; refuses expressions by name. */
export function parseProjectionTree(spec: Value): ProjectionTree {
  if (!isDoc(spec)) throw new CommandError(14, 'a projection must be an object');
  const entries = parseEntries(spec, '');
  const inclusive = isInclusive(entries);
  const root = new Map<string, Rule>();
  for (const entry of entries) plant(root, entry);
  if (inclusive && !root.has('_id')) root.set('_id', { kind: 'include' });
  const positional = entries.filter(({ rule }) => rule.kind === 'positional').length;
  if (positional > 1)
    throw new CommandError(31276, 'Cannot specify more than one positional projection per query.');
  return { root, inclusive, positional: positional > 0 };
}

function parseEntries(spec: Doc, prefix: string): Entry[] {
  return Object.entries(spec).flatMap(([field, value]): Entry[] => {
    const path = prefix + field;
    if (isDoc(value) && !isOperatorDoc(value)) {
      if (Object.keys(value).length === 0)
        throw new CommandError(
          51270,
          'An empty sub-projection is not a valid value. Found empty object at path',
        );
      return parseEntries(value, `${path}.`);
    }
    if (path.endsWith('.$'))
      return [{ path: path.slice(0, -2), rule: positionalRule(value, path) }];
    if (path.split('.').some((part) => part === '' || part.startsWith('$'))) {
      throw new CommandError(
        16410,
        `FieldPath field names may not be empty or start with '$': ${path}`,
      );
    }
    return [{ path, rule: isDoc(value) ? operatorRule(value, path) : plainRule(value, path) }];
  });
}

function positionalRule(value: Value, path: string): Rule {
  if (value === true || plainNumber(value)) return { kind: 'positional' };
  throw new CommandError(31395, `positional projection cannot be used with exclusion: ${path}`);
}

function plainRule(value: Value, path: string): Rule {
  const number = typeof value === 'boolean' ? Number(value) : plainNumber(value);
  if (number === undefined)
    throw new CommandError(2, `projecting '${path}' by an expression is not supported here`);
  return { kind: number === 0 ? 'exclude' : 'include' };
}

function operatorRule(value: Doc, path: string): Rule {
  const [name = '', ...others] = Object.keys(value);
  if (others.length > 0)
    throw new CommandError(31252, `positional and operator projections take one operator: ${path}`);
  if (name === '$slice') return { kind: 'slice', slice: parseSlice(value.$slice) };
  if (name === '$elemMatch') return elemMatchRule(value, path);
  throw new CommandError(2, `projecting '${path}' with ${name} is not supported here`);
}

function elemMatchRule(value: Doc, path: string): Rule {
  if (path.includes('.'))
    throw new CommandError(31275, 'Cannot use $elemMatch projection on a nested field.');
  const filter = parseFilter({ element: value });
  return { kind: 'elemMatch', accepts: (element) => matches(filter, { element: [element] }) };
}

function parseSlice(argument: Value): (array: readonly Value[]) => readonly Value[] {
  const count = wholeNumber(argument);
  if (count !== undefined)
    return (array) => (count >= 0 ? array.slice(0, count) : array.slice(count));
  const [skip, limit] = isArray(argument) && argument.length === 2 ? argument.map(wholeNumber) : [];
  if (skip === undefined || limit === undefined)
    throw new CommandError(
      28667,
      'Invalid $slice syntax. The given syntax did not match the find() syntax',
    );
  if (limit <= 0)
    throw new CommandError(
      28724,
      'First argument to $slice must be an array, but is of type: int; the limit must be positive',
    );
  return (array) => {
    const from = skip >= 0 ? skip : Math.max(0, array.length + skip);
    return array.slice(from, from + limit);
  };
}

/** The mode is set by the fields other than `_id`; `$slice` alone keeps everything. */
function isInclusive(entries: readonly Entry[]): boolean {
  const deciding = entries.filter(({ path, rule }) => path !== '_id' && rule.kind !== 'slice');
  const [first] = deciding;
  if (first === undefined) return entries.length === 1 && entries[0]?.rule.kind === 'include';
  const inclusive = includes(first);
  const odd = deciding.find((entry) => includes(entry) !== inclusive);
  if (odd === undefined) return inclusive;
  throw inclusive
    ? new CommandError(31254, `Cannot do exclusion on field ${odd.path} in inclusion projection`)
    : new CommandError(31253, `Cannot do inclusion on field ${odd.path} in exclusion projection`);
}

function includes({ rule }: Entry): boolean {
  return rule.kind !== 'exclude';
}

function plant(root: Map<string, Rule>, { path, rule }: Entry): void {
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  let branch = root;
  for (const part of parts) {
    const present = branch.get(part);
    if (present !== undefined && present.kind !== 'branch')
      throw new CommandError(31249, `Path collision at ${path} remaining portion ${last}`);
    const next = new Map(present?.branch);
    branch.set(part, { kind: 'branch', branch: next });
    branch = next;
  }
  if (branch.has(last)) throw new CommandError(31250, `Path collision at ${path}`);
  branch.set(last, rule);
}
