import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommandStartedEvent } from 'mongodb';
import { openStore, type Store } from '../../src/store/connect.ts';
import { tables } from '../../src/store/models/models.ts';
import { prepareTables } from '../../src/store/prepare.ts';
import {
  account,
  daysLater,
  dialog,
  eight,
  event,
  person,
  post,
  registration,
  reply,
  unit,
} from './documents.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';

/** Far more than any of the queries below may look at, of somebody else. */
const crowd = 150;
const mayLookAt = 20;

let test: TestStore;
let store: Store;
const started: CommandStartedEvent[] = [];

const fill = async (): Promise<void> => {
  const uow = store.begin();
  for (let n = 0; n < crowd; n += 1) {
    const id = `x${String(n)}`;
    const { summary } = registration(id);
    uow.put('unit', unit(id));
    uow.put('person', person(id));
    uow.put('post', post(id, { personId: id, unitId: id }));
    uow.put('account', account(id, { personId: id }));
    uow.put('invitation', {
      id,
      rev: 0,
      codeHash: id,
      kind: 'post',
      unitId: id,
      role: 'cadre',
      createdAt: eight,
      expiresAt: eight,
    });
    uow.put('joinRequest', {
      id,
      rev: 0,
      personId: id,
      superiorId: n % 2 ? 's1' : id,
      unitId: id,
      role: 'cadre',
      at: eight,
      decided: { at: eight, by: id, accepted: true },
    });
    uow.put(
      'registration',
      registration(id, { unitId: id, summary: { ...summary, state: 'approved' } }),
    );
    uow.audit({ at: eight, channel: 'web', action: 'a', subject: id, unitId: id });
    uow.saveDialog(dialog(id, { owner: id }));
    const reminder = { day: '2026-09-14', items: [], by: 'wave' as const, waveId: id };
    uow.enqueue(
      reply(id, { address: id, personId: id, notBefore: daysLater(1), eventId: id, reminder }),
    );
    uow.put('wave', {
      id,
      rev: 0,
      unitId: id,
      year: 2027,
      by: { personId: id, postId: id },
      at: eight,
      people: 1,
      paused: false,
    });
  }
  await uow.commit();
  for (let n = 0; n < crowd; n += 1) {
    await store.inbox.accept(event(`x${String(n)}`));
    await store.inbox.bury(`web:x${String(n)}`, 'K');
  }
};

beforeAll(async () => {
  test = await openTestStore();
  const options = test.uri.includes('?') ? '&' : '?';
  store = await openStore({
    uri: `${test.uri}${options}monitorCommands=true`,
    dataDir: test.dataDir,
  });
  await fill();
  store.db.client.on('commandStarted', (one) => started.push(one));
});
afterAll(async () => {
  await store.close();
  await test.close();
});

const explainable = new Set(['find', 'aggregate', 'update', 'delete', 'findAndModify']);
/** What the driver adds to a command for its own purposes. */
const ofDriver = /^(lsid|txnNumber|\$|writeConcern|startTransaction|autocommit|readConcern)/;

const stagesOf = (plan: unknown): string[] => {
  if (typeof plan !== 'object' || plan === null) return [];
  const own = 'stage' in plan ? [String(plan.stage)] : [];
  return [...own, ...Object.values(plan).flatMap(stagesOf)];
};

type Explained = { executionStats?: { totalDocsExamined: number } };

const explained = async ({ command, commandName }: CommandStartedEvent): Promise<unknown> => {
  const query = Object.fromEntries(
    Object.entries(command as Record<string, unknown>).filter(([name]) => !ofDriver.test(name)),
  );
  const plan = await store.db.command({ explain: query, verbosity: 'executionStats' });
  const examined = (plan as Explained).executionStats?.totalDocsExamined ?? Infinity;
  return {
    commandName,
    scansAll: stagesOf(plan.queryPlanner ?? plan).includes('COLLSCAN'),
    looksAtTooMany: examined > mayLookAt,
  };
};

/** What `ask` sent, as the server would go about it. */
const plansOf = async (ask: () => Promise<unknown>): Promise<unknown[]> => {
  started.length = 0;
  await ask();
  const commands = started.filter(({ commandName }) => explainable.has(commandName));
  return Promise.all([...commands].map(explained));
};

const queries: Record<string, () => Promise<unknown>> = {
  postsOfPerson: () => store.finds.postsOfPerson('x1'),
  postsOfUnits: () => store.finds.postsOfUnits(['x1', 'x2']),
  accountsOfPersons: () => store.finds.accountsOfPersons(['x1', 'x2']),
  persons: () => store.finds.persons(['x1', 'x2']),
  registrationOf: () => store.finds.registrationOf('x1', 2027),
  registrationOfTask: () => store.finds.registrationOfTask('x1t2'),
  summariesOf: () => store.finds.summariesOf(['x1', 'x2'], 2027),
  queueOf: () => store.finds.queueOf('s1'),
  yearsOf: () => store.finds.yearsOf(['x1', 'x2']),
  invitationByHash: () => store.finds.invitationByHash('x1'),
  invitationsOfUnits: () => store.finds.invitationsOfUnits(['u1']),
  joinRequestsAt: () => store.finds.joinRequestsAt('s1'),
  joinRequestOf: () => store.finds.joinRequestOf('x1'),
  auditOf: () => store.finds.auditOf(undefined, 0, 5),
  'auditOf units': () => store.finds.auditOf(['x1', 'x2'], 0, 5),
  dialogsOf: () => store.finds.dialogsOf('x1'),
  'remindersSince another day': () => store.finds.remindersSince('2026-09-15'),
  'remindersSince of people': () => store.finds.remindersSince('2026-09-01', ['x1', 'x2']),
  remindersOfWave: () => store.finds.remindersOfWave('x1'),
  parkedPeople: () => store.finds.parkedPeople(['x1', 'x2']),
  wavesOf: () => store.finds.wavesOf('x1', 1),
  'inbox.due': () => store.inbox.due(eight, 5, ['web:e1']),
  'inbox.get': () => store.inbox.get('web:x1'),
  'inbox.countNew': () => store.inbox.countNew(),
  'outbox.lastOfSlot': () => store.outbox.lastOfSlot('web', 'x1', 'board'),
  'outbox.sentTo': () => store.outbox.sentTo('web', 'x1', 5),
  'outbox.ofEvent': () => store.outbox.ofEvent('x1'),
  'outbox.claim': () => store.outbox.claim('x1', eight, 1_000),
  'outbox.release': () => store.outbox.release({ channel: 'web', address: 'x1' }, eight),
  'outbox.release of a person': () => store.outbox.release({ personId: 'x1' }, eight),
  'outbox.byTemplate': () => store.outbox.byTemplate('zalo', 'none'),
  'outbox.recent': () => store.outbox.recent(5),
  'leases.hold': () => store.leases.hold('worker', 'a', eight, 1_000),
  'settings.get': () => store.settings.get('none'),
  'retention.sweep': () => store.retention.sweep(eight),
  'threads.append': () =>
    store.threads.append('p1', { at: '', from: 'me', text: '', choices: [], eventId: 'e1' }),
  'threads.after': () => store.threads.after('p1', 0, 9),
  'files.get': () => store.files.get('none'),
  load: () => store.begin().load('registration', 'x1'),
};

describe('an index answers', () => {
  it.each(Object.keys(queries))('%s', async (name) => {
    const plans = await plansOf(queries[name]!);
    expect(plans.length).toBeGreaterThan(0);
    expect(plans).toEqual(
      plans.map(() => ({
        commandName: expect.any(String),
        scansAll: false,
        looksAtTooMany: false,
      })),
    );
  });

  it('also where all is asked for, or much is waiting, in the order of an index', async () => {
    const asked = [
      () => store.finds.units(),
      () => store.finds.clusters(),
      () => store.outbox.due(eight, [], 9),
      () => store.outbox.countDue(eight),
    ];
    for (const ask of asked) {
      const plans = await plansOf(ask);
      expect(plans.length).toBeGreaterThan(0);
      expect(plans).toEqual(plans.map(() => expect.objectContaining({ scansAll: false })));
    }
  });

  it('no scan goes unnoticed by this test', async () => {
    const scan = (): Promise<unknown> =>
      store.db.collection('people').find({ name: 'Ai đó Mẫu' }).toArray();
    expect(await plansOf(scan)).toEqual([
      { commandName: 'find', scansAll: true, looksAtTooMany: true },
    ]);
  });
});

it('every index stands in the database under its name, and opening again makes none', async () => {
  for (const { collection, indexes } of tables) {
    const known = await store.db.collection(collection).indexes();
    expect(known.map(({ name }) => name).sort()).toEqual(
      ['_id_', ...indexes.map(({ name }) => name)].sort(),
    );
  }
  started.length = 0;
  await prepareTables(store.db);
  expect([...new Set(started.map(({ commandName }) => commandName))].sort()).toEqual([
    'listCollections',
    'listIndexes',
  ]);
});
