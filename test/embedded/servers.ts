import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Db } from 'mongodb';
import { startEmbedded, type EmbeddedOptions } from '../../src/embedded/start-embedded.ts';

/** A server under test, with a client on it. */
export type Server = {
  readonly name: string;
  readonly client: MongoClient;
  readonly uri: string;
  readonly dir: string;
  /** A database that no other test has. */
  freshDb(): Db;
  stop(): Promise<void>;
};

export async function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'embedded-'));
}

let databases = 0;

async function connected(
  name: string,
  uri: string,
  dir: string,
  end: () => Promise<unknown>,
): Promise<Server> {
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 20_000 });
  const made: Db[] = [];
  return {
    name,
    client,
    uri,
    dir,
    freshDb() {
      databases += 1;
      const db = client.db(`t${String(process.pid)}_${String(databases)}`);
      made.push(db);
      return db;
    },
    async stop() {
      if (name !== 'embedded') for (const db of made) await db.dropDatabase();
      await client.close();
      await end();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** The embedded server on a folder of its own. */
export async function embedded(options: Partial<EmbeddedOptions> = {}): Promise<Server> {
  const dir = options.dir ?? (await makeFolder());
  const server = await startEmbedded({ ...options, dir });
  return connected('embedded', server.uri, dir, () => server.stop());
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const bound = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof bound === 'object' && bound ? bound.port : 0;
}

async function fromBinary(binary: string): Promise<Server> {
  const [dir, port] = [await makeFolder(), await freePort()];
  const uri = `mongodb://127.0.0.1:${String(port)}/?directConnection=true`;
  const options = [
    '--dbpath',
    dir,
    '--port',
    String(port),
    '--bind_ip',
    '127.0.0.1',
    '--replSet',
    'rs',
  ];
  const child = spawn(binary, options, { stdio: 'ignore' });
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 30_000 });
  const members = [{ _id: 0, host: `127.0.0.1:${String(port)}` }];
  await client.db('admin').command({ replSetInitiate: { _id: 'rs', members } });
  while (!(await client.db('admin').command({ hello: 1 })).isWritablePrimary);
  await client.close();
  return connected('mongod', uri, dir, async () => {
    child.kill();
    await once(child, 'exit');
  });
}

/** The real MongoDB that MONGODB_URI or MONGOD names, if any: what the embedded one is compared with. */
export async function realServer(): Promise<Server | undefined> {
  const { MONGODB_URI, MONGOD } = process.env;
  if (MONGODB_URI)
    return connected('MongoDB', MONGODB_URI, await makeFolder(), async () => undefined);
  if (MONGOD) return fromBinary(MONGOD);
  process.stderr.write(
    'comparison with a real MongoDB not shown: no mongod (set MONGODB_URI or MONGOD)\n',
  );
  return undefined;
}

/** Every server that the operator tables run against. */
export async function tableServers(): Promise<Server[]> {
  const real = await realServer();
  return [await embedded(), ...(real ? [real] : [])];
}
