import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Long, UUID, type Document } from 'bson';
import { startEmbedded } from '../../src/embedded/start-embedded.ts';
import { rawClient, type RawClient } from './raw-client.ts';
import { embedded, makeFolder, type Server } from './servers.ts';

let server: Server;
let raw: RawClient;
let $db: string;
let lsid: Document;

beforeAll(async () => {
  server = await embedded();
});
afterAll(() => server.stop());
beforeEach(async () => {
  $db = server.freshDb().databaseName;
  lsid = { id: new UUID() };
  raw = await rawClient(server.uri);
});
afterEach(() => raw.close());

const numbered = (number: number, command: Document): Document => ({
  ...command,
  $db,
  lsid,
  txnNumber: Long.fromNumber(number),
});
const insert = { insert: 'rows', documents: [{ _id: 1, n: 1 }] };
const increment = { update: 'rows', updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }] };
const found = async () => server.client.db($db).collection('rows').find().toArray();

test.each<[string, Document, Document[], Document]>([
  ['insert', insert, [], { n: 1 }],
  ['update', increment, [{ _id: 1, n: 1 }], { n: 1, nModified: 1 }],
  [
    'upsert',
    { update: 'rows', updates: [{ q: { a: 1 }, u: { $set: { b: 1 } }, upsert: true }] },
    [],
    { n: 1, nModified: 0 },
  ],
  [
    'delete',
    { delete: 'rows', deletes: [{ q: {}, limit: 1 }] },
    [{ _id: 1 }, { _id: 2 }],
    { n: 1 },
  ],
  [
    'findAndModify',
    { findAndModify: 'rows', query: { _id: 1 }, update: { $inc: { n: 1 } }, new: true },
    [{ _id: 1, n: 1 }],
    { value: { _id: 1, n: 2 } },
  ],
])(
  'the same %s sent twice acts once and is answered the same',
  async (_name, command, before, answer) => {
    if (before.length > 0) await raw.send({ insert: 'rows', documents: before, $db });
    const first = await raw.send(numbered(1, command));
    const after = await found();
    const second = await raw.send(numbered(1, command));
    expect(first).toMatchObject({ ok: 1, ...answer });
    expect(second).toEqual(first);
    expect(await found()).toEqual(after);
  },
);

test('the next number acts again, an older one is refused', async () => {
  await raw.send(numbered(1, insert));
  await raw.send(numbered(2, increment));
  await raw.send(numbered(3, increment));
  expect(await found()).toEqual([{ _id: 1, n: 3 }]);
  expect(await raw.send(numbered(2, increment))).toMatchObject({ ok: 0, code: 225 });
  expect(await found()).toEqual([{ _id: 1, n: 3 }]);
});

test('what failed is done when it is sent again', async () => {
  await raw.send(numbered(1, insert));
  const again = { insert: 'rows', documents: [{ _id: 1 }] };
  expect(await raw.send(numbered(2, again))).toMatchObject({
    n: 0,
    writeErrors: [{ code: 11000 }],
  });
  await raw.send({ delete: 'rows', deletes: [{ q: {}, limit: 0 }], $db });
  expect(await raw.send(numbered(2, again))).toMatchObject({ ok: 1, n: 1 });
});

test('only writes of single documents can be retried', async () => {
  const many = { update: 'rows', updates: [{ q: {}, u: { $inc: { n: 1 } }, multi: true }] };
  expect(await raw.send(numbered(1, many))).toMatchObject({ n: 0, writeErrors: [{ code: 72 }] });
  const all = { delete: 'rows', deletes: [{ q: {}, limit: 0 }] };
  expect(await raw.send(numbered(2, all))).toMatchObject({ n: 0, writeErrors: [{ code: 72 }] });
  expect(await raw.send(numbered(3, { find: 'rows' }))).toMatchObject({ ok: 0, code: 50768 });
});

test('a repeat after a restart does not act either', async () => {
  const dir = await makeFolder();
  let one = await startEmbedded({ dir });
  let client = await rawClient(one.uri);
  const first = await client.send(numbered(7, insert));
  client.close();
  await one.stop();
  one = await startEmbedded({ dir });
  client = await rawClient(one.uri);
  expect(await client.send(numbered(7, insert))).toEqual(first);
  expect(await client.send(numbered(6, insert))).toMatchObject({ ok: 0, code: 225 });
  const commit = {
    commitTransaction: 1,
    $db: 'admin',
    lsid: { id: new UUID() },
    autocommit: false,
    txnNumber: Long.ONE,
  };
  const begin = {
    ...increment,
    $db,
    lsid: commit.lsid,
    txnNumber: Long.ONE,
    autocommit: false,
    startTransaction: true,
  };
  expect(await client.send(begin)).toMatchObject({ ok: 1, nModified: 1 });
  expect(await client.send(commit)).toMatchObject({ ok: 1 });
  client.close();
  await one.stop();
  one = await startEmbedded({ dir });
  client = await rawClient(one.uri);
  expect(await client.send(commit)).toMatchObject({ ok: 1 });
  expect(await client.send({ find: 'rows', $db })).toMatchObject({
    cursor: { firstBatch: [{ _id: 1, n: 2 }] },
  });
  client.close();
  await one.stop();
});

test('what is remembered of a session goes when it is ended', async () => {
  await raw.send(numbered(1, insert));
  await raw.send(numbered(2, increment));
  await raw.send({ endSessions: [lsid], $db: 'admin' });
  await raw.send(numbered(2, increment));
  expect(await found()).toEqual([{ _id: 1, n: 3 }]);
});

test('what is remembered of a session goes when it was idle for 30 minutes, also over a restart', async () => {
  const dir = await makeFolder();
  let now = new Date('2026-09-14T08:00:00+07:00');
  const options = { dir, limits: { sweepEvery: 5 }, now: () => now };
  let one = await startEmbedded(options);
  let client = await rawClient(one.uri);
  await client.send(numbered(1, insert));
  await client.send(numbered(2, increment));
  const ttl = { key: { at: 1 }, name: 'at', expireAfterSeconds: 1800 };
  await client.send({ createIndexes: 'marks', indexes: [ttl], $db });
  await client.send({ insert: 'marks', documents: [{ at: now }], $db });
  client.close();
  await one.stop();

  one = await startEmbedded(options);
  client = await rawClient(one.uri);
  now = new Date(now.getTime() + 31 * 60_000);
  const marks = async () => (await client.send({ count: 'marks', $db })).n as number;
  while ((await marks()) > 0); // the sweep that takes the mark has taken the session before
  await client.send(numbered(2, increment));
  expect(await client.send({ find: 'rows', $db })).toMatchObject({
    cursor: { firstBatch: [{ n: 3 }] },
  });
  client.close();
  await one.stop();
});
