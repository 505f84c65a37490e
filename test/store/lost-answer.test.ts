import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { openStore, type Store } from '../../src/store/connect.ts';
import { Conflict } from '../../src/store/contract.ts';
import { startCuttingProxy, type CuttingProxy } from './cutting-proxy.ts';
import { eight, event, registration, reply } from './documents.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';

let test: TestStore;
let proxy: CuttingProxy;
let behind: Store;
beforeAll(async () => {
  test = await openTestStore();
  await test.store.stampSample();
});
beforeEach(async () => {
  await test.store.reset();
  await test.store.inbox.accept(event('e1'));
  proxy = await startCuttingProxy(test.uri);
  behind = await openStore({ uri: proxy.uri, dataDir: test.dataDir, patienceMs: 2_000 });
});
afterEach(async () => {
  await behind.close();
  await proxy.stop();
});
afterAll(() => test.close());

const turn = async (store: Store): Promise<void> => {
  const uow = store.begin();
  uow.put('registration', registration('r1'));
  uow.audit({ at: eight, channel: 'web', action: 'submit', subject: 'r1' });
  uow.enqueue(reply('e1/a'));
  uow.finishInbox('web:e1', 'done');
  await uow.commit();
};

/** How often the turn has happened, by what it leaves. */
const traces = async (): Promise<number[]> => {
  const { finds, outbox, inbox } = test.store;
  return [
    (await finds.auditOf(undefined, 0, 9)).length,
    (await outbox.recent(9)).length,
    (await finds.registrationOf('u1', 2027))?.rev ?? 0,
    (await inbox.countNew()) === 0 ? 1 : 0,
  ];
};

it('a commit whose answer was lost is asked for again and happens once', async () => {
  proxy.loseAnswers('commitTransaction', 1);
  await turn(behind);
  expect(proxy.lost()).toBe(1);
  expect(await traces()).toEqual([1, 1, 1, 1]);
});

it('a commit that nobody ever confirms is told as unknown, and the turn again is a conflict', async () => {
  proxy.loseAnswers('commitTransaction', 99);
  await expect(turn(behind)).rejects.toMatchObject({ code: 'commit_unknown' });
  expect(proxy.lost()).toBeGreaterThan(1);
  expect(await traces()).toEqual([1, 1, 1, 1]);
  await expect(turn(test.store)).rejects.toThrow(Conflict);
  expect(await traces()).toEqual([1, 1, 1, 1]);
});

it('a wire that breaks before the commit leaves nothing, and the turn again succeeds', async () => {
  proxy.loseRequests('registrations', 1);
  await expect(turn(behind)).rejects.toMatchObject({ code: 'unreachable' });
  expect(proxy.lost()).toBe(1);
  expect(await traces()).toEqual([0, 0, 0, 0]);
  await turn(behind);
  expect(await traces()).toEqual([1, 1, 1, 1]);
});

it('an event whose acceptance was not confirmed is accepted once', async () => {
  proxy.loseAnswers('web:e2', 1);
  const answer = await behind.inbox.accept(event('e2'));
  expect(proxy.lost()).toBe(1);
  expect(answer).toBe(true);
  expect(await test.store.inbox.countNew()).toBe(2);
});
