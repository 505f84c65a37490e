import { compare, rankOf } from './order.ts';
import { isNaNValue } from './numbers.ts';
import type { Value } from './values.ts';

export type ComparisonOperator = '$eq' | '$gt' | '$gte' | '$lt' | '$lte';

const verdicts: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  $eq: (order) => order === 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

const MISSING = 0;
const NULL = 5;
const MIN_KEY = -1;
const MAX_KEY = 127;

/**
 * MongoDB's type bracketing: values of different types do not compare at all, except that null also
 * stands for a missing field and that everything compares with MinKey and MaxKey.
 */
export function compares(operator: ComparisonOperator, element: Value, operand: Value): boolean {
  const rank = rankOf(element);
  const bracket = rankOf(operand);
  const inclusive = operator === '$eq' || operator === '$gte' || operator === '$lte';
  if (rank !== bracket) {
    if (rank + bracket === MISSING + NULL) return inclusive;
    if (bracket !== MIN_KEY && bracket !== MAX_KEY) return false;
    return verdicts[operator](rank - bracket);
  }
  const nans = Number(isNaNValue(element)) + Number(isNaNValue(operand));
  if (nans > 0) return nans === 2 && inclusive;
  return verdicts[operator](compare(element, operand));
}
