import { BSONRegExp } from 'bson';
import { compares, type ComparisonOperator } from './comparison.ts';
import { CommandError } from './errors.ts';
import { everything, matches, type Filter, type Hit, type Leaf } from './filter.ts';
import { compare } from './order.ts';
import { isRegex, regexTest } from './regex.ts';
import { typeTest } from './type-alias.ts';
import { isArray, isDoc, plainNumber, wholeNumber, type Doc, type Value } from './values.ts';

/** Which value the operators of one expression look at. */
type Target = { readonly path: string; readonly parts: readonly string[]; readonly whole: boolean };

/** Reads a query; what it does not know it refuses by name. */
export function parseFilter(query: Value): Filter {
  if (query === undefined) return everything;
  if (!isDoc(query)) throw new CommandError(14, 'a filter must be an object');
  const parts = Object.entries(query).flatMap(([key, value]) => parseEntry(key, value));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', of: parts };
}

const logical = { $and: 'and', $or: 'or', $nor: 'nor' } as const;

function parseEntry(key: string, value: Value): Filter[] {
  if (key === '$comment') return [];
  if (key === '$and' || key === '$or' || key === '$nor') {
    return [{ kind: logical[key], of: parseList(key, value) }];
  }
  if (key.startsWith('$')) throw new CommandError(2, `unknown top level operator: ${key}`);
  return parseField({ path: key, parts: key.split('.'), whole: false }, value);
}

function parseList(key: string, value: Value): Filter[] {
  if (!isArray(value)) throw new CommandError(2, `${key} must be an array`);
  if (value.length === 0) throw new CommandError(2, '$and/$or/$nor must be a nonempty array');
  return value.map((entry) => {
    if (!isDoc(entry)) throw new CommandError(2, '$or/$and/$nor entries need to be full objects');
    return parseFilter(entry);
  });
}

/** True for `{$gt: 1}`, false for a plain document and for a reference such as `{$ref, $id}`. */
export function isOperatorDoc(value: Value): value is Doc {
  if (!isDoc(value)) return false;
  const [first] = Object.keys(value);
  return first !== undefined && first.startsWith('$') && first !== '$ref' && first !== '$id';
}

function parseField(target: Target, value: Value): Filter[] {
  if (isRegex(value)) return [leaf(target, '$regex', value, regexTest(value))];
  return isOperatorDoc(value) ? parseOperators(target, value) : [comparison(target, '$eq', value)];
}

function parseOperators(target: Target, operators: Doc): Filter[] {
  return Object.entries(operators).flatMap(([name, operand]) => {
    const parse = Object.hasOwn(parsers, name) ? parsers[name] : undefined;
    if (parse === undefined) throw new CommandError(2, `unknown operator: ${name}`);
    return parse(target, operand, operators);
  });
}

function leaf(
  target: Target,
  op: string,
  operand: Value,
  accepts: (element: Value, hit?: Hit) => boolean,
): Leaf {
  return { kind: 'leaf', ...target, op, operand, accepts };
}

function comparison(target: Target, op: ComparisonOperator, operand: Value): Leaf {
  return leaf(target, op, operand, (element) => compares(op, element, operand));
}

function not(filters: readonly Filter[]): Filter[] {
  return [{ kind: 'not', of: { kind: 'and', of: filters } }];
}

type Parser = (target: Target, operand: Value, siblings: Doc) => Filter[];

function bound(op: ComparisonOperator): Parser {
  return (target, operand) => {
    if (isRegex(operand))
      throw new CommandError(
        2,
        `Can't have RegEx as arg to predicate over field '${target.path}'.`,
      );
    return [comparison(target, op, operand)];
  };
}

function parseIn(target: Target, operand: Value): Filter[] {
  if (!isArray(operand)) throw new CommandError(2, '$in needs an array');
  if (operand.some(isOperatorDoc)) throw new CommandError(2, 'cannot nest $ under $in');
  const tests = operand.filter(isRegex).map(regexTest);
  const isListed = membership(operand.filter((value) => !isRegex(value)));
  return [
    leaf(
      target,
      '$in',
      operand,
      (element) => isListed(element) || tests.some((test) => test(element)),
    ),
  ];
}

/** Whether a value is one of many, by halving a sorted list; a missing one counts as null. */
function membership(values: readonly Value[]): (element: Value) => boolean {
  const sorted = [...values].sort(compare);
  return (element) => {
    const wanted = element ?? null;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(sorted[middle], wanted) < 0) low = middle + 1;
      else high = middle;
    }
    return low < sorted.length && compare(sorted[low], wanted) === 0;
  };
}

function parseNot(target: Target, operand: Value): Filter[] {
  if (isRegex(operand)) return not(parseField(target, operand));
  if (!isDoc(operand)) throw new CommandError(2, '$not needs a regex or a document');
  if (Object.keys(operand).length === 0) throw new CommandError(2, '$not cannot be empty');
  return not(parseOperators(target, operand));
}

function parseRegex(target: Target, operand: Value, siblings: Doc): Filter[] {
  const options = siblings.$options ?? (isRegex(operand) ? operand.options : '');
  if (typeof options !== 'string') throw new CommandError(2, '$options has to be a string');
  const pattern = isRegex(operand) ? operand.pattern : operand;
  if (typeof pattern !== 'string') throw new CommandError(2, '$regex has to be a string');
  const regex = new BSONRegExp(pattern, options);
  return [leaf(target, '$regex', regex, regexTest(regex))];
}

function parseOptions(_target: Target, _operand: Value, siblings: Doc): Filter[] {
  if (siblings.$regex === undefined) throw new CommandError(2, '$options needs a $regex');
  return [];
}

function parseExists(target: Target, operand: Value): Filter[] {
  const exists = leaf(target, '$exists', true, (element) => element !== undefined);
  const wanted = operand !== false && operand !== null && plainNumber(operand) !== 0;
  return wanted ? [exists] : not([exists]);
}

function parseSize(target: Target, operand: Value): Filter[] {
  const size = wholeNumber(operand);
  if (size === undefined) throw new CommandError(9, 'Failed to parse $size. Expected an integer');
  if (size < 0) throw new CommandError(9, 'Failed to parse $size. Expected a non-negative number');
  const counts = (element: Value) => isArray(element) && element.length === size;
  return [leaf({ ...target, whole: true }, '$size', operand, counts)];
}

function parseMod(target: Target, operand: Value): Filter[] {
  if (!isArray(operand)) throw new CommandError(2, 'malformed mod, needs to be an array');
  if (operand.length !== 2) {
    throw new CommandError(
      2,
      `malformed mod, ${operand.length < 2 ? 'not enough' : 'too many'} elements`,
    );
  }
  const [divisor, remainder] = operand.map((value) => Math.trunc(plainNumber(value) ?? NaN));
  if (divisor === undefined || Number.isNaN(divisor))
    throw new CommandError(2, 'malformed mod, divisor not a number');
  if (remainder === undefined || Number.isNaN(remainder))
    throw new CommandError(2, 'malformed mod, remainder not a number');
  if (divisor === 0) throw new CommandError(2, 'divisor cannot be 0');
  const fits = (element: Value) => {
    const number = plainNumber(element);
    return (
      number !== undefined &&
      Number.isFinite(number) &&
      (Math.trunc(number) % divisor) - remainder === 0
    );
  };
  return [leaf(target, '$mod', operand, fits)];
}

function parseElemMatch(target: Target, operand: Value): Filter[] {
  if (!isDoc(operand)) throw new CommandError(2, '$elemMatch needs an Object');
  const [first = ''] = Object.keys(operand);
  const ofValues = isOperatorDoc(operand) && !Object.hasOwn(logical, first);
  const inner: Filter = ofValues
    ? { kind: 'and', of: parseOperators({ path: target.path, parts: [], whole: true }, operand) }
    : parseFilter(operand);
  const fits = (element: Value) => ofValues || isDoc(element) || isArray(element);
  const accepts = (array: Value, hit?: Hit) => {
    if (!isArray(array)) return false;
    const index = array.findIndex((element) => fits(element) && matches(inner, element));
    if (index >= 0 && hit !== undefined) hit.index = index;
    return index >= 0;
  };
  return [leaf({ ...target, whole: true }, '$elemMatch', operand, accepts)];
}

function parseAll(target: Target, operand: Value): Filter[] {
  if (!isArray(operand)) throw new CommandError(2, '$all needs an array');
  if (operand.length === 0) return [leaf(target, '$all', operand, () => false)];
  return operand.flatMap((value) => {
    if (!isOperatorDoc(value)) return parseField(target, value);
    if (Object.keys(value).join() !== '$elemMatch')
      throw new CommandError(2, 'no $ expressions in $all');
    return parseElemMatch(target, value.$elemMatch);
  });
}

const parsers: Readonly<Record<string, Parser>> = {
  $eq: (target, operand) => [comparison(target, '$eq', operand)],
  $gt: bound('$gt'),
  $gte: bound('$gte'),
  $lt: bound('$lt'),
  $lte: bound('$lte'),
  $ne: (target, operand) => {
    if (isRegex(operand)) throw new CommandError(2, "Can't have regex as arg to $ne.");
    return not([comparison(target, '$eq', operand)]);
  },
  $in: parseIn,
  $nin: (target, operand) => not(parseIn(target, operand)),
  $not: parseNot,
  $exists: parseExists,
  $type: (target, operand) => [leaf(target, '$type', operand, typeTest(operand))],
  $regex: parseRegex,
  $options: parseOptions,
  $size: parseSize,
  $all: parseAll,
  $elemMatch: parseElemMatch,
  $mod: parseMod,
  $comment: () => [],
};
