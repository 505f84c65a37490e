import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OutboxRow } from '../../src/store/contract.ts';
import type { Store } from '../../src/store/connect.ts';
import { daysLater, eight, reply } from './documents.ts';
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

const later = daysLater(1);
const row = async (id: string): Promise<OutboxRow | undefined> =>
  (await store.outbox.recent(99)).find((one) => one.id === id);
const due = async (now = eight): Promise<string[]> =>
  (await store.outbox.due(now, [], 99)).map(({ id }) => id);

describe('a parked row', () => {
  it('is never due, holds nothing back, and is due again when it is released', async () => {
    await store.outbox.put(reply('first', { seq: 1 }));
    await store.outbox.put(reply('second', { seq: 2 }));
    await store.outbox.park('first', 'window_closed');
    expect(await due(daysLater(9))).toEqual(['second']);
    expect(await store.outbox.countDue(daysLater(9))).toBe(1);
    expect(await store.outbox.nextDue(eight)).toBeUndefined();
    expect(await store.outbox.release({ channel: 'web', address: 'bithu-1' }, later)).toBe(1);
    expect(await row('first')).toMatchObject({ state: 'queued', notBefore: later, attempts: 0 });
    expect(await due(later)).toEqual(['first']);
  });

  it('may have been claimed, is parked twice as once, and never wakes what has ended', async () => {
    await store.outbox.put(reply('claimed'));
    await store.outbox.put(reply('sent', { address: 'b' }));
    await store.outbox.claim('claimed', eight, 1_000);
    await store.outbox.claim('sent', eight, 1_000);
    await store.outbox.finish('sent', eight, { sent: true, providerId: 'v1' });
    for (const id of ['claimed', 'claimed', 'sent']) await store.outbox.park(id, 'window_closed');
    expect((await row('claimed'))?.state).toBe('parked');
    expect((await row('sent'))?.state).toBe('sent');
    expect(await store.outbox.claim('claimed', later, 1_000)).toBeUndefined();
  });

  it.each([
    ['of one address', { channel: 'web', address: 'a' }, ['a']],
    ['of a whole channel', { channel: 'web' }, ['a', 'b']],
    ['of one person, wherever it lies', { personId: 'p1' }, ['a', 'c']],
    ['of nobody', { channel: 'web', address: 'x' }, []],
  ])('is released %s, and no other', async (_name, to, released) => {
    await store.outbox.put(reply('a', { address: 'a', personId: 'p1' }));
    await store.outbox.put(reply('b', { address: 'b', personId: 'p2' }));
    await store.outbox.put(reply('c', { channel: 'zalo', address: 'a', personId: 'p1' }));
    for (const id of ['a', 'b', 'c']) await store.outbox.park(id, 'window_closed');
    expect(await store.outbox.release(to, eight)).toBe(released.length);
    expect((await due()).toSorted()).toEqual(released);
    expect(await store.outbox.release(to, eight)).toBe(0);
  });

  it('names its people', async () => {
    await store.outbox.put(reply('a', { personId: 'p1' }));
    await store.outbox.put(reply('b', { personId: 'p1' }));
    await store.outbox.put(reply('c', { personId: 'p2' }));
    for (const id of ['a', 'b']) await store.outbox.park(id, 'window_closed');
    expect(await store.finds.parkedPeople(['p1', 'p2', 'p3'])).toEqual(['p1']);
    expect(await store.finds.parkedPeople([])).toEqual([]);
  });

  it('ends after 30 days, and its words with it', async () => {
    await store.outbox.put(reply('old'));
    await store.outbox.park('old', 'window_closed');
    await store.retention.sweep(daysLater(30));
    expect((await row('old'))?.state).toBe('parked');
    const after = new Date(daysLater(30).getTime() + 1);
    expect(await store.retention.sweep(after)).toMatchObject({ outbox: 1 });
    const old = await row('old');
    expect(old).toMatchObject({ state: 'failed', errorCode: 'window_closed', endedAt: after });
    expect(old).not.toHaveProperty('message');
    expect(await store.outbox.release({ channel: 'web' }, after)).toBe(0);
  });
});

describe('another way', () => {
  it('takes the row to the other address, unless something of it has been sent', async () => {
    const elsewhere = { channel: 'telegram', address: 't1' };
    for (const id of ['whole', 'half']) await store.outbox.put(reply(id, { address: id }));
    await store.outbox.claim('half', eight, 1_000);
    await store.outbox.partSent('half', 'v1');
    for (const id of ['whole', 'half']) await store.outbox.reroute(id, elsewhere, eight);
    expect(await row('whole')).toMatchObject({ ...elsewhere, state: 'queued' });
    expect(await row('half')).toMatchObject({ channel: 'web', address: 'half' });
  });

  it('remembers the template by which it went out', async () => {
    for (const id of ['by-template', 'plain']) {
      await store.outbox.put(reply(id, { address: id }));
      await store.outbox.claim(id, eight, 1_000);
      await store.outbox.finish(id, eight, {
        sent: true,
        providerId: `v-${id}`,
        ...(id === 'plain' ? {} : { byTemplate: true }),
      });
    }
    expect((await store.outbox.byTemplate('web', 'v-by-template'))?.id).toBe('by-template');
    expect(await store.outbox.byTemplate('web', 'v-plain')).toBeUndefined();
    expect(await store.outbox.byTemplate('zalo', 'v-by-template')).toBeUndefined();
  });
});
