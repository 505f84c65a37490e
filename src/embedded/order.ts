import {
  ObjectId,
  type Binary,
  type BSONRegExp,
  type BSONSymbol,
  type Code,
  type Timestamp,
} from 'bson';
import { compareFloats, compareNumbers, type Numeric } from './numbers.ts';
import { bsonType, type Doc, type Value } from './values.ts';

/** https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/ ; missing stands before null. */
const ranks: Readonly<Record<string, number>> = {
  MinKey: -1,
  Long: 10,
  Double: 10,
  Decimal128: 10,
  BSONSymbol: 15,
  Binary: 30,
  Timestamp: 47,
  BSONRegExp: 50,
  Code: 60,
  MaxKey: 127,
};

/** The place of a value's type in BSON order; values of one rank compare with each other. */
export function rankOf(value: Value): number {
  switch (typeof value) {
    case 'undefined':
      return 0;
    case 'number':
      return 10;
    case 'string':
      return 15;
    case 'boolean':
      return 40;
    default:
      return value === null ? 5 : rankOfObject(value);
  }
}

function rankOfObject(value: object): number {
  if (value instanceof ObjectId) return 35;
  if (Array.isArray(value)) return 25;
  if (value instanceof Date) return 45;
  const tag = bsonType(value);
  return tag === undefined ? 20 : (ranks[tag] ?? 20);
}

/** Strings by code point, which is also the order of their UTF-8 bytes. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x !== y) return codeUnitOrder(x) - codeUnitOrder(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all of the basic plane. */
function codeUnitOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareArrays(a: readonly Value[], b: readonly Value[]): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) {
    const difference = compare(a[at], b[at]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Field by field in stored order: first the type, then the name, then the value. */
function compareDocs(a: Doc, b: Doc): number {
  const left = Object.keys(a);
  const right = Object.keys(b);
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at++) {
    const x = left[at] ?? '';
    const y = right[at] ?? '';
    const rank = rankOf(a[x]);
    const difference = rank - rankOf(b[y]) || compareStrings(x, y) || compareSame(rank, a[x], b[y]);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareBinaries(a: Binary, b: Binary): number {
  if (a.position !== b.position) return a.position - b.position;
  if (a.sub_type !== b.sub_type) return a.sub_type - b.sub_type;
  return compareBytes(a.buffer.subarray(0, a.position), b.buffer.subarray(0, b.position));
}

function compareRegExps(a: BSONRegExp, b: BSONRegExp): number {
  return compareStrings(a.pattern, b.pattern) || compareStrings(a.options, b.options);
}

/** How this version of the library keeps the twelve bytes; asking for `id` copies them each time. */
type Quarters = {
  readonly i0?: number;
  readonly i1: number;
  readonly i2: number;
  readonly i3: number;
};

function compareIds(a: ObjectId, b: ObjectId): number {
  const x = a as unknown as Quarters; // not in its types: without them the bytes are compared
  const y = b as unknown as Quarters;
  if (x.i0 === undefined || y.i0 === undefined) return compareBytes(a.id, b.id);
  return x.i0 - y.i0 || x.i1 - y.i1 || x.i2 - y.i2 || x.i3 - y.i3;
}

/** Strings and symbols are one type to the order. */
function textOf(value: Value): string {
  return typeof value === 'string' ? value : (value as BSONSymbol).value; // the only two of their rank
}

/** Two values of one rank: every cast here follows from that rank. */
const compareWithin: Readonly<Record<number, (a: Value, b: Value) => number>> = {
  10: (a, b) => compareNumbers(a as Numeric, b as Numeric),
  15: (a, b) => compareStrings(textOf(a), textOf(b)),
  20: (a, b) => compareDocs(a as Doc, b as Doc),
  25: (a, b) => compareArrays(a as readonly Value[], b as readonly Value[]),
  30: (a, b) => compareBinaries(a as Binary, b as Binary),
  35: (a, b) => compareIds(a as ObjectId, b as ObjectId),
  40: (a, b) => Number(a) - Number(b),
  45: (a, b) => (a as Date).getTime() - (b as Date).getTime(),
  47: (a, b) => (a as Timestamp).compare(b as Timestamp),
  50: (a, b) => compareRegExps(a as BSONRegExp, b as BSONRegExp),
  60: (a, b) => compareStrings((a as Code).code, (b as Code).code),
};

function compareSame(rank: number, a: Value, b: Value): number {
  return compareWithin[rank]?.(a, b) ?? 0;
}

/** MongoDB's total order of values: negative, zero or positive. */
export function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  if (typeof a === 'number' && typeof b === 'number') return compareFloats(a, b);
  const rank = rankOf(a);
  return rank - rankOf(b) || compareSame(rank, a, b);
}

export function isEqual(a: Value, b: Value): boolean {
  return compare(a, b) === 0;
}
