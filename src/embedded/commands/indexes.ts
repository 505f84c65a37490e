import { collectionRecord, newCollection } from '../catalog.ts';
import { cloneCollection, type Collection } from '../collection.ts';
import { checkEntryFields, namespaceOf } from '../command-fields.ts';
import type { Call, Command, Engine } from '../engine.ts';
import { CommandError } from '../errors.ts';
import { formatKey, formatValue } from '../format.ts';
import { isIdentical } from '../identical.ts';
import type { IndexSpec } from '../index-spec.ts';
import { buildIndex, type Index } from '../index-tree.ts';
import { isEqual } from '../order.ts';
import { parseIndexSpec } from '../parse-index-spec.ts';
import { isArray, isDoc, type Doc, type Value } from '../values.ts';
import { alter, type Alteration } from '../write.ts';
import { completeReply } from './find.ts';

const MAX_INDEXES = 64;

function createIndexes(call: Call): Promise<Doc> {
  const { command } = call;
  const ns = namespaceOf(call.db, command.createIndexes);
  if (!isArray(command.indexes) || command.indexes.length === 0)
    throw new CommandError(2, 'Must specify at least one index to create');
  const specs = command.indexes.map(parseDeclared);
  return alter(call, (engine) => addIndexes(engine, ns, specs));
}

function parseDeclared(declared: Value): IndexSpec {
  if (!isDoc(declared))
    throw new CommandError(14, "The elements of the 'indexes' array must be objects");
  const { background: _background, ns: _ns, ...rest } = declared;
  const { v: _v, key, name, ...options } = rest;
  return parseIndexSpec({ v: 2, key, name, ...options });
}

function addIndexes(engine: Engine, ns: string, specs: readonly IndexSpec[]): Alteration {
  const known = engine.catalog.collections.get(ns);
  const base = known ?? newCollection(engine.catalog, ns);
  const numIndexesBefore = base.indexes.length;
  const next = specs.reduce(withIndex, base);
  const reply = {
    numIndexesBefore,
    numIndexesAfter: next.indexes.length,
    createdCollectionAutomatically: known === undefined,
    ...(next.indexes.length === numIndexesBefore ? { note: 'all indexes already exist' } : {}),
  };
  if (next === known) return { reply, changes: [], publish: () => undefined };
  return republish(engine, next, reply);
}

function republish(engine: Engine, next: Collection, reply: Doc): Alteration {
  return {
    reply,
    changes: [collectionRecord(next)],
    publish(batch) {
      next.batch = batch;
      engine.catalog.collections.set(next.ns, next);
    },
  };
}

function withIndex(collection: Collection, spec: IndexSpec): Collection {
  if (alreadyThere(collection, spec)) return collection;
  if (collection.indexes.length >= MAX_INDEXES)
    throw new CommandError(
      67,
      `add index fails, too many indexes for ${collection.ns} key:${formatKey(spec.key)}`,
    );
  const index = buildIndex(spec, collection.rows.valuesArray(), collection.ns);
  const next = cloneCollection(collection);
  next.indexes = [...next.indexes, index];
  return next;
}

/** MongoDB's rules for an index of the same name, or of the same key. */
function alreadyThere({ indexes }: Collection, spec: IndexSpec): boolean {
  const named = indexes.find(({ spec: { name } }) => name === spec.name)?.spec;
  const asked = formatKey(spec.declared);
  if (named !== undefined) {
    if (!sameSignature(named, spec)) {
      throw new CommandError(
        86,
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${asked}, existing index: ${formatKey(named.declared)}`,
      );
    }
    if (named.expireAfterSeconds === spec.expireAfterSeconds) return true;
    throw new CommandError(
      85,
      `An equivalent index already exists with the same name but different options. Requested index: ${asked}, existing index: ${formatKey(named.declared)}`,
    );
  }
  const alike = indexes.find((index) => sameSignature(index.spec, spec))?.spec;
  if (alike === undefined) return false;
  if (alike.name === '_id_') return true;
  throw new CommandError(
    85,
    alike.expireAfterSeconds === spec.expireAfterSeconds
      ? `Index already exists with a different name: ${alike.name}`
      : `An equivalent index already exists with a different name and options. Requested index: ${asked}, existing index: ${formatKey(alike.declared)}`,
  );
}

/** What tells two indexes apart. */
function sameSignature(a: IndexSpec, b: IndexSpec): boolean {
  if (
    !isEqual(a.key, b.key) ||
    !isIdentical(a.declared.partialFilterExpression, b.declared.partialFilterExpression)
  )
    return false;
  return a.name === '_id_' || (a.unique === b.unique && a.sparse === b.sparse);
}

function knownCollection({ engine, db }: Call, name: Value): Collection {
  const ns = namespaceOf(db, name);
  const known = engine.catalog.collections.get(ns);
  if (known === undefined) throw new CommandError(26, `ns does not exist: ${ns}`);
  return known;
}

async function listIndexes(call: Call): Promise<Doc> {
  const { command, engine } = call;
  const { ns, indexes } = knownCollection(call, command.listIndexes);
  if (isDoc(command.cursor)) checkEntryFields('listIndexes.cursor', command.cursor, ['batchSize']);
  await engine.storage.durable(engine.storage.latest());
  return completeReply(
    ns,
    indexes.map(({ spec }) => spec.declared),
  );
}

function dropIndexes(call: Call): Promise<Doc> {
  const { command } = call;
  return alter(call, (engine) => {
    const known = knownCollection(call, command.dropIndexes);
    const dropped = chosenIndexes(known, command.index);
    const next = cloneCollection(known);
    next.indexes = next.indexes.filter(({ spec }) => !dropped.includes(spec));
    return republish(engine, next, { nIndexesWas: known.indexes.length });
  });
}

function chosenIndexes({ indexes }: Collection, wanted: Value): IndexSpec[] {
  if (wanted === '*') return indexes.slice(1).map(({ spec }) => spec);
  const each = isArray(wanted) ? wanted : [wanted];
  return each.map((one) => {
    const found = indexes.find((index) => isMeant(index, one));
    if (found === undefined)
      throw new CommandError(
        27,
        isDoc(one)
          ? `can't find index with key: ${formatKey(one)}`
          : `index not found with name [${typeof one === 'string' ? one : formatValue(one)}]`,
      );
    if (found.spec.name === '_id_') throw new CommandError(72, 'cannot drop _id index');
    return found.spec;
  });
}

function isMeant({ spec }: Index, wanted: Value): boolean {
  if (isDoc(wanted)) return isEqual(spec.key, wanted);
  if (typeof wanted === 'string') return spec.name === wanted;
  throw new CommandError(14, `an index is given by its name or its key: ${formatValue(wanted)}`);
}

export const createIndexesCommand: Command = {
  fields: ['indexes', 'commitQuorum'],
  inTransaction: false,
  run: createIndexes,
};
export const listIndexesCommand: Command = {
  fields: ['cursor'],
  inTransaction: false,
  run: listIndexes,
};
export const dropIndexesCommand: Command = {
  fields: ['index'],
  inTransaction: false,
  run: dropIndexes,
};
