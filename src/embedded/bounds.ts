import { bracketOf } from './brackets.ts';
import type { Leaf } from './filter.ts';
import type { Entry } from './index-tree.ts';
import { isNaNValue } from './numbers.ts';
import { compare } from './order.ts';
import { isRegex } from './regex.ts';
import { isArray, type Value } from './values.ts';

/** A stretch of an index, from one bound to another. */
export type Range = { readonly low: Entry; readonly high: Entry };

/** Values between two ends, each of which may be left out. */
export type Interval = {
  readonly low: Value;
  readonly lowOpen: boolean;
  readonly high: Value;
  readonly highOpen: boolean;
};

/** Arrays match in more ways than one key can say, expressions match many. */
function isPoint(value: Value): boolean {
  return !isArray(value) && !isRegex(value);
}

/** The exact values that one condition asks for, or undefined if it does not name any. */
export function pointsOf({ op, operand }: Leaf): readonly Value[] | undefined {
  if (op === '$eq') return isPoint(operand) ? [operand] : undefined;
  if (op !== '$in' || !isArray(operand) || !operand.every(isPoint)) return undefined;
  const sorted = [...operand].sort(compare);
  return sorted.filter((value, at) => at === 0 || compare(value, sorted[at - 1]) !== 0);
}

const rangeOperators = new Set(['$gt', '$gte', '$lt', '$lte']);

/** The values that the range conditions on one path leave; on arrays only one of them may be used. */
export function intervalOf(leaves: readonly Leaf[], multikey: boolean): Interval | undefined {
  const usable = leaves.filter(
    ({ op, operand }) =>
      rangeOperators.has(op) &&
      isPoint(operand) &&
      !isNaNValue(operand) &&
      bracketOf(operand) !== undefined,
  );
  const intervals = usable.map(intervalOfLeaf);
  return multikey ? intervals[0] : intervals.reduce<Interval | undefined>(narrowed, undefined);
}

function intervalOfLeaf({ op, operand }: Leaf): Interval {
  const bracket = bracketOf(operand);
  const strict = op === '$gt' || op === '$lt';
  return op === '$gt' || op === '$gte'
    ? { low: operand, lowOpen: strict, high: bracket?.above, highOpen: true }
    : { low: bracket?.low, lowOpen: false, high: operand, highOpen: strict };
}

function narrowed(all: Interval | undefined, one: Interval): Interval {
  if (all === undefined) return one;
  const lower = compare(one.low, all.low) > 0 ? one : all;
  const upper = compare(one.high, all.high) < 0 ? one : all;
  return { low: lower.low, lowOpen: lower.lowOpen, high: upper.high, highOpen: upper.highOpen };
}

/** The stretch of all entries that begin with these values. */
export function prefixRange(prefix: readonly Value[]): Range {
  return { low: [...prefix, -Infinity], high: [...prefix, Infinity] };
}

/** The stretch of an interval behind a prefix; a descending field turns it around. */
export function intervalRange(
  prefix: readonly Value[],
  interval: Interval,
  direction: 1 | -1,
): Range {
  const { low, lowOpen, high, highOpen } = interval;
  if (direction === 1) {
    return {
      low: [...prefix, low, lowOpen ? Infinity : -Infinity],
      high: [...prefix, high, highOpen ? -Infinity : Infinity],
    };
  }
  return {
    low: [...prefix, high, highOpen ? Infinity : -Infinity],
    high: [...prefix, low, lowOpen ? -Infinity : Infinity],
  };
}
