import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { doubleOf, setField, type Doc, type Draft, type Value } from './values.ts';

/*
 * Bytes to documents (https://bsonspec.org/spec.html). The library's own reader loses the difference
 * between an int32 and a double, or wraps every number in an object; this one keeps it for free.
 */

/** The bytes are not a document. */
export class DamagedBson extends Error {}

/** Deep enough for every command that is spoken here, and shallow enough for the stack. */
const MAX_DEPTH = 1000;

type Reader = { readonly bytes: Buffer; at: number; depth: number; end: number };

/** Reads one document that fills the given bytes. */
export function decode(bytes: Buffer): Doc {
  const reader: Reader = { bytes, at: 0, depth: 0, end: bytes.length };
  try {
    const doc = readDoc(reader);
    if (reader.at === bytes.length) return doc;
  } catch (error) {
    throw error instanceof DamagedBson ? error : new DamagedBson('cut off', { cause: error });
  }
  throw new DamagedBson('bytes after the end');
}

function readDoc(reader: Reader): Doc {
  const outer = enter(reader);
  const draft: Draft = {};
  for (let type = nextType(reader); type !== 0; type = nextType(reader)) {
    const name = readName(reader);
    setField(draft, name, readValue(reader, type));
  }
  leave(reader, outer);
  return draft;
}

/** An array is a document whose names are its positions. */
function readArray(reader: Reader): Value {
  const outer = enter(reader);
  const array: Value[] = [];
  for (let type = nextType(reader); type !== 0; type = nextType(reader)) {
    skipName(reader);
    array.push(readValue(reader, type));
  }
  leave(reader, outer);
  return array;
}

/** Goes into a document; gives back where the outer one ends. */
function enter(reader: Reader): number {
  const { at, end } = reader;
  const size = reader.bytes.readInt32LE(at);
  reader.depth += 1;
  if (size < 5 || at + size > end || reader.depth > MAX_DEPTH) throw new DamagedBson('bad size');
  reader.end = at + size;
  reader.at = at + 4;
  return end;
}

function leave(reader: Reader, outer: number): void {
  if (reader.at !== reader.end) throw new DamagedBson('bad end');
  reader.end = outer;
  reader.depth -= 1;
}

function nextType(reader: Reader): number {
  const type = byteAt(reader, reader.at);
  reader.at += 1;
  return type;
}

function readValue(reader: Reader, type: number): Value {
  const read = readers[type];
  if (read === undefined) throw new DamagedBson(`type ${type}`);
  return read(reader);
}

function skipName(reader: Reader): void {
  while (byteAt(reader, reader.at) !== 0) reader.at += 1;
  reader.at += 1;
}

function byteAt({ bytes, end }: Reader, at: number): number {
  const byte = at < end ? bytes[at] : undefined;
  if (byte === undefined) throw new DamagedBson('cut off');
  return byte;
}

/** Names repeat in every document: one string serves for all. */
const names = new Array<string>(1024).fill('');
const LONGEST_KEPT = 40;

function readName(reader: Reader): string {
  const start = reader.at;
  let hash = 0;
  let at = start;
  for (let byte = byteAt(reader, at); byte !== 0; byte = byteAt(reader, ++at)) {
    hash = (hash * 31 + byte) | 0;
  }
  reader.at = at + 1;
  const slot = hash & (names.length - 1);
  const kept = names[slot] ?? '';
  if (isSame(kept, reader.bytes, start, at)) return kept;
  const name = reader.bytes.toString('utf8', start, at);
  if (name.length <= LONGEST_KEPT) names[slot] = name;
  return name;
}

/** True only for names of one byte a letter: others are read anew. */
function isSame(name: string, bytes: Buffer, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let at = 0; at < name.length; at++) {
    if (name.charCodeAt(at) !== bytes[start + at]) return false;
  }
  return true;
}

/** Moves past `size` bytes and tells where they begin. */
function skip(reader: Reader, size: number): number {
  const start = reader.at;
  if (size < 0 || start + size > reader.end) throw new DamagedBson('cut off');
  reader.at = start + size;
  return start;
}

function readText(reader: Reader): string {
  const size = reader.bytes.readInt32LE(skip(reader, 4));
  const start = skip(reader, size);
  if (size < 1 || reader.bytes[start + size - 1] !== 0) throw new DamagedBson('bad text');
  return reader.bytes.toString('utf8', start, start + size - 1);
}

function copied({ bytes }: Reader, start: number, size: number): Uint8Array {
  return Uint8Array.from(bytes.subarray(start, start + size));
}

const OLD_BINARY = 2;

/** A copy: a view would keep the whole message in memory. */
function readBinary(reader: Reader): Value {
  let size = reader.bytes.readInt32LE(skip(reader, 4));
  const subtype = byteAt(reader, skip(reader, 1));
  if (subtype === OLD_BINARY) size = reader.bytes.readInt32LE(skip(reader, 4));
  return new Binary(copied(reader, skip(reader, size), size), subtype);
}

function readLong(reader: Reader): Long {
  const start = skip(reader, 8);
  return new Long(reader.bytes.readInt32LE(start), reader.bytes.readInt32LE(start + 4));
}

/** The wire can carry instants that no Date holds: they would not compare with anything. */
function readDate(reader: Reader): Date {
  const date = new Date(readLong(reader).toNumber());
  if (Number.isNaN(date.getTime())) throw new DamagedBson('date out of range');
  return date;
}

function readScopedCode(reader: Reader): Value {
  skip(reader, 4);
  return new Code(readText(reader), readDoc(reader));
}

/** The library takes the twelve bytes over into numbers of its own. */
function readId(reader: Reader): ObjectId {
  const start = skip(reader, 12);
  return new ObjectId(reader.bytes.subarray(start, start + 12));
}

const readers: Readonly<Record<number, (reader: Reader) => Value>> = {
  1: (reader) => doubleOf(reader.bytes.readDoubleLE(skip(reader, 8))),
  2: readText,
  3: readDoc,
  4: readArray,
  5: readBinary,
  6: () => null, // the deprecated undefined
  7: (reader) => readId(reader),
  8: (reader) => byteAt(reader, skip(reader, 1)) !== 0,
  9: readDate,
  10: () => null,
  11: (reader) => new BSONRegExp(readName(reader), readName(reader)),
  13: (reader) => new Code(readText(reader)),
  14: (reader) => new BSONSymbol(readText(reader)),
  15: readScopedCode,
  16: (reader) => reader.bytes.readInt32LE(skip(reader, 4)),
  17: (reader) => {
    const start = skip(reader, 8);
    return new Timestamp({
      i: reader.bytes.readUInt32LE(start),
      t: reader.bytes.readUInt32LE(start + 4),
    });
  },
  18: readLong,
  19: (reader) => new Decimal128(copied(reader, skip(reader, 16), 16)),
  127: () => new MaxKey(),
  255: () => new MinKey(),
};
