import type { ClientSession, Model, mongo } from 'mongoose';
import { Conflict } from './contract.ts';

/** A row that is written only where its `rev` is still the one it was read at. */
export type Versioned = { _id: string; rev: number };

/** One bulk command of one collection, and how many rows it must find for nobody to have been faster. */
export type Write = {
  run(session: ClientSession): Promise<{ matchedCount: number; deletedCount: number }>;
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
    bulkWrite(
      ops: mongo.AnyBulkWriteOperation[],
      options: { session: ClientSession },
    ): Promise<{ matchedCount: number; deletedCount: number }>;
  };
};

/** A whole row, if the schema knows each of its fields: nothing is written that no reader would see. */
export const strict = <Row extends object>({ schema, collection }: AnyModel, row: Row): Row => {
  const unknown = Object.keys(row).find((name) => schema.path(name) === undefined);
  if (unknown !== undefined) throw new Error(`${collection.name} has no field ${unknown}.`);
  return row;
};

/**
 * Rows come from the domain with its types, so they go to the driver as they are: mongoose would build a
 * document of each just to cast it, which takes as long as all the rest of the command.
 */
export const bulk = (
  { collection }: AnyModel,
  ops: Op[],
  expected: { matches?: number; deletes?: number } = {},
): Write => ({
  run: (session) => collection.bulkWrite(ops, { session }),
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
  const { matchedCount, deletedCount } = await run(session);
  if (matchedCount < matches || deletedCount < deletes)
    throw new Conflict('A document is no longer as it was read.');
};
