import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rm } from 'node:fs/promises';
import { MongoClient, type ClientSession, type Collection } from 'mongodb';
import { startEmbedded } from '../../src/embedded/start-embedded.ts';
import { makeFolder } from './servers.ts';

/* Random work is done on the server and on a plain map, over transactions, conflicts and restarts. */
type Row = { _id: number; a: number; b?: number[] };
type Model = Map<number, Row>;

const id = fc.nat({ max: 6 });
const value = fc.nat({ max: 9 });
const acts = ['insert', 'set', 'push', 'bump', 'delete'] as const;
type Step = { readonly do: (typeof acts)[number]; readonly id: number; readonly value: number };
const step: fc.Arbitrary<Step> = fc.record({ do: fc.constantFrom(...acts), id, value });
const episode = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 10 }),
  end: fc.constantFrom('plain' as const, 'commit' as const, 'abort' as const, 'restart' as const),
});

/** One step on the server; a taken `a` is the only error that may come. */
async function onServer(
  rows: Collection<Row>,
  { do: what, id: _id, value: v }: Step,
  session?: ClientSession,
): Promise<boolean> {
  const options = session ? { session } : {};
  const work = {
    insert: () => rows.insertOne({ _id, a: v }, options),
    set: () => rows.updateOne({ _id }, { $set: { a: v }, $unset: { b: 1 } }, options),
    push: () => rows.updateOne({ _id }, { $push: { b: v } }, options),
    bump: () => rows.updateOne({ _id }, { $inc: { a: 1 } }, options),
    delete: () => rows.deleteMany({ a: v }, options),
  };
  return work[what]().then(
    () => true,
    (error: unknown) => {
      expect(error).toMatchObject({ code: 11000 });
      return false;
    },
  );
}

/** The same step on the map; false where a unique value is taken. */
function onModel(model: Model, { do: what, id: _id, value: v }: Step): boolean {
  const row = model.get(_id);
  const taken = (a: number) =>
    [...model.values()].some((other) => other._id !== _id && other.a === a);
  if (what === 'delete') {
    for (const one of [...model.values()]) if (one.a === v) model.delete(one._id);
    return true;
  }
  if (what === 'insert') {
    if (row !== undefined || taken(v)) return false;
    model.set(_id, { _id, a: v });
    return true;
  }
  if (row === undefined) return true;
  if (what === 'push') {
    model.set(_id, { ...row, b: [...(row.b ?? []), v] });
    return true;
  }
  const a = what === 'bump' ? row.a + 1 : v;
  if (taken(a)) return false;
  model.set(_id, what === 'bump' ? { ...row, a } : { _id, a });
  return true;
}

async function check(rows: Collection<Row>, model: Model): Promise<void> {
  const wanted = [...model.values()].sort((x, y) => x._id - y._id);
  expect((await rows.find().toArray()).sort((x, y) => x._id - y._id)).toEqual(wanted);
  for (let v = 0; v < 11; v++) {
    const ids = async (filter: object) =>
      (await rows.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
    expect(await ids({ a: v })).toEqual(wanted.filter(({ a }) => a === v).map(({ _id }) => _id));
    const holds = ({ b }: Row) => b?.includes(v);
    expect(await ids({ b: v })).toEqual(wanted.filter(holds).map(({ _id }) => _id));
  }
  const walked = await rows.find().sort({ a: 1 }).explain('executionStats');
  expect(walked.executionStats).toMatchObject({
    totalKeysExamined: wanted.length,
    nReturned: wanted.length,
  });
}

test('the server does what a plain map does, over transactions and restarts', async () => {
  const property = fc.asyncProperty(
    fc.array(episode, { minLength: 3, maxLength: 8 }),
    async (episodes) => {
      const dir = await makeFolder();
      let server = await startEmbedded({ dir });
      let client = await MongoClient.connect(server.uri);
      let rows = client.db('m').collection<Row>('rows');
      await rows.createIndexes([
        { key: { a: 1 }, unique: true },
        { key: { b: 1 } },
        { key: { b: -1, a: 1 } },
      ]);
      let model: Model = new Map();
      for (const { steps, end } of episodes) {
        if (end === 'commit' || end === 'abort') {
          const copy: Model = new Map(model);
          const session = client.startSession();
          session.startTransaction();
          let whole = true;
          for (const one of steps) {
            whole = onModel(copy, one);
            expect(await onServer(rows, one, session)).toBe(whole);
            if (!whole) break; // an error has ended it
          }
          if (whole && end === 'commit') {
            await session.commitTransaction();
            model = copy;
          } else await session.abortTransaction();
          await session.endSession();
        } else for (const one of steps) expect(await onServer(rows, one)).toBe(onModel(model, one));
        if (end === 'restart') {
          await client.close();
          await server.stop();
          server = await startEmbedded({ dir });
          client = await MongoClient.connect(server.uri);
          rows = client.db('m').collection<Row>('rows');
        }
        await check(rows, model);
      }
      await client.close();
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  );
  await fc.assert(property, { numRuns: 40 });
});
