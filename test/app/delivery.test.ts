import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sendErrorCodes, type SendErrorCode } from '../../src/channels/channel.ts';
import { raw } from '../../src/dialog/message.ts';
import { outboxPriorities, type OutboxRow } from '../../src/store/contract.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { openHouse, type House } from './house.ts';
import { asking, echo, said, sending } from './talks.ts';

const second = 1_000;
const minute = 60 * second;

describe('delivery', () => {
  let test_: TestStore;
  let house: House;
  let onBubble: (persona: string) => void;

  beforeAll(async () => {
    test_ = await openTestStore();
  });
  beforeEach(async () => {
    onBubble = () => undefined;
    house = await openHouse(test_.store, {
      flows: [echo, asking, sending],
      onBubble: (persona) => onBubble(persona),
    });
  });
  afterEach(async () => {
    await house.stop();
    await test_.store.reset();
  });
  afterAll(() => test_.close());

  const rowOf = async (eventId: string): Promise<OutboxRow> => {
    const rows = await test_.store.outbox.ofEvent(`web:${eventId}`);
    expect(rows).toHaveLength(1);
    return rows[0]!;
  };
  const unreachableSince = async (persona: string): Promise<Date | undefined> =>
    (await test_.store.begin().load('account', `web:${persona}`))?.unreachableSince;
  /** Sends without waiting for an answer that may be long in coming. */
  const post = async (persona: string, text: string): Promise<void> => {
    await house.core.accept('web', { eventId: randomUUID(), address: persona, text });
    await house.core.worker.settle();
  };
  const told = async (persona: string): Promise<string[]> => said(await house.thread(persona));

  test('each code of the closed list is known here', () => {
    const again: SendErrorCode[] = ['throttled', 'transient', 'config'];
    const final: SendErrorCode[] = ['blocked', 'unreachable', 'window_closed', 'rejected'];
    expect([...again, ...final].toSorted()).toEqual([...sendErrorCodes].toSorted());
  });

  test('what failed for our own set-up is kept until that is put right', async () => {
    house.fault('bithu-1', 'config', 14);
    await house.send('bithu-1', { text: '/noi một' }, 'e1');
    for (let step = 0; step < 14; step += 1) await house.pass(600_000);
    expect(await rowOf('e1')).toMatchObject({ state: 'sent' });
    expect(await told('bithu-1')).toEqual(['một']);
  });

  test.each<[SendErrorCode, number, number]>([
    ['transient', 2 * second, 4 * second],
    ['config', 2 * second, 4 * second],
    // the vendor says how long
    ['throttled', second, second],
  ])(
    'what failed as %s is tried again later and later, then comes once',
    async (code, ...waits) => {
      house.fault('bithu-1', code, 2);
      let before = house.now();
      await house.send('bithu-1', { text: '/noi một' }, 'e1');
      for (const [index, wait] of waits.entries()) {
        const row = await rowOf('e1');
        expect(row).toMatchObject({ state: 'queued', errorCode: code, attempts: index + 1 });
        const due = row.notBefore.getTime();
        expect(due).toBeGreaterThanOrEqual(before.getTime() + wait);
        expect(due).toBeLessThanOrEqual(house.now().getTime() + wait);
        expect(await told('bithu-1')).toEqual([]);
        before = row.notBefore;
        await house.pass(due - house.now().getTime());
      }
      expect(await told('bithu-1')).toEqual(['một']);
      expect(await rowOf('e1')).toMatchObject({ state: 'sent', attempts: 3 });
      expect(await unreachableSince('bithu-1')).toBeUndefined();
    },
  );

  test('what a chat is told later waits behind what failed; other chats do not', async () => {
    house.fault('bithu-1', 'transient', 1);
    await post('bithu-1', '/noi một\nhai');
    await post('bithu-1', '/noi ba');
    expect(said(await house.send('bithu-2', { text: '/noi bốn' }))).toEqual(['bốn']);
    expect(await told('bithu-1')).toEqual([]);
    await house.pass(minute);
    expect(await told('bithu-1')).toEqual(['một', 'hai', 'ba']);
  });

  test('after ten tries it is given up, and what stood behind it comes', async () => {
    house.fault('bithu-1', 'transient', 10);
    await house.send('bithu-1', { text: '/noi một' }, 'e1');
    await post('bithu-1', '/noi hai');
    for (let tries = 2; tries < 10; tries += 1) await house.pass(11 * minute);
    expect(await rowOf('e1')).toMatchObject({ state: 'queued', attempts: 9 });
    await house.pass(11 * minute);
    expect(await rowOf('e1')).toMatchObject({ state: 'failed', attempts: 10 });
    expect(await told('bithu-1')).toEqual(['hai']);
  });

  test.each<SendErrorCode>(['blocked', 'unreachable'])(
    'who is %s is marked and gets no notices, until a message comes from there',
    async (code) => {
      house.fault('canbo-1', code, 1);
      expect(await house.send('canbo-1', { text: '/noi một' }, 'e1')).toEqual([]);
      expect(await rowOf('e1')).toMatchObject({ state: 'failed', errorCode: code, attempts: 1 });
      expect(await unreachableSince('canbo-1')).toBeInstanceOf(Date);
      await house.send('bithu-2', { text: '/gui' });
      await house.pass(minute);
      expect(await told('canbo-1')).toEqual([]);
      expect(await told('canbo-2')).toEqual(['plan_sent']);
      expect(said(await house.send('canbo-1', { text: '/noi hai' }))).toEqual(['hai']);
      expect(await unreachableSince('canbo-1')).toBeUndefined();
    },
  );

  test.each<SendErrorCode>(['rejected', 'window_closed'])(
    'what failed as %s is not tried again, and marks nobody',
    async (code) => {
      house.fault('bithu-1', code, 1);
      await house.send('bithu-1', { text: '/noi một\nhai' }, 'e1');
      await house.pass(minute);
      const [first, second_] = await test_.store.outbox.ofEvent('web:e1');
      expect(first).toMatchObject({ state: 'failed', errorCode: code, attempts: 1 });
      expect(second_).toMatchObject({ state: 'sent' });
      expect(await told('bithu-1')).toEqual(['hai']);
      expect(await unreachableSince('bithu-1')).toBeUndefined();
    },
  );

  test('a long message comes in parts, and after a failure in the middle goes on with the missing part', async () => {
    const long = Array.from({ length: 900 }, (_, index) => `từ${index}`).join(' ');
    expect(long.length).toBeGreaterThan(4_000);
    let parts = 0;
    onBubble = (persona) => {
      parts += 1;
      if (parts === 1) house.fault(persona, 'transient', 1);
    };
    await house.send('bithu-1', { text: `/noi ${long}` }, 'e1');
    expect(await told('bithu-1')).toHaveLength(1);
    expect(await rowOf('e1')).toMatchObject({ state: 'queued', sent: ['1'] });
    await house.pass(minute);
    const all = await told('bithu-1');
    expect(all).toHaveLength(3);
    for (const part of all) expect(part.length).toBeLessThanOrEqual(2_000);
    expect(all.join(' ')).toBe(long);
    expect(await rowOf('e1')).toMatchObject({ state: 'sent', sent: ['1', '2', '3'] });
  });

  test('a notice waits while its reader is in the middle of answering, and comes afterwards, once', async () => {
    await house.send('canbo-1', { text: '/hoi' });
    await house.send('canbo-1', { text: 'một' });
    await house.send('bithu-2', { text: '/gui' });
    expect(await told('canbo-2')).toEqual(['plan_sent']);
    await house.pass(9 * minute);
    expect(await told('canbo-1')).toEqual(['one?', 'two?']);
    await house.pass(2 * minute);
    expect(await told('canbo-1')).toEqual(['one?', 'two?', 'plan_sent']);
    await house.pass(60 * minute);
    expect(await told('canbo-1')).toHaveLength(3);
  });

  test('a talk that goes on is not broken into, and one that was left is no reason to wait', async () => {
    await house.send('canbo-1', { text: '/hoi' });
    await house.send('canbo-1', { text: 'một' });
    await house.send('canbo-2', { text: '/hoi' });
    await house.send('bithu-2', { text: '/gui' });
    // Nothing is answered yet: there is nothing to break into.
    expect(await told('canbo-2')).toEqual(['one?', 'plan_sent']);
    await house.pass(8 * minute);
    await house.send('canbo-1', { text: 'hai' });
    await house.send('canbo-1', { text: '/hoi' });
    await house.send('canbo-1', { text: 'ba' });
    await house.pass(8 * minute);
    expect(await told('canbo-1')).not.toContain('plan_sent');
    await house.pass(3 * minute);
    expect(await told('canbo-1')).toContain('plan_sent');
  });

  test('a reply goes before a notice, a notice before a reminder, whatever was written first', async () => {
    const later = new Date(house.now().getTime() + minute);
    const names = ['reminder', 'notice', 'reply'] as const;
    for (const [index, name] of names.entries()) {
      await test_.store.outbox.put({
        id: name,
        channel: 'web',
        address: 'bithu-3',
        priority: outboxPriorities[name],
        seq: index,
        notBefore: later,
        lang: 'vi',
        message: { message: { lines: [raw(name)] }, token: '', inPlace: false },
        at: house.now(),
      });
    }
    await house.pass(2 * minute);
    expect(await told('bithu-3')).toEqual(['reply', 'notice', 'reminder']);
  });

  test('what no channel carries is kept for whoever configures it, and holds nobody else up', async () => {
    await test_.store.outbox.put({
      id: 'lost',
      channel: 'pigeon',
      address: 'a',
      priority: outboxPriorities.notice,
      seq: 1,
      notBefore: house.now(),
      lang: 'vi',
      message: { message: { lines: [raw('gù')] }, token: '', inPlace: false },
      at: house.now(),
    });
    await house.core.worker.settle();
    const lost = (await test_.store.outbox.recent(5)).find(({ id }) => id === 'lost');
    expect(lost).toMatchObject({ state: 'queued', errorCode: 'config' });
    expect(said(await house.send('bithu-1', { text: '/noi một' }))).toEqual(['một']);
  });
});
