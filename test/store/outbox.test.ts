import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NewOutboxRow, Outbox } from '../../src/store/contract.ts';
import { at, eight, reply } from './documents.ts';
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

const minute = 60_000;
const put = async (...rows: [id: string, more: Partial<NewOutboxRow>][]): Promise<void> => {
  for (const [id, more] of rows) await outbox.put(reply(id, more));
};
const due = async (now = eight, busy: string[] = [], limit = 99): Promise<string[]> =>
  (await outbox.due(now, busy, limit)).map(({ id }) => id);
const send = async (id: string, time: Date, providerId = `vendor-${id}`): Promise<void> => {
  await outbox.claim(id, time, minute);
  await outbox.finish(id, time, { sent: true, providerId });
};

describe('order', () => {
  it('of one address the first by priority, then by sequence', async () => {
    await put(
      ['reminder', { priority: 2, seq: 1 }],
      ['reply-2', { priority: 0, seq: 3 }],
      ['reply-1', { priority: 0, seq: 2 }],
      ['notice', { priority: 1, seq: 1 }],
    );
    for (const id of ['reply-1', 'reply-2', 'notice', 'reminder']) {
      expect(await due()).toEqual([id]);
      await send(id, eight);
    }
    expect(await due()).toEqual([]);
  });

  it('of several addresses one each, the urgent first; the same address on two channels is two', async () => {
    await put(
      ['a1', { address: 'a', priority: 1, seq: 1 }],
      ['a2', { address: 'a', priority: 1, seq: 2 }],
      ['b1', { address: 'b', priority: 0, seq: 9 }],
      ['a-elsewhere', { channel: 'zalo', address: 'a', priority: 2, seq: 1 }],
    );
    expect(await due()).toEqual(['b1', 'a1', 'a-elsewhere']);
    expect(await due(eight, [], 2)).toEqual(['b1', 'a1']);
  });

  it('busy addresses are skipped', async () => {
    await put(['a1', { address: 'a' }], ['b1', { address: 'b' }]);
    expect(await due(eight, ['web:a'])).toEqual(['b1']);
    expect(await due(eight, ['zalo:a'])).toEqual(['a1', 'b1']);
  });

  it('a row that must wait holds back the later ones of its priority, but no other priority', async () => {
    await put(
      ['first', { priority: 1, seq: 1, notBefore: at('08:05:00') }],
      ['second', { priority: 1, seq: 2 }],
      ['reminder', { priority: 2, seq: 3 }],
    );
    expect(await due()).toEqual(['reminder']);
    await send('reminder', eight);
    expect(await due()).toEqual([]);
    expect(await due(at('08:05:00'))).toEqual(['first']);
  });

  it('a long queue of one address does not hide the others', async () => {
    const wave = Array.from({ length: 60 }, (_, i): [string, Partial<NewOutboxRow>] => [
      `wave-${String(i)}`,
      { address: 'a', seq: i },
    ]);
    await put(...wave, ['other', { address: 'b', seq: 1_000 }]);
    expect(await due(eight, [], 2)).toEqual(['wave-0', 'other']);
    expect(await due(eight, ['web:a'], 2)).toEqual(['other']);
  });

  it('addresses whose first row waits do not use up the limit', async () => {
    const waiting = Array.from({ length: 10 }, (_, i): [string, Partial<NewOutboxRow>][] => [
      [`first-${String(i)}`, { address: `a${String(i)}`, seq: 1, notBefore: at('09:00:00') }],
      [`second-${String(i)}`, { address: `a${String(i)}`, seq: 2 }],
    ]);
    await put(...waiting.flat(), ['free', { address: 'z', seq: 3 }]);
    expect(await due(eight, [], 2)).toEqual(['free']);
  });

  it('comes whole, with its message', async () => {
    await put(['a', { slot: 'board', eventId: 'web:e1', personId: 'p1' }]);
    expect(await outbox.due(eight, [], 9)).toStrictEqual([
      {
        ...reply('a', { slot: 'board', eventId: 'web:e1', personId: 'p1' }),
        state: 'queued',
        attempts: 0,
        sent: [],
      },
    ]);
  });
});

describe('claim', () => {
  it('is won by one', async () => {
    await put(['a', {}]);
    const other = (await test.openAnother()).outbox;
    const claims = await Promise.all([
      outbox.claim('a', eight, minute),
      other.claim('a', eight, minute),
    ]);
    const won = claims.filter((row) => row !== undefined);
    expect(won).toHaveLength(1);
    expect(won[0]).toMatchObject({ id: 'a', state: 'sending', attempts: 1 });
  });

  it('keeps the whole address quiet while the row is on the wire', async () => {
    await put(['a', { priority: 1 }], ['b', { priority: 2 }]);
    await outbox.claim('a', eight, minute);
    expect(await due()).toEqual([]);
  });

  it('after a crash the row is due again when its lease is over, not before', async () => {
    await put(['a', {}]);
    await outbox.claim('a', eight, minute);
    await outbox.partSent('a', 'v1');
    expect(await due(at('08:00:59'))).toEqual([]);
    expect(await outbox.claim('a', at('08:00:59'), minute)).toBeUndefined();
    expect(await outbox.countDue(at('08:00:59'))).toBe(0);
    expect(await due(at('08:01:00'))).toEqual(['a']);
    expect(await outbox.countDue(at('08:01:00'))).toBe(1);
    expect(await outbox.claim('a', at('08:01:00'), minute)).toMatchObject({
      attempts: 2,
      sent: ['v1'],
    });
  });

  it('is refused before its time, and after its end', async () => {
    await put(['a', { notBefore: at('09:00:00') }], ['b', {}]);
    expect(await outbox.claim('a', eight, minute)).toBeUndefined();
    await send('b', eight);
    expect(await outbox.claim('b', at('10:00:00'), minute)).toBeUndefined();
    expect(await outbox.claim('none', eight, minute)).toBeUndefined();
  });
});

describe('end', () => {
  it('sent: with the ids of all parts and no word of earlier trouble', async () => {
    await put(['a', {}]);
    await outbox.claim('a', eight, minute);
    await outbox.partSent('a', 'v1');
    await outbox.retry('a', at('08:02:00'), 'throttled');
    expect(await outbox.recent(1)).toMatchObject([{ state: 'queued', errorCode: 'throttled' }]);
    await outbox.claim('a', at('08:02:00'), minute);
    await outbox.finish('a', at('08:02:01'), { sent: true, providerId: 'v2' });
    const [row] = await outbox.recent(1);
    expect(row).toMatchObject({ state: 'sent', sent: ['v1', 'v2'], endedAt: at('08:02:01') });
    expect(row).not.toHaveProperty('errorCode');
  });

  it('failed: with the code', async () => {
    await put(['a', {}]);
    await outbox.claim('a', eight, minute);
    await outbox.finish('a', at('08:00:01'), { failed: 'blocked' });
    expect(await outbox.recent(1)).toMatchObject([
      { state: 'failed', errorCode: 'blocked', endedAt: at('08:00:01') },
    ]);
    expect(await due(at('09:00:00'))).toEqual([]);
  });

  it('a row may be put off without being claimed', async () => {
    await put(['a', {}]);
    await outbox.retry('a', at('08:10:00'), 'polite');
    expect(await due()).toEqual([]);
    expect(await due(at('08:10:00'))).toEqual(['a']);
  });

  it('what has ended is not put off, nor ended again', async () => {
    await put(['a', {}]);
    await send('a', eight);
    await outbox.retry('a', at('09:00:00'), 'transient');
    await outbox.finish('a', at('09:00:00'), { failed: 'blocked' });
    expect(await outbox.recent(1)).toMatchObject([{ state: 'sent', endedAt: eight }]);
  });
});

it('what was sent to an address is found, newest first, and nothing else', async () => {
  await put(
    ['a', {}],
    ['b', { seq: 2 }],
    ['c', { seq: 3 }],
    ['d', { seq: 4 }],
    ['other', { address: 'bithu-2' }],
  );
  await send('a', eight);
  await send('b', at('08:00:01'));
  await send('c', at('08:00:01'));
  await send('other', at('08:00:02'));
  const sent = async (limit: number) =>
    (await outbox.sentTo('web', 'bithu-1', limit)).map(({ id }) => id);
  expect(await sent(9)).toEqual(['c', 'b', 'a']);
  expect(await sent(2)).toEqual(['c', 'b']);
});

it('what a reminder says is kept once it is known, until it is out', async () => {
  await put(['a', {}]);
  await outbox.reword('a', { said: 1 });
  await send('a', eight);
  await outbox.reword('a', { said: 2 });
  expect(await outbox.sentTo('web', 'bithu-1', 1)).toMatchObject([{ message: { said: 1 } }]);
});

describe('slots', () => {
  const lastOf = (slot: string, address = 'bithu-1'): Promise<readonly string[] | undefined> =>
    outbox.lastOfSlot('web', address, slot);

  it('the last message of the slot can be changed while nothing stands below it', async () => {
    await put(['a', { slot: 'board' }], ['b', { slot: 'board', seq: 2 }], ['c', { seq: 3 }]);
    expect(await lastOf('board')).toBeUndefined();
    await send('a', eight, 'v1');
    expect(await lastOf('board')).toEqual(['v1']);
    await send('b', at('08:00:01'), 'v2');
    expect(await lastOf('board')).toEqual(['v2']);
    expect(await lastOf('other')).toBeUndefined();
    expect(await lastOf('board', 'bithu-2')).toBeUndefined();
    await send('c', at('08:00:02'));
    expect(await lastOf('board')).toBeUndefined();
  });

  it('within one moment the sequence decides what stands below', async () => {
    await put(['a', { slot: 'board' }], ['b', { seq: 2 }]);
    await send('a', eight);
    await send('b', eight);
    expect(await lastOf('board')).toBeUndefined();
  });

  it('a message that failed before anything went out stands nowhere', async () => {
    await put(['a', { slot: 'board' }], ['b', { seq: 2 }], ['c', { seq: 3 }]);
    await send('a', eight, 'v1');
    await outbox.claim('b', at('08:01:00'), minute);
    await outbox.finish('b', at('08:01:00'), { failed: 'rejected' });
    expect(await lastOf('board')).toEqual(['v1']);
    await outbox.claim('c', at('08:02:00'), minute);
    await outbox.partSent('c', 'v3');
    await outbox.finish('c', at('08:02:00'), { failed: 'rejected' });
    expect(await lastOf('board')).toBeUndefined();
  });
});

it('put is true once, however often and from wherever it is called', async () => {
  const other = (await test.openAnother()).outbox;
  const answers = await Promise.all([
    outbox.put(reply('a')),
    other.put(reply('a')),
    outbox.put(reply('a')),
  ]);
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await outbox.recent(9)).toHaveLength(1);
});

it('the rows of an event come in their order', async () => {
  await put(
    ['b', { eventId: 'web:e1', seq: 2 }],
    ['a', { eventId: 'web:e1', seq: 1 }],
    ['c', { eventId: 'web:e2' }],
  );
  expect((await outbox.ofEvent('web:e1')).map(({ id }) => id)).toEqual(['a', 'b']);
});

it('the newest come first when somebody looks', async () => {
  await put(['old', { at: at('07:00:00'), seq: 9 }], ['new', { seq: 1 }], ['newer', { seq: 2 }]);
  expect((await outbox.recent(2)).map(({ id }) => id)).toEqual(['newer', 'new']);
});
