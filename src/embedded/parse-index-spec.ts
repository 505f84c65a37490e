import { CommandError } from './errors.ts';
import { formatKey } from './format.ts';
import type { Filter } from './filter.ts';
import type { IndexSpec, OrderedField } from './index-spec.ts';
import { parseFilter } from './parse-filter.ts';
import { isDoc, plainNumber, wholeNumber, type Doc, type Value } from './values.ts';

const accepted = new Set([
  'key',
  'name',
  'v',
  'ns',
  'unique',
  'sparse',
  'background',
  'partialFilterExpression',
  'expireAfterSeconds',
]);

/** Reads the declaration of an index; refuses by name what is not supported. */
export function parseIndexSpec(declared: Doc): IndexSpec {
  const { key, name } = declared;
  if (!isDoc(key))
    throw new CommandError(9, "The 'key' field is a required property of an index specification");
  if (typeof name !== 'string' || name === '') {
    throw new CommandError(9, "The 'name' field is a required property of an index specification");
  }
  for (const option of Object.keys(declared)) {
    if (!accepted.has(option)) {
      throw new CommandError(
        197,
        `The field '${option}' is not valid for an index specification. Specification: ${formatKey(declared)}`,
      );
    }
  }
  const fields = parseIndexFields(key);
  const partial = parsePartial(declared.partialFilterExpression);
  const sparse = isTrue(declared.sparse);
  if (sparse && partial)
    throw new CommandError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  return {
    name,
    declared,
    key,
    fields,
    unique: isTrue(declared.unique) || name === '_id_',
    sparse,
    partial,
    expireAfterSeconds: parseExpiry(declared.expireAfterSeconds, fields),
  };
}

function isTrue(value: Value): boolean {
  return value === true || (plainNumber(value) ?? 0) !== 0;
}

function parseIndexFields(key: Doc): OrderedField[] {
  const fields = Object.entries(key).map(([path, direction]): OrderedField => {
    const number = plainNumber(direction);
    if (number === undefined || number === 0 || Number.isNaN(number)) {
      throw new CommandError(
        67,
        `Values in the index key pattern must be 1 or -1 here: ${formatKey(key)}`,
      );
    }
    if (path === '' || path.split('.').some((part) => part === '' || part.startsWith('$'))) {
      throw new CommandError(
        67,
        `Index keys cannot be the empty or a '$' field: ${formatKey(key)}`,
      );
    }
    if (path.split('.').some((part) => /^\d+$|^\*\*|\*\*$/.test(part))) {
      throw new CommandError(
        67,
        `wildcard and positional index keys are not supported here: ${path}`,
      );
    }
    return { path, parts: path.split('.'), direction: number > 0 ? 1 : -1 };
  });
  if (fields.length === 0) throw new CommandError(67, 'Index keys cannot be an empty object');
  return fields;
}

const partialOperators = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$in', '$exists', '$type']);

function parsePartial(expression: Value): Filter | undefined {
  if (expression === undefined) return undefined;
  if (!isDoc(expression))
    throw new CommandError(67, '"partialFilterExpression" for an index must be a document');
  const filter = parseFilter(expression);
  checkPartial(filter);
  return filter;
}

function checkPartial(filter: Filter): void {
  if (filter.kind === 'and' || filter.kind === 'or') {
    filter.of.forEach(checkPartial);
    return;
  }
  if (filter.kind === 'leaf' && partialOperators.has(filter.op)) return;
  const name = filter.kind === 'leaf' ? filter.op : `$${filter.kind}`;
  throw new CommandError(67, `Expression not supported in partial index: ${name}`);
}

function parseExpiry(value: Value, fields: readonly OrderedField[]): number | undefined {
  if (value === undefined) return undefined;
  const seconds = wholeNumber(value);
  if (seconds === undefined || seconds < 0 || seconds > 0x7fffffff) {
    throw new CommandError(
      67,
      "TTL index 'expireAfterSeconds' option must be a whole number within 0 and 2147483647",
    );
  }
  if (fields.length > 1)
    throw new CommandError(
      67,
      'TTL indexes are single-field indexes, compound indexes do not support TTL',
    );
  if (fields[0]?.path === '_id')
    throw new CommandError(
      197,
      "The field 'expireAfterSeconds' is not valid for an _id index specification.",
    );
  return seconds;
}
