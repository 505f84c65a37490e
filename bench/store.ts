/** How long a turn's commit and the outbox take. `node --import tsx bench/store.ts`, or with MONGODB_URI. */
import type { Store } from '../src/store/connect.ts';
import { dialog, eight, event, registration, reply, task } from '../test/store/documents.ts';
import { openTestStore } from '../test/store/open-test-store.ts';

const rounds = 300;

/** Milliseconds by the clock, and of the processor: on a busy machine only the second tells anything. */
type Taken = { wall: number; cpu: number };

const timed = async (work: () => Promise<unknown>): Promise<Taken> => {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { wall: performance.now() - start, cpu: (user + system) / 1_000 };
};

const report = (name: string, all: Taken[]): void => {
  const times = all.map(({ wall }) => wall);
  const cpu = all.reduce((sum, one) => sum + one.cpu, 0) / all.length;
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2);
  console.log(
    `${name.padEnd(46)} p50 ${at(0.5)} ms   p95 ${at(0.95)} ms   processor ${cpu.toFixed(2)} ms`,
  );
};

const measure = async (
  name: string,
  work: (n: number) => Promise<unknown>,
  times = rounds,
): Promise<void> => {
  for (let n = -20; n < 0; n += 1) await work(n);
  const taken: Taken[] = [];
  for (let n = 0; n < times; n += 1) taken.push(await timed(() => work(n)));
  report(name, taken);
};

const tasks = Array.from({ length: 25 }, (_, n) => task(`t${String(n)}`));

const prepare = async (store: Store): Promise<void> => {
  const uow = store.begin();
  uow.put('registration', registration('r1', { tasks }));
  uow.put('person', {
    id: 'p1',
    rev: 0,
    name: 'Trần Thị Mẫu',
    lang: 'vi',
    consent: { noticeVersion: '1', at: eight, channel: 'web' },
  });
  uow.saveDialog(dialog('d1'));
  await uow.commit();
};

/** A turn as it mostly is: a plan of 25 tasks, a person, a talk, a line in the log, two replies. */
const turn = async (store: Store, n: number): Promise<() => Promise<unknown>> => {
  const key = `e${String(n)}`;
  const uow = store.begin();
  const [plan, person, [talk]] = await Promise.all([
    uow.load('registration', 'r1'),
    uow.load('person', 'p1'),
    store.finds.dialogsOf('p1'),
    store.inbox.accept(event(key)),
  ]);
  if (!plan || !person || !talk) throw new Error('the documents are gone');
  uow.put('registration', plan);
  uow.put('person', person);
  uow.saveDialog(talk);
  uow.audit({ at: eight, channel: 'web', action: 'edit', subject: 'r1', unitId: 'u1' });
  uow.enqueue(reply(`${key}/a`, { eventId: `web:${key}`, seq: n }));
  uow.enqueue(reply(`${key}/b`, { eventId: `web:${key}`, seq: n }));
  uow.finishInbox(`web:${key}`, 'done');
  return () => uow.commit();
};

const benchCommit = async (store: Store): Promise<void> => {
  const taken: Taken[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const one = await timed(await turn(store, n));
    if (n >= 20) taken.push(one);
  }
  report('commit of a turn (2 documents, 25 tasks)', taken);
};

const minute = 60_000;

const deliverOne = async (store: Store): Promise<void> => {
  const [row] = await store.outbox.due(eight, [], 1);
  if (!row) throw new Error('the queue is empty');
  await store.outbox.claim(row.id, eight, minute);
  await store.outbox.finish(row.id, eight, { sent: true, providerId: 'v' });
};

const benchOutbox = async (store: Store): Promise<void> => {
  const uow = store.begin();
  for (let n = 0; n < 1_000; n += 1)
    uow.enqueue(reply(`wave/${String(n)}`, { address: `a${String(n)}`, priority: 2, seq: n }));
  await uow.commit();
  await measure('outbox.due, 1,000 addresses queued, limit 200', () =>
    store.outbox.due(eight, [], 200),
  );
  await measure('outbox.due, 1,000 addresses queued, limit 1', () =>
    store.outbox.due(eight, [], 1),
  );
  await measure('due, claim and finish', () => deliverOne(store));
};

const test = await openTestStore();
try {
  const { store } = test;
  await prepare(store);
  await measure('inbox.accept', (n) => store.inbox.accept(event(`warm${String(n)}`)));
  await measure('load a registration of 25 tasks', () => store.begin().load('registration', 'r1'));
  await benchCommit(store);
  await benchOutbox(store);
} finally {
  await test.close();
}
