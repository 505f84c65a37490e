import { Binary, Decimal128, Double, ObjectId, Timestamp } from 'bson';
import { isArray, isDoc, isLong, type Doc, type Value } from './values.ts';

/** A value in the notation of MongoDB's own messages. */
export function formatValue(value: Value): string {
  if (value === undefined) return 'undefined';
  if (value === null || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  if (typeof value === 'string') return `"${value}"`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(formatValue).join(', ')} ]`;
  return isDoc(value) ? formatKey(value) : formatTagged(value);
}

function formatTagged(value: Value): string {
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Binary) {
    const bytes = Buffer.from(value.buffer.subarray(0, value.position))
      .toString('hex')
      .toUpperCase();
    return `BinData(${value.sub_type}, ${bytes})`;
  }
  if (isLong(value) || value instanceof Decimal128) return value.toString();
  if (value instanceof Double) return String(value.value);
  if (value instanceof Timestamp) return `Timestamp(${value.t}, ${value.i})`;
  return JSON.stringify(value);
}

/** A document such as `{ a: 1, b: "x" }`. */
export function formatKey(doc: Doc): string {
  const fields = Object.entries(doc).map(([field, value]) => `${field}: ${formatValue(value)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
