import { describe, expect, test } from '@jest/globals';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  deserialize,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
  UUID,
  type Document,
} from 'bson';
import fc from 'fast-check';
import { DamagedBson, decode } from '../../src/embedded/decoder.ts';
import { encode } from '../../src/embedded/values.ts';

const name = fc
  .oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('__proto__', 'đơn vị', '', 'a.b', '$x', 'toString'),
  )
  .filter((text) => !text.includes('\0') && !/^\d+$/.test(text));
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constant('Đoàn trường Mẫu 😀'),
);
const leaf = fc.oneof(
  text,
  fc.boolean(),
  fc.constant(null),
  fc.integer().map((n) => new Int32(n)),
  fc.double().map((n) => new Double(n)),
  fc.integer().map((n) => new Double(n)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => Long.fromBigInt(n)),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 30 }).map((bytes) => new Binary(bytes, 0)),
  fc.uint8Array({ maxLength: 30 }).map((bytes) => new Binary(bytes, 2)),
  fc.constantFrom<unknown>(
    new UUID('00112233-4455-6677-8899-aabbccddeeff'),
    Decimal128.fromString('1.50'),
    new Timestamp({ t: 4_000_000_000, i: 7 }),
    new BSONRegExp('^Đ', 'i'),
    new Code('return 1'),
    new Code('return x', { x: 1 }),
    new BSONSymbol('old'),
    new MinKey(),
    new MaxKey(),
  ),
);
const { doc } = fc.letrec<{ doc: Document; value: unknown }>((tie) => ({
  doc: fc
    .array(fc.tuple(name, tie('value')), { maxLength: 5 })
    .map((entries) => Object.fromEntries(entries)),
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('doc'),
  ),
}));

describe('reading bytes', () => {
  test('gives back what was written, with every type and the order of fields', () => {
    fc.assert(
      fc.property(doc, (given) => {
        const bytes = Buffer.from(serialize(given));
        expect(encode(decode(bytes)).equals(bytes)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('agrees with the reader of the library', () => {
    fc.assert(
      fc.property(doc, (given) => {
        const bytes = Buffer.from(serialize(given));
        const theirs = deserialize(bytes, { promoteValues: false, bsonRegExp: true });
        expect(encode(decode(bytes)).equals(Buffer.from(serialize(theirs)))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('a number is a plain one wherever that keeps its type', () => {
    const decoded = decode(
      Buffer.from(
        serialize({ a: 5, b: 1.5, c: 2 ** 40, d: new Double(5), e: Long.fromNumber(5), f: -0 }),
      ),
    );
    expect(decoded).toEqual({
      a: 5,
      b: 1.5,
      c: 2 ** 40,
      d: new Double(5),
      e: Long.fromNumber(5),
      f: -0,
    });
  });

  test('a reference is a document, the deprecated undefined is null', () => {
    const $id = new ObjectId();
    expect(decode(Buffer.from(serialize({ r: { $ref: 'units', $id } })))).toEqual({
      r: { $ref: 'units', $id },
    });
    expect(decode(Buffer.from([8, 0, 0, 0, 6, 97, 0, 0]))).toEqual({ a: null });
  });

  test('bytes are copied, never views of the message', () => {
    const bytes = Buffer.from(serialize({ a: new Binary(Buffer.from('abc')) }));
    const decoded = decode(bytes);
    bytes.fill(0);
    expect((decoded.a as Binary).toString()).toBe('abc');
  });

  test('an instant beyond all dates is refused', () => {
    const bytes = Buffer.from(serialize({ a: Long.MAX_VALUE }));
    bytes[4] = 9;
    expect(() => decode(bytes)).toThrow(DamagedBson);
  });

  test('whatever is not a document is refused as damaged', () => {
    const spoiled = fc.tuple(doc, fc.nat(), fc.nat({ max: 255 })).map(([given, at, byte]) => {
      const bytes = Buffer.from(serialize(given));
      bytes[at % bytes.length] = byte;
      return bytes;
    });
    const cut = fc.tuple(doc, fc.nat()).map(([given, at]) => {
      const bytes = Buffer.from(serialize(given));
      return bytes.subarray(0, at % bytes.length);
    });
    const any = fc.oneof(
      spoiled,
      cut,
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    );
    fc.assert(
      fc.property(any, (bytes) => {
        try {
          encode(decode(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(DamagedBson);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
