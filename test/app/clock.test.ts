import { expect, test } from '@jest/globals';
import { createClock } from '../../src/app/clock.ts';
import { createSequence } from '../../src/app/turns/replies.ts';

const at = (seconds: number): Date => new Date(1_790_000_000_000 + seconds * 1_000);

test('a clock shows the real time until it is set, and ticks on from where it was set to', () => {
  let real = at(0);
  const clock = createClock(() => real);
  expect(clock.now()).toEqual(at(0));
  clock.set(at(3_600));
  expect(clock.now()).toEqual(at(3_600));
  real = at(5);
  expect(clock.now()).toEqual(at(3_605));
  expect(clock.offset()).toBe(3_600_000);
});

test('a clock goes on over a restart from the offset that was kept', () => {
  const first = createClock(() => at(0));
  first.set(at(86_400));
  const second = createClock(() => at(60), first.offset());
  expect(second.now()).toEqual(at(86_460));
});

test('a sequence grows also while the clock stands, goes back, or is far ahead', () => {
  let now = at(0);
  const next = createSequence(() => now);
  const numbers = [next(), next(), next()];
  now = at(-10);
  numbers.push(next());
  now = at(10);
  numbers.push(next());
  expect(new Set(numbers).size).toBe(5);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(numbers[4]).toBe(at(10).getTime() * 100);
});

test('a sequence that begins after a restart stands behind all that came before it', () => {
  const before = createSequence(() => at(0));
  const last = Array.from({ length: 50 }, before).at(-1)!;
  const after = createSequence(() => at(1));
  expect(after()).toBeGreaterThan(last);
});
