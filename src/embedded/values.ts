import { Binary, deserialize, Double, Long, serialize } from 'bson';
import type {
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Int32,
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

function settled(value: unknown): Value {
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null) return value as Value; // strings, booleans: scalars of BSON
  if (Array.isArray(value)) return settledArray(value);
  if (value instanceof Date) return value;
  return settledObject(value, bsonType(value));
}

/** In place: the library has made the array for this document alone. */
function settledArray(values: unknown[]): Value {
  for (let at = 0; at < values.length; at++) values[at] = settled(values[at]);
  return values as Value[]; // every element was settled just above
}

function settledObject(value: object, type: string | undefined): Value {
  switch (type) {
    case undefined:
      return settledDoc(value as Record<string, unknown>); // a plain object, as the tag says
    case 'Int32':
      return (value as Int32).value; // the tag says so
    case 'Double':
      return doubleOf((value as Double).value); // the tag says so
    case 'Binary':
      return ownBytes(value as Binary); // the tag says so
    case 'DBRef':
      return settledDoc((value as DBRef).toJSON()); // to the server a reference is only a document
    default:
      return value as Value; // the other classes of the library are values as they stand
  }
}

/** The library's bytes are a view of the whole message; keeping them would keep all of it in memory. */
function ownBytes({ buffer, position, sub_type }: Binary): Binary {
  return new Binary(Uint8Array.from(buffer.subarray(0, position)), sub_type);
}

function settledDoc(doc: Record<string, unknown>): Doc {
  for (const field of Object.keys(doc)) doc[field] = settled(doc[field]);
  return doc as Doc; // every field was settled just above
}

/** Bytes to a document, numeric types kept. Throws what the library throws on damaged bytes. */
export function decode(bytes: Uint8Array): Doc {
  const raw = deserialize(bytes, {
    promoteValues: false,
    bsonRegExp: true,
    validation: { utf8: false },
  });
  return settledDoc(raw);
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
