import { Decimal128, Double, Long } from 'bson';
import { CommandError } from './errors.ts';
import { doubleOf, isInt32, isLong, type Value } from './values.ts';

export type Numeric = number | Long | Double | Decimal128;

export function isNumeric(value: Value): value is Numeric {
  if (typeof value === 'number') return true;
  return isLong(value) || value instanceof Double || value instanceof Decimal128;
}

export function isNaNValue(value: Value): boolean {
  if (typeof value === 'number') return Number.isNaN(value);
  if (value instanceof Double) return Number.isNaN(value.value);
  return value instanceof Decimal128 && value.toString() === 'NaN';
}

/** An exact rational: numerator over denominator, or a float for what has none (NaN and infinities). */
type Exact = { readonly top: bigint; readonly bottom: bigint } | number;

function exactDouble(value: number): Exact {
  if (!Number.isFinite(value)) return value;
  let bottom = 1n;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    bottom *= 2n;
  }
  return { top: BigInt(scaled), bottom };
}

function exactDecimal(value: Decimal128): Exact {
  const text = value.toString();
  const parts = /^(-?)(\d+)(?:\.(\d*))?(?:E([+-]?\d+))?$/.exec(text);
  if (parts === null) return Number(text.replace(/inf(inity)?/i, 'Infinity'));
  const [, sign = '', whole = '0', fraction = '', power = '0'] = parts;
  const digits = BigInt(sign + whole + fraction);
  const exponent = Number(power) - fraction.length;
  return exponent >= 0
    ? { top: digits * 10n ** BigInt(exponent), bottom: 1n }
    : { top: digits, bottom: 10n ** BigInt(-exponent) };
}

function exact(value: Numeric): Exact {
  if (typeof value === 'number') return exactDouble(value);
  if (value instanceof Double) return exactDouble(value.value);
  if (value instanceof Long) return { top: value.toBigInt(), bottom: 1n };
  return exactDecimal(value);
}

/** NaN stands below every other number and equals itself, as in MongoDB's order. */
export function compareFloats(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

function nearest(value: Exact): number {
  if (typeof value === 'number') return value;
  return value.top === 0n ? 0 : value.top > 0n ? 1 : -1;
}

/** The same value as a JavaScript number, where there is one. */
function asFloat(value: Numeric): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  if (value instanceof Decimal128) return undefined;
  const float = value.toNumber();
  return Number.isSafeInteger(float) ? float : undefined;
}

/** Compares numbers of any types by their exact values. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  const [p, q] = [asFloat(a), asFloat(b)];
  if (p !== undefined && q !== undefined) return compareFloats(p, q);
  const x = exact(a);
  const y = exact(b);
  if (typeof x === 'number' || typeof y === 'number') return compareFloats(nearest(x), nearest(y));
  const left = x.top * y.bottom;
  const right = y.top * x.bottom;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The BSON numeric type, under the alias that `$type` uses. */
export type NumericKind = 'int' | 'long' | 'double' | 'decimal';

export function kindOf(value: Numeric): NumericKind {
  if (typeof value === 'number') return isInt32(value) ? 'int' : 'double';
  if (value instanceof Long) return 'long';
  return value instanceof Double ? 'double' : 'decimal';
}

type Plain = number | Long | Double;

function bigOf(value: Plain): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(floatOf(value));
}

function floatOf(value: Plain): number {
  if (typeof value === 'number') return value;
  return value instanceof Long ? value.toNumber() : value.value;
}

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

function integerResult(result: bigint, wide: boolean): Value {
  if (!wide && isInt32(Number(result))) return Number(result);
  if (result > INT64_MAX || result < INT64_MIN) return undefined;
  return Long.fromBigInt(result);
}

/** `$inc` and `$mul` with MongoDB's numeric promotion; undefined when a 64-bit integer overflows. */
export function calculate(operator: '$inc' | '$mul', a: Numeric, b: Numeric): Value {
  if (a instanceof Decimal128 || b instanceof Decimal128) {
    throw new CommandError(2, `${operator} with a Decimal128 is not supported here`);
  }
  if (kindOf(a) === 'double' || kindOf(b) === 'double') {
    const [x, y] = [floatOf(a), floatOf(b)];
    return doubleOf(operator === '$inc' ? x + y : x * y);
  }
  const [x, y] = [bigOf(a), bigOf(b)];
  const wide = a instanceof Long || b instanceof Long;
  return integerResult(operator === '$inc' ? x + y : x * y, wide);
}
