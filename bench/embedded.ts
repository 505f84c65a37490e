import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Collection, type Document, type ObjectId } from 'mongodb';
import { startEmbedded } from '../src/embedded/start-embedded.ts';

/*
 * What the embedded database does in a second, server and client in one process as in the program.
 * Run by hand: node --import tsx bench/embedded.ts
 */
const DOCS = 20_000;

/** On a busy machine only the processor time of one act says something. */
type Line = {
  readonly what: string;
  readonly figure: string;
  readonly goal?: string;
  readonly cpu?: string;
};

const lines: Line[] = [];

async function rate(
  what: string,
  goal: number | undefined,
  times: number,
  parallel: number,
  run: (at: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < times) await run(next++);
  };
  const before = performance.now();
  const used = process.cpuUsage();
  await Promise.all(Array.from({ length: parallel }, worker));
  const perSecond = Math.round((times / (performance.now() - before)) * 1000);
  lines.push({
    what,
    figure: `${perSecond}/s`,
    cpu: cpuSince(used, times),
    ...(goal === undefined ? {} : { goal: `>= ${goal}/s` }),
  });
}

function cpuSince(used: NodeJS.CpuUsage, times: number): string {
  const { user, system } = process.cpuUsage(used);
  return `${((user + system) / 1000 / times).toFixed(2)} ms`;
}

function sample(at: number): Document {
  return {
    number: at,
    unit: `unit-${at % 200}`,
    state: ['draft', 'sent', 'reviewed'][at % 3],
    at: new Date(1_790_000_000_000 + at * 1000),
    content: 'Nội dung phần việc của đơn vị Mẫu trong năm',
    tasks: [
      { code: '1.1', done: false },
      { code: '2.3', done: true },
    ],
    rev: 1,
  };
}

async function measure(client: MongoClient, rows: Collection): Promise<void> {
  await rate('insertOne, one by one', undefined, 1000, 1, (at) => rows.insertOne(sample(at)));
  await rate('insertOne, 32 parallel', 2000, 6000, 32, (at) => rows.insertOne(sample(1000 + at)));
  for (let at = 7000; at < DOCS; at += 1000) {
    await rows.insertMany(Array.from({ length: 1000 }, (_, i) => sample(at + i)));
  }
  const ids = (await rows.find().project({ _id: 1 }).toArray()).map(({ _id }) => _id as ObjectId); // made by the driver
  await rate('findOne by _id', undefined, 5000, 1, (at) =>
    rows.findOne({ _id: ids[(at * 7) % ids.length]! }),
  );
  await rate('findOne by index', 2500, 5000, 1, (at) => rows.findOne({ number: (at * 7) % DOCS }));
  await rate('findOne by index, 16 parallel', undefined, 8000, 16, (at) =>
    rows.findOne({ number: (at * 7) % DOCS }),
  );
  await rate('find by prefix, sorted, limit 10', undefined, 2000, 1, (at) =>
    rows
      .find({ unit: `unit-${at % 200}` })
      .sort({ at: -1 })
      .limit(10)
      .toArray(),
  );
  await rate('find without index', undefined, 50, 1, () =>
    rows.findOne({ content: 'nothing like it' }),
  );
  await rate('updateOne by index, 32 parallel', undefined, 5000, 32, (at) =>
    rows.updateOne({ number: at }, { $inc: { rev: 1 }, $set: { state: 'sent' } }),
  );
  await rate('findOneAndUpdate, one by one', undefined, 1000, 1, (at) =>
    rows.findOneAndUpdate({ number: at }, { $inc: { rev: 1 } }),
  );
  await rate('transaction of 4 writes', 300, 1000, 1, (at) => transfer(client, rows, at));
  await rate('transaction of 4 writes, 8 parallel', 300, 1500, 8, (at) =>
    transfer(client, rows, at),
  );
}

function transfer(client: MongoClient, rows: Collection, at: number): Promise<unknown> {
  return client.withSession((session) =>
    session.withTransaction(async () => {
      await rows.updateOne({ number: at }, { $inc: { rev: 1 } }, { session });
      await rows.updateOne({ number: at + 1 }, { $inc: { rev: 1 } }, { session });
      await rows.updateOne({ number: at + 2 }, { $set: { state: 'sent' } }, { session });
      await rows.insertOne(sample(DOCS * 2 + at), { session });
    }),
  );
}

const dir = await mkdtemp(join(tmpdir(), 'bench-'));
let server = await startEmbedded({ dir });
let client = await MongoClient.connect(server.uri);
const rows = client.db('bench').collection('rows');
await rows.createIndexes([
  { key: { number: 1 } },
  { key: { unit: 1, at: -1 } },
  { key: { state: 1 } },
]);
await measure(client, rows);
await client.close();
let before = performance.now();
await server.stop();
lines.push({
  what: 'stop',
  figure: `${Math.round(performance.now() - before)} ms`,
  goal: '< 1000 ms',
});
before = performance.now();
const used = process.cpuUsage();
server = await startEmbedded({ dir });
lines.push({
  what: `start with ${DOCS} documents and more`,
  figure: `${Math.round(performance.now() - before)} ms`,
  goal: '< 300 ms',
  cpu: cpuSince(used, 1),
});
client = await MongoClient.connect(server.uri);
lines.push({
  what: 'documents found again',
  figure: String(await client.db('bench').collection('rows').countDocuments()),
});
lines.push({
  what: 'memory of the process',
  figure: `${Math.round(process.memoryUsage().rss / 1e6)} MB`,
});
await client.close();
await server.stop();
await rm(dir, { recursive: true, force: true });

for (const { what, figure, cpu = '', goal = '' } of lines) {
  console.log(`${what.padEnd(40)}${figure.padStart(12)}${cpu.padStart(12)}   ${goal}`);
}
