import { describe, expect, test } from '@jest/globals';
import { createSeal, keyFor } from '../../src/app/seal.ts';

const secret = 'a-secret-of-at-least-32-characters';
const seal = createSeal(secret, 'grants');

describe('a sealed text', () => {
  test.each([[''], ['{"a":1}'], ['Đồng chí Mẫu'], ['x'.repeat(10_000)]])(
    'opens with the same secret, purpose and id (%#)',
    (text) => {
      const sealed = seal.close(text, 'zalo:1');
      expect(sealed).toMatch(/^v1\.[\w-]+$/);
      if (text) expect(sealed).not.toContain(text);
      expect(createSeal(secret, 'grants').open(sealed, 'zalo:1')).toBe(text);
    },
  );

  test('is another one each time', () => {
    expect(seal.close('a', 'zalo:1')).not.toBe(seal.close('a', 'zalo:1'));
  });

  test('does not open with another secret, purpose or id', () => {
    const sealed = seal.close('a', 'zalo:1');
    expect(createSeal(`${secret}!`, 'grants').open(sealed, 'zalo:1')).toBeUndefined();
    expect(createSeal(secret, 'links').open(sealed, 'zalo:1')).toBeUndefined();
    expect(seal.open(sealed, 'zalo:2')).toBeUndefined();
  });

  test('does not open when any part of it was changed or cut off', () => {
    const sealed = seal.close('some words', 'zalo:1');
    const box = Buffer.from(sealed.slice(3), 'base64url');
    for (const index of box.keys()) {
      const changed = Buffer.from(box);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(seal.open(`v1.${changed.toString('base64url')}`, 'zalo:1')).toBeUndefined();
      const cut = box.subarray(0, index).toString('base64url');
      expect(seal.open(`v1.${cut}`, 'zalo:1')).toBeUndefined();
    }
    for (const odd of ['', 'v1', 'v1.', `v2.${sealed.slice(3)}`, sealed.slice(3)])
      expect(seal.open(odd, 'zalo:1')).toBeUndefined();
  });
});

test('keys of two purposes have nothing in common', () => {
  expect(keyFor(secret, 'a')).toHaveLength(32);
  expect(keyFor(secret, 'a').equals(keyFor(secret, 'b'))).toBe(false);
});
