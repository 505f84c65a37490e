import { mongo } from 'mongoose';
import { tables, type AnyTable } from './models/models.ts';

const namespaceNotFound = 26;
const namespaceExists = 48;

const hasCode = (error: unknown, code: number): boolean =>
  error instanceof mongo.MongoServerError && error.code === code;

const indexNames = async (collection: mongo.Collection): Promise<ReadonlySet<string>> => {
  try {
    // The driver types them as anything; the server always names an index.
    const known = (await collection.listIndexes().toArray()) as { name: string }[];
    return new Set(known.map(({ name }) => name));
  } catch (error) {
    if (hasCode(error, namespaceNotFound)) return new Set();
    throw error;
  }
};

/** An index that changes gets a new name: what is there by name is taken as it is. */
const prepareTable = async (db: mongo.Db, { collection, indexes }: AnyTable): Promise<void> => {
  const known = await indexNames(db.collection(collection));
  const missing = indexes.filter(({ name }) => name !== undefined && !known.has(name));
  if (missing.length > 0) await db.collection(collection).createIndexes([...missing]);
};

/** Another process may be making the same at the same time. */
const makeCollection = async (db: mongo.Db, name: string): Promise<void> => {
  try {
    await db.createCollection(name);
  } catch (error) {
    if (!hasCode(error, namespaceExists)) throw error;
  }
};

/** Makes what is missing of our collections and indexes; asks only, when all is there. */
export const prepareTables = async (db: mongo.Db): Promise<void> => {
  const rows = await db.listCollections({}, { nameOnly: true }).toArray();
  const known = new Set(rows.map(({ name }) => name));
  const bare = tables.filter(
    ({ collection, indexes }) => indexes.length === 0 && !known.has(collection),
  );
  await Promise.all([
    ...bare.map(({ collection }) => makeCollection(db, collection)),
    ...tables.filter(({ indexes }) => indexes.length > 0).map((one) => prepareTable(db, one)),
  ]);
};
