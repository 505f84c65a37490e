import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Collection, Document, IndexDescription } from 'mongodb';
import { embedded, type Server } from './servers.ts';

let server: Server;
beforeAll(async () => {
  server = await embedded();
});
afterAll(() => server.stop());

type Plan = {
  readonly stage: string;
  readonly index?: string;
  readonly keys: number;
  readonly docs: number;
};

/** How the server says it found the documents. */
async function planOf(rows: Collection, filter: Document, sort: Document = {}): Promise<Plan> {
  const told = await rows.find(filter).sort(sort).explain('executionStats');
  let { winningPlan } = told.queryPlanner as { winningPlan: Document };
  const { totalKeysExamined, totalDocsExamined } = told.executionStats as Document;
  const stage = String(winningPlan.stage);
  while (winningPlan.inputStage) winningPlan = winningPlan.inputStage as Document;
  const index = winningPlan.indexName as string | undefined;
  return {
    stage,
    keys: Number(totalKeysExamined),
    docs: Number(totalDocsExamined),
    ...(index ? { index } : {}),
  };
}

async function filled(indexes: IndexDescription[]): Promise<Collection> {
  const rows = server.freshDb().collection('rows');
  await rows.insertMany(
    Array.from({ length: 1000 }, (_, at) => ({
      _id: at as never,
      n: at,
      unit: `unit-${String(at % 10)}`,
      state: at % 2 === 0 ? 'sent' : 'draft',
      due: at % 5 === 0 ? null : new Date(at * 1000),
      tags: [`tag-${String(at % 7)}`, 'all'],
      tasks: [
        { code: '1.1', n: at },
        { code: `2.${String(at % 3)}`, n: -at },
      ],
      ...(at % 100 === 0 ? { rare: at } : {}),
    })),
  );
  if (indexes.length > 0) await rows.createIndexes(indexes);
  return rows;
}

describe('the plan', () => {
  test('reads one key for a value of a unique index', async () => {
    const rows = await filled([{ key: { n: 1 }, unique: true }]);
    expect(await planOf(rows, { n: 500 })).toEqual({
      stage: 'FETCH',
      index: 'n_1',
      keys: 1,
      docs: 1,
    });
    expect(await planOf(rows, { _id: 500 })).toMatchObject({ index: '_id_', keys: 1 });
    expect(await planOf(rows, { state: 'sent', n: { $in: [1, 2, 2, 3] } })).toMatchObject({
      index: 'n_1',
      keys: 3,
    });
  });

  test('reads only the stretch of a range, and only its type', async () => {
    const rows = await filled([{ key: { due: 1 } }]);
    expect(await planOf(rows, { due: { $lte: new Date(3000) } })).toMatchObject({
      index: 'due_1',
      keys: 3,
    });
    expect(
      await planOf(rows, { due: { $gt: new Date(990_000), $lt: new Date(995_000) } }),
    ).toMatchObject({ keys: 4 });
    expect(await planOf(rows, { due: { $gte: 'a' } })).toMatchObject({ keys: 0 });
  });

  test('takes order from an index behind fixed fields, forward and backward', async () => {
    const rows = await filled([{ key: { unit: 1, due: -1 } }]);
    for (const sort of [{ due: -1 }, { due: 1 }, { unit: 1, due: -1 }]) {
      const plan = await planOf(rows, { unit: 'unit-3' }, sort);
      expect(plan).toEqual({ stage: 'FETCH', index: 'unit_1_due_-1', keys: 100, docs: 100 });
    }
    const page = await rows
      .find({ unit: 'unit-3' })
      .sort({ due: -1 })
      .limit(2)
      .explain('executionStats');
    expect(page.executionStats).toMatchObject({ nReturned: 2, totalKeysExamined: 2 });
    expect(await planOf(rows, { unit: 'unit-3' }, { n: 1 })).toMatchObject({
      stage: 'SORT',
      keys: 100,
    });
    expect(await planOf(rows, {}, { unit: 1, due: -1 })).toMatchObject({
      stage: 'FETCH',
      keys: 1000,
    });
    expect(await planOf(rows, {}, { unit: 1, due: 1 })).toMatchObject({ stage: 'SORT' });
  });

  test('prefers the index that pins down more', async () => {
    const rows = await filled([
      { key: { state: 1 } },
      { key: { state: 1, unit: 1 } },
      { key: { n: 1 }, unique: true },
    ]);
    expect(await planOf(rows, { state: 'sent', unit: 'unit-2' })).toMatchObject({
      index: 'state_1_unit_1',
      keys: 100,
    });
    expect(await planOf(rows, { state: 'sent', unit: 'unit-2', n: 12 })).toMatchObject({
      index: 'n_1',
      keys: 1,
    });
    expect(await planOf(rows, { $and: [{ state: 'sent' }, { unit: 'unit-2' }] })).toMatchObject({
      keys: 100,
    });
  });

  test('finds elements of arrays, and never twice the same document', async () => {
    const rows = await filled([{ key: { tags: 1 } }, { key: { 'tasks.code': 1, 'tasks.n': 1 } }]);
    expect(await planOf(rows, { tags: 'tag-1' })).toMatchObject({ index: 'tags_1', docs: 143 });
    expect(await rows.countDocuments({ tags: { $in: ['tag-1', 'all'] } })).toBe(1000);
    expect(await rows.countDocuments({ 'tasks.code': '1.1', 'tasks.n': -5 })).toBe(1);
  });

  test('does not take the order of arrays from the stretch of an index', async () => {
    const rows = server.freshDb().collection('rows');
    await rows.createIndex({ a: 1 }, {}, {});
    await rows.insertMany([{ a: 3 }, { a: [0, 5] }, { a: [4, 2] }]);
    const found = await rows
      .find({ a: { $gt: 1 } })
      .sort({ a: 1 })
      .toArray();
    expect(found.map(({ a }) => a as unknown)).toEqual([[0, 5], [4, 2], 3]);
    expect(await rows.countDocuments({ a: { $gt: 4, $lt: 1 } })).toBe(1);
  });

  test('uses a partial index only where the query stays inside of it', async () => {
    const rows = await filled([
      { key: { n: 1 }, partialFilterExpression: { state: 'sent', n: { $gte: 100 } } },
    ]);
    expect(await planOf(rows, { state: 'sent', n: 200 })).toMatchObject({ index: 'n_1', keys: 1 });
    expect(await planOf(rows, { state: 'sent', n: { $gt: 995 } })).toMatchObject({
      index: 'n_1',
      keys: 2,
    });
    expect(await planOf(rows, { state: 'sent', n: 50 })).toMatchObject({ stage: 'COLLSCAN' });
    expect(await planOf(rows, { n: 200 })).toMatchObject({ stage: 'COLLSCAN' });
  });

  test('uses a sparse index only where a missing field cannot match', async () => {
    const rows = await filled([{ key: { rare: 1 }, sparse: true }]);
    expect(await planOf(rows, { rare: 100 })).toMatchObject({ index: 'rare_1', keys: 1 });
    expect(await planOf(rows, { rare: { $gte: 0 } })).toMatchObject({ index: 'rare_1', keys: 10 });
    expect(await planOf(rows, { rare: null })).toMatchObject({ stage: 'COLLSCAN' });
    expect(await rows.countDocuments({ rare: null })).toBe(990);
    expect(await planOf(rows, {}, { rare: 1 })).toMatchObject({ stage: 'SORT', docs: 1000 });
  });

  test('is told for every command that looks for documents', async () => {
    const rows = await filled([{ key: { n: 1 }, unique: true }]);
    const { dbName } = rows;
    const query = { n: 7 };
    for (const command of [
      { find: 'rows', filter: query },
      { count: 'rows', query },
      { distinct: 'rows', key: 'unit', query },
      { findAndModify: 'rows', query, remove: true },
      { aggregate: 'rows', pipeline: [{ $match: query }], cursor: {} },
      { update: 'rows', updates: [{ q: query, u: { $inc: { m: 1 } } }] },
      { delete: 'rows', deletes: [{ q: query, limit: 1 }] },
    ]) {
      const told = await server.client
        .db(dbName)
        .command({ explain: command, verbosity: 'executionStats' });
      expect(told.queryPlanner).toMatchObject({
        winningPlan: { inputStage: { indexName: 'n_1' } },
      });
      expect(told.executionStats).toMatchObject({ nReturned: 1, totalKeysExamined: 1 });
    }
    expect(await rows.countDocuments({ n: 7, m: { $exists: false } })).toBe(1);
  });

  test('takes long lists of values from the index too', async () => {
    const rows = await filled([{ key: { n: 1 } }]);
    const many = Array.from({ length: 5000 }, (_, at) => at * 2);
    expect(await planOf(rows, { n: { $in: many } })).toMatchObject({ index: 'n_1', keys: 500 });
    expect(await rows.countDocuments({ unit: { $nin: [...many, 'unit-1'] } })).toBe(900);
  });

  test('joins the indexes of all branches of an $or', async () => {
    const rows = await filled([{ key: { n: 1 } }, { key: { unit: 1 } }]);
    const both = await rows.find({ $or: [{ n: 3 }, { unit: 'unit-3' }] }).explain('executionStats');
    expect(both.executionStats).toMatchObject({
      nReturned: 100,
      totalKeysExamined: 101,
      totalDocsExamined: 100,
    });
    expect(await planOf(rows, { $or: [{ n: 3 }, { state: 'sent' }] })).toMatchObject({
      stage: 'COLLSCAN',
    });
  });
});

const number = fc.nat({ max: 4 });
const scalar = fc.oneof(
  { weight: 6, arbitrary: number },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, 'a', true, new Date(5)) },
);
const fields = ['a', 'b', 'c.d', 'c.e'] as const;
const values = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }));
const pair = fc.record({ d: scalar, e: scalar }, { requiredKeys: [] });
const anyDoc = fc.record(
  { a: values, b: scalar, c: fc.oneof(scalar, pair, fc.array(pair, { maxLength: 3 })) },
  { requiredKeys: [] },
);
const bound = (...operators: string[]) =>
  fc.tuple(fc.constantFrom(...operators), scalar).map(([op, value]) => ({ [op]: value }));
const between = fc
  .tuple(bound('$gt', '$gte'), bound('$lt', '$lte'))
  .map(([low, high]) => ({ ...low, ...high }));
const condition = fc.oneof(
  scalar,
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  bound('$gt', '$gte', '$lt', '$lte', '$ne', '$eq'),
  between,
  fc.constantFrom({ $exists: true }, { $exists: false }),
);
const simple = fc.dictionary(fc.constantFrom(...fields), condition, {
  minKeys: 1,
  maxKeys: 3,
  noNullPrototype: true,
});
const anyFilter = fc.oneof(
  { weight: 4, arbitrary: simple },
  fc.array(simple, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
  fc.tuple(simple, simple).map((both) => ({ $and: both })),
);
const direction = fc.constantFrom(1 as const, -1 as const);
const indexKey = fc.dictionary(fc.constantFrom(...fields), direction, {
  minKeys: 1,
  maxKeys: 3,
  noNullPrototype: true,
});
const anyIndex = fc.record({
  key: indexKey,
  option: fc.constantFrom<Partial<IndexDescription>>(
    {},
    {},
    { sparse: true },
    { partialFilterExpression: { a: { $gt: 0 } } },
    { partialFilterExpression: { b: { $exists: true } } },
  ),
});

/** The values under a path as an order sees them; an empty array is below null. */
function spread(value: unknown, path: readonly string[]): unknown[] {
  const [field, ...rest] = path;
  if (field === undefined) {
    if (!Array.isArray(value)) return [value ?? null];
    return value.length === 0 ? [undefined] : value;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? [null] : value.flatMap((element) => spread(element, path));
  }
  return spread((value as Document | null | undefined)?.[field], rest);
}

const ranks = ['undefined', 'null', 'number', 'string', 'boolean', 'object'];

function rank(value: unknown): number {
  return ranks.indexOf(value === null ? 'null' : typeof value);
}

/** Where a document stands in an order, so that two answers may differ only among equals. */
function place(doc: Document, order: Record<string, 1 | -1>): unknown {
  return Object.entries(order).map(([path, way]) => {
    const keys = spread(doc, path.split('.')).map(
      (value) => [rank(value), Number(value) || 0] as const,
    );
    keys.sort(([a, x], [b, y]) => (a - b || x - y) * way);
    return keys[0];
  });
}

const byId = (a: Document, b: Document) => String(a._id).localeCompare(String(b._id));

async function sameAnswers(
  plain: Collection,
  indexed: Collection,
  filter: Document,
  order: Record<string, 1 | -1>,
) {
  const [expected, found] = [plain, indexed].map((rows) => rows.find(filter).sort(order).toArray());
  const [wanted, got] = [(await expected) ?? [], (await found) ?? []];
  expect([filter, order, got.map((doc) => place(doc, order))]).toEqual([
    filter,
    order,
    wanted.map((doc) => place(doc, order)),
  ]);
  expect([filter, order, got.sort(byId)]).toEqual([filter, order, wanted.sort(byId)]);
}

const anyOrder = fc.dictionary(fc.constantFrom('a', 'c.d', 'c.e'), direction, {
  maxKeys: 1,
  noNullPrototype: true,
});

test('whatever the indexes, a query finds the same documents in the same order', async () => {
  const property = fc.asyncProperty(
    fc.array(anyDoc, { minLength: 4, maxLength: 12 }),
    fc.array(anyIndex, { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(anyFilter, anyOrder), { minLength: 8, maxLength: 12 }),
    async (docs, indexes, queries) => {
      const db = server.freshDb();
      const [plain, indexed] = [db.collection('plain'), db.collection('indexed')];
      for (const [at, { key, option }] of indexes.entries()) {
        await indexed
          .createIndex(key, { ...option, name: `i${String(at)}` }, {})
          .catch(() => undefined);
      }
      for (const doc of docs) {
        const { insertedId } = await plain.insertOne({ ...doc });
        const kept = indexed.insertOne({ ...doc, _id: insertedId }).then(
          () => true,
          () => false,
        );
        if (!(await kept)) await plain.deleteOne({ _id: insertedId }); // parallel arrays
      }
      for (const [filter, order] of queries) await sameAnswers(plain, indexed, filter, order);
      await db.dropDatabase();
    },
  );
  await fc.assert(property, { numRuns: 100 });
});
