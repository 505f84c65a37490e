import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Delivery } from '../../src/channels/channel.ts';
import { text } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { openHouse, type House } from './house.ts';
import { asking, echo, said, sending } from './talks.ts';

const minute = 60_000;

/** Says hello, and asks nothing. */
const hello: Flow = {
  id: 'join',
  version: 1,
  commands: ['start'],
  open: true,
  async run(t) {
    await t.say('hello', { lines: [text('join.home_ask')] });
  },
};
const greeting = 'Đồng chí muốn làm gì?';

describe('who comes and who goes', () => {
  let test_: TestStore;
  let house: House;

  beforeAll(async () => {
    test_ = await openTestStore();
  });
  beforeEach(async () => {
    house = await openHouse(test_.store, { flows: [hello, asking, echo, sending] });
  });
  afterEach(async () => {
    await house.stop();
    await test_.store.reset();
  });
  afterAll(() => test_.close());

  const accept = async (what: Omit<Delivery, 'eventId' | 'address'>, address = 'bithu-1') => {
    await house.core.accept('web', { eventId: randomUUID(), address, ...what });
    await house.core.worker.settle();
  };
  const told = async (persona = 'bithu-1'): Promise<string[]> => said(await house.thread(persona));
  const human = () => accept({ human: true });

  test('whoever arrives is greeted, a member and a stranger', async () => {
    await accept({ presence: 'arrived' });
    await house.store.threads.addPersona({
      id: 'la',
      name: 'Người Lạ Mẫu',
      role: '',
      unit: '',
      like: 'zalo',
    });
    await accept({ presence: 'arrived' }, 'la');
    expect(await told()).toEqual([expect.stringContaining(greeting)]);
    expect(await told('la')).toEqual([expect.stringContaining(greeting)]);
  });

  test('nobody is greeted in the middle of a talk', async () => {
    await accept({ text: '/hoi' });
    const before = await told();
    await accept({ presence: 'arrived' });
    expect(await told()).toEqual(before);
  });

  test('while a human answers, words are left to that human, and buttons and commands are not', async () => {
    await human();
    await accept({ text: 'cảm ơn đồng chí' });
    expect(await told()).toEqual([]);
    expect(house.log.join('\n')).toContain('left to the human');
    expect(house.log.join('\n')).not.toContain('cảm ơn');
    await accept({ text: '/start' });
    expect(await told()).toHaveLength(1);
  });

  test('news waits until the human has been silent for half an hour', async () => {
    await house.core.accept('web', { eventId: randomUUID(), address: 'canbo-1', human: true });
    await accept({ text: '/gui' }, 'bithu-2');
    expect(await told('canbo-1')).toEqual([]);
    expect(await told('canbo-2')).toEqual(['plan_sent']);
    await house.pass(31 * minute);
    expect(await told('canbo-1')).toEqual(['plan_sent']);
  });

  test('a command ends the human’s turn; half an hour of silence ends it too', async () => {
    await human();
    await accept({ text: '/hoi' });
    const asked = (await told()).length;
    await accept({ text: 'một câu trả lời' });
    expect((await told()).length).toBeGreaterThan(asked);

    await human();
    await house.pass(29 * minute);
    await accept({ text: 'vẫn nói với người' });
    const silent = (await told()).length;
    await house.pass(2 * minute);
    await accept({ text: 'nói với Hệ thống' });
    expect((await told()).length).toBeGreaterThan(silent);
  });
});
