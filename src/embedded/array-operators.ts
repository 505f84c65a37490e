import { CommandError } from './errors.ts';
import { matches, type Filter } from './filter.ts';
import { formatValue } from './format.ts';
import { docKeys } from './index-keys.ts';
import { compareKeys } from './index-tree.ts';
import { compare, isEqual } from './order.ts';
import { isOperatorDoc, parseFilter } from './parse-filter.ts';
import { isRegex } from './regex.ts';
import { parseSort } from './sort.ts';
import { typeAlias } from './type-alias.ts';
import { isArray, isDoc, wholeNumber, type Doc, type Value } from './values.ts';

type Change = (present: Value) => Value;

const pushModifiers = new Set(['$each', '$slice', '$sort', '$position']);

/** `$push`, plain or with its modifiers. */
export function push(path: string, argument: Value): Change {
  const { each, modifiers } = pushArguments(argument);
  const position = optionalWhole(modifiers.$position, '$position');
  const slice = optionalWhole(modifiers.$slice, '$slice');
  const order = modifiers.$sort === undefined ? undefined : elementOrder(modifiers.$sort);
  return (present) => {
    if (present !== undefined && !isArray(present)) {
      throw new CommandError(
        2,
        `The field '${path}' must be an array but is of type ${typeAlias(present)}`,
      );
    }
    const grown = [...(present ?? [])];
    grown.splice(position ?? grown.length, 0, ...each);
    if (order !== undefined) grown.sort(order);
    return sliced(grown, slice);
  };
}

function pushArguments(argument: Value): { each: readonly Value[]; modifiers: Doc } {
  if (!isDoc(argument) || argument.$each === undefined) return { each: [argument], modifiers: {} };
  if (!isArray(argument.$each)) {
    throw new CommandError(
      2,
      `The argument to $each in $push must be an array but it was of type: ${typeAlias(argument.$each)}`,
    );
  }
  for (const name of Object.keys(argument)) {
    if (!pushModifiers.has(name))
      throw new CommandError(2, `Unrecognized clause in $push: ${name}`);
  }
  return { each: argument.$each, modifiers: argument };
}

function optionalWhole(value: Value, name: string): number | undefined {
  if (value === undefined) return undefined;
  const whole = wholeNumber(value);
  if (whole === undefined)
    throw new CommandError(
      2,
      `The value for ${name} must be an integer value but was given type: ${typeAlias(value)}`,
    );
  return whole;
}

function sliced(array: Value[], slice: number | undefined): Value[] {
  if (slice === undefined) return array;
  if (slice === 0) return [];
  return slice > 0 ? array.slice(0, slice) : array.slice(slice);
}

/** Sorts whole elements by 1 or -1, or documents by a pattern. */
function elementOrder(sort: Value): (a: Value, b: Value) => number {
  const direction = wholeNumber(sort);
  if (direction === 1 || direction === -1) return (a, b) => compare(a, b) * direction;
  if (!isDoc(sort))
    throw new CommandError(
      2,
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  const fields = parseSort(sort);
  if (fields.length === 0)
    throw new CommandError(2, 'The sort pattern is empty when it should be a set of fields.');
  const order = compareKeys(fields);
  const keyOf = (element: Value) => docKeys(isDoc(element) ? element : {}, fields).keys[0] ?? [];
  return (a, b) => order(keyOf(a), keyOf(b));
}

/** `$addToSet`, plain or with `$each`; what is in the array already stays as it is. */
export function addToSet(path: string, argument: Value): Change {
  const each = addToSetArguments(argument);
  return (present) => {
    if (present !== undefined && !isArray(present)) {
      throw new CommandError(
        2,
        `Cannot apply $addToSet to non-array field. Field named '${path}' has non-array type ${typeAlias(present)}`,
      );
    }
    const grown = [...(present ?? [])];
    for (const value of each) {
      if (!grown.some((element) => isEqual(element, value))) grown.push(value);
    }
    return grown.length === present?.length ? present : grown;
  };
}

function addToSetArguments(argument: Value): readonly Value[] {
  if (!isDoc(argument) || Object.keys(argument)[0] !== '$each') return [argument];
  if (!isArray(argument.$each)) {
    throw new CommandError(
      14,
      `The argument to $each in $addToSet must be an array but it was of type ${typeAlias(argument.$each)}`,
    );
  }
  if (Object.keys(argument).length > 1)
    throw new CommandError(
      2,
      `Found unexpected fields after $each in $addToSet: ${formatValue(argument)}`,
    );
  return argument.$each;
}

/** Removes the elements that a test picks; a missing array stays missing. */
function cull(operator: string, picks: (element: Value) => boolean): Change {
  return (present) => {
    if (present === undefined) return undefined;
    if (!isArray(present))
      throw new CommandError(2, `Cannot apply ${operator} to a non-array value`);
    const kept = present.filter((element) => !picks(element));
    return kept.length === present.length ? present : kept;
  };
}

/** `$pull`: a value, a condition on the elements, or a query on elements that are documents. */
export function pull(_path: string, argument: Value): Change {
  if (isRegex(argument) || isOperatorDoc(argument)) {
    const filter = elementFilter(argument);
    return cull('$pull', (element) => matches(filter, { element: [element] }));
  }
  if (!isDoc(argument)) return cull('$pull', (element) => isEqual(element, argument));
  const filter = parseFilter(argument);
  return cull('$pull', (element) => isDoc(element) && matches(filter, element));
}

/** The condition on one element, asked of an array that holds nothing else. */
function elementFilter(argument: Value): Filter {
  const condition: Doc = isRegex(argument)
    ? { $regex: argument }
    : { ...(isDoc(argument) ? argument : {}) };
  return parseFilter({ element: { $elemMatch: condition } });
}

/** `$pullAll`: every element that equals one of the values. */
export function pullAll(_path: string, argument: Value): Change {
  if (!isArray(argument))
    throw new CommandError(
      2,
      `$pullAll requires an array argument but was given a ${typeAlias(argument)}`,
    );
  return cull('$pullAll', (element) => argument.some((value) => isEqual(element, value)));
}

/** `$pop`: 1 takes the last element, -1 the first. */
export function pop(path: string, argument: Value): Change {
  const side = wholeNumber(argument);
  if (side !== 1 && side !== -1)
    throw new CommandError(9, `$pop expects 1 or -1, found: ${formatValue(argument)}`);
  return (present) => {
    if (present === undefined) return undefined;
    if (!isArray(present))
      throw new CommandError(
        14,
        `Path '${path}' contains an element of non-array type '${typeAlias(present)}'`,
      );
    if (present.length === 0) return present;
    return side === 1 ? present.slice(0, -1) : present.slice(1);
  };
}
