import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Db, Document } from 'mongodb';
import { embedded, type Server } from './servers.ts';

let server: Server;
let db: Db;
beforeAll(async () => {
  server = await embedded();
});
afterAll(() => server.stop());
beforeEach(async () => {
  db = server.freshDb();
  await db.collection('rows').insertOne({ a: 1 });
});

const find = { find: 'rows' };
const update = (statement: Document = {}, more: Document = {}) => ({
  update: 'rows',
  updates: [{ q: {}, u: { $set: { a: 2 } }, ...statement }],
  ...more,
});
const remove = (statement: Document = {}, more: Document = {}) => ({
  delete: 'rows',
  deletes: [{ q: {}, limit: 1, ...statement }],
  ...more,
});
const modify = (more: Document = {}) => ({
  findAndModify: 'rows',
  update: { $set: { a: 2 } },
  ...more,
});
const aggregate = (...pipeline: Document[]) => ({ aggregate: 'rows', pipeline, cursor: {} });

describe('what is not supported is refused by its name, never ignored:', () => {
  test.each<[Document, number, string]>([
    [{ bulkWrite: 1 }, 59, 'bulkWrite'],
    [{ mapReduce: 'rows' }, 59, 'mapReduce'],
    [{ collStats: 'rows' }, 59, 'collStats'],
    [{ getParameter: 1 }, 59, 'getParameter'],
    [{ shutdown: 1 }, 59, 'shutdown'],
    [{ constructor: 1 }, 59, 'constructor'],
    [{ ...find, hint: { a: 1 } }, 40415, 'hint'],
    [{ ...find, collation: { locale: 'vi' } }, 40415, 'collation'],
    [{ ...find, let: { x: 1 } }, 40415, 'let'],
    [{ ...find, min: { a: 1 } }, 40415, 'min'],
    [{ ...find, max: { a: 1 } }, 40415, 'max'],
    [{ ...find, tailable: true }, 40415, 'tailable'],
    [{ ...find, showRecordId: true }, 40415, 'showRecordId'],
    [{ ...find, returnKey: true }, 40415, 'returnKey'],
    [{ ...find, nonsense: 1 }, 40415, 'nonsense'],
    [{ ...find, readConcern: { level: 'snapshot' } }, 246, 'snapshot'],
    [{ ...find, readConcern: { afterClusterTime: 1 } }, 40415, 'afterClusterTime'],
    [{ ...find, filter: { $expr: { $gt: ['$a', 0] } } }, 2, '$expr'],
    [{ ...find, filter: { $where: 'true' } }, 2, '$where'],
    [{ ...find, filter: { $text: { $search: 'x' } } }, 2, '$text'],
    [{ ...find, filter: { $jsonSchema: {} } }, 2, '$jsonSchema'],
    [{ ...find, filter: { a: { $near: [0, 0] } } }, 2, '$near'],
    [{ ...find, filter: { a: { $geoWithin: {} } } }, 2, '$geoWithin'],
    [{ ...find, filter: { a: { $bitsAllSet: 1 } } }, 2, '$bitsAllSet'],
    [{ ...find, filter: { a: { $regex: 'a b', $options: 'x' } } }, 2, 'x'],
    [{ ...find, projection: { b: '$a' } }, 2, 'b'],
    [{ ...find, projection: { b: { $add: [1, 2] } } }, 2, '$add'],
    [{ ...find, sort: { a: { $meta: 'textScore' } } }, 2, 'a'],
    [{ ...find, skip: -1 }, 51024, 'skip'],
    [{ ...find, limit: 1.5 }, 14, 'limit'],
    [update({}, { let: { x: 1 } }), 40415, 'let'],
    [update({}, { writeConcern: { w: 2 } }), 100, 'data-bearing'],
    [update({}, { writeConcern: { w: 'hanoi' } }), 79, 'hanoi'],
    [modify({ collation: { locale: 'vi' } }), 40415, 'collation'],
    [modify({ hint: 'a_1' }), 40415, 'hint'],
    [modify({ update: [{ $set: { a: 1 } }] }), 9, 'pipeline'],
    [modify({ remove: true }), 9, 'remove'],
    [{ findAndModify: 'rows' }, 9, 'update'],
    [{ ...aggregate(), cursor: undefined }, 9, 'cursor'],
    [aggregate({ $lookup: {} }), 40324, '$lookup'],
    [aggregate({ $changeStream: {} }), 40324, '$changeStream'],
    [aggregate({ $project: { a: 1 } }), 40324, '$project'],
    [aggregate({ $limit: 1 }, { $match: {} }), 40324, '$match'],
    [aggregate({ $limit: 0 }), 15958, '$limit'],
    [aggregate({ $group: { _id: { a: '$a' } } }), 2, 'expression'],
    [aggregate({ $group: { _id: '$a', x: { $avg: '$a' } } }), 15952, '$avg'],
    [aggregate({ $group: { _id: '$a', x: { $sum: '$a' } } }), 2, '$sum'],
    [aggregate({ $match: {}, $limit: 1 }), 40323, 'exactly one'],
    [{ create: 'x', capped: true, size: 1000 }, 40415, 'capped'],
    [{ create: 'x', viewOn: 'rows', pipeline: [] }, 40415, 'viewOn'],
    [{ create: 'x', timeseries: { timeField: 't' } }, 40415, 'timeseries'],
    [{ create: 'x', validator: {} }, 40415, 'validator'],
    [{ createIndexes: 'rows', indexes: [{ key: { a: 'text' }, name: 't' }] }, 67, 'a'],
    [{ createIndexes: 'rows', indexes: [{ key: { '$**': 1 }, name: 't' }] }, 67, '$**'],
    [{ createIndexes: 'rows', indexes: [{ key: { 'a.$**': 1 }, name: 't' }] }, 67, 'a.$**'],
    [{ createIndexes: 'rows', indexes: [{ key: { 'a.0': 1 }, name: 't' }] }, 67, 'a.0'],
    [
      {
        createIndexes: 'rows',
        indexes: [{ key: { a: 1 }, name: 't', collation: { locale: 'vi' } }],
      },
      197,
      'collation',
    ],
    [
      { createIndexes: 'rows', indexes: [{ key: { a: 1 }, name: 't', hidden: true }] },
      197,
      'hidden',
    ],
    [{ find: 'system.users' }, 73, 'system.users'],
    [{ find: '' }, 73, 'namespace'],
    [{ find: 5 }, 73, 'collection name'],
    [{ distinct: 'rows', key: 'a', hint: 'a_1' }, 40415, 'hint'],
    [{ count: 'rows', hint: 'a_1' }, 40415, 'hint'],
    [{ ping: 1, apiVersion: '2' }, 322, '2'],
    [{ explain: { insert: 'rows' } }, 59, 'insert'],
    [{ explain: { ...find, hint: 'a_1' } }, 40415, 'hint'],
    [{ explain: { count: 'rows', hint: 'a_1' } }, 40415, 'hint'],
    [{ explain: update({ hint: 'a_1' }) }, 40415, 'hint'],
    [{ explain: remove({ collation: { locale: 'vi' } }) }, 40415, 'collation'],
  ])('%j', async (command, code, name) => {
    const { code: given, message } = await errorOf(command);
    expect({ given, message }).toEqual({
      given: code,
      message: expect.stringContaining(name) as unknown as string,
    });
    expect(await db.collection('rows').findOne()).toMatchObject({ a: 1 });
  });

  test.each<[Document, number, string]>([
    [update({ hint: 'a_1' }), 40415, 'hint'],
    [update({ collation: { locale: 'vi' } }), 40415, 'collation'],
    [update({ u: [{ $set: { a: 1 } }] }), 9, 'pipeline'],
    [update({ u: { $bit: { a: { or: 1 } } } }), 9, '$bit'],
    [update({ u: { $set: { 'b.$x': 1 } } }), 52, '$x'],
    [update({ u: { b: 1 }, multi: true }), 9, 'multi'],
    [update({ q: { $where: '1' } }), 2, '$where'],
    [remove({ hint: 'a_1' }), 40415, 'hint'],
    [remove({ limit: 2 }), 9, 'limit'],
    [{ insert: 'rows', documents: [{ _id: [1] }] }, 2, 'array'],
    [{ insert: 'rows', documents: [{ _id: /x/ }] }, 2, 'regex'],
  ])('the statement of %j', async (command, code, name) => {
    const { writeErrors } = await db.command(command);
    expect(writeErrors).toEqual([
      { index: 0, code, errmsg: expect.stringContaining(name) as unknown as string },
    ]);
    expect(await db.collection('rows').find().toArray()).toMatchObject([{ a: 1 }]);
  });
});

async function errorOf(command: Document): Promise<{ code: unknown; message: string }> {
  const error: unknown = await db.command(command, { ignoreUndefined: true }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Error && 'code' in error)
    return { code: error.code, message: error.message };
  throw new Error('expected an error of the server', { cause: error });
}

test('what drivers send with every command is accepted where it holds', async () => {
  const more = {
    comment: 'why',
    maxTimeMS: 1000,
    apiVersion: '1',
    apiStrict: false,
    readConcern: { level: 'majority' },
    $clusterTime: { clusterTime: 1 },
  };
  expect(
    await db.command({
      ...find,
      ...more,
      allowDiskUse: true,
      hint: {},
      let: {},
      collation: { locale: 'simple' },
    }),
  ).toMatchObject({ ok: 1 });
  for (const w of [1, 'majority', 0]) {
    expect(
      await db.command({ ...update(), writeConcern: { w, j: true, wtimeout: 100 } }),
    ).toMatchObject({ ok: 1 });
  }
});

test('a document larger than 16 MB is refused', async () => {
  const text = 'x'.repeat(9_000_000);
  await db.collection('rows').updateOne({}, { $set: { text } });
  await expect(db.collection('rows').updateOne({}, { $set: { more: text } })).rejects.toMatchObject(
    { code: 10334 },
  );
  await expect(db.collection('rows').insertOne({ text, more: text })).rejects.toThrow();
  expect(await db.collection('rows').countDocuments({ more: { $exists: true } })).toBe(0);
});

test('a document nested deeper than 200 levels is refused, however it comes to be', async () => {
  const nested = (depth: number): Document => (depth === 0 ? { end: 1 } : { a: nested(depth - 1) });
  const rows = db.collection('rows');
  await expect(rows.insertOne(nested(300))).rejects.toMatchObject({ code: 15 });
  await rows.insertOne({ deep: nested(190) });
  const path = ['deep', ...Array.from({ length: 20 }, () => 'b')].join('.');
  await expect(
    rows.updateOne({ deep: { $exists: true } }, { $set: { [path]: nested(190) } }),
  ).rejects.toMatchObject({ code: 15 });
});

test('a query that takes longer than its client waits is stopped', async () => {
  const many = Array.from({ length: 20_000 }, (_, at) => ({
    text: `${'x'.repeat(200)}${String(at)}`,
  }));
  await db.collection('rows').insertMany(many);
  const slow = { find: 'rows', filter: { text: { $regex: 'y' } }, maxTimeMS: 1 };
  await expect(db.command(slow)).rejects.toMatchObject({ code: 50 });
});
