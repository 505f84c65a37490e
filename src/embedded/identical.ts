import { compare } from './order.ts';
import { typeAlias } from './type-alias.ts';
import { isArray, isDoc, type Value } from './values.ts';

/** Same type, same value, same order of fields: what would be the same bytes. */
export function isIdentical(a: Value, b: Value): boolean {
  if (a === b) return typeof a !== 'number' || Object.is(a, b);
  if (isArray(a) && isArray(b)) {
    return a.length === b.length && a.every((value, at) => isIdentical(value, b[at]));
  }
  if (isDoc(a) && isDoc(b)) {
    const names = Object.keys(b);
    const own = Object.keys(a);
    return (
      own.length === names.length &&
      own.every((name, at) => name === names[at] && isIdentical(a[name], b[name]))
    );
  }
  return typeAlias(a) === typeAlias(b) && compare(a, b) === 0;
}
