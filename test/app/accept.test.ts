import { describe, expect, test } from '@jest/globals';
import { createAccept } from '../../src/app/accept.ts';
import { createGate, type Gate } from './gate.ts';

/** A store whose writes the test lets through one by one. */
const open = () => {
  const gates: Gate[] = [];
  let under = 0;
  let most = 0;
  const accepting = createAccept({
    store: {
      inbox: {
        async accept() {
          const gate = createGate();
          gates.push(gate);
          under += 1;
          most = Math.max(most, under);
          await gate.opened;
          under -= 1;
          return true;
        },
      },
      outbox: { release: async () => 0 },
    },
    channels: new Map(),
    metrics: { accepted: () => undefined },
    now: () => new Date(0),
    wake: () => undefined,
  });
  return { ...accepting, gates, most: () => most };
};
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const event = (n: number) => ({ eventId: String(n), address: 'a', text: 'chào' });

describe('accepting events', () => {
  test('a burst of two hundred is stored whole, sixteen at a time, so that others have the database too', async () => {
    const { accept, gates, most } = open();
    const all = Promise.all(Array.from({ length: 200 }, (_, n) => accept('zalo', event(n))));
    for (let n = 0; n < 200; n += 1) {
      while (!gates[n]) await soon();
      gates[n]?.open();
    }
    await all;
    expect(most()).toBe(16);
  });

  test('work waits until what came is stored, but not for ever', async () => {
    const { accept, quiet, gates } = open();
    await quiet();
    const order: string[] = [];
    const first = accept('zalo', event(1)).then(() => order.push('stored'));
    const work = quiet().then(() => order.push('work'));
    while (!gates[0]) await soon();
    gates[0].open();
    await Promise.all([first, work]);
    expect(order).toEqual(['stored', 'work']);

    const stuck = accept('zalo', event(2));
    await quiet();
    gates[1]?.open();
    await stuck;
  });
});
