import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Store } from '../../src/store/connect.ts';
import { account, daysLater, dialog, eight, event, reply } from './documents.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';

let test: TestStore;
let store: Store;
beforeAll(async () => {
  test = await openTestStore();
  store = test.store;
  await store.stampSample();
});
beforeEach(() => store.reset());
afterAll(() => test.close());

const aMomentAfter = (days: number): Date => new Date(daysLater(days).getTime() + 1);
const none = { inbox: 0, outbox: 0, dialogs: 0, accounts: 0, threads: 0, uploads: 0 };

it('the key of an event that is done stays 30 days, so that a late repeat is known', async () => {
  await store.inbox.accept(event('done'));
  await store.inbox.accept(event('waiting'));
  const uow = store.begin();
  uow.finishInbox('web:done', 'done');
  await uow.commit();
  expect(await store.retention.sweep(daysLater(30))).toEqual(none);
  expect(await store.inbox.accept(event('done'))).toBe(false);
  expect(await store.retention.sweep(aMomentAfter(30))).toEqual({ ...none, inbox: 1 });
  expect(await store.inbox.get('web:done')).toBeUndefined();
  expect(await store.inbox.get('web:waiting')).toBeDefined();
});

it('what could not be answered keeps its words for a day and its key for 30', async () => {
  await store.inbox.accept(event('dead'));
  await store.inbox.bury('web:dead', 'K7');
  await store.retention.sweep(daysLater(1));
  expect(await store.inbox.get('web:dead')).toHaveProperty('payload');
  await store.retention.sweep(aMomentAfter(1));
  expect(await store.inbox.get('web:dead')).not.toHaveProperty('payload');
  expect(await store.retention.sweep(aMomentAfter(30))).toEqual({ ...none, inbox: 1 });
});

it('the text of a message is erased 30 days after its end, its row stays', async () => {
  for (const id of ['sent', 'open']) await store.outbox.put(reply(id, { address: id }));
  await store.outbox.claim('sent', eight, 1_000);
  await store.outbox.finish('sent', eight, { sent: true, providerId: 'v1' });
  expect(await store.retention.sweep(daysLater(30))).toEqual(none);
  expect(await store.retention.sweep(aMomentAfter(30))).toEqual({ ...none, outbox: 1 });
  expect(await store.retention.sweep(aMomentAfter(30))).toEqual(none);
  const rows = await store.outbox.recent(9);
  expect(rows.map((row) => [row.id, 'message' in row, row.sent]).sort()).toEqual([
    ['open', true, []],
    ['sent', false, ['v1']],
  ]);
  expect(await store.outbox.put(reply('sent'))).toBe(false);
});

it('a talk that nobody touched for 90 days goes, paused or not', async () => {
  const uow = store.begin();
  uow.saveDialog(dialog('old'));
  uow.saveDialog(dialog('paused', { paused: true }));
  uow.saveDialog(dialog('young', { owner: 'p2', touchedAt: daysLater(1) }));
  await uow.commit();
  expect(await store.retention.sweep(daysLater(90))).toEqual(none);
  expect(await store.retention.sweep(aMomentAfter(90))).toEqual({ ...none, dialogs: 2 });
  expect(await store.finds.dialogsOf('p2')).toHaveLength(1);
});

it('an address that belongs to nobody goes after 24 hours', async () => {
  const uow = store.begin();
  uow.put('account', account('web:stranger'));
  uow.put('account', account('web:member', { personId: 'p1' }));
  await uow.commit();
  expect(await store.retention.sweep(daysLater(1))).toEqual(none);
  expect(await store.retention.sweep(aMomentAfter(1))).toEqual({ ...none, accounts: 1 });
  expect(await store.begin().load('account', 'web:stranger')).toBeUndefined();
  expect(await store.finds.accountsOfPersons(['p1'])).toHaveLength(1);
});

it('what lay at a vendor’s is forgotten once the vendor has forgotten it', async () => {
  await store.uploads.keep('file:a', 'h', daysLater(6));
  await store.uploads.keep('file:b', 'h', daysLater(7));
  expect(await store.retention.sweep(daysLater(6))).toEqual(none);
  expect(await store.retention.sweep(aMomentAfter(6))).toEqual({ ...none, uploads: 1 });
  expect(await store.uploads.find('file:a')).toBeUndefined();
  expect(await store.uploads.find('file:b')).toBeDefined();
});

it('a phone of the simulator keeps its newest 300 bubbles', async () => {
  await store.threads.addPersona({ id: 'a', name: 'An Mẫu', role: '', unit: '', like: 'web' });
  for (let n = 1; n <= 303; n += 1) {
    await store.threads.append('a', {
      at: '2026-09-14T01:00:00Z',
      from: 'bot',
      text: 'x',
      choices: [],
    });
  }
  expect(await store.retention.sweep(daysLater(1))).toEqual({ ...none, threads: 3 });
  expect((await store.threads.after('a', 0, 1))[0]?.n).toBe(4);
  const next = await store.threads.append('a', {
    at: '2026-09-14T01:00:00Z',
    from: 'bot',
    text: 'y',
    choices: [],
  });
  expect(next.n).toBe(304);
});

it('whom an invitation was for is forgotten 30 days after its end', async () => {
  const uow = store.begin();
  uow.put('invitation', {
    id: 'i1',
    rev: 0,
    codeHash: 'h',
    kind: 'post',
    unitId: 'u1',
    role: 'secretary',
    forName: 'Lê Văn Mẫu',
    createdAt: daysLater(-14),
    expiresAt: daysLater(0),
  });
  await uow.commit();
  const named = async () => (await store.finds.invitationsOfUnits(['u1']))[0];
  await store.retention.sweep(daysLater(30));
  expect(await named()).toHaveProperty('forName', 'Lê Văn Mẫu');
  await store.retention.sweep(aMomentAfter(30));
  expect(await named()).toBeDefined();
  expect(await named()).not.toHaveProperty('forName');
});
