import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Leases } from '../../src/store/contract.ts';
import { at, eight } from './documents.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';

let test: TestStore;
let leases: Leases;
let others: Leases;
beforeAll(async () => {
  test = await openTestStore();
  leases = test.store.leases;
  others = (await test.openAnother()).leases;
});
afterAll(() => test.close());

const tenSeconds = 10_000;

it('of two holders at once one gets the lease', async () => {
  const held = await Promise.all([
    leases.hold('race', 'a', eight, tenSeconds),
    others.hold('race', 'b', eight, tenSeconds),
  ]);
  expect(held.filter(Boolean)).toHaveLength(1);
});

it('the holder renews it, and nobody else gets it meanwhile', async () => {
  expect(await leases.hold('worker', 'a', eight, tenSeconds)).toBe(true);
  expect(await others.hold('worker', 'b', at('08:00:09'), tenSeconds)).toBe(false);
  expect(await leases.hold('worker', 'a', at('08:00:09'), tenSeconds)).toBe(true);
  expect(await others.hold('worker', 'b', at('08:00:18'), tenSeconds)).toBe(false);
  expect(await leases.get('worker')).toEqual({ holder: 'a', until: at('08:00:19') });
});

it('when it ran out another takes over, and the first learns it', async () => {
  await leases.hold('standby', 'a', eight, tenSeconds);
  expect(await others.hold('standby', 'b', at('08:00:10'), tenSeconds)).toBe(true);
  expect(await leases.hold('standby', 'a', at('08:00:11'), tenSeconds)).toBe(false);
});

it('only the holder can give it back', async () => {
  await leases.hold('given', 'a', eight, tenSeconds);
  await others.release('given', 'b');
  expect(await others.hold('given', 'b', eight, tenSeconds)).toBe(false);
  await leases.release('given', 'a');
  expect(await leases.get('given')).toBeUndefined();
  expect(await others.hold('given', 'b', eight, tenSeconds)).toBe(true);
});

it('a setting is what was set last, of whatever shape, dates included', async () => {
  const { settings } = test.store;
  expect(await settings.get('clock')).toBeUndefined();
  await settings.set('clock', { at: eight, list: [], none: null });
  expect(await settings.get('clock')).toStrictEqual({ at: eight, list: [], none: null });
  await settings.set('clock', 'stopped');
  expect(await settings.get('clock')).toBe('stopped');
});
