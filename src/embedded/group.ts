import type { Row } from './collection.ts';
import { CommandError } from './errors.ts';
import { formatValue } from './format.ts';
import { calculate, isNumeric, type Numeric } from './numbers.ts';
import { compare } from './order.ts';
import { SortedTree } from './sorted-tree.ts';
import { fieldOf, isArray, isDoc, setField, type Doc, type Draft, type Value } from './values.ts';

/** What a group counts under one name: so much for each document. */
type Sum = { readonly name: string; readonly each: Numeric };

/** `$group` by a constant or by one field, with sums of constants: enough to count and to list names. */
export function groupRows(rows: readonly Row[], group: Doc): Row[] {
  const keyOf = parseKey(group);
  const sums = Object.entries(group)
    .filter(([name]) => name !== '_id')
    .map(parseSum);
  const groups = new SortedTree<Value, Draft>(undefined, compare);
  for (const { doc } of rows) {
    const key = keyOf(doc) ?? null;
    const draft = groups.get(key) ?? startGroup(key, sums);
    for (const { name, each } of sums) setField(draft, name, added(fieldOf(draft, name), each));
    groups.set(key, draft);
  }
  return groups.valuesArray().map((doc, id) => ({ id, doc, bytes: 0 }));
}

function startGroup(key: Value, sums: readonly Sum[]): Draft {
  const draft: Draft = { _id: key };
  for (const { name } of sums) setField(draft, name, 0);
  return draft;
}

function added(total: Value, each: Numeric): Value {
  return isNumeric(total) ? calculate('$inc', total, each) : each;
}

function parseKey(group: Doc): (doc: Doc) => Value {
  if (!Object.hasOwn(group, '_id'))
    throw new CommandError(15955, 'a group specification must include an _id');
  const key = group._id;
  if (isDoc(key) || isArray(key))
    throw new CommandError(
      2,
      `grouping by an expression is not supported here: ${formatValue(key)}`,
    );
  if (typeof key !== 'string' || !key.startsWith('$')) return () => key;
  if (!/^\$[^$.]+$/.test(key))
    throw new CommandError(2, `grouping by '${key}' is not supported here`);
  return (doc) => fieldOf(doc, key.slice(1));
}

function parseSum([name, accumulator]: [string, Value]): Sum {
  const [operator = '', ...others] = isDoc(accumulator) ? Object.keys(accumulator) : [];
  if (!isDoc(accumulator) || others.length > 0) {
    throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
  }
  const each = accumulator[operator];
  if (operator !== '$sum') throw new CommandError(15952, `unknown group operator '${operator}'`);
  if (!isNumeric(each))
    throw new CommandError(
      2,
      `$sum of anything but a number is not supported here: ${formatValue(each)}`,
    );
  return { name, each };
}
