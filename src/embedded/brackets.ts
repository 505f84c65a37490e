import { Binary, BSONRegExp, Code, MaxKey, ObjectId, Timestamp } from 'bson';
import { rankOf } from './order.ts';
import type { Value } from './values.ts';

/** The lowest value of every type that a range can be asked of, in BSON order. */
const lowest: readonly Value[] = [
  NaN,
  '',
  {},
  [],
  new Binary(new Uint8Array(0)),
  new ObjectId('0'.repeat(24)),
  false,
  new Date(-8.64e15),
  Timestamp.fromBits(0, 0),
  new BSONRegExp('', ''),
  new Code(''),
  new MaxKey(),
];

/** The bracket that a range on `operand` stays in: from its type's lowest value to the next type's. */
export function bracketOf(operand: Value): { low: Value; above: Value } | undefined {
  const rank = rankOf(operand);
  const at = lowest.findIndex((value) => rankOf(value) === rank);
  const above = lowest[at + 1];
  return at < 0 || above === undefined ? undefined : { low: lowest[at], above };
}
