import { ObjectId } from 'bson';
import { collectionRecord, newCollection, type Catalog } from './catalog.ts';
import {
  cloneCollection,
  insertRow,
  removeRow,
  replaceRow,
  type Collection,
  type Row,
} from './collection.ts';
import { CommandError } from './errors.ts';
import type { Change } from './storage.ts';
import { rowKey } from './storage-keys.ts';
import { encode, isArray, isDoc, type Doc, type Value } from './values.ts';

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
/** As in MongoDB; what is read back at the next start is walked recursively. */
const MAX_DEPTH = 200;

/**
 * A unit of work on the catalog: one command, or all commands of one transaction. It sees its snapshot
 * and its own writes; the catalog changes only in `publish`, which must come in the same tick as the
 * storage append. Dropping a unit is a complete rollback.
 */
export type Unit = {
  see(ns: string): Collection | undefined;
  /** The collection as this unit sees it, created if it does not exist. */
  ensure(ns: string): Collection;
  insert(ns: string, doc: Doc): Row;
  replace(ns: string, before: Row, doc: Doc): Row;
  remove(ns: string, row: Row): void;
  readonly changes: ReadonlyMap<string, Change>;
  publish(batch: number): void;
};

/** One collection under change: as the unit sees it, and as it will be published. */
type View = {
  /** What the unit sees. */
  readonly own: Collection;
  /** The same object as `own`, unless others have committed since the snapshot was taken. */
  readonly next: Collection;
};

type State = {
  readonly catalog: Catalog;
  readonly snapshot: ReadonlyMap<string, Collection>;
  readonly views: Map<string, View>;
  readonly changes: Map<string, Change>;
};

/** `snapshot` is the catalog's own map for a single command, or a copy of it for a transaction. */
export function createUnit(catalog: Catalog, snapshot: ReadonlyMap<string, Collection>): Unit {
  const state: State = { catalog, snapshot, views: new Map(), changes: new Map() };
  return {
    changes: state.changes,
    see: (ns) => state.views.get(ns)?.own ?? snapshot.get(ns),
    ensure: (ns) => viewOf(state, ns).own,
    insert: (ns, doc) => insert(state, ns, withId(doc)),
    replace: (ns, before, doc) => replace(state, viewOf(state, ns), before, doc),
    remove: (ns, row) => remove(state, viewOf(state, ns), row),
    publish(batch) {
      for (const [ns, { next }] of state.views) {
        next.batch = batch;
        catalog.collections.set(ns, next);
      }
    },
  };
}

function record({ changes }: State, change: Change): void {
  changes.set(change.key.toString('latin1'), change);
}

function insert(state: State, ns: string, doc: Doc): Row {
  const { catalog } = state;
  const bytes = encodeDocument(doc);
  const row = { id: catalog.nextRow, doc, bytes: bytes.length };
  const view = viewOf(state, ns);
  apply(view, (collection) => insertRow(collection, row));
  catalog.nextRow += 1;
  record(state, { key: rowKey(view.next.id, row.id), value: bytes });
  return row;
}

function replace(state: State, view: View, before: Row, doc: Doc): Row {
  const bytes = encodeDocument(doc);
  const after = { id: before.id, doc, bytes: bytes.length };
  checkUnchanged(view, before);
  apply(view, (collection) => replaceRow(collection, before, after));
  record(state, { key: rowKey(view.next.id, after.id), value: bytes });
  return after;
}

function remove(state: State, view: View, row: Row): void {
  checkUnchanged(view, row);
  apply(view, (collection) => removeRow(collection, row));
  record(state, { key: rowKey(view.next.id, row.id), value: undefined });
}

function viewOf(state: State, ns: string): View {
  const { catalog, snapshot, views } = state;
  const known = views.get(ns);
  if (known !== undefined) return known;
  const view = openView(catalog, snapshot.get(ns), ns);
  if (!catalog.collections.has(ns)) record(state, collectionRecord(view.next));
  views.set(ns, view);
  return view;
}

function openView(catalog: Catalog, seen: Collection | undefined, ns: string): View {
  const committed = catalog.collections.get(ns);
  if (seen?.id !== committed?.id) throw writeConflict();
  const next = committed ? cloneCollection(committed) : newCollection(catalog, ns);
  return { next, own: seen === committed || seen === undefined ? next : cloneCollection(seen) };
}

/** A row that somebody else has changed since the snapshot must not be overwritten. */
function checkUnchanged({ own, next }: View, row: Row): void {
  if (own !== next && next.rows.get(row.id) !== row) throw writeConflict();
}

function apply({ own, next }: View, change: (collection: Collection) => void): void {
  if (own === next) {
    change(own);
    return;
  }
  change(own);
  try {
    change(next);
  } catch {
    throw writeConflict(); // what others have committed stands in the way; a retry will see it
  }
}

/** The error on which a driver runs the whole transaction again. */
export function writeConflict(): CommandError {
  const message =
    'Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.';
  return new CommandError(112, message, {}, ['TransientTransactionError']);
}

function checkDepth(value: Value, left: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (left === 0)
    throw new CommandError(15, `BSONObj exceeds maximum nested object depth: ${MAX_DEPTH}`);
  if (isArray(value)) for (const element of value) checkDepth(element, left - 1);
  else if (isDoc(value)) for (const field of Object.keys(value)) checkDepth(value[field], left - 1);
}

/** The document with its `_id` in front, made if there was none. */
function withId(doc: Doc): Doc {
  const [first] = Object.keys(doc);
  if (first === '_id') return doc;
  const { _id = new ObjectId(), ...rest } = doc;
  return { _id, ...rest };
}

function encodeDocument(doc: Doc): Buffer {
  checkDepth(doc, MAX_DEPTH);
  const bytes = encode(doc);
  if (bytes.length <= MAX_DOCUMENT_BYTES) return bytes;
  throw new CommandError(
    10334,
    `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}(16MB)`,
  );
}
