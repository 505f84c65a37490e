import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MongoClient } from 'mongodb';
import { startEmbedded } from '../../src/embedded/start-embedded.ts';
import { makeFolder } from './servers.ts';

let dir: string;
beforeEach(async () => {
  dir = await makeFolder();
});
afterEach(() => rm(dir, { recursive: true, force: true }));

type Row = { _id: string; n?: number };

/** What clients were told before the process died. */
type Told = { inserted: string[]; pairs: string[]; increments: number; begun: number };

async function serve(): Promise<{ child: ChildProcess; uri: string }> {
  const script = join(import.meta.dirname, 'serve.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

  const [uri] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, uri };
}

/** Writes with several hands until the server is gone; calls `onTold` after each answer. */
async function writeUntilDeath(
  client: MongoClient,
  round: number,
  onTold: () => void,
): Promise<Told> {
  const told: Told = { inserted: [], pairs: [], increments: 0, begun: 0 };
  const db = client.db('crash');
  const hands: ((id: string) => Promise<unknown>)[] = [
    async (id) => {
      await db.collection<Row>('rows').insertOne({ _id: id });
      told.inserted.push(id);
    },
    async (id) => {
      await client.withSession((session) =>
        session.withTransaction(async () => {
          await db.collection<Row>('left').insertOne({ _id: id }, { session });
          await db.collection<Row>('right').insertOne({ _id: id }, { session });
          await db
            .collection<Row>('sum')
            .updateOne({ _id: 'pairs' }, { $inc: { n: 1 } }, { session });
        }),
      );
      told.pairs.push(id);
    },
    async () => {
      told.begun += 1;
      await db.collection<Row>('sum').updateOne({ _id: 'increments' }, { $inc: { n: 1 } });
      told.increments += 1;
    },
  ];
  const work = async (hand: (id: string) => Promise<unknown>, name: number) => {
    for (let at = 0; ; at++) {
      await hand(`${String(round)}-${String(name)}-${String(at)}`);
      onTold();
    }
  };
  await Promise.allSettled([...hands, ...hands].map(work));
  return told;
}

test('a process that is killed loses nothing that it has acknowledged, and no half transaction', async () => {
  const all: Told = { inserted: [], pairs: [], increments: 0, begun: 0 };
  for (const [round, answers] of [1, 7, 40, 111, 260, 600].entries()) {
    const { child, uri } = await serve();
    const client = await MongoClient.connect(uri, {
      retryWrites: false,
      serverSelectionTimeoutMS: 500,
    });
    if (round === 0)
      await client
        .db('crash')
        .collection<Row>('sum')
        .insertMany([
          { _id: 'pairs', n: 0 },
          { _id: 'increments', n: 0 },
        ]);
    let count = 0;
    const told = await writeUntilDeath(client, round, () => {
      count += 1;
      if (count === answers) child.kill('SIGKILL');
    });
    await client.close();
    all.inserted.push(...told.inserted);
    all.pairs.push(...told.pairs);
    all.increments += told.increments;
    all.begun += told.begun;

    const server = await startEmbedded({ dir });
    const reader = await MongoClient.connect(server.uri);
    const db = reader.db('crash');
    const idsOf = (name: string) => db.collection<Row>(name).distinct('_id');
    const sumOf = async (_id: string) => (await db.collection<Row>('sum').findOne({ _id }))?.n ?? 0;
    const [rows, left, right] = [await idsOf('rows'), await idsOf('left'), await idsOf('right')];
    expect(rows).toEqual(expect.arrayContaining(all.inserted));
    expect(left).toEqual(right);
    expect(left).toEqual(expect.arrayContaining(all.pairs));
    expect(await sumOf('pairs')).toBe(left.length);
    expect(await sumOf('increments')).toBeGreaterThanOrEqual(all.increments);
    expect(await sumOf('increments')).toBeLessThanOrEqual(all.begun);
    await reader.close();
    await server.stop();
  }
  expect(all.inserted.length).toBeGreaterThan(100);
  expect(all.pairs.length).toBeGreaterThan(50);
});
