import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createKeyedQueue } from '../../src/app/working/keyed-queue.ts';
import { createGate } from './gate.ts';

test('work of one key runs in the order it came, one piece at a time', async () => {
  const queue = createKeyedQueue(8);
  const ran: string[] = [];
  const first = createGate();
  const all = [
    queue.add('a', async () => {
      ran.push('a1 begins');
      await first.opened;
      ran.push('a1 ends');
    }),
    queue.add('a', async () => void ran.push('a2')),
  ];
  await queue.add('b', async () => void ran.push('b1'));
  expect(ran).toEqual(['a1 begins', 'b1']);
  first.open();
  await Promise.all(all);
  expect(ran).toEqual(['a1 begins', 'b1', 'a1 ends', 'a2']);
});

test('a piece that fails tells its caller, and the next of its key runs', async () => {
  const queue = createKeyedQueue(1);
  const failing = queue.add('a', async () => {
    throw new Error('broken');
  });
  const next = queue.add('a', async () => undefined);
  await expect(failing).rejects.toThrow('broken');
  await expect(next).resolves.toBeUndefined();
  await queue.idle();
  expect(queue.busy()).toEqual([]);
});

test('busy keys are those with something running or waiting; idle waits for what is added meanwhile', async () => {
  const queue = createKeyedQueue(1);
  const gate = createGate();
  const ran: string[] = [];
  void queue.add('a', async () => {
    await gate.opened;
    void queue.add('c', async () => void ran.push('c'));
  });
  void queue.add('b', async () => void ran.push('b'));
  expect(queue.busy()).toEqual(['a', 'b']);
  gate.open();
  await queue.idle();
  expect(ran.toSorted()).toEqual(['b', 'c']);
  expect(queue.busy()).toEqual([]);
});

test('never more at once than its width, never one key twice, and nothing is lost or overtaken', async () => {
  const pieces = fc.array(
    fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), ticks: fc.nat(4), pause: fc.nat(3) }),
    { minLength: 1, maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(pieces, fc.integer({ min: 1, max: 3 }), async (plan, width) => {
      const queue = createKeyedQueue(width);
      const ran = new Map<string, number[]>();
      const running: string[] = [];
      let most = 0;
      for (const [index, { key, ticks, pause }] of plan.entries()) {
        void queue.add(key, async () => {
          expect(running).not.toContain(key);
          running.push(key);
          most = Math.max(most, running.length);
          for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
          running.splice(running.indexOf(key), 1);
          ran.set(key, [...(ran.get(key) ?? []), index]);
        });
        for (let tick = 0; tick < pause; tick += 1) await Promise.resolve();
      }
      await queue.idle();
      expect(most).toBeLessThanOrEqual(width);
      expect([...ran.values()].flat()).toHaveLength(plan.length);
      for (const order of ran.values()) expect(order).toEqual(order.toSorted((a, b) => a - b));
    }),
    { numRuns: 500 },
  );
});
