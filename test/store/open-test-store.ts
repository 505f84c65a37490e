import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../src/store/connect.ts';
import { startServer, type Server } from './start-server.ts';

export type TestStore = {
  store: Store;
  uri: string;
  dataDir: string;
  /** A second store on the same database, as another process would have it. Closed with the first. */
  openAnother(options?: { withoutFolder?: boolean }): Promise<Store>;
  /** Closes all, and removes the database and the folder. */
  close(): Promise<void>;
};

/**
 * A store on a fresh database over a real wire connection: the embedded server by default, the server of
 * MONGODB_URI or the binary of MONGOD when set.
 */
export const openTestStore = async (): Promise<TestStore> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'store-'));
  const server: Server = await startServer(join(dataDir, 'db'));
  const uri = server.uriOf(`test_${randomUUID().replaceAll('-', '')}`);
  const stores: Store[] = [];
  const open = async (folder: { dataDir?: string }): Promise<Store> => {
    const store = await openStore({ uri, ...folder });
    stores.push(store);
    return store;
  };
  const store = await open({ dataDir });
  return {
    store,
    uri,
    dataDir,
    openAnother: ({ withoutFolder = false } = {}) => open(withoutFolder ? {} : { dataDir }),
    async close() {
      if (!server.ownsData) await store.db.dropDatabase();
      for (const one of stores) await one.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
