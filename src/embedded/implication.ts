import { pointsOf } from './bounds.ts';
import { matches, type Filter, type Leaf } from './filter.ts';
import { compare, isEqual, rankOf } from './order.ts';
import { isArray, type Value } from './values.ts';

/** Whether every document that fulfils all conditions also fulfils `filter`. May say no too often. */
export function implies(leaves: readonly Leaf[], filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.of.every((part) => implies(leaves, part));
    case 'or':
      return filter.of.some((part) => implies(leaves, part));
    case 'leaf':
      return leaves.some((leaf) => leaf.path === filter.path && leafImplies(leaf, filter));
    default:
      return false;
  }
}

function leafImplies(given: Leaf, wanted: Leaf): boolean {
  if (given.op === wanted.op && isEqual(given.operand, wanted.operand)) return true;
  const points = pointsOf(given);
  if (points !== undefined)
    return points.every((value) => isValue(value) && accepts(wanted, value));
  if (wanted.op === '$exists') return isRange(given.op) && isValue(given.operand);
  return rangeImplies(given, wanted);
}

/** Null also stands for a missing field, so it proves nothing. */
function isValue(value: Value): boolean {
  return value !== null && value !== undefined && !isArray(value);
}

function accepts(wanted: Leaf, value: Value): boolean {
  return matches({ ...wanted, parts: [] }, value);
}

function isRange(op: string): boolean {
  return op === '$gt' || op === '$gte' || op === '$lt' || op === '$lte';
}

function rangeImplies(given: Leaf, wanted: Leaf): boolean {
  if (!isRange(given.op) || !isRange(wanted.op) || given.op.slice(0, 3) !== wanted.op.slice(0, 3))
    return false;
  if (rankOf(given.operand) !== rankOf(wanted.operand) || isArray(given.operand)) return false;
  const order = compare(given.operand, wanted.operand) * (given.op.startsWith('$g') ? 1 : -1);
  return order > 0 || (order === 0 && (given.op === wanted.op || wanted.op.endsWith('e')));
}

/** Whether the conditions can only be met where the path holds a value, so that a sparse index has it. */
export function requiresValue(leaves: readonly Leaf[], path: string): boolean {
  return leaves.some((leaf) => {
    if (leaf.path !== path) return false;
    if (leaf.op === '$exists') return true;
    const points = pointsOf(leaf);
    if (points !== undefined) return points.every(isValue);
    return isRange(leaf.op) && isValue(leaf.operand);
  });
}
