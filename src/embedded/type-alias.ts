import { CommandError } from './errors.ts';
import { isNumeric, kindOf } from './numbers.ts';
import { rankOf } from './order.ts';
import { bsonType, isArray, wholeNumber, type Value } from './values.ts';

/** https://www.mongodb.com/docs/manual/reference/bson-types/ */
const numbers: Readonly<Record<number, string>> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  6: 'undefined',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  13: 'javascript',
  14: 'symbol',
  15: 'javascriptWithScope',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  [-1]: 'minKey',
  127: 'maxKey',
};
const aliases = new Set([...Object.values(numbers), 'number']);

const byRank: Readonly<Record<number, string>> = {
  0: 'missing',
  5: 'null',
  15: 'string',
  20: 'object',
  25: 'array',
  30: 'binData',
  35: 'objectId',
  40: 'bool',
  45: 'date',
  47: 'timestamp',
  50: 'regex',
  60: 'javascript',
  127: 'maxKey',
  [-1]: 'minKey',
};

/** The alias under which MongoDB names the type of a value. */
export function typeAlias(value: Value): string {
  if (isNumeric(value)) return kindOf(value);
  if (typeof value === 'object' && value !== null && bsonType(value) === 'BSONSymbol')
    return 'symbol';
  return byRank[rankOf(value)] ?? 'missing';
}

function parseAlias(operand: Value): string {
  const code = wholeNumber(operand);
  const alias = code === undefined ? operand : numbers[code];
  if (typeof alias === 'string' && aliases.has(alias)) return alias;
  if (code !== undefined) throw new CommandError(2, `Invalid numerical type code: ${code}`);
  if (typeof operand === 'string') throw new CommandError(2, `Unknown type name alias: ${operand}`);
  throw new CommandError(14, 'type must be represented as a number or a string');
}

/** The test of `$type`: one type, or a list of which one must fit. */
export function typeTest(operand: Value): (element: Value) => boolean {
  const wanted = new Set((isArray(operand) ? operand : [operand]).map(parseAlias));
  if (wanted.size === 0) throw new CommandError(9, '$type must match at least one type');
  return (element) => {
    if (element === undefined) return false;
    return wanted.has(typeAlias(element)) || (wanted.has('number') && isNumeric(element));
  };
}
