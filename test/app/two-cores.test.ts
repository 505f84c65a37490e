import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { freeOrphans } from '../../src/app/orphans.ts';
import { raw } from '../../src/dialog/message.ts';
import { outboxPriorities } from '../../src/store/contract.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { openHouse, type House } from './house.ts';
import { asking, echo, said } from './talks.ts';
import { until } from './until.ts';

describe('two processes on one database', () => {
  let test_: TestStore;
  let houses: House[];
  beforeEach(async () => {
    test_ = await openTestStore();
    houses = [];
  });
  afterEach(async () => {
    for (const house of houses) await house.stop();
    await test_.close();
  });

  const open = async (): Promise<House> => {
    const store = await test_.openAnother();
    const house = await openHouse(store, { flows: [echo, asking] });
    houses.push(house);
    return house;
  };
  const leads = (house: House): boolean => house.core.leadership.leads();
  const accept = async (house: House, address: string, text: string): Promise<string> => {
    const eventId = randomUUID();
    await house.core.accept('web', { eventId, address, text });
    return `web:${eventId}`;
  };
  const ended = (id: string) =>
    until(async () => {
      const row = await test_.store.inbox.get(id);
      return row && row.state !== 'new' ? row.state : undefined;
    });
  const told = async (persona: string): Promise<string[]> =>
    said(await test_.store.threads.after(persona, 0, 1_000));
  const takesOver = (house: House) =>
    until(async () => {
      await house.core.leadership.renew();
      return leads(house);
    });

  test('both accept, one works: what the standby accepted is answered by the leader, in order', async () => {
    const [leader, standby] = [await open(), await open()];
    expect([leads(leader), leads(standby)]).toEqual([true, false]);
    const all: string[] = [];
    for (let n = 0; n < 6; n += 1)
      all.push(await accept(n % 2 ? leader : standby, 'bithu-1', `/noi ${n}`));
    for (const id of all) expect(await ended(id)).toBe('done');
    expect(await standby.core.worker.settle()).toEqual({
      turns: 0,
      sent: 0,
      failed: 0,
      retried: 0,
    });
    await until(async () => (await told('bithu-1')).length === 6);
    expect(await told('bithu-1')).toEqual(['0', '1', '2', '3', '4', '5']);
    expect([leads(leader), leads(standby)]).toEqual([true, false]);
  });

  test('when the leader stops politely the standby finishes what was accepted', async () => {
    const [leader, standby] = [await open(), await open()];
    await leader.send('bithu-1', { text: '/hoi' });
    await leader.stop();
    const id = await accept(standby, 'bithu-1', 'một');
    expect((await test_.store.inbox.get(id))?.state).toBe('new');
    await standby.core.leadership.renew();
    expect(leads(standby)).toBe(true);
    expect(await ended(id)).toBe('done');
    await until(async () => (await told('bithu-1')).length === 2);
    expect(await told('bithu-1')).toEqual(['one?', 'two?']);
  });

  test('a leader that died without a word is replaced when its lease is over, not before', async () => {
    await test_.store.leases.hold('worker', 'dead', new Date(), 1_500);
    const standby = await open();
    const id = await accept(standby, 'bithu-1', '/noi một');
    await standby.core.leadership.renew();
    expect(leads(standby)).toBe(false);
    expect((await test_.store.inbox.get(id))?.state).toBe('new');
    await takesOver(standby);
    expect(await ended(id)).toBe('done');
    await until(async () => (await told('bithu-1')).length === 1);
  });

  test('a message that the dead had on the wire is sent again when its lease is over, once', async () => {
    const house = await open();
    const { outbox } = house.store;
    const at = house.now();
    const row = {
      channel: 'web',
      address: 'bithu-1',
      priority: outboxPriorities.reply,
      lang: 'vi' as const,
      at,
    };
    const message = (text: string) => ({
      message: { lines: [raw(text)] },
      token: '',
      inPlace: false,
    });
    // Not due before the claim: the worker must not be faster.
    const soon = new Date(at.getTime() + 60_000);
    await outbox.put({ ...row, id: '1', seq: 1, notBefore: soon, message: message('một') });
    await outbox.put({ ...row, id: '2', seq: 2, notBefore: soon, message: message('hai') });
    expect(await outbox.claim('1', soon, 120_000)).toBeDefined();
    await house.pass(100_000);
    expect(await told('bithu-1')).toEqual([]);
    await house.pass(100_000);
    expect(await told('bithu-1')).toEqual(['một', 'hai']);
  });

  test('whoever is alone on a database waits for nothing that the dead held', async () => {
    const { store } = test_;
    const filled = await open();
    const at = filled.now();
    await filled.stop();
    houses = [];
    await store.leases.hold('worker', 'dead', new Date(), 3_600_000);
    await store.outbox.put({
      id: '1',
      channel: 'web',
      address: 'bithu-1',
      priority: outboxPriorities.reply,
      seq: 1,
      notBefore: at,
      lang: 'vi',
      message: { message: { lines: [raw('một')] }, token: '', inPlace: false },
      at,
    });
    expect(await store.outbox.claim('1', at, 3_600_000)).toBeDefined();
    await freeOrphans(store, at);
    const house = await open();
    expect(leads(house)).toBe(true);
    await house.core.worker.settle();
    expect(await told('bithu-1')).toEqual(['một']);
  });
});
