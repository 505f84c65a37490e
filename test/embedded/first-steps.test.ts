import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { startEmbedded, type Embedded } from '../../src/embedded/start-embedded.ts';

const schema = new mongoose.Schema<{ name: string; n?: number }>({ name: String, n: Number });
schema.index({ name: 1 }, { unique: true });
let dir: string;
let server: Embedded;
let connection: mongoose.Connection;

async function open() {
  server = await startEmbedded({ dir });
  connection = await mongoose.createConnection(server.uri, { dbName: 'first' }).asPromise();
  const Thing = connection.model('Thing', schema);
  await Thing.init();
  return Thing;
}

async function close() {
  await connection.close();
  await server.stop();
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'embedded-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test('mongoose writes, reads, rolls back, commits, and finds everything again after a restart', async () => {
  let Thing = await open();
  await Thing.create([
    { name: 'a', n: 1 },
    { name: 'b', n: 2 },
  ]);
  await expect(Thing.create({ name: 'a' })).rejects.toMatchObject({ code: 11000 });
  const failing = connection.transaction(async (session) => {
    await Thing.updateOne({ name: 'a' }, { n: 100 }, { session });
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await Thing.findOne({ name: 'a' }).lean()).toMatchObject({ n: 1 });
  await connection.transaction(async (session) => {
    await Thing.updateOne({ name: 'a' }, { n: 100 }, { session });
    await Thing.create([{ name: 'c', n: 3 }], { session });
  });
  await close();

  Thing = await open();
  const found = await Thing.find().sort({ name: 1 }).lean();
  expect(found.map(({ name, n }) => [name, n])).toEqual([
    ['a', 100],
    ['b', 2],
    ['c', 3],
  ]);
  await close();
});
