import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { rm } from 'node:fs/promises';
import { MongoClient } from 'mongodb';
import { startEmbedded, type Embedded } from '../../src/embedded/start-embedded.ts';
import { makeFolder } from './servers.ts';

let dir: string;
let server: Embedded;
let client: MongoClient;
let agenda: Agenda;

beforeEach(async () => {
  dir = await makeFolder();
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function open(): Promise<void> {
  server = await startEmbedded({ dir });
  client = await MongoClient.connect(server.uri);
  agenda = new Agenda({
    backend: new MongoBackend({ mongo: client.db('jobs') }),
    processEvery: 20,
    defaultLockLifetime: 1000,
  });
  await agenda.ready;
}

async function close(): Promise<void> {
  await agenda.stop(); // unlocks what it has fetched ahead; drain() would leave that locked
  await client.close();
  await server.stop();
}

/** Defines a job and gives what each run was given. */
function runsOf(name: string): { next(): Promise<unknown>; count: () => number } {
  const waiting: ((data: unknown) => void)[] = [];
  const done: unknown[] = [];
  let taken = 0;
  agenda.define(name, (job) => {
    done.push(job.attrs.data);
    waiting.shift()?.(job.attrs.data);
    return Promise.resolve();
  });
  return {
    count: () => done.length,
    next: () =>
      new Promise((resolve) => {
        taken += 1;
        if (done.length >= taken) resolve(done[taken - 1]);
        else waiting.push(resolve);
      }),
  };
}

test('Agenda runs a job once, keeps a repeating one over a restart, and finishes what was scheduled', async () => {
  await open();
  let once = runsOf('once');
  let often = runsOf('often');
  await agenda.start();
  await agenda.now('once', { word: 'first' });
  await agenda.every(60, 'often', { n: 1 });
  expect(await once.next()).toEqual({ word: 'first' });
  await often.next();
  await often.next();
  await agenda.schedule(new Date(Date.now() + 1500), 'once', { word: 'later' });
  await close();
  expect(once.count()).toBe(1);

  await open();
  once = runsOf('once');
  often = runsOf('often');
  await agenda.start();
  expect(await once.next()).toEqual({ word: 'later' });
  await often.next();
  await agenda.cancel({ name: 'often' });
  const { jobs } = await agenda.queryJobs({});
  expect(jobs.filter(({ name }) => name === 'often')).toEqual([]);
  expect(jobs.filter(({ name }) => name === 'once').every(({ nextRunAt }) => !nextRunAt)).toBe(
    true,
  );
  await close();
});

test('jobs are found, counted, searched, paused and purged', async () => {
  await open();
  runsOf('send-mail');
  runsOf('send-report');
  const at = new Date(Date.now() + 3_600_000);
  for (let n = 0; n < 150; n++) await agenda.schedule(at, 'send-mail', { n, to: { unit: n % 3 } });
  await agenda.schedule(at, 'send-report', {});
  expect((await agenda.queryJobs({ name: 'send-mail' })).jobs).toHaveLength(150);
  expect(await agenda.queryJobs({ search: 'REPORT' })).toMatchObject({ total: 1 });
  expect(await agenda.queryJobs({ data: { to: { unit: 1 } }, limit: 7, skip: 3 })).toMatchObject({
    total: 50,
  });
  const overview = await agenda.getJobsOverview();
  expect(overview.map(({ name, total }) => [name, total]).sort()).toEqual([
    ['send-mail', 150],
    ['send-report', 1],
  ]);
  await agenda.disable({ name: 'send-mail' });
  expect((await agenda.queryJobs({ includeDisabled: false })).total).toBe(1);
  await agenda.enable({ name: 'send-mail' });
  const unique = async () =>
    agenda.create('send-report', { key: 5 }).unique({ 'data.key': 5 }).schedule(at).save();
  await unique();
  await unique();
  expect((await agenda.queryJobs({ name: 'send-report' })).total).toBe(2);
  expect(await agenda.cancel({ names: ['send-mail'] })).toBe(150);
  await close();
});

test('two Agendas on one database never run the same job twice', async () => {
  await open();
  const elsewhere = await MongoClient.connect(server.uri);
  const backend = new MongoBackend({ mongo: elsewhere.db('jobs') });
  const other = new Agenda({ backend, processEvery: 20, defaultLockLifetime: 1000 });
  await other.ready;
  const ran: number[] = [];
  let finish: () => void;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  for (const one of [agenda, other]) {
    one.define<{ n: number }>('numbered', (job) => {
      ran.push(job.attrs.data.n);
      if (ran.length === 60) finish();
      return Promise.resolve();
    });
  }
  for (let n = 0; n < 60; n++) await agenda.now('numbered', { n });
  await Promise.all([agenda.start(), other.start()]);
  await finished;
  await other.stop();
  await elsewhere.close();
  expect(new Set(ran).size).toBe(60);
  await close();
});
