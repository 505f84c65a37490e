import { Binary, UUID } from 'bson';
import { createCollection, insertRow, type Collection, type Row } from './collection.ts';
import { createIndex } from './index-tree.ts';
import { parseIndexSpec } from './parse-index-spec.ts';
import type { Storage } from './storage.ts';
import { collectionKey } from './storage-keys.ts';
import { decode, encode, isArray, isDoc, type Doc } from './values.ts';

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
export function collectionRecord(collection: Collection): { key: Buffer; value: Uint8Array } {
  const record: Doc = {
    ns: collection.ns,
    uuid: new Binary(collection.uuid, 4),
    indexes: collection.indexes.map(({ spec }) => spec.declared),
  };
  return { key: collectionKey(collection.id), value: encode(record) };
}

function readRecord(id: number, value: Uint8Array): Collection {
  const record = decode(value);
  const { ns, uuid, indexes } = record;
  if (
    typeof ns !== 'string' ||
    !(uuid instanceof Binary) ||
    indexes === undefined ||
    !isArray(indexes)
  ) {
    throw new Error(`collection ${id} has an unreadable record`);
  }
  const collection = createCollection(ns, id, uuid.buffer);
  collection.indexes = indexes.map((declared) =>
    createIndex(parseIndexSpec(isDoc(declared) ? declared : {})),
  );
  return collection;
}

/** Reads everything at the start. Rows of collections that were dropped are cleared away. */
export async function loadCatalog(
  storage: Storage,
  onSession: (session: string, record: Doc) => void,
): Promise<Catalog> {
  const byId = new Map<number, Collection>();
  const orphans = new Set<number>();
  let lastCollection = 0;
  let lastRow = 0;
  await storage.read((key, value) => {
    if (key.kind === 'session') onSession(key.session, decode(value));
    if (key.kind === 'collection') byId.set(key.collection, readRecord(key.collection, value));
    if (key.kind === 'collection' || key.kind === 'row')
      lastCollection = Math.max(lastCollection, key.collection);
    if (key.kind !== 'row') return;
    lastRow = Math.max(lastRow, key.row);
    const collection = byId.get(key.collection);
    if (collection === undefined) orphans.add(key.collection);
    else insertRow(collection, readRow(key.row, value));
  });
  for (const orphan of orphans) storage.clearRows(orphan, 0);
  const collections = new Map([...byId.values()].map((collection) => [collection.ns, collection]));
  return { collections, nextCollection: lastCollection + 1, nextRow: lastRow + 1 };
}

function readRow(id: number, value: Uint8Array): Row {
  return { id, doc: decode(value), bytes: value.length };
}
