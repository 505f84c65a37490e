import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import mongoose, { type Connection } from 'mongoose';
import { embedded, type Server } from './servers.ts';

let server: Server;
let connection: Connection;
beforeAll(async () => {
  server = await embedded();
});
beforeEach(async () => {
  connection = await mongoose
    .createConnection(server.uri, { dbName: server.freshDb().databaseName })
    .asPromise();
});
afterAll(() => server.stop());

type Unit = { name: string; parent?: mongoose.Types.ObjectId };
type Plan = {
  unit: mongoose.Types.ObjectId;
  year: number;
  tasks: { code: string; done: boolean }[];
  rev: number;
};

function models() {
  const unit = new mongoose.Schema<Unit>({ name: String, parent: mongoose.Schema.Types.ObjectId });
  const plan = new mongoose.Schema<Plan>(
    {
      unit: mongoose.Schema.Types.ObjectId,
      year: Number,
      tasks: [{ code: String, done: Boolean }],
      rev: Number,
    },
    { timestamps: true, optimisticConcurrency: true },
  );
  plan.index({ unit: 1, year: 1 }, { unique: true });
  return { Unit: connection.model<Unit>('Unit', unit), Plan: connection.model<Plan>('Plan', plan) };
}

test('models are made with their indexes, which can be changed later', async () => {
  const { Plan } = models();
  await Plan.init();
  expect((await Plan.listIndexes()).map(({ key }: { key: object }) => key)).toEqual([
    { _id: 1 },
    { unit: 1, year: 1 },
  ]);
  connection.deleteModel('Plan');
  const other = new mongoose.Schema({ year: Number });
  other.index({ year: -1 });
  const Later = connection.model('Plan', other);
  expect(await Later.syncIndexes()).toEqual(['unit_1_year_1']);
  expect((await Later.listIndexes()).map(({ key }: { key: object }) => key)).toEqual([
    { _id: 1 },
    { year: -1 },
  ]);
  await connection.close();
});

test('documents are populated, saved with their version, and refused when others were faster', async () => {
  const { Unit, Plan } = models();
  await Promise.all([Unit.init(), Plan.init()]);
  const unit = await Unit.create({ name: 'Chi đoàn Mẫu' });
  const made = await Plan.create({
    unit: unit._id,
    year: 2027,
    rev: 1,
    tasks: [{ code: '1.1', done: false }],
  });
  const found = await Plan.findOne({ year: 2027 }).populate<{ unit: Unit }>({
    path: 'unit',
    model: Unit,
  });
  expect(found?.unit.name).toBe('Chi đoàn Mẫu');
  const [first, second] = [
    await Plan.findById(made._id).orFail(),
    await Plan.findById(made._id).orFail(),
  ];
  first.tasks.push({ code: '2.1', done: false });
  await first.save();
  second.rev = 5;
  await expect(second.save()).rejects.toThrow(mongoose.Error.VersionError);
  expect(await Plan.findById(made._id).lean()).toMatchObject({
    rev: 1,
    __v: 1,
    tasks: [{ code: '1.1' }, { code: '2.1' }],
  });
  await connection.close();
});

test('many writes in one go, upserts and array changes', async () => {
  const { Plan } = models();
  await Plan.init();
  const [a, b] = [new mongoose.Types.ObjectId(), new mongoose.Types.ObjectId()];
  const result = await Plan.bulkWrite([
    { insertOne: { document: { unit: a, year: 2026, rev: 1, tasks: [] } } },
    {
      updateOne: {
        filter: { unit: a },
        update: { $push: { tasks: { code: '1.1', done: false } } },
      },
    },
    {
      updateOne: {
        filter: { unit: b, year: 2026 },
        update: { $setOnInsert: { rev: 9 } },
        upsert: true,
      },
    },
    {
      replaceOne: { filter: { unit: b }, replacement: { unit: b, year: 2028, rev: 2, tasks: [] } },
    },
    { deleteOne: { filter: { year: 1999 } } },
  ]);
  expect(result).toMatchObject({
    insertedCount: 1,
    modifiedCount: 2,
    upsertedCount: 1,
    deletedCount: 0,
  });
  await Plan.updateOne({ unit: a, 'tasks.code': '1.1' }, { $set: { 'tasks.$.done': true } });
  await Plan.updateOne(
    { unit: a },
    { $set: { 'tasks.$[t].done': false } },
    { arrayFilters: [{ 't.code': '9.9' }] },
  );
  expect((await Plan.findOne({ unit: a }).lean())?.tasks).toMatchObject([
    { code: '1.1', done: true },
  ]);
  const changed = await Plan.findOneAndUpdate(
    { unit: b },
    { $inc: { rev: 1 } },
    { returnDocument: 'after' },
  ).lean();
  expect(changed?.rev).toBe(3);
  expect(await Plan.exists({ rev: 3 })).toBeTruthy();
  expect(await Plan.countDocuments({ year: { $gte: 2026 } })).toBe(2);
  expect(await Plan.distinct('year')).toEqual([2026, 2028]);
  expect(await Plan.deleteMany({})).toMatchObject({ deletedCount: 2 });
  await connection.close();
});

test('a transaction of the connection commits all models, or none', async () => {
  const { Unit, Plan } = models();
  await Promise.all([Unit.init(), Plan.init()]);
  const unit = new mongoose.Types.ObjectId();
  const both = async (fail: boolean) =>
    connection.transaction(async (session) => {
      await Unit.create([{ name: 'Mẫu' }], { session });
      await Plan.create([{ unit, year: 2027, rev: 1, tasks: [] }], { session });
      if (fail) throw new Error('no');
    });
  await expect(both(true)).rejects.toThrow('no');
  expect([await Unit.countDocuments(), await Plan.countDocuments()]).toEqual([0, 0]);
  await both(false);
  await expect(both(false)).rejects.toMatchObject({ code: 11000 });
  expect([await Unit.countDocuments(), await Plan.countDocuments()]).toEqual([1, 1]);
  await connection.close();
});

test('a cursor walks over everything, whatever happens meanwhile', async () => {
  const { Unit } = models();
  await Unit.insertMany(Array.from({ length: 1500 }, (_, at) => ({ name: `Mẫu ${String(at)}` })));
  let seen = 0;
  for await (const unit of Unit.find().sort({ _id: 1 }).cursor({ batchSize: 100 })) {
    seen += 1;
    await Unit.deleteOne({ _id: unit._id });
  }
  expect([seen, await Unit.countDocuments()]).toEqual([1500, 0]);
  await connection.close();
});
