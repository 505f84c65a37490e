import { Binary, UUID } from 'bson';
import { createCollection, loadCollection, type Collection, type Row } from './collection.ts';
import type { IndexSpec } from './index-spec.ts';
import { decode } from './decoder.ts';
import { createIndex } from './index-tree.ts';
import { parseIndexSpec } from './parse-index-spec.ts';
import type { Storage } from './storage.ts';
import { collectionKey } from './storage-keys.ts';
import { encode, isArray, isDoc, type Doc } from './values.ts';

/** The committed state: every collection by its full name, and the numbers that are never used twice. */
export type Catalog = {
  readonly collections: Map<string, Collection>;
  nextCollection: number;
  nextRow: number;
};

/** A new collection with its `_id` index, not yet in the catalog. */
export function newCollection(catalog: Catalog, ns: string): Collection {
  const collection = createCollection(ns, catalog.nextCollection++, new UUID().buffer);
  collection.indexes = [createIndex(parseIndexSpec({ key: { _id: 1 }, name: '_id_', v: 2 }))];
  return collection;
}

/** The durable record of a collection: its name and the declarations of its indexes. */
export function collectionRecord(collection: Collection): { key: Buffer; value: Buffer } {
  const record: Doc = {
    ns: collection.ns,
    uuid: new Binary(collection.uuid, 4),
    indexes: collection.indexes.map(({ spec }) => spec.declared),
  };
  return { key: collectionKey(collection.id), value: encode(record) };
}

/** A collection on its way from the disk into memory. */
type Loading = {
  readonly empty: Collection;
  readonly specs: readonly IndexSpec[];
  readonly rows: Row[];
};

function readRecord(id: number, value: Buffer): Loading {
  const { ns, uuid, indexes } = decode(value);
  if (
    typeof ns !== 'string' ||
    !(uuid instanceof Binary) ||
    indexes === undefined ||
    !isArray(indexes)
  ) {
    throw new Error(`collection ${id} has an unreadable record`);
  }
  const specs = indexes.map((declared) => parseIndexSpec(isDoc(declared) ? declared : {}));
  return { empty: createCollection(ns, id, uuid.buffer), specs, rows: [] };
}

/** Reads everything at the start. Rows of collections that were dropped are cleared away. */
export async function loadCatalog(
  storage: Storage,
  onSession: (session: string, record: Doc) => void,
): Promise<Catalog> {
  const loading = new Map<number, Loading>();
  const orphans = new Set<number>();
  let [lastCollection, lastRow] = [0, 0];
  await storage.read((key, value) => {
    if (key.kind === 'session') onSession(key.session, decode(value));
    if (key.kind === 'collection') loading.set(key.collection, readRecord(key.collection, value));
    if (key.kind === 'collection' || key.kind === 'row') {
      lastCollection = Math.max(lastCollection, key.collection);
    }
    if (key.kind !== 'row') return;
    lastRow = Math.max(lastRow, key.row);
    const rows = loading.get(key.collection)?.rows;
    if (rows === undefined) orphans.add(key.collection);
    else rows.push({ id: key.row, doc: decode(value), bytes: value.length });
  });
  for (const orphan of orphans) storage.clearRows(orphan, 0);
  const collections = new Map<string, Collection>();
  for (const { empty, specs, rows } of loading.values()) {
    collections.set(empty.ns, loadCollection(empty, specs, rows));
  }
  return { collections, nextCollection: lastCollection + 1, nextRow: lastRow + 1 };
}
