import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseJson } from '../../src/zalo-oa-sdk/json.ts';

describe('JSON with long ids', () => {
  test('a whole number above 2^53 keeps its digits', () => {
    expect(parseJson('{"id":246845883529197922,"list":[-9007199254740993,1]}')).toEqual({
      id: '246845883529197922',
      list: ['-9007199254740993', 1],
    });
  });

  test('digits inside a string stay where they are', () => {
    const value = { text: 'gọi "246845883529197922" \\ {"n":246845883529197922}', n: 1.5 };
    expect(parseJson(JSON.stringify(value))).toEqual(value);
  });

  test('fractions and exponents stay numbers', () => {
    expect(parseJson('[10.7612345678901234567, 1e21, 0.5, -0, 12]')).toEqual([
      10.7612345678901234567, 1e21, 0.5, -0, 12,
    ]);
  });

  test.each(['', '{', '[1,]', '{"a":01}', '0123456789012345678901', 'null1', '{"a":"b}'])(
    'what is no JSON is none: %s',
    (text) => {
      expect(parseJson(text)).toBeUndefined();
    },
  );

  test('it is JSON.parse but for those numbers', () => {
    const asWritten = (_key: string, value: unknown): unknown =>
      typeof value === 'number' && /^-?\d+$/u.test(String(value)) && !Number.isSafeInteger(value)
        ? String(value)
        : value;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        expect(parseJson(text)).toEqual(JSON.parse(text, asWritten));
      }),
    );
  });

  test('a long text is no trouble', () => {
    const text = 'ạ\\"1'.repeat(500_000);
    expect(parseJson(JSON.stringify({ text }))).toEqual({ text });
  });

  test('a long text without an end is none either', () => {
    expect(parseJson(`"${'\\"'.repeat(500_000)}`)).toBeUndefined();
    expect(parseJson(`{"a":"${'\\"1'.repeat(300_000)}}`)).toBeUndefined();
  });
});
