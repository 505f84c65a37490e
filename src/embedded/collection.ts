import {
  addEntries,
  buildIndex,
  checkUnique,
  cloneIndex,
  entriesOf,
  removeEntries,
  type Index,
} from './index-tree.ts';
import { isEqual } from './order.ts';
import type { IndexSpec } from './index-spec.ts';
import { SortedTree, treeOf } from './sorted-tree.ts';
import type { Doc } from './values.ts';

/** A stored document: its number (natural order, never used again), and its size as bytes. */
export type Row = { readonly id: number; readonly doc: Doc; readonly bytes: number };

/**
 * A collection in memory. Once published it never changes: a writer clones it, which costs next to
 * nothing, changes the clone and publishes that. So every reader holds a snapshot for free.
 */
export type Collection = {
  readonly ns: string;
  readonly id: number;
  readonly uuid: Uint8Array;
  readonly rows: SortedTree<number, Row>;
  /** The first is always the one of `_id`. */
  indexes: readonly Index[];
  /** The durable batch that this state belongs to: a reader waits for it. */
  batch: number;
};

export function createCollection(ns: string, id: number, uuid: Uint8Array): Collection {
  const rows: SortedTree<number, Row> = new SortedTree<number, Row>(undefined, (a, b) => a - b);
  return { ns, id, uuid, rows, indexes: [], batch: 0 };
}

export function cloneCollection(source: Collection): Collection {
  const indexes = source.indexes.map(cloneIndex);
  return { ...source, rows: source.rows.clone(), indexes };
}

/** A collection of rows that are in natural order already, as they come from the disk. */
export function loadCollection(
  empty: Collection,
  specs: readonly IndexSpec[],
  rows: Row[],
): Collection {
  const tree = treeOf(
    rows.map(({ id }) => id),
    rows,
    (a, b) => a - b,
  );
  const indexes = specs.map((spec) => buildIndex(spec, rows, empty.ns));
  return { ...empty, rows: tree, indexes };
}

/** Adds a row, or throws (a duplicate key, parallel arrays) and leaves everything as it was. */
export function insertRow(collection: Collection, row: Row): void {
  const added = collection.indexes.map((index) => entriesOf(index, row.id, row.doc));
  collection.indexes.forEach((index, at) => {
    checkUnique(index, added[at] ?? { entries: [], multikey: [] }, collection.ns);
  });
  collection.indexes.forEach((index, at) => {
    addEntries(index, added[at] ?? { entries: [], multikey: [] });
  });
  collection.rows.set(row.id, row);
}

/** Puts a row in the place of the one with its number, or throws and leaves everything as it was. */
export function replaceRow(collection: Collection, before: Row, after: Row): void {
  const changes = collection.indexes
    .map((index) => {
      const old = entriesOf(index, before.id, before.doc);
      return { index, old, now: entriesOf(index, after.id, after.doc) };
    })
    .filter(({ old, now }) => !isEqual(old.entries, now.entries));
  for (const { index, now } of changes) checkUnique(index, now, collection.ns);
  for (const { index, old, now } of changes) {
    removeEntries(index, old);
    addEntries(index, now);
  }
  collection.rows.set(after.id, after);
}

export function removeRow(collection: Collection, row: Row): void {
  for (const index of collection.indexes) removeEntries(index, entriesOf(index, row.id, row.doc));
  collection.rows.delete(row.id);
}
