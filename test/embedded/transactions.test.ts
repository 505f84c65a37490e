import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  Long,
  MongoClient,
  MongoServerError,
  UUID,
  type ClientSession,
  type Collection,
  type Db,
} from 'mongodb';
import { rawClient } from './raw-client.ts';
import { embedded, type Server } from './servers.ts';

type Row = { _id: string; n: number };

let server: Server;
let db: Db;
let rows: Collection<Row>;
let log: Collection;

beforeAll(async () => {
  server = await embedded({ limits: { writeWait: 300, transactionLifetime: 700 } });
});
afterAll(() => server.stop());
beforeEach(async () => {
  db = server.freshDb();
  rows = db.collection<Row>('rows');
  log = db.collection('log');
  await rows.createIndex({ n: 1 }, { unique: true }, {});
  await rows.insertMany([
    { _id: 'a', n: 1 },
    { _id: 'b', n: 2 },
  ]);
});

/** The open sessions of a test, ended with it. */
async function inSession<T>(run: (session: ClientSession) => Promise<T>): Promise<T> {
  return server.client.withSession(async (session) => {
    session.startTransaction();
    return run(session);
  });
}

const numbers = async (session?: ClientSession) =>
  Object.fromEntries(
    (await rows.find({}, session ? { session } : {}).toArray()).map(({ _id, n }) => [_id, n]),
  );

async function errorOf(promise: Promise<unknown>): Promise<MongoServerError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof MongoServerError) return error;
  throw new Error('expected an error of the server', { cause: error });
}

describe('a transaction', () => {
  test('is seen by itself at once and by others only when it is committed', async () => {
    await inSession(async (session) => {
      await rows.updateOne({ _id: 'a' }, { $set: { n: 10 } }, { session });
      await rows.insertOne({ _id: 'c', n: 3 }, { session });
      await rows.deleteOne({ _id: 'b' }, { session });
      expect(await numbers(session)).toEqual({ a: 10, c: 3 });
      expect(await numbers()).toEqual({ a: 1, b: 2 });
      expect(await rows.findOne({ n: 10 }, { session })).toEqual({ _id: 'a', n: 10 });
      expect(await rows.countDocuments({ n: { $gte: 3 } }, { session })).toBe(2);
      await session.commitTransaction();
    });
    expect(await numbers()).toEqual({ a: 10, c: 3 });
  });

  test('leaves nothing behind when it is aborted', async () => {
    await inSession(async (session) => {
      await rows.updateMany({}, { $inc: { n: 100 } }, { session });
      await log.insertOne({ about: 'new collection' }, { session });
      await rows.deleteOne({ _id: 'a' }, { session });
      await session.abortTransaction();
    });
    expect(await numbers()).toEqual({ a: 1, b: 2 });
    expect((await db.listCollections().toArray()).map(({ name }) => name)).toEqual(['rows']);
    await rows.insertOne({ _id: 'c', n: 101 });
  });

  test('makes a new collection with its first document', async () => {
    await inSession(async (session) => {
      await log.insertOne({ about: 1 }, { session });
      expect(await log.countDocuments()).toBe(0);
      await session.commitTransaction();
    });
    expect(await log.countDocuments()).toBe(1);
  });

  test('sees one snapshot, whatever others commit meanwhile', async () => {
    await inSession(async (session) => {
      expect(await numbers(session)).toEqual({ a: 1, b: 2 });
      await rows.updateOne({ _id: 'a' }, { $set: { n: 50 } });
      await rows.insertOne({ _id: 'z', n: 99 });
      await log.insertOne({});
      expect(await numbers(session)).toEqual({ a: 1, b: 2 });
      expect(await log.countDocuments({}, { session })).toBe(0);
      await rows.updateOne({ _id: 'b' }, { $set: { n: 20 } }, { session });
      expect(await numbers(session)).toEqual({ a: 1, b: 20 });
      await session.commitTransaction();
    });
    expect(await numbers()).toEqual({ a: 50, b: 20, z: 99 });
  });

  test('may not overwrite what others have changed since its snapshot', async () => {
    for (const change of [
      (session: ClientSession) => rows.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session }),
      (session: ClientSession) => rows.deleteOne({ _id: 'a' }, { session }),
      (session: ClientSession) =>
        rows.findOneAndUpdate({ _id: 'a' }, { $inc: { n: 1 } }, { session }),
    ]) {
      await inSession(async (session) => {
        await rows.findOne({ _id: 'b' }, { session });
        await rows.updateOne({ _id: 'a' }, { $inc: { n: 10 } });
        const error = await errorOf(change(session));
        expect(error).toMatchObject({ code: 112 });
        expect(error.hasErrorLabel('TransientTransactionError')).toBe(true);
      });
    }
    expect(await numbers()).toEqual({ a: 31, b: 2 });
  });

  test('may not take a unique value that others have taken since its snapshot', async () => {
    await inSession(async (session) => {
      await rows.findOne({}, { session });
      await rows.insertOne({ _id: 'x', n: 7 });
      expect(await errorOf(rows.insertOne({ _id: 'y', n: 7 }, { session }))).toMatchObject({
        code: 112,
      });
    });
    expect(await numbers()).toEqual({ a: 1, b: 2, x: 7 });
  });

  test('is over after any error in it', async () => {
    await inSession(async (session) => {
      await rows.insertOne({ _id: 'c', n: 3 }, { session });
      expect(await errorOf(rows.insertOne({ _id: 'd', n: 1 }, { session }))).toMatchObject({
        code: 11000,
      });
      const error = await errorOf(rows.findOne({}, { session }));
      expect(error).toMatchObject({ code: 251 });
      expect(error.hasErrorLabel('TransientTransactionError')).toBe(true);
    });
    expect(await numbers()).toEqual({ a: 1, b: 2 });
  });

  test('can be committed twice with one effect, and not after it was aborted', async () => {
    await inSession(async (session) => {
      await rows.updateOne({ _id: 'a' }, { $inc: { n: 10 } }, { session });
      await session.commitTransaction();
      await session.commitTransaction();
    });
    expect(await numbers()).toEqual({ a: 11, b: 2 });
  });

  test('that nobody began can be neither committed nor aborted', async () => {
    const raw = await rawClient(server.uri);
    const session = {
      lsid: { id: new UUID() },
      txnNumber: Long.ONE,
      autocommit: false,
      $db: 'admin',
    };
    for (const command of [{ commitTransaction: 1 }, { abortTransaction: 1 }]) {
      const answer = await raw.send({ ...command, ...session });
      expect(answer).toMatchObject({
        ok: 0,
        code: 251,
        errorLabels: ['TransientTransactionError'],
      });
    }
    raw.close();
  });

  test('refuses commands that cannot be part of it', async () => {
    for (const command of [
      { createIndexes: 'rows', indexes: [{ key: { z: 1 }, name: 'z' }] },
      { drop: 'rows' },
      { count: 'rows' },
    ]) {
      await inSession(async (session) => {
        expect(await errorOf(db.command(command, { session }))).toMatchObject({ code: 263 });
      });
    }
  });
});

describe('two writers', () => {
  test('go one after the other, the second waits for the first', async () => {
    const order: string[] = [];
    await inSession(async (first) => {
      await rows.updateOne({ _id: 'a' }, { $inc: { n: 10 } }, { session: first });
      const outside = rows
        .updateOne({ _id: 'a' }, { $inc: { n: 100 } })
        .then(() => order.push('outside'));
      const second = inSession(async (session) => {
        await rows.updateOne({ _id: 'a' }, { $inc: { n: 1000 } }, { session });
        await session.commitTransaction();
        order.push('second');
      });
      expect(await rows.findOne({ _id: 'a' })).toMatchObject({ n: 1 });
      order.push('first');
      await first.commitTransaction();
      await Promise.all([outside, second]);
    });
    expect(order[0]).toBe('first');
    expect(await numbers()).toEqual({ a: 1111, b: 2 });
  });

  test('a transaction that waited too long gets a conflict that a driver retries', async () => {
    await inSession(async (first) => {
      await rows.updateOne({ _id: 'a' }, { $inc: { n: 10 } }, { session: first });
      await inSession(async (second) => {
        const error = await errorOf(
          rows.updateOne({ _id: 'b' }, { $inc: { n: 1 } }, { session: second }),
        );
        expect(error).toMatchObject({ code: 112 });
        expect(error.hasErrorLabel('TransientTransactionError')).toBe(true);
      });
    });
  });

  test('a plain write that waited too long gets an error that a driver retries, by itself once', async () => {
    const client = await MongoClient.connect(server.uri, { monitorCommands: true });
    const tries: unknown[] = [];
    client.on('commandFailed', ({ failure }) => tries.push(failure));
    await inSession(async (first) => {
      await rows.updateOne({ _id: 'a' }, { $inc: { n: 10 } }, { session: first });
      const error = await errorOf(
        client
          .db(db.databaseName)
          .collection('rows')
          .updateOne({ n: 2 }, { $inc: { n: 1 } }),
      );
      expect(error).toMatchObject({ code: 262 });
      expect(error.hasErrorLabel('RetryableWriteError')).toBe(true);
    });
    expect(tries).toHaveLength(2);
    await client.close();
    expect(await numbers()).toEqual({ a: 1, b: 2 });
  });

  test('a wait is no longer than the client allows', async () => {
    await inSession(async (first) => {
      await rows.updateOne({ _id: 'a' }, { $inc: { n: 10 } }, { session: first });
      const command = {
        update: 'rows',
        updates: [{ q: { n: 2 }, u: { $inc: { n: 1 } } }],
        maxTimeMS: 20,
      };
      expect(await errorOf(db.command(command))).toMatchObject({ code: 50 });
    });
  });

  test('withTransaction runs again until it gets through: no increment is lost', async () => {
    const increment = () =>
      server.client.withSession((session) =>
        session.withTransaction(async () => {
          const found = await rows.findOne({ _id: 'a' }, { session });
          await rows.updateOne({ _id: 'a' }, { $set: { n: (found?.n ?? 0) + 1000 } }, { session });
        }),
      );
    await Promise.all(Array.from({ length: 8 }, increment));
    expect(await rows.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 8001 });
  });
});

describe('an abandoned transaction', () => {
  test('ends at its time limit and lets others write', async () => {
    await inSession(async (session) => {
      await rows.updateOne({ _id: 'a' }, { $inc: { n: 10 } }, { session });
      await expect(rows.updateOne({ _id: 'b' }, { $inc: { n: 1 } })).rejects.toMatchObject({
        code: 262,
      });
      await rows.updateOne({ _id: 'b' }, { $inc: { n: 1 } });
      expect(await errorOf(session.commitTransaction())).toMatchObject({ code: 251 });
    });
    expect(await numbers()).toEqual({ a: 1, b: 3 });
  });

  test('ends with the socket of its newest command', async () => {
    const client = await MongoClient.connect(server.uri);
    const session = client.startSession();
    session.startTransaction();
    await client
      .db(db.databaseName)
      .collection('rows')
      .updateOne({ n: 1 }, { $set: { n: 10 } }, { session });
    await client.close(true);
    await rows.updateOne({ _id: 'b' }, { $inc: { n: 1 } });
    expect(await numbers()).toEqual({ a: 1, b: 3 });
  });

  test('ends with its session', async () => {
    const session = server.client.startSession();
    session.startTransaction();
    await rows.updateOne({ _id: 'a' }, { $inc: { n: 10 } }, { session });
    await db.admin().command({ endSessions: [session.id] });
    await rows.updateOne({ _id: 'b' }, { $inc: { n: 1 } });
    expect(await errorOf(session.commitTransaction())).toMatchObject({ code: 251 });
    expect(await numbers()).toEqual({ a: 1, b: 3 });
    await session.endSession();
  });

  test('ends where the session starts the next one', async () => {
    const raw = await rawClient(server.uri);
    const lsid = { id: new UUID() };
    const update = { update: 'rows', updates: [{ q: { _id: 'a' }, u: { $inc: { n: 10 } } }] };
    const send = (number: number, command: object) =>
      raw.send({
        ...command,
        lsid,
        txnNumber: Long.fromNumber(number),
        autocommit: false,
        $db: db.databaseName,
      });
    expect(await send(1, { ...update, startTransaction: true })).toMatchObject({ ok: 1 });
    expect(await send(1, { ...update, startTransaction: true })).toMatchObject({
      ok: 0,
      code: 50911,
    });
    expect(await send(2, { ...update, startTransaction: true })).toMatchObject({ ok: 1 });
    expect(await send(3, { ...update, startTransaction: true })).toMatchObject({ ok: 1 });
    expect(await send(2, { commitTransaction: 1 })).toMatchObject({ ok: 0, code: 251 });
    expect(await send(3, { commitTransaction: 1 })).toMatchObject({ ok: 1 });
    expect(await send(3, update)).toMatchObject({ ok: 0, code: 256 });
    expect(await send(2, { ...update, startTransaction: true })).toMatchObject({
      ok: 0,
      code: 225,
    });
    expect(await numbers()).toEqual({ a: 11, b: 2 });
    raw.close();
  });
});
