import { join } from 'node:path';
import mongoose, { type Connection, type mongo } from 'mongoose';
import type {
  Finds,
  Grants,
  Inbox,
  Leases,
  Outbox,
  Retention,
  Settings,
  UnitOfWork,
  Uploads,
  Works,
} from './contract.ts';
import { diskBytes } from './disk-bytes.ts';
import { StoreError } from './errors.ts';
import { createFiles, type Files } from './files.ts';
import { createFinds } from './finds.ts';
import { gridBytes } from './grid-bytes.ts';
import { createGrants } from './grants.ts';
import { createInbox } from './inbox.ts';
import { createLeases } from './leases.ts';
import { createModels, type Models } from './models/models.ts';
import { createOutbox } from './outbox.ts';
import { prepareTables } from './prepare.ts';
import { createRetention } from './retention.ts';
import { createSettings } from './settings.ts';
import { checkVersion, createSample, type Sample } from './stamps.ts';
import { createThreads, type Threads } from './threads.ts';
import { beginUnitOfWork } from './unit-of-work.ts';
import { createUploads } from './uploads.ts';
import { createWorks } from './works.ts';

/** Everything that the program keeps. Who opens it closes it. */
export type Store = Sample & {
  begin(): UnitOfWork;
  finds: Finds;
  inbox: Inbox;
  outbox: Outbox;
  works: Works;
  leases: Leases;
  settings: Settings;
  retention: Retention;
  threads: Threads;
  files: Files;
  grants: Grants;
  uploads: Uploads;
  /** The driver's own handle, for Agenda. */
  db: mongo.Db;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

export type StoreOptions = {
  /** Names the database too; without a name it is `bachudong`. */
  uri: string;
  /** Bytes of files lie in its folder `files`; without it in GridFS. */
  dataDir?: string;
  /** How long the driver looks for a server before it gives up, at the start and later. */
  patienceMs?: number;
};

/** The driver would take `test`, which nobody means. */
const databaseOf = (uri: string): { dbName?: string } =>
  /^mongodb(\+srv)?:\/\/[^/?]+\/[^?]/.test(uri) ? {} : { dbName: 'bachudong' };

const connect = async (uri: string, patienceMs: number): Promise<Connection> => {
  const connection = mongoose.createConnection(uri, {
    ...databaseOf(uri),
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    ignoreUndefined: true,
    serverSelectionTimeoutMS: patienceMs,
    writeConcern: { w: 'majority' },
  });
  try {
    return await connection.asPromise();
  } catch (error) {
    await connection.close(true).catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError('unreachable', `The database does not answer: ${reason}`, {
      cause: error,
    });
  }
};

const dbOf = ({ db }: Connection): mongo.Db => {
  if (!db) throw new Error('A connection that has opened has a database.');
  return db;
};

/** A standalone server accepts sessions and then ignores them: ask before trusting it. */
const requireTransactions = async (db: mongo.Db): Promise<void> => {
  const hello = await db.command({ hello: 1 });
  if (hello.setName === undefined && hello.msg !== 'isdbgrid')
    throw new StoreError(
      'no_transactions',
      'The database must be a replica set (one member is enough): transactions need it.',
    );
};

const assemble = (connection: Connection, models: Models, dataDir: string | undefined): Store => {
  const db = dbOf(connection);
  const bytes = dataDir === undefined ? gridBytes(db) : diskBytes(join(dataDir, 'files'));
  return {
    begin: () => beginUnitOfWork(connection, models),
    finds: createFinds(models),
    inbox: createInbox(models),
    outbox: createOutbox(models),
    works: createWorks(models),
    leases: createLeases(models),
    settings: createSettings(models),
    retention: createRetention(models),
    threads: createThreads(models),
    files: createFiles(models, bytes),
    grants: createGrants(models),
    uploads: createUploads(models),
    ...createSample(models, bytes),
    db,
    async ping() {
      await db.command({ ping: 1 });
    },
    close: () => connection.close(),
  };
};

/**
 * Opens the database and makes what is missing. Throws `StoreError`: unreachable, no_transactions,
 * newer_version.
 */
export const openStore = async ({
  uri,
  dataDir,
  patienceMs = 5_000,
}: StoreOptions): Promise<Store> => {
  const connection = await connect(uri, patienceMs);
  try {
    const db = dbOf(connection);
    await requireTransactions(db);
    const models = createModels(connection);
    await checkVersion(models);
    await prepareTables(db);
    return assemble(connection, models, dataDir);
  } catch (error) {
    await connection.close(true);
    throw error;
  }
};
