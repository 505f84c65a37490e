import { afterAll, describe, expect, test } from '@jest/globals';
import { EJSON } from 'bson';
import { Timestamp, type Document } from 'mongodb';
import { tableServers, type Server } from './servers.ts';
import { updaterTable, type UpdateCase } from './updater-table.ts';

const servers = await tableServers();
afterAll(() => Promise.all(servers.map((server) => server.stop())));

/** Fields in order and numbers with their types: what lies in the database. */
const exactly = (value: unknown) => EJSON.stringify(value, { relaxed: false });

async function run(
  server: Server,
  { before, update, query = {}, arrayFilters }: UpdateCase,
): Promise<Document | number> {
  const rows = server.freshDb().collection<{ _id: number }>('rows');
  await rows.insertOne({ _id: 1, ...before });
  const options = arrayFilters ? { arrayFilters } : {};
  try {
    await rows.updateOne({ _id: 1, ...query }, update, options);
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'number')
      return error.code;
    throw error;
  }
  const { _id, ...after } = (await rows.findOne({ _id: 1 }, { promoteValues: false })) ?? {
    _id: 0,
  };
  expect(exactly(_id)).toBe(exactly(1));
  return after;
}

describe.each(servers)('updates on $name', (server) => {
  describe.each(updaterTable)('$about', ({ cases }) => {
    const named = cases.map(
      (one) => [`${exactly(one.before)} ${exactly(one.update)}`, one] as const,
    );
    test.each(named)('%s', async (_name, one) => {
      expect(exactly(await run(server, one))).toBe(exactly(one.after));
    });
  });

  test('$currentDate sets the present time as a date or a timestamp', async () => {
    const rows = server.freshDb().collection('rows');
    await rows.insertOne({ a: 1 });
    const before = Date.now();
    const date = { $type: 'date' as const };
    const $currentDate = { a: date, b: { $type: 'timestamp' as const }, c: date };
    await rows.updateOne({}, { $currentDate });
    const found = await rows.findOne();
    expect(found?.a).toBeInstanceOf(Date);
    expect(found?.c).toBeInstanceOf(Date);
    expect(found?.b).toBeInstanceOf(Timestamp);
    expect(Math.abs(Number(found?.a) - before)).toBeLessThan(60_000);
  });

  test('an update that changes nothing counts as matched, not as modified', async () => {
    const rows = server.freshDb().collection('rows');
    await rows.insertMany([{ a: 1 }, { a: 1 }, { a: 2 }]);
    const result = await rows.updateMany({ a: { $gte: 1 } }, { $set: { a: 1 } });
    expect(result).toMatchObject({ matchedCount: 3, modifiedCount: 1, upsertedCount: 0 });
  });

  test('a replacement keeps _id and nothing else', async () => {
    const db = server.freshDb();
    const rows = db.collection<{ _id: number; a?: number; b?: number }>('rows');
    await rows.insertOne({ _id: 1, a: 1 });
    await rows.replaceOne({ a: 1 }, { b: 2 });
    expect(await rows.find().toArray()).toEqual([{ _id: 1, b: 2 }]);
    const other = { q: { b: 2 }, u: { _id: 2, b: 3 } };
    const reply = await db.command({ update: 'rows', updates: [other] });
    expect(reply).toMatchObject({ n: 0, writeErrors: [{ index: 0, code: 66 }] });
  });

  test.each([
    [{ a: 1, b: { $gt: 5 } }, { $set: { c: 2 } }, { a: 1, c: 2 }],
    [{ a: { $eq: 1 } }, { $inc: { n: 1 } }, { a: 1, n: 1 }],
    [{ 'a.b': 1 }, { $set: { 'a.c': 2 } }, { a: { b: 1, c: 2 } }],
    [{ $and: [{ a: 1 }, { b: 2 }] }, { $setOnInsert: { c: 3 } }, { a: 1, b: 2, c: 3 }],
    [{ a: { $in: [1, 2] } }, { $set: { c: 2 } }, { c: 2 }],
    [{ a: 1 }, { $set: { a: 5 } }, { a: 5 }],
    [{ a: [1] }, { $push: { a: 2 } }, { a: [1, 2] }],
    [{ a: 1 }, { x: 1 }, { x: 1 }],
    [{ _id: 'me', a: 1 }, { $set: { c: 2 } }, { _id: 'me', a: 1, c: 2 }],
    [{ _id: 'me', a: 1 }, { x: 1 }, { _id: 'me', x: 1 }],
  ])('an upsert of %j by %j inserts %j', async (query, update, inserted) => {
    const db = server.freshDb();
    const rows = db.collection('rows');
    const commands = { q: query, u: update, upsert: true };
    const reply = await db.command({ update: 'rows', updates: [commands] });
    const found = await rows.findOne();
    expect(reply).toMatchObject({ n: 1, nModified: 0, upserted: [{ index: 0, _id: found?._id }] });
    expect(found).toEqual({ _id: found?._id, ...inserted });
    expect(Object.keys(found ?? {})[0]).toBe('_id');
  });

  test.each([
    [{ a: 1, 'a.b': 2 }, { $set: { c: 1 } }, 54],
    [{ a: { $all: [1, 2] } }, { $set: { c: 1 } }, 54],
    [{ _id: 1 }, { $set: { _id: 2 } }, 66],
    [{ _id: 1 }, { _id: 2 }, 66],
    [{ b: 1 }, { $set: { _id: [1] } }, 2],
  ])('an upsert of %j by %j is refused', async (q, u, code) => {
    const db = server.freshDb();
    const reply = await db.command({ update: 'rows', updates: [{ q, u, upsert: true }] });
    expect(reply).toMatchObject({ n: 0, writeErrors: [{ index: 0, code }] });
    expect(await db.collection('rows').countDocuments()).toBe(0);
  });
});
