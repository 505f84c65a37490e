import { CommandError } from './errors.ts';
import { matches, type Filter, type Hit } from './filter.ts';
import {
  parseProjectionTree,
  type Branch,
  type ProjectionTree,
  type Rule,
} from './parse-projection.ts';
import { fieldOf, isArray, isDoc, setField, type Doc, type Draft, type Value } from './values.ts';

/** What a client wants to see of a document. */
export type Projection = (doc: Doc) => Doc;

/** Reads a projection; the query is needed where it says which array element is meant by `$`. */
export function parseProjection(spec: Value, filter: Filter): Projection {
  if (spec === undefined || (isDoc(spec) && Object.keys(spec).length === 0)) return (doc) => doc;
  const tree = parseProjectionTree(spec);
  return (doc) => {
    const hit: Hit = {};
    if (tree.positional) matches(filter, doc, hit);
    return projectDoc(doc, tree.root, { tree, hit });
  };
}

type Course = { readonly tree: ProjectionTree; readonly hit: Hit };

function projectDoc(doc: Doc, branch: Branch, course: Course): Doc {
  const draft: Draft = {};
  for (const field of Object.keys(doc)) {
    const value = projectField(field, fieldOf(doc, field), branch, course);
    if (value !== undefined) setField(draft, field, value);
  }
  return draft;
}

function projectField(field: string, value: Value, branch: Branch, course: Course): Value {
  const rule = branch.get(field);
  if (rule === undefined) return course.tree.inclusive ? undefined : value;
  switch (rule.kind) {
    case 'include':
      return value;
    case 'exclude':
      return undefined;
    case 'branch':
      return projectInside(value, rule.branch, course);
    default:
      return projectArray(value, rule, course.hit);
  }
}

type ArrayRule = Extract<Rule, { kind: 'slice' | 'elemMatch' | 'positional' }>;

function projectArray(value: Value, rule: ArrayRule, hit: Hit): Value {
  if (!isArray(value)) return rule.kind === 'elemMatch' ? undefined : value;
  if (rule.kind === 'slice') return rule.slice(value);
  return rule.kind === 'elemMatch' ? firstMatch(value, rule.accepts) : elementHit(value, hit);
}

/** A path through arrays concerns every document in them. */
function projectInside(value: Value, branch: Branch, course: Course): Value {
  if (isDoc(value)) return projectDoc(value, branch, course);
  const { inclusive } = course.tree;
  if (!isArray(value)) return inclusive ? undefined : value;
  const inside = value.map((element) => projectInside(element, branch, course));
  return inside.filter((element) => element !== undefined);
}

function firstMatch(array: readonly Value[], accepts: (element: Value) => boolean): Value {
  const found = array.findIndex(accepts);
  return found < 0 ? undefined : [array[found]];
}

function elementHit(array: readonly Value[], { index }: Hit): Value {
  if (index === undefined || index >= array.length) {
    throw new CommandError(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    );
  }
  return [array[index]];
}
