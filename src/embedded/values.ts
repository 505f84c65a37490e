import { Double, Long, serialize } from 'bson';
import type {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';

/** Everything a document can hold; a missing field is `undefined`, which no stored document contains. */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | string
  | Date
  | ObjectId
  | Binary
  | Long
  | Double
  | Decimal128
  | BSONRegExp
  | BSONSymbol
  | Code
  | Timestamp
  | MinKey
  | MaxKey
  | Doc
  | readonly Value[];

/** A document. Stored ones are never changed in place: whoever changes one makes a new one. */
export type Doc = { readonly [field: string]: Value };

/** A document still being built, seen by nobody else yet. */
export type Draft = { [field: string]: Value };

const INT32_MAX = 0x7fffffff;
const INT32_MIN = -0x80000000;

/** The BSON class name of a value such as `ObjectId`, or undefined for plain JavaScript values. */
export function bsonType(value: object): string | undefined {
  // Plain documents may carry a field of this name, but then it is not one of the library's own strings.
  const tag = (value as { _bsontype?: unknown })._bsontype;
  return typeof tag === 'string' && !Object.hasOwn(value, '_bsontype') ? tag : undefined;
}

export function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isDoc(value: Value): value is Doc {
  if (typeof value !== 'object' || value === null) return false;
  return !Array.isArray(value) && !(value instanceof Date) && bsonType(value) === undefined;
}

/** Reads an own field; inherited names such as `constructor` are not fields. */
export function fieldOf(doc: Doc, field: string): Value {
  return Object.hasOwn(doc, field) ? doc[field] : undefined;
}

/** Writes a field even where its name means something to JavaScript. */
export function setField(draft: Draft, field: string, value: Value): void {
  if (field !== '__proto__') {
    draft[field] = value;
    return;
  }
  Object.defineProperty(draft, field, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

export function copyOf(doc: Doc): Draft {
  const draft: Draft = {};
  for (const field of Object.keys(doc)) setField(draft, field, doc[field]);
  return draft;
}

/** A JavaScript number is stored as an int32 exactly when this holds, else as a double. */
export function isInt32(value: number): boolean {
  return (
    Number.isInteger(value) && value <= INT32_MAX && value >= INT32_MIN && !Object.is(value, -0)
  );
}

/** Keeps the numeric type of the wire: a double that would be written back as an int32 stays wrapped. */
export function doubleOf(value: number): number | Double {
  return isInt32(value) ? new Double(value) : value;
}

/** A document to bytes. */
export function encode(doc: Doc): Buffer {
  const { buffer, byteOffset, byteLength } = serialize(doc, { ignoreUndefined: true });
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** A 64-bit integer; the library's Timestamp is a subclass, but no number. */
export function isLong(value: Value): value is Long {
  return value instanceof Long && bsonType(value) === 'Long';
}

/** A whole number given as any numeric type, else undefined. */
export function wholeNumber(value: Value): number | undefined {
  const plain = plainNumber(value);
  return plain !== undefined && Number.isSafeInteger(plain) ? plain : undefined;
}

/** Any numeric value but Decimal128 as a JavaScript number (a Long beyond 2^53 is rounded). */
export function plainNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  if (isLong(value)) return value.toNumber();
  if (value instanceof Double) return value.value;
  return undefined;
}
