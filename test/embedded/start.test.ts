import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ClassicLevel } from 'classic-level';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { MongoClient } from 'mongodb';
import {
  EmbeddedStartError,
  startEmbedded,
  type Embedded,
  type EmbeddedOptions,
} from '../../src/embedded/start-embedded.ts';
import { rawClient, socketPath } from './raw-client.ts';
import { makeFolder } from './servers.ts';

let dir: string;
const running: Embedded[] = [];

beforeEach(async () => {
  dir = await makeFolder();
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  await rm(dir, { recursive: true, force: true });
});

async function start(options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const server = await startEmbedded({ dir, ...options });
  running.push(server);
  return server;
}

async function withClient<T>(uri: string, use: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await MongoClient.connect(uri);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('while it runs', () => {
  test('its socket lies in a folder of its user alone, and goes with it', async () => {
    const server = await start();
    const socket = socketPath(server.uri);
    expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(100);
    expect(await modeOf(dirname(socket))).toBe('700');
    await server.stop();
    expect(existsSync(dirname(socket))).toBe(false);
  });

  test('its address stands in its folder, readable by its user alone, until it stops', async () => {
    const file = join(dir, 'embedded.json');
    await writeFile(file, '{"uri":"stale","pid":1}');
    const server = await start();
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ uri: server.uri, pid: process.pid });
    expect(await modeOf(file)).toBe('600');
    await server.stop();
    expect(existsSync(file)).toBe(false);
    await server.stop();
  });

  test('what a killed process has left is cleared away', async () => {
    const left = await mkdtemp(join(tmpdir(), 'mongo-'));
    await writeFile(join(left, 'm.sock'), '');
    const uri = `mongodb://${encodeURIComponent(join(left, 'm.sock'))}/?directConnection=true`;
    await writeFile(join(dir, 'embedded.json'), JSON.stringify({ uri, pid: 1 }));
    await start();
    expect(existsSync(left)).toBe(false);
  });

  test('nothing else is cleared away, whatever the file says', async () => {
    const other = join(dir, 'other');
    await writeFile(other, 'kept');
    await writeFile(
      join(dir, 'embedded.json'),
      JSON.stringify({ uri: `mongodb://${encodeURIComponent(other)}/`, pid: 1 }),
    );
    await start();
    expect(await readFile(other, 'utf8')).toBe('kept');
  });

  test('a temporary folder with a long name is passed over', async () => {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = join(dir, 'a'.repeat(120));
    try {
      const server = await start();
      expect(Buffer.byteLength(socketPath(server.uri))).toBeLessThanOrEqual(100);
      expect(
        await withClient(server.uri, (client) => client.db().command({ ping: 1 })),
      ).toMatchObject({ ok: 1 });
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  });
});

describe('it refuses to start', () => {
  const refusal = async (folder = dir): Promise<unknown> =>
    startEmbedded({ dir: folder }).then(
      async (server) => server.stop(),
      (error: unknown) => error,
    );

  test('on a folder that another one serves, which goes on', async () => {
    const server = await start();
    const error = await refusal();
    expect(error).toBeInstanceOf(EmbeddedStartError);
    expect(error).toMatchObject({ code: 'locked' });
    expect(existsSync(join(dir, 'embedded.json'))).toBe(true);
    expect(
      await withClient(server.uri, (client) => client.db().command({ ping: 1 })),
    ).toMatchObject({ ok: 1 });
  });

  test('on what a newer version has written', async () => {
    await (await start()).stop();
    const level = new ClassicLevel<Buffer, string>(join(dir, 'db'), { keyEncoding: 'buffer' });
    await level.put(Buffer.from([0]), '2');
    await level.close();
    expect(await refusal()).toMatchObject({ code: 'newer_version' });
  });

  test('on a damaged database', async () => {
    const server = await start();
    await withClient(server.uri, (client) =>
      client
        .db('x')
        .collection('rows')
        .insertMany([{ a: 1 }, { a: 2 }]),
    );
    await server.stop();
    const db = join(dir, 'db');
    const manifest = (await readdir(db)).find((name) => name.startsWith('MANIFEST'));
    await writeFile(join(db, manifest ?? ''), 'nonsense');
    expect(await refusal()).toMatchObject({ code: 'damaged' });
  });

  test('on rows that cannot be read', async () => {
    const server = await start();
    await withClient(server.uri, (client) => client.db('x').collection('rows').insertOne({ a: 1 }));
    await server.stop();
    const level = new ClassicLevel<Buffer, Buffer>(join(dir, 'db'), {
      keyEncoding: 'buffer',
      valueEncoding: 'buffer',
    });
    for await (const [key, value] of level.iterator())
      if (key[0] === 2) await level.put(key, value.subarray(0, 7));
    await level.close();
    expect(await refusal()).toMatchObject({ code: 'damaged' });
  });

  test('where it cannot write', async () => {
    await writeFile(join(dir, 'file'), '');
    expect(await refusal(join(dir, 'file'))).toMatchObject({ code: 'not_writable' });
    expect(await refusal(join(dir, 'file', 'below'))).toMatchObject({ code: 'not_writable' });
  });

  const asRoot = process.getuid?.() === 0;
  (asRoot ? test.skip : test)('in a folder that belongs to others', async () => {
    await chmod(dir, 0o500);
    expect(await refusal()).toMatchObject({ code: 'not_writable' });
    await chmod(dir, 0o700);
  });
});

describe('a restart on the same folder', () => {
  test('finds everything in its order: documents, indexes, types', async () => {
    let server = await start();
    const shape = async (client: MongoClient) => {
      const rows = client.db('x').collection('rows');
      return [
        await rows.find({}, { promoteValues: false }).toArray(),
        await rows.indexes(),
        await client.db('x').listCollections().toArray(),
      ];
    };
    const before = await withClient(server.uri, async (client) => {
      const rows = client.db('x').collection('rows');
      await rows.createIndex({ n: -1 }, { unique: true, sparse: true }, {});
      await rows.createIndex(
        { at: 1 },
        { expireAfterSeconds: 3600, partialFilterExpression: { n: { $gt: 0 } } },
        {},
      );
      await rows.insertMany(
        Array.from({ length: 500 }, (_, n) => ({
          n,
          at: new Date(),
          text: `Mẫu ${String(n)}`,
          none: null,
        })),
      );
      await rows.updateMany({ n: { $lt: 100 } }, { $inc: { n: 1000 } });
      await rows.deleteMany({ n: { $gte: 400, $lt: 450 } });
      await client
        .db('x')
        .collection('gone')
        .insertMany([{ a: 1 }, { a: 2 }]);
      await client.db('x').collection('gone').drop();
      return shape(client);
    });
    for (let times = 0; times < 2; times++) {
      await server.stop();
      server = await start();
      expect(await withClient(server.uri, shape)).toEqual(before);
    }
    await withClient(server.uri, async (client) => {
      const rows = client.db('x').collection('rows');
      await expect(rows.insertOne({ n: 1005 })).rejects.toMatchObject({ code: 11000 });
      await rows.insertOne({ n: 1 });
      expect((await rows.find().toArray()).at(-1)).toMatchObject({ n: 1 });
    });
  });

  test('clears away the rows of a drop that was cut off', async () => {
    let server = await start();
    await withClient(server.uri, (client) =>
      client
        .db('x')
        .collection('rows')
        .insertMany([{ a: 1 }, { a: 2 }]),
    );
    await server.stop();
    const open = () =>
      new ClassicLevel<Buffer, Buffer>(join(dir, 'db'), {
        keyEncoding: 'buffer',
        valueEncoding: 'buffer',
      });
    let level = open();
    for await (const key of level.keys()) if (key[0] === 1) await level.del(key);
    await level.close();
    server = await start();
    await withClient(server.uri, async (client) => {
      expect(await client.db('x').listCollections().toArray()).toEqual([]);
      await client.db('x').collection('rows').insertOne({ a: 3 });
    });
    await server.stop();
    level = open();
    expect((await level.keys().all()).filter((key) => key[0] === 2)).toHaveLength(1);
    await level.close();
  });
});

describe('stopping', () => {
  test('lets what is under way finish, and takes less than a second', async () => {
    const server = await start();
    const client = await MongoClient.connect(server.uri, { retryWrites: false });
    const rows = client.db('x').collection<{ _id: number }>('rows');
    await rows.insertOne({ _id: -1 });
    const acknowledged: number[] = [];
    const writes = Array.from({ length: 200 }, (_, _id) =>
      rows.insertOne({ _id }).then(
        () => acknowledged.push(_id),
        () => undefined,
      ),
    );
    await writes[0];
    const before = performance.now();
    await server.stop();
    expect(performance.now() - before).toBeLessThan(1000);
    await client.close();
    await Promise.allSettled(writes);
    const again = await start();
    const found = await withClient(again.uri, (other) =>
      other.db('x').collection<{ _id: number }>('rows').distinct('_id'),
    );
    expect(found).toEqual(expect.arrayContaining(acknowledged));
  });

  test('rolls back an open transaction, and does not wait for it', async () => {
    const server = await start();
    const client = await MongoClient.connect(server.uri, {
      retryWrites: false,
      serverSelectionTimeoutMS: 500,
    });
    const rows = client.db('x').collection('rows');
    const session = client.startSession();
    session.startTransaction();
    await rows.insertOne({ a: 1 }, { session });
    const waiting = rows.insertOne({ a: 2 }).then(
      () => 'written',
      () => 'refused',
    );
    await server.stop();
    await client.close();
    expect(await waiting).toBe('refused');
    const again = await start();
    expect(
      await withClient(again.uri, (other) => other.db('x').collection('rows').countDocuments()),
    ).toBe(0);
  });
});

describe('on loopback, for systems without sockets in folders', () => {
  test('only who knows the password is served', async () => {
    const server = await start({ transport: 'loopback' });
    expect(server.uri).toMatch(/^mongodb:\/\/[a-z]+:[0-9a-f]{48}@127\.0\.0\.1:\d+\//);
    await withClient(server.uri, async (client) => {
      await client.db('x').collection('rows').insertOne({ a: 1 });
      await client.withSession((session) =>
        session.withTransaction(() =>
          client
            .db('x')
            .collection('rows')
            .updateOne({}, { $inc: { a: 1 } }, { session }),
        ),
      );
      expect(await client.db('x').collection('rows').findOne()).toMatchObject({ a: 2 });
    });
    const [, password = ''] = /:([0-9a-f]{48})@/.exec(server.uri) ?? [];
    await expect(
      MongoClient.connect(server.uri.replace(password, 'f'.repeat(48))),
    ).rejects.toMatchObject({ code: 18 });
    const stranger = new MongoClient(
      server.uri.replace(/\/\/.*@/, '//').replace(/&auth[^&]*/g, ''),
    );
    await expect(stranger.db('x').collection('rows').findOne()).rejects.toMatchObject({ code: 13 });
    await stranger.close();
  });
});

describe('a disk error', () => {
  test('stops every further write, is told once, and acknowledges nothing that is not on disk', async () => {
    const onFatal = jest.fn<(error: Error) => void>();
    const server = await start({ onFatal });
    const raw = await rawClient(server.uri);
    const insert = (_id: number) => raw.send({ insert: 'rows', documents: [{ _id }], $db: 'x' });
    expect(await insert(1)).toMatchObject({ ok: 1 });
    const batch = jest
      .spyOn(ClassicLevel.prototype, 'batch')
      .mockImplementation(() => Promise.reject(new Error('no space left on device')) as never);
    expect(await insert(2)).toMatchObject({ ok: 0 });
    batch.mockRestore();
    expect(await insert(3)).toMatchObject({ ok: 0 });
    expect(await raw.send({ find: 'rows', $db: 'x' })).toMatchObject({ ok: 0 });
    expect(await raw.send({ ping: 1, $db: 'x' })).toMatchObject({ ok: 0 });
    expect(onFatal).toHaveBeenCalledTimes(1);
    expect(String(onFatal.mock.calls[0]?.[0].cause)).toContain('no space left');
    raw.close();
    await server.stop();
    const again = await start();
    const found = await withClient(again.uri, (client) =>
      client.db('x').collection<{ _id: number }>('rows').distinct('_id'),
    );
    expect(found).toEqual([1]);
  });
});
