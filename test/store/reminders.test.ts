import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { NewOutboxRow } from '../../src/store/contract.ts';
import type { Store } from '../../src/store/connect.ts';
import { eight, reply } from './documents.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';

let test_: TestStore;
let store: Store;
beforeAll(async () => {
  test_ = await openTestStore();
  store = test_.store;
  await store.stampSample();
});
beforeEach(() => store.reset());
afterAll(() => test_.close());

const reminder = (personId: string, day: string, waveId?: string): NewOutboxRow =>
  reply(`reminder|${day}|${personId}`, {
    address: personId,
    personId,
    priority: 2,
    reminder: { day, items: ['a'], by: waveId ? 'wave' : 'plan', ...(waveId ? { waveId } : {}) },
  });

describe('reminders in the outbox', () => {
  test('many are put at once, and putting them again adds only what is new', async () => {
    const rows = ['p1', 'p2', 'p3'].map((id) => reminder(id, '2026-10-07'));
    expect(await store.outbox.putAll(rows.slice(0, 2))).toBe(2);
    expect(await store.outbox.putAll(rows)).toBe(1);
    expect(await store.outbox.putAll([])).toBe(0);
    expect(await store.finds.remindersSince('2026-10-07')).toHaveLength(3);
  });

  test('are found by day and by person, without their words', async () => {
    await store.outbox.putAll([
      reminder('p1', '2026-10-06'),
      reminder('p1', '2026-10-07'),
      reminder('p2', '2026-10-07'),
    ]);
    await store.outbox.put(reply('no-reminder', { personId: 'p1' }));
    const ids = async (day: string, people?: string[]): Promise<string[]> =>
      (await store.finds.remindersSince(day, people)).map(({ id }) => id);
    expect(await ids('2026-10-06', ['p1'])).toEqual([
      'reminder|2026-10-06|p1',
      'reminder|2026-10-07|p1',
    ]);
    expect(await ids('2026-10-07')).toHaveLength(2);
    expect(await ids('2026-10-08')).toEqual([]);
    const [row] = await store.finds.remindersSince('2026-10-07', ['p2']);
    expect(row).toEqual({
      id: 'reminder|2026-10-07|p2',
      personId: 'p2',
      reminder: { day: '2026-10-07', items: ['a'], by: 'plan' },
      state: 'queued',
      at: eight,
      notBefore: eight,
    });
  });

  test('one that waits says more, once each; one that is under way says no more', async () => {
    await store.outbox.put(reminder('p1', '2026-10-07'));
    const id = 'reminder|2026-10-07|p1';
    expect(await store.outbox.addToReminder(id, ['b', 'a'])).toBe(true);
    const [row] = await store.finds.remindersSince('2026-10-07');
    expect(row?.reminder.items).toEqual(['a', 'b']);
    await store.outbox.claim(id, eight, 1_000);
    expect(await store.outbox.addToReminder(id, ['c'])).toBe(false);
  });

  test('of one wave are found by it', async () => {
    await store.outbox.putAll([
      reminder('p1', '2026-10-07', 'w1'),
      reminder('p2', '2026-10-07', 'w2'),
    ]);
    const found = await store.finds.remindersOfWave('w1');
    expect(found.map(({ personId }) => personId)).toEqual(['p1']);
  });
});
