import { Binary } from 'bson';
import type { Collection } from '../collection.ts';
import { checkEntryFields, flagField, namespaceOf } from '../command-fields.ts';
import type { Call, Command, Engine } from '../engine.ts';
import { CommandError } from '../errors.ts';
import { matches } from '../filter.ts';
import { parseFilter } from '../parse-filter.ts';
import { collectionKey } from '../storage-keys.ts';
import { isDoc, type Doc } from '../values.ts';
import { alter, write } from '../write.ts';
import { completeReply } from './find.ts';

function create(call: Call): Promise<Doc> {
  const ns = namespaceOf(call.db, call.command.create);
  const refuseExisting = (known: Collection | undefined) => {
    if (known !== undefined) throw new CommandError(48, `Collection ${ns} already exists.`);
  };
  return write(call, (unit) => {
    refuseExisting(unit.see(ns));
    unit.ensure(ns);
    return {};
  });
}

/** All collections of one database, in the order of their making. */
function collectionsOf({ engine, db }: Call): Collection[] {
  const all = [...engine.catalog.collections.values()];
  return all.filter(({ ns }) => ns.startsWith(`${db}.`)).sort((a, b) => a.id - b.id);
}

async function listCollections(call: Call): Promise<Doc> {
  const { command, db } = call;
  const filter = parseFilter(command.filter);
  if (command.cursor !== undefined && isDoc(command.cursor)) {
    checkEntryFields('listCollections.cursor', command.cursor, ['batchSize']);
  }
  const nameOnly = flagField(command, 'nameOnly');
  const found = collectionsOf(call)
    .map((collection) => describe(collection, db, nameOnly))
    .filter((doc) => matches(filter, doc));
  await call.engine.storage.durable(call.engine.storage.latest());
  return completeReply(`${db}.$cmd.listCollections`, found);
}

function describe({ ns, uuid, indexes }: Collection, db: string, nameOnly: boolean): Doc {
  const name = ns.slice(db.length + 1);
  if (nameOnly) return { name, type: 'collection' };
  const info = { readOnly: false, uuid: new Binary(uuid, 4) };
  return { name, type: 'collection', options: {}, info, idIndex: indexes[0]?.spec.declared };
}

/** Forgets collections at once; their rows are cleared away when the drop is durable. */
function dropAll({ catalog, storage }: Engine, dropped: readonly Collection[], reply: Doc) {
  return {
    reply,
    changes: dropped.map(({ id }) => ({ key: collectionKey(id), value: undefined })),
    publish(batch: number) {
      for (const { ns, id } of dropped) {
        catalog.collections.delete(ns);
        storage.clearRows(id, batch);
      }
    },
  };
}

function drop(call: Call): Promise<Doc> {
  const ns = namespaceOf(call.db, call.command.drop);
  return alter(call, (engine) => {
    const known = engine.catalog.collections.get(ns);
    if (known === undefined) return dropAll(engine, [], {});
    return dropAll(engine, [known], { ns, nIndexesWas: known.indexes.length });
  });
}

function dropDatabase(call: Call): Promise<Doc> {
  return alter(call, (engine) => dropAll(engine, collectionsOf(call), { dropped: call.db }));
}

export const createCommand: Command = { fields: ['idIndex'], inTransaction: true, run: create };
export const listCollectionsCommand: Command = {
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  inTransaction: false,
  run: listCollections,
};
export const dropCommand: Command = { fields: [], inTransaction: false, run: drop };
export const dropDatabaseCommand: Command = { fields: [], inTransaction: false, run: dropDatabase };
