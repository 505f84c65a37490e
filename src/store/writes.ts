import type { ClientSession, Model, mongo } from 'mongoose';
import { Conflict } from './contract.ts';

/** A row that is written only where its `rev` is still the one it was read at. */
export type Versioned = { _id: string; rev: number };

type Counts = { matchedCount?: number; deletedCount?: number };
type In = { session: ClientSession };

/** One command of one collection, and how many rows it must find for nobody to have been faster. */
export type Write = {
  run(session: ClientSession): Promise<Counts>;
  matches: number;
  deletes: number;
};

type Op =
  | { insertOne: { document: object } }
  | { replaceOne: { filter: object; replacement: object } }
  | { updateOne: { filter: object; update: object; upsert?: boolean } }
  | { deleteOne: { filter: object } };

/** A model, of whatever rows. */
type AnyModel = {
  schema: { path(name: string): unknown };
  collection: {
    name: string;
    insertOne(document: object, options: In): Promise<object>;
    replaceOne(filter: object, replacement: object, options: In): Promise<Counts>;
    updateOne(filter: object, update: object, options: In & { upsert?: boolean }): Promise<Counts>;
    deleteOne(filter: object, options: In): Promise<Counts>;
    bulkWrite(ops: mongo.AnyBulkWriteOperation[], options: In): Promise<Counts>;
  };
};

/** Mostly one row of a collection changes; the driver's bulk command costs up to twice as much for it. */
const runOne = (collection: AnyModel['collection'], op: Op, options: In): Promise<Counts> => {
  if ('insertOne' in op) return collection.insertOne(op.insertOne.document, options);
  if ('deleteOne' in op) return collection.deleteOne(op.deleteOne.filter, options);
  if ('replaceOne' in op)
    return collection.replaceOne(op.replaceOne.filter, op.replaceOne.replacement, options);
  const { filter, update, ...more } = op.updateOne;
  return collection.updateOne(filter, update, { ...more, ...options });
};

/** A whole row, if the schema knows each of its fields: nothing is written that no reader would see. */
export const strict = <Row extends object>({ schema, collection }: AnyModel, row: Row): Row => {
  const unknown = Object.keys(row).find((name) => schema.path(name) === undefined);
  if (unknown !== undefined) throw new Error(`${collection.name} has no field ${unknown}.`);
  return row;
};

/**
 * Rows come from the domain with its types, so they go to the driver as they are: mongoose would build a
 * document of each just to cast it, which costs about half as much as the command itself.
 */
export const bulk = (
  { collection }: AnyModel,
  ops: Op[],
  expected: { matches?: number; deletes?: number } = {},
): Write => ({
  run(session) {
    const [first, ...others] = ops;
    return first && others.length === 0
      ? runOne(collection, first, { session })
      : collection.bulkWrite(ops, { session });
  },
  matches: expected.matches ?? 0,
  deletes: expected.deletes ?? 0,
});

/** Deletes first, so that their unique keys are free for what follows. */
export const versioned = <Row extends Versioned>(
  model: Model<Row>,
  puts: readonly Row[],
  removes: readonly Row[],
): Write => {
  const where = ({ _id, rev }: Row) => ({ _id, rev });
  const deletions = removes.map((row) => ({ deleteOne: { filter: where(row) } }));
  const writes = puts.map((row): Op => {
    const document = strict(model, { ...row, rev: row.rev + 1 });
    return row.rev === 0
      ? { insertOne: { document } }
      : { replaceOne: { filter: where(row), replacement: document } };
  });
  return bulk(model, [...deletions, ...writes], {
    matches: puts.filter(({ rev }) => rev > 0).length,
    deletes: removes.length,
  });
};

/** Runs one write inside the transaction. Throws `Conflict` when a row was not as expected. */
export const runWrite = async (
  { run, matches, deletes }: Write,
  session: ClientSession,
): Promise<void> => {
  const { matchedCount = 0, deletedCount = 0 } = await run(session);
  if (matchedCount < matches || deletedCount < deletes)
    throw new Conflict('A document is no longer as it was read.');
};
