import { afterAll, describe, expect, test } from '@jest/globals';
import { tableServers } from './servers.ts';
import { projectionTable, sortTable } from './shape-table.ts';

const servers = await tableServers();
afterAll(() => Promise.all(servers.map((server) => server.stop())));

describe.each(servers)('results on $name', (server) => {
  test.each(projectionTable)(
    '%j projected by %j is %j',
    async (doc, projection, shown, query = {}) => {
      const rows = server.freshDb().collection<{ _id: number }>('rows');
      await rows.insertOne({ _id: 1, ...doc });
      const found = rows.find(query, { projection }).toArray();
      if (typeof shown === 'number') await expect(found).rejects.toMatchObject({ code: shown });
      else expect(JSON.stringify(await found)).toBe(JSON.stringify([shown]));
    },
  );

  test('findAndModify shows what its projection asks for', async () => {
    const rows = server.freshDb().collection('rows');
    await rows.insertOne({ a: 1, b: 2, c: [1, 2, 3] });
    const options = {
      projection: { _id: 0, c: { $slice: 1 }, a: 1 },
      returnDocument: 'after',
    } as const;
    expect(await rows.findOneAndUpdate({}, { $inc: { a: 1 } }, options)).toEqual({ a: 2, c: [1] });
  });

  test.each(sortTable)('sorted: $about', async ({ docs, sorts }) => {
    const rows = server.freshDb().collection<{ _id: number }>('rows');
    await rows.insertMany(docs.map((doc) => ({ ...doc, _id: Number(doc._id) })));
    for (const indexed of [false, true]) {
      for (const [sort, ids] of sorts) {
        if (indexed) await rows.createIndex(sort, {}, {});
        const found = await rows.find().sort(sort).toArray();
        expect([sort, found.map(({ _id }) => _id)]).toEqual([sort, ids]);
      }
    }
  });

  test('skip and limit cut from the sorted result', async () => {
    const rows = server.freshDb().collection<{ _id: number }>('rows');
    await rows.insertMany([3, 1, 2, 5, 4].map((_id) => ({ _id })));
    const ids = (await rows.find().sort({ _id: -1 }).skip(1).limit(2).toArray()).map(
      ({ _id }) => _id,
    );
    expect(ids).toEqual([4, 3]);
    expect(await rows.countDocuments({}, { skip: 1, limit: 3 })).toBe(3);
    expect(await rows.countDocuments({ _id: { $gt: 3 } }, { skip: 1 })).toBe(1);
  });

  test.each([
    [{ a: 2 }, 15975],
    [{ a: 'up' }, 15975],
  ])('the sort %j is refused', async (sort, code) => {
    const db = server.freshDb();
    await db.collection('rows').insertOne({});
    await expect(db.command({ find: 'rows', sort })).rejects.toMatchObject({ code });
  });

  test('two arrays cannot be sorted by at once', async () => {
    const rows = server.freshDb().collection('rows');
    await rows.insertMany([{ a: [1, 2], b: [1, 2] }, { a: 1 }]);
    await expect(rows.find().sort({ a: 1, b: 1 }).toArray()).rejects.toThrow(/parallel arrays/);
  });

  test('distinct lists every value once, elements of arrays by themselves', async () => {
    const rows = server.freshDb().collection('rows');
    await rows.insertMany([
      { a: 2 },
      { a: [1, 2] },
      { a: 'x' },
      {},
      { a: null },
      { a: [{ b: 7 }] },
      { a: 2.0 },
    ]);
    expect(await rows.distinct('a')).toEqual([null, 1, 2, 'x', { b: 7 }]);
    expect(await rows.distinct('a', { a: { $gt: 1 } })).toEqual([1, 2]);
    expect(await rows.distinct('a.b')).toEqual([7]);
    expect(await rows.distinct('nothing')).toEqual([]);
  });

  test('documents are grouped by a constant and by a field', async () => {
    const rows = server.freshDb().collection('rows');
    await rows.insertMany([{ a: 'x' }, { a: 'y' }, { a: 'x' }, {}]);
    const names = await rows.aggregate([{ $group: { _id: '$a' } }]).toArray();
    expect(names.map(({ _id }) => String(_id)).sort()).toEqual(['null', 'x', 'y']);
    const counts = await rows
      .aggregate([{ $match: { a: { $ne: 'y' } } }, { $group: { _id: 1, n: { $sum: 1 } } }])
      .toArray();
    expect(counts).toEqual([{ _id: 1, n: 3 }]);
    expect(
      await rows
        .aggregate([{ $match: { a: 'z' } }, { $group: { _id: 1, n: { $sum: 1 } } }])
        .toArray(),
    ).toEqual([]);
    expect(await rows.countDocuments({ a: 'z' })).toBe(0);
    expect(await rows.estimatedDocumentCount()).toBe(4);
  });
});
