import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import mongoose from 'mongoose';
import { startEmbedded } from '../../src/embedded/start-embedded.ts';

export type Server = {
  uriOf(database: string): string;
  /** False for a server that others use too: whoever made a database there drops it. */
  ownsData: boolean;
  stop(): Promise<void>;
};

/** Puts a database's name into an address that has another one, or none. */
export const withDatabase = (uri: string, database: string): string => {
  const [, servers, options = ''] =
    /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(uri) ?? [];
  if (!servers) throw new Error('not an address of MongoDB');
  return `${servers}/${database}${options}`;
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server that listens has an address and a port.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** A one-member replica set of the binary that MONGOD names. */
const startBinary = async (binary: string, dir: string): Promise<Server> => {
  const port = await freePort();
  const uri = `mongodb://127.0.0.1:${String(port)}`;
  await mkdir(dir, { recursive: true });
  const child = spawn(
    binary,
    ['--dbpath', dir, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', 'rs'],
    { stdio: 'ignore' },
  );
  const direct = await mongoose
    .createConnection(`${uri}/?directConnection=true`, { serverSelectionTimeoutMS: 30_000 })
    .asPromise();
  const members = [{ _id: 0, host: `127.0.0.1:${String(port)}` }];
  await direct.db?.admin().command({ replSetInitiate: { _id: 'rs', members } });
  await direct.close();
  return {
    uriOf: (database) => `${uri}/${database}?replicaSet=rs`,
    ownsData: true,
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
};

/** The server that the tests of this run are meant for. */
export const startServer = async (dir: string): Promise<Server> => {
  const { MONGODB_URI, MONGOD } = process.env;
  if (MONGODB_URI)
    return {
      uriOf: (database) => withDatabase(MONGODB_URI, database),
      ownsData: false,
      stop: async () => undefined,
    };
  if (MONGOD) return startBinary(MONGOD, dir);
  await mkdir(dir, { recursive: true });
  const embedded = await startEmbedded({ dir });
  return {
    uriOf: (database) => withDatabase(embedded.uri, database),
    ownsData: true,
    stop: () => embedded.stop(),
  };
};
