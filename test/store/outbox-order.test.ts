import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { OutboxRow } from '../../src/store/contract.ts';
import { at, eight, reply } from './documents.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  await test.store.stampSample();
});
afterAll(() => test.close());

const lease = 60_000;
const now = at('08:00:30');
const fate = fc.constantFrom('ripe', 'later', 'on the wire', 'orphaned', 'sent');
const queue = fc.array(
  fc.record({
    address: fc.constantFrom('a', 'b', 'c'),
    channel: fc.constantFrom('web', 'zalo'),
    priority: fc.constantFrom(0, 1, 2),
    fate,
  }),
  { maxLength: 14 },
);

type Wish = { address: string; channel: string; priority: number; fate: string };

const put = async ({ fate: end, ...more }: Wish, seq: number): Promise<void> => {
  const { outbox } = test.store;
  const id = `row-${String(seq)}`;
  await outbox.put(reply(id, { ...more, seq }));
  if (end === 'later') await outbox.retry(id, at('09:00:00'), 'throttled');
  if (end === 'on the wire') await outbox.claim(id, eight, lease);
  if (end === 'orphaned') await outbox.claim(id, eight, lease / 4);
  if (end !== 'sent') return;
  await outbox.claim(id, eight, lease);
  await outbox.finish(id, eight, { sent: true, providerId: 'v' });
};

/** The rule in its plainest words, over all rows of one chat. */
const nextOf = (rows: OutboxRow[]): string[] => {
  if (rows.some(({ state, notBefore }) => state === 'sending' && notBefore > now)) return [];
  for (const priority of [0, 1, 2]) {
    const open = rows.filter((row) => row.priority === priority && row.state !== 'sent');
    const [first] = open.sort((a, b) => a.seq - b.seq);
    if (first && first.notBefore <= now) return [first.id];
  }
  return [];
};

it('whatever lies in the queue, each chat gets its next row and no other', async () => {
  const { outbox } = test.store;
  await fc.assert(
    fc.asyncProperty(queue, fc.constantFrom(1, 2, 9), async (wishes, limit) => {
      await test.store.reset();
      for (const [seq, wish] of wishes.entries()) await put(wish, seq);
      const all = await outbox.recent(99);
      const chats = new Set(all.map(({ channel, address }) => `${channel}:${address}`));
      const expected = [...chats].flatMap((chat) =>
        nextOf(all.filter(({ channel, address }) => `${channel}:${address}` === chat)),
      );
      const found = (await outbox.due(now, [], limit)).map(({ id }) => id);
      expect(found).toHaveLength(Math.min(limit, expected.length));
      expect(expected).toEqual(expect.arrayContaining(found));
      const free = (await outbox.due(now, ['web:a'], 99)).map(({ id }) => id);
      const ofBusy = all.filter((row) => row.channel === 'web' && row.address === 'a');
      expect(free.sort()).toEqual(
        expected.filter((id) => !ofBusy.some((row) => row.id === id)).sort(),
      );
    }),
    { numRuns: 60 },
  );
});
