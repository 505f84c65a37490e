import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStore, type Store } from '../../src/store/connect.ts';
import { StoreError } from '../../src/store/errors.ts';
import { account, eight, event, person, reply, unit } from './documents.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';
import { startStandalone } from './standalone-server.ts';

let test: TestStore;
let store: Store;
beforeAll(async () => {
  test = await openTestStore();
  store = test.store;
});
afterAll(() => test.close());

describe('opening', () => {
  it('says when nobody answers', async () => {
    const uri = 'mongodb://secret-user:secret-word@127.0.0.1:1/x';
    const opening = openStore({ uri, patienceMs: 200 });
    await expect(opening).rejects.toMatchObject({ name: 'StoreError', code: 'unreachable' });
    await expect(opening).rejects.not.toThrow(/secret/);
  });

  it('says when the address is none', async () => {
    await expect(openStore({ uri: 'nonsense' })).rejects.toMatchObject({ code: 'unreachable' });
  });

  /** On a server that others use, that very database may be somebody's. */
  const onOwnServer = process.env.MONGODB_URI ? it.skip : it;
  onOwnServer('gives a database without a name one of its own', async () => {
    const nameless = test.uri.replace(/\/test_[0-9a-f]+/, '/');
    const opened = await openStore({ uri: nameless });
    expect(opened.db.databaseName).toBe('bachudong');
    await opened.close();
  });

  it('says when the server has no transactions', async () => {
    const server = await startStandalone();
    const opening = openStore({ uri: server.uri, patienceMs: 2_000 });
    await expect(opening.finally(server.stop)).rejects.toMatchObject({ code: 'no_transactions' });
  });

  it('stamps a fresh database with its version, and opens it again', async () => {
    expect(await store.settings.get('schema')).toBe(1);
    await (await test.openAnother()).ping();
  });

  it('refuses a database of a newer program', async () => {
    const other = await openTestStore();
    await other.store.settings.set('schema', 2);
    await expect(other.openAnother()).rejects.toMatchObject({ code: 'newer_version' });
    await other.close();
  });

  it('two at once on a fresh database both succeed', async () => {
    const other = await openTestStore();
    await other.store.db.dropDatabase();
    const both = await Promise.all([other.openAnother(), other.openAnother()]);
    expect(await Promise.all(both.map((one) => one.settings.get('schema')))).toEqual([1, 1]);
    await other.close();
  });
});

describe('a sample', () => {
  it('only a stamped database can be reset', async () => {
    const uow = store.begin();
    uow.put('unit', unit('u1'));
    await uow.commit();
    expect(await store.isSample()).toBe(false);
    await expect(store.reset()).rejects.toMatchObject({ code: 'not_sample' });
    expect(await store.finds.units()).toHaveLength(1);
  });

  it.each(['unit', 'person', 'account'] as const)(
    'a database that holds a %s is never stamped',
    async (kind) => {
      const other = await openTestStore();
      const uow = other.store.begin();
      uow.put(kind, { unit: unit('x'), person: person('x'), account: account('x') }[kind]);
      await uow.commit();
      await expect(other.store.stampSample()).rejects.toThrow(StoreError);
      expect(await other.store.isSample()).toBe(false);
      await other.close();
    },
  );

  it('a reset empties everything but the stamps, the leases and the grants', async () => {
    const other = await openTestStore();
    const sample = other.store;
    await sample.stampSample();
    const uow = sample.begin();
    uow.put('unit', unit('u1'));
    uow.audit({ at: eight, channel: 'web', action: 'a', subject: 'x' });
    uow.enqueue(reply('a'));
    await uow.commit();
    await sample.inbox.accept(event('e1'));
    await sample.settings.set('clock', eight);
    await sample.leases.hold('worker', 'a', eight, 1_000);
    await sample.grants.put({ id: 'zalo:1', rev: 0, sealed: 'v1.x', refreshedAt: eight });
    await sample.db.collection('agendaJobs').insertOne({ name: 'sweep' });
    await sample.reset();
    expect(await sample.finds.units()).toEqual([]);
    expect(await sample.finds.auditOf(undefined, 0, 9)).toEqual([]);
    expect(await sample.outbox.recent(9)).toEqual([]);
    expect(await sample.inbox.countNew()).toBe(0);
    expect(await sample.settings.get('clock')).toBeUndefined();
    expect(await sample.settings.get('schema')).toBe(1);
    expect(await sample.isSample()).toBe(true);
    expect(await sample.leases.get('worker')).toBeDefined();
    expect(await sample.grants.get('zalo:1')).toMatchObject({ rev: 1, sealed: 'v1.x' });
    expect(await sample.db.collection('agendaJobs').countDocuments({})).toBe(1);
    await sample.stampSample();
    await other.close();
  });
});

it('after it was closed, nothing is waited for', async () => {
  const other = await test.openAnother();
  await other.close();
  await expect(other.ping()).rejects.toThrow();
  await expect(other.finds.units()).rejects.toThrow();
});
