import { namespaceOf } from './command-fields.ts';
import type { Collection } from './collection.ts';
import type { Call } from './engine.ts';
import type { Filter } from './filter.ts';
import type { OrderedField } from './index-spec.ts';
import { runQuery, type Found, type Query } from './scan.ts';
import { unitOf } from './transaction.ts';
import type { Value } from './values.ts';

/** The collection as a reading command sees it: its transaction's snapshot, or what is committed. */
export function collectionSeen(call: Call, name: Value): Collection | undefined {
  const ns = namespaceOf(call.db, name);
  const { engine, transaction } = call;
  if (transaction !== undefined) return unitOf(transaction, engine.catalog).see(ns);
  return engine.catalog.collections.get(ns);
}

/** A query with the parts that most commands leave out. */
export function queryOf(call: Call, filter: Filter, rest: Partial<Query> = {}): Query {
  const sort: readonly OrderedField[] = [];
  return { filter, sort, skip: 0, limit: 0, timeLeft: call.timeLeft, ...rest };
}

const nothing: Found = {
  rows: [],
  plan: { kind: 'collection' },
  sorted: false,
  keysExamined: 0,
  docsExamined: 0,
};

/** Runs a query; what does not exist is empty. */
export function findIn(collection: Collection | undefined, query: Query): Found {
  return collection === undefined ? nothing : runQuery(collection, query);
}

/** Resolves when everything that the collection showed is on disk. */
export async function settled(call: Call, collection: Collection | undefined): Promise<void> {
  await call.engine.storage.durable(collection?.batch ?? 0);
}
