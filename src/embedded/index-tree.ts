import { CommandError } from './errors.ts';
import { matchesDoc } from './filter.ts';
import { formatKey } from './format.ts';
import { docKeys } from './index-keys.ts';
import type { IndexSpec, OrderedField } from './index-spec.ts';
import { compare } from './order.ts';
import { SortedTree, treeOf } from './sorted-tree.ts';
import { setField, type Doc, type Draft, type Value } from './values.ts';

/**
 * An entry: the values of the indexed fields, then the row's number. A shorter one is a bound: it holds
 * the first values only and ends with minus or plus infinity.
 */
export type Entry = readonly Value[];

/** One index: a sorted set of entries. */
export type Index = {
  readonly spec: IndexSpec;
  readonly tree: SortedTree<Entry, undefined>;
  /** The fields that met an array in some document: their bounds cannot be combined. */
  multikey: ReadonlySet<number>;
};

/** Compares the first values of two keys under the directions of the fields. */
function compareFirst(fields: readonly OrderedField[], a: Entry, b: Entry, count: number): number {
  for (let at = 0; at < count; at++) {
    const order = compare(a[at], b[at]);
    if (order !== 0) return fields[at]?.direction === -1 ? -order : order;
  }
  return 0;
}

/** The order of the entries of an index, bounds included. */
export function entryOrder(fields: readonly OrderedField[]): (a: Entry, b: Entry) => number {
  return (a, b) => {
    const order = compareFirst(fields, a, b, Math.min(a.length, b.length) - 1);
    if (order !== 0) return order;
    // A bound says by its infinity on which side of all entries with its values it lies.
    if (a.length < b.length) return rowOf(a);
    if (a.length > b.length) return -rowOf(b);
    return rowOf(a) === rowOf(b) ? 0 : rowOf(a) - rowOf(b);
  };
}

/** The row that an entry points to. */
export function rowOf(entry: Entry): number {
  return entry[entry.length - 1] as number; // every entry ends with one
}

/** Compares the values of two keys or entries, their rows left aside. */
export function compareKeys(fields: readonly OrderedField[]): (a: Entry, b: Entry) => number {
  return (a, b) => compareFirst(fields, a, b, fields.length);
}

/** A document and the number of its row. */
type Numbered = { readonly id: number; readonly doc: Doc };

/** An index on rows that are there already; throws if they are not unique as it wants them. */
export function buildIndex(spec: IndexSpec, rows: readonly Numbered[], ns: string): Index {
  const index = createIndex(spec);
  const multikey = new Set<number>();
  const all: Entry[] = [];
  for (const { id, doc } of rows) {
    const added = entriesOf(index, id, doc);
    for (const entry of added.entries) all.push(entry);
    for (const field of added.multikey) multikey.add(field);
  }
  const order = entryOrder(spec.fields);
  all.sort(order);
  if (spec.unique) checkNeighbours(spec, all, ns);
  const values = new Array<undefined>(all.length).fill(undefined);
  return { spec, tree: treeOf(all, values, order), multikey };
}

function checkNeighbours(spec: IndexSpec, sorted: readonly Entry[], ns: string): void {
  for (let at = 1; at < sorted.length; at++) {
    const before = sorted[at - 1] ?? [];
    const entry = sorted[at] ?? [];
    if (compareFirst(spec.fields, before, entry, spec.fields.length) === 0) {
      throw duplicateKey(spec, entry.slice(0, -1), ns);
    }
  }
}

export function createIndex(spec: IndexSpec): Index {
  return { spec, tree: new SortedTree(undefined, entryOrder(spec.fields)), multikey: new Set() };
}

export function cloneIndex(index: Index): Index {
  return { spec: index.spec, tree: index.tree.clone(), multikey: index.multikey };
}

/** The entries that a document has in this index, each once. */
export type DocEntries = {
  readonly entries: readonly Entry[];
  readonly multikey: readonly number[];
};

const none: DocEntries = { entries: [], multikey: [] };

export function entriesOf({ spec }: Index, row: number, doc: Doc): DocEntries {
  if (spec.partial !== undefined && !matchesDoc(spec.partial, doc)) return none;
  const { keys, multikey } = docKeys(doc, spec.fields, spec.sparse);
  const entries = keys.length < 2 ? keys : distinctKeys(keys, compareKeys(spec.fields));
  for (const key of entries) key.push(row); // the keys are ours: they become the entries
  return { entries, multikey };
}

function distinctKeys(keys: readonly Value[][], order: (a: Entry, b: Entry) => number): Value[][] {
  const sorted = [...keys].sort(order);
  return sorted.filter((key, at) => at === 0 || order(key, sorted[at - 1] ?? []) !== 0);
}

/** Throws MongoDB's duplicate key error if another row already has one of the entries. */
export function checkUnique(index: Index, { entries }: DocEntries, ns: string): void {
  if (!index.spec.unique) return;
  const differs = compareKeys(index.spec.fields);
  for (const entry of entries) {
    const key = entry.slice(0, -1);
    const first = index.tree.nextHigherKey([...key, -Infinity]);
    if (first === undefined || differs(first, key) !== 0 || rowOf(first) === rowOf(entry)) continue;
    throw duplicateKey(index.spec, key, ns);
  }
}

function duplicateKey(spec: IndexSpec, key: Entry, ns: string): CommandError {
  const keyValue: Draft = {};
  spec.fields.forEach(({ path }, at) => setField(keyValue, path, key[at] ?? null));
  const message = `E11000 duplicate key error collection: ${ns} index: ${spec.name} dup key: ${formatKey(keyValue)}`;
  return new CommandError(11000, message, { keyPattern: spec.key, keyValue });
}

export function addEntries(index: Index, { entries, multikey }: DocEntries): void {
  for (const entry of entries) index.tree.set(entry, undefined);
  if (multikey.some((field) => !index.multikey.has(field))) {
    index.multikey = new Set([...index.multikey, ...multikey]);
  }
}

export function removeEntries(index: Index, { entries }: DocEntries): void {
  for (const entry of entries) index.tree.delete(entry);
}
