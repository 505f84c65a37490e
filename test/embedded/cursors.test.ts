import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Long, type Document } from 'bson';
import type { Collection } from 'mongodb';
import { rawClient, type RawClient } from './raw-client.ts';
import { embedded, type Server } from './servers.ts';

let server: Server;
let raw: RawClient;
let rows: Collection<{ _id: number }>;
let $db: string;
let now = new Date('2026-09-14T08:00:00+07:00');

beforeAll(async () => {
  server = await embedded({ limits: { sweepEvery: 5 }, now: () => now });
});
afterAll(() => server.stop());
beforeEach(async () => {
  const db = server.freshDb();
  $db = db.databaseName;
  rows = db.collection<{ _id: number }>('rows');
  await rows.insertMany(Array.from({ length: 300 }, (_, _id) => ({ _id })));
  raw = await rawClient(server.uri);
});
afterEach(() => raw.close());

const find = (more: Document = {}) => raw.send({ find: 'rows', batchSize: 100, ...more, $db });
const getMore = (id: unknown, more: Document = {}) =>
  raw.send({ getMore: id, collection: 'rows', ...more, $db });
const idOf = (reply: Document) => (reply.cursor as { id: Long | number }).id;

test('a result comes in pieces, the first of 101 documents', async () => {
  const first = await raw.send({ find: 'rows', $db });
  expect(first.cursor).toMatchObject({ ns: `${$db}.rows` });
  expect((first.cursor as { firstBatch: unknown[] }).firstBatch).toHaveLength(101);
  const id = Long.fromNumber(Number(idOf(first)));
  const second = await getMore(id, { batchSize: 150 });
  expect((second.cursor as { nextBatch: unknown[] }).nextBatch).toHaveLength(150);
  const third = await getMore(id);
  expect((third.cursor as { nextBatch: unknown[] }).nextBatch).toHaveLength(49);
  expect(Number(idOf(third))).toBe(0);
  expect(await getMore(id)).toMatchObject({ ok: 0, code: 43 });
});

test('a cursor shows what was there when it was opened', async () => {
  const cursor = rows.find().batchSize(10);
  await cursor.next();
  await rows.updateMany({}, { $set: { changed: true } });
  await rows.deleteMany({ _id: { $gte: 150 } });
  const rest = await cursor.toArray();
  expect(rest).toHaveLength(299);
  expect(rest.some((row) => 'changed' in row)).toBe(false);
});

test('a cursor goes when it is killed, and belongs to its collection', async () => {
  const id = Long.fromNumber(Number(idOf(await find())));
  expect(await raw.send({ getMore: id, collection: 'other', $db })).toMatchObject({
    ok: 0,
    code: 13,
  });
  expect(
    await raw.send({ killCursors: 'rows', cursors: [id, Long.fromNumber(987654)], $db }),
  ).toMatchObject({ cursorsKilled: [Number(id)], cursorsNotFound: [987654] });
  expect(await getMore(id)).toMatchObject({ ok: 0, code: 43 });
});

test('no cursor is left where one piece was asked for', async () => {
  expect(Number(idOf(await find({ singleBatch: true })))).toBe(0);
  expect(Number(idOf(await find({ limit: 50 })))).toBe(0);
  const empty = await find({ batchSize: 0 });
  expect((empty.cursor as { firstBatch: unknown[] }).firstBatch).toHaveLength(0);
  expect(Number(idOf(empty))).toBeGreaterThan(0);
});

test('an idle cursor goes after ten minutes, unless it was asked to stay', async () => {
  const idle = Long.fromNumber(Number(idOf(await find())));
  const kept = Long.fromNumber(Number(idOf(await find({ noCursorTimeout: true }))));
  now = new Date(now.getTime() + 9 * 60_000);
  expect(await getMore(idle, { batchSize: 1 })).toMatchObject({ ok: 1 });
  await rows.createIndexes([{ key: { at: 1 }, expireAfterSeconds: 0 }]);
  await rows.updateOne({ _id: 1 }, { $set: { at: new Date(now.getTime() + 10 * 60_000) } });
  now = new Date(now.getTime() + 11 * 60_000);
  while ((await raw.send({ count: 'rows', query: { _id: 1 }, $db })).n !== 0); // the same sweep
  expect(await getMore(idle)).toMatchObject({ ok: 0, code: 43 });
  expect(await getMore(kept)).toMatchObject({ ok: 1 });
});

test('a piece is never larger than a message', async () => {
  const text = 'x'.repeat(1_000_000);
  await rows.deleteMany({});
  for (let _id = 0; _id < 40; _id++) await rows.insertOne({ _id, text } as { _id: number });
  const first = await raw.send({ find: 'rows', $db });
  expect((first.cursor as { firstBatch: unknown[] }).firstBatch).toHaveLength(16);
  expect(await rows.find().toArray()).toHaveLength(40);
});
