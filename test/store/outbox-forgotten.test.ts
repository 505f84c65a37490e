import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NewOutboxRow, Outbox } from '../../src/store/contract.ts';
import { at, daysLater, eight, reply } from './documents.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';

let test: TestStore;
let outbox: Outbox;
beforeAll(async () => {
  test = await openTestStore();
  outbox = test.store.outbox;
  await test.store.stampSample();
});
beforeEach(() => test.store.reset());
afterAll(() => test.close());

const gone = { channel: 'zalo', address: 'hoa' };
const put = (id: string, more: Partial<NewOutboxRow> = {}) =>
  outbox.put(reply(id, { ...gone, ...more }));
const nine = at('09:00:00');

describe('somebody who is forgotten', () => {
  it('is sent nothing more: what waits, in whatever way, has failed', async () => {
    await put('queued');
    await put('later', { notBefore: daysLater(3) });
    await put('parked');
    await outbox.park('parked', 'window_closed');
    await put('on-the-wire', { seq: -1 });
    await outbox.claim('on-the-wire', eight, 60_000);
    expect(await outbox.dropFor(gone, nine)).toBe(4);
    expect(await outbox.due(daysLater(9), [], 99)).toEqual([]);
    expect(await outbox.release({ channel: 'zalo' }, nine)).toBe(0);
    for (const row of await outbox.recent(9)) {
      expect(row).toMatchObject({ state: 'failed', errorCode: 'withdrawn', endedAt: nine });
    }
    await outbox.finish('on-the-wire', nine, { sent: true, providerId: 'v' });
    await outbox.retry('queued', nine, 'transient');
    expect(await outbox.due(daysLater(9), [], 99)).toEqual([]);
  });

  it('stands in no row any more, nor does what was said to them', async () => {
    await put('sent');
    await outbox.claim('sent', eight, 60_000);
    await outbox.finish('sent', eight, { sent: true, providerId: 'v' });
    expect(await outbox.dropFor(gone, nine)).toBe(0);
    const [row] = await outbox.recent(1);
    expect(row).toMatchObject({ id: 'sent', state: 'sent', endedAt: eight, address: '' });
    expect(row).not.toHaveProperty('message');
  });

  it('is one address on one channel, and forgotten once', async () => {
    await put('other-address', { address: 'binh' });
    await put('other-channel', { channel: 'web' });
    await put('mine');
    expect(await outbox.dropFor(gone, nine)).toBe(1);
    expect(await outbox.dropFor(gone, nine)).toBe(0);
    const due = (await outbox.due(nine, [], 99)).map(({ id }) => id);
    expect(due.toSorted()).toEqual(['other-address', 'other-channel']);
  });
});
