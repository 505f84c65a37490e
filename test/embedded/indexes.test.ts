import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Collection, Db, Document, IndexDescription } from 'mongodb';
import { embedded, tableServers } from './servers.ts';

const servers = await tableServers();
afterAll(() => Promise.all(servers.map((server) => server.stop())));

describe.each(servers)('indexes on $name', (server) => {
  let db: Db;
  let rows: Collection;
  beforeEach(() => {
    db = server.freshDb();
    rows = db.collection('rows');
  });

  const create = (...indexes: Document[]) => db.command({ createIndexes: 'rows', indexes });

  test("a value that is taken is refused with the key and MongoDB's words", async () => {
    await create({ key: { email: 1 }, name: 'email_1', unique: true });
    const { insertedId } = await rows.insertOne({ email: 'a@mau.vn' });
    await expect(rows.insertOne({ email: 'a@mau.vn' })).rejects.toMatchObject({
      code: 11000,
      message: `E11000 duplicate key error collection: ${db.databaseName}.rows index: email_1 dup key: { email: "a@mau.vn" }`,
      keyPattern: { email: 1 },
      keyValue: { email: 'a@mau.vn' },
    });
    await rows.insertOne({ email: 'b@mau.vn' });
    await expect(
      rows.updateOne({ email: 'b@mau.vn' }, { $set: { email: 'a@mau.vn' } }),
    ).rejects.toMatchObject({ code: 11000 });
    await expect(rows.insertOne({ _id: insertedId })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { _id: 1 },
    });
    expect(await rows.countDocuments()).toBe(2);
    await rows.updateOne({ email: 'a@mau.vn' }, { $set: { email: 'a@mau.vn', more: 1 } });
    await rows.deleteOne({ email: 'a@mau.vn' });
    await rows.insertOne({ email: 'a@mau.vn' });
  });

  test('a unique index of several fields compares all of them', async () => {
    await create({ key: { unit: 1, year: -1 }, name: 'u', unique: true });
    await rows.insertMany([
      { unit: 'x', year: 2026 },
      { unit: 'x', year: 2027 },
      { unit: 'y', year: 2026 },
      { unit: 'x' },
    ]);
    await expect(rows.insertOne({ unit: 'x', year: 2027 })).rejects.toMatchObject({
      code: 11000,
      keyValue: { unit: 'x', year: 2027 },
    });
    await expect(rows.insertOne({ unit: 'x', year: null })).rejects.toMatchObject({ code: 11000 });
  });

  test('a missing value counts as null, unless the index is sparse or partial', async () => {
    await create(
      { key: { a: 1 }, name: 'a', unique: true },
      { key: { b: 1 }, name: 'b', unique: true, sparse: true },
      { key: { c: 1 }, name: 'c', unique: true, partialFilterExpression: { kind: 'single' } },
    );
    await rows.insertOne({ c: 1 });
    await expect(rows.insertOne({})).rejects.toMatchObject({ code: 11000, keyPattern: { a: 1 } });
    await rows.insertMany([
      { a: 1, c: 1 },
      { a: 2, b: 5, c: 1, kind: 'single' },
    ]);
    await expect(rows.insertOne({ a: 3, b: 5 })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { b: 1 },
    });
    await expect(rows.insertOne({ a: 3, c: 1, kind: 'single' })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { c: 1 },
    });
    await rows.insertOne({ a: 3, c: 2, kind: 'single' });
    await expect(rows.updateOne({ a: 1 }, { $set: { kind: 'single' } })).rejects.toMatchObject({
      code: 11000,
    });
  });

  test('every element of an array is taken, though one document may repeat its own', async () => {
    await create({ key: { tags: 1 }, name: 'tags', unique: true });
    await rows.insertMany([{ tags: ['a', 'b', 'a'] }, { tags: [] }, { tags: [['a']] }]);
    await expect(rows.insertOne({ tags: ['c', 'b'] })).rejects.toMatchObject({
      code: 11000,
      keyValue: { tags: 'b' },
    });
    await expect(rows.insertOne({ tags: [] })).rejects.toMatchObject({ code: 11000 });
    await rows.insertOne({ tags: ['c'] });
  });

  test('two arrays of their own cannot be indexed together', async () => {
    await create({ key: { a: 1, b: 1 }, name: 'ab' });
    await rows.insertMany([
      { a: [1], b: 2 },
      { a: 1, b: [2] },
    ]);
    await expect(rows.insertOne({ a: [1], b: [2] })).rejects.toMatchObject({ code: 171 });
    expect(await rows.countDocuments()).toBe(2);
  });

  test('many statements go on after a taken value only if they are unordered', async () => {
    await create({ key: { n: 1 }, name: 'n', unique: true });
    const docs = [{ n: 1 }, { n: 1 }, { n: 2 }];
    await expect(rows.insertMany(docs.map((doc) => ({ ...doc })))).rejects.toMatchObject({
      code: 11000,
      insertedCount: 1,
    });
    const rest = [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 3 }];
    await expect(rows.insertMany(rest, { ordered: false })).rejects.toMatchObject({
      insertedCount: 2,
      writeErrors: [{ index: 0 }, { index: 3 }],
    });
    expect(await rows.countDocuments()).toBe(3);
  });

  test('an index that the documents break is not made', async () => {
    await rows.insertMany([{ n: 1 }, { n: 1 }]);
    await expect(create({ key: { n: 1 }, name: 'n', unique: true })).rejects.toMatchObject({
      code: 11000,
    });
    expect(await rows.indexes()).toHaveLength(1);
  });

  const first: IndexDescription = { key: { a: 1 }, name: 'a_1' };

  test.each<[string, IndexDescription, IndexDescription, number | undefined]>([
    ['the same again', first, first, undefined],
    ['the same key under another name', first, { key: { a: 1 }, name: 'other' }, 85],
    ['the same name with another key', first, { key: { b: 1 }, name: 'a_1' }, 86],
    ['the same name, now unique', first, { key: { a: 1 }, name: 'a_1', unique: true }, 86],
    [
      'the same key, unique, under another name',
      first,
      { key: { a: 1 }, name: 'a_u', unique: true },
      undefined,
    ],
    ['another direction', first, { key: { a: -1 }, name: 'a_-1' }, undefined],
    [
      'another expiry',
      { ...first, expireAfterSeconds: 10 },
      { ...first, expireAfterSeconds: 20 },
      85,
    ],
    [
      'a partial one beside it',
      first,
      { key: { a: 1 }, name: 'a_p', partialFilterExpression: { b: 1 } },
      undefined,
    ],
  ])('after an index, %s', async (_name, before, after, code) => {
    await create({ ...before });
    const made = create({ ...after });
    if (code === undefined) expect(await made).toMatchObject({ ok: 1 });
    else await expect(made).rejects.toMatchObject({ code });
  });

  test('tells how many indexes there were and are, and makes the collection', async () => {
    expect(await create({ key: { a: 1 }, name: 'a' })).toMatchObject({
      numIndexesBefore: 1,
      numIndexesAfter: 2,
      createdCollectionAutomatically: true,
    });
    expect(await create({ key: { a: 1 }, name: 'a' })).toMatchObject({
      numIndexesBefore: 2,
      numIndexesAfter: 2,
      note: 'all indexes already exist',
    });
    expect(await create({ key: { _id: 1 }, name: '_id_' })).toMatchObject({ numIndexesAfter: 2 });
  });

  test.each<[Document, number]>([
    [{ key: {}, name: 'x' }, 67],
    [{ key: { a: 0 }, name: 'x' }, 67],
    [{ key: { a: 1 }, name: 'x', nonsense: true }, 197],
    [{ key: { a: 1 } }, 9],
    [{ name: 'x' }, 9],
    [{ key: { a: 1, b: 1 }, name: 'x', expireAfterSeconds: 1 }, 67],
    [{ key: { a: 1 }, name: 'x', sparse: true, partialFilterExpression: { a: 1 } }, 67],
    [{ key: { a: 1 }, name: 'x', partialFilterExpression: { a: { $ne: 1 } } }, 67],
  ])('the index %j is refused', async (index, code) => {
    await expect(create(index)).rejects.toMatchObject({ code });
  });

  test('indexes are listed as they were declared, and dropped by name, by key or all', async () => {
    await create(
      { key: { a: 1 }, name: 'a', unique: true },
      { key: { b: -1 }, name: 'b', expireAfterSeconds: 60 },
      { key: { c: 1 }, name: 'c', sparse: true },
      { key: { d: 1 }, name: 'd', partialFilterExpression: { e: 1 } },
    );
    expect(await rows.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1 }, name: 'a', unique: true },
      { v: 2, key: { b: -1 }, name: 'b', expireAfterSeconds: 60 },
      { v: 2, key: { c: 1 }, name: 'c', sparse: true },
      { v: 2, key: { d: 1 }, name: 'd', partialFilterExpression: { e: 1 } },
    ]);
    await rows.dropIndex('a');
    await db.command({ dropIndexes: 'rows', index: { b: -1 } });
    expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_', 'c', 'd']);
    await expect(rows.dropIndex('a')).rejects.toMatchObject({ code: 27 });
    await expect(rows.dropIndex('_id_')).rejects.toMatchObject({ code: 72 });
    await rows.dropIndexes();
    expect(await rows.indexes()).toHaveLength(1);
    await expect(db.collection('none').indexes()).rejects.toMatchObject({ code: 26 });
  });

  test('collections are made once, listed, and dropped', async () => {
    await db.createCollection('one');
    await expect(db.createCollection('one')).rejects.toMatchObject({ code: 48 });
    await rows.insertOne({});
    const names = async (filter = {}) =>
      (await db.listCollections(filter).toArray()).map(({ name }) => name).sort();
    expect(await names()).toEqual(['one', 'rows']);
    expect(await names({ name: 'one' })).toEqual(['one']);
    expect(await db.listCollections({ name: 'one' }).toArray()).toMatchObject([
      { name: 'one', type: 'collection' },
    ]);
    await db.dropCollection('one');
    await db.dropCollection('one');
    expect(await names()).toEqual(['rows']);
    await db.dropDatabase();
    expect(await names()).toEqual([]);
    expect(await rows.countDocuments()).toBe(0);
  });
});

test('documents go when their time is over, on the embedded server within one sweep', async () => {
  let now = new Date('2026-09-14T08:00:00+07:00');
  const server = await embedded({ limits: { sweepEvery: 5 }, now: () => now });
  const rows = server.freshDb().collection('rows');
  await rows.createIndexes([
    { key: { at: 1 }, expireAfterSeconds: 60 },
    { key: { end: -1 }, expireAfterSeconds: 0 },
  ]);
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  await rows.insertMany([
    { n: 1, at: now },
    { n: 2, at: later(30) },
    { n: 3, at: [later(500), now] },
    { n: 4, at: now.getTime() },
    { n: 5, at: null },
    { n: 6, end: later(45) },
    { n: 7, end: later(120) },
    ...Array.from({ length: 2500 }, () => ({ n: 0, end: later(10) })),
  ]);
  now = later(61);
  let left: number[];
  do {
    left = (await rows.find().sort({ n: 1 }).toArray()).map(({ n }) => Number(n));
  } while (left.length > 4);
  expect(left).toEqual([2, 4, 5, 7]);
  await server.stop();
});
