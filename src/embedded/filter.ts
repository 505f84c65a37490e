import { fieldOf, isArray, isDoc, type Doc, type Value } from './values.ts';

/** Where a match was found: what the positional `$` of an update or projection stands for. */
export type Hit = { index?: number };

/** One condition on one path. Its `op` and `operand` are there for the planner, `accepts` decides. */
export type Leaf = {
  readonly kind: 'leaf';
  readonly path: string;
  readonly parts: readonly string[];
  readonly op: string;
  readonly operand: Value;
  /** Sees an array at the end of the path as one value only, never its elements. */
  readonly whole: boolean;
  readonly accepts: (element: Value, hit?: Hit) => boolean;
};

/** A parsed query. */
export type Filter =
  | Leaf
  | { readonly kind: 'and' | 'or' | 'nor'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter };

/** Tests a document (or, inside `$elemMatch`, one element) against a parsed query. */
export function matches(filter: Filter, value: Value, hit?: Hit): boolean {
  switch (filter.kind) {
    case 'leaf':
      return visit(filter, value, 0, { hit });
    case 'and':
      return filter.of.every((part) => matches(part, value, hit));
    case 'or':
      return filter.of.some((part) => matches(part, value));
    case 'nor':
      return !filter.of.some((part) => matches(part, value));
    case 'not':
      return !matches(filter.of, value);
  }
}

/** What a visit carries along: where to report, and the index in the outermost array passed. */
type Trail = { readonly hit: Hit | undefined; readonly outer?: number };

function visit(leaf: Leaf, value: Value, from: number, trail: Trail): boolean {
  let node = value;
  let at = from;
  while (at < leaf.parts.length && !isArray(node)) {
    if (!isDoc(node)) return offer(leaf, undefined, trail);
    node = fieldOf(node, leaf.parts[at] ?? '');
    at += 1;
  }
  return isArray(node) ? visitArray(leaf, node, at, trail) : offer(leaf, node, trail);
}

function visitArray(leaf: Leaf, array: readonly Value[], at: number, trail: Trail): boolean {
  if (at < leaf.parts.length) {
    return array.some((element, index) => visitElement(leaf, element, at, deeper(trail, index)));
  }
  if (leaf.whole) return offer(leaf, array, trail);
  const found = array.some((element, index) => offer(leaf, element, deeper(trail, index)));
  return found || offer(leaf, array, trail);
}

/** An element in the middle of a path: a document is entered, a number in the path picks by position. */
function visitElement(
  leaf: Leaf,
  element: Value,
  at: number,
  trail: Trail & { at: number },
): boolean {
  if (isDoc(element) && visit(leaf, element, at, trail)) return true;
  if (leaf.parts[at] !== String(trail.at)) return false;
  if (at + 1 === leaf.parts.length) return offer(leaf, element, trail);
  if (isDoc(element)) return visit(leaf, element, at + 1, trail);
  return isArray(element) && visitArray(leaf, element, at + 1, trail);
}

function deeper(trail: Trail, at: number): Trail & { at: number } {
  return { hit: trail.hit, outer: trail.outer ?? at, at };
}

function offer(leaf: Leaf, element: Value, trail: Trail): boolean {
  const { hit, outer } = trail;
  if (!leaf.accepts(element, hit)) return false;
  if (hit !== undefined && outer !== undefined) hit.index = outer;
  return true;
}

/** The conditions that every match must fulfil: the leaves of the top level and of nested `$and`s. */
export function requiredLeaves(filter: Filter): Leaf[] {
  if (filter.kind === 'leaf') return [filter];
  return filter.kind === 'and' ? filter.of.flatMap(requiredLeaves) : [];
}

/** A query that every document matches. */
export const everything: Filter = { kind: 'and', of: [] };

export function matchesDoc(filter: Filter, doc: Doc): boolean {
  return matches(filter, doc);
}
