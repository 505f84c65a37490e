import { CommandError } from './errors.ts';
import { docKeys } from './index-keys.ts';
import type { OrderedField } from './index-spec.ts';
import { compareKeys } from './index-tree.ts';
import type { Row } from './collection.ts';
import { isDoc, plainNumber, type Value } from './values.ts';

/** Reads a sort such as `{a: 1, b: -1}`; nothing asked for is an empty list. */
export function parseSort(sort: Value): OrderedField[] {
  if (sort === undefined || sort === null) return [];
  if (!isDoc(sort)) throw new CommandError(14, 'Expected field sort to be of type object');
  return Object.entries(sort).map(([path, direction]) => {
    const number = plainNumber(direction);
    if (number !== 1 && number !== -1) {
      if (isDoc(direction))
        throw new CommandError(2, `sorting by an expression is not supported here: ${path}`);
      throw new CommandError(
        15975,
        '$sort key ordering must be 1 (for ascending) or -1 (for descending)',
      );
    }
    if (path === '' || path.startsWith('$'))
      throw new CommandError(
        2,
        `FieldPath field names may not be empty or start with '$': ${path}`,
      );
    return { path, parts: path.split('.'), direction: number };
  });
}

/** A sorted copy. Arrays stand where their lowest (descending: highest) element stands. */
export function sortRows(rows: readonly Row[], sort: readonly OrderedField[]): Row[] {
  const order = compareKeys(sort);
  const keyed = rows.map((row) => {
    const { keys } = docKeys(row.doc, sort);
    return { row, key: keys.reduce((best, key) => (order(key, best) < 0 ? key : best)) };
  });
  return keyed.sort((a, b) => order(a.key, b.key)).map(({ row }) => row);
}
