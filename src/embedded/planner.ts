import {
  intervalOf,
  intervalRange,
  pointsOf,
  prefixRange,
  type Interval,
  type Range,
} from './bounds.ts';
import type { Collection } from './collection.ts';
import { requiredLeaves, type Filter, type Leaf } from './filter.ts';
import { implies, requiresValue } from './implication.ts';
import type { OrderedField } from './index-spec.ts';
import type { Index } from './index-tree.ts';
import type { Value } from './values.ts';

/** How the candidates of a query are found; each of them is tested against the whole query afterwards. */
export type Plan =
  | { readonly kind: 'collection' }
  | {
      readonly kind: 'index';
      readonly index: Index;
      readonly ranges: readonly Range[];
      readonly backward: boolean;
      /** The candidates come in the order that was asked for. */
      readonly ordered: boolean;
    }
  | { readonly kind: 'union'; readonly plans: readonly Plan[] };

type IndexPlan = Extract<Plan, { kind: 'index' }>;

/** Lists on several fields multiply; beyond this the later ones are only tested. */
const MAX_COMBINATIONS = 1000;
const wholeCollection: Plan = { kind: 'collection' };

/** Chooses the index whose prefix the query pins down best; an order given for free breaks ties. */
export function choosePlan(
  collection: Collection,
  filter: Filter,
  sort: readonly OrderedField[],
): Plan {
  const leaves = requiredLeaves(filter);
  const scored = collection.indexes
    .map((index) => scoredPlan(index, leaves, sort))
    .filter((candidate) => candidate !== undefined);
  const best = scored.reduce<Scored | undefined>(
    (a, b) => (a && a.score >= b.score ? a : b),
    undefined,
  );
  if (best !== undefined && best.score >= BOUND) return best.plan;
  return unionPlan(collection, filter) ?? best?.plan ?? wholeCollection;
}

type Scored = { readonly plan: IndexPlan; readonly score: number };

/** What one pinned field is worth. */
const BOUND = 10;

function scoredPlan(
  index: Index,
  leaves: readonly Leaf[],
  sort: readonly OrderedField[],
): Scored | undefined {
  if (!covers(index, leaves)) return undefined;
  const { points, interval } = boundsOf(index, leaves);
  const fixed = points.filter((values) => values.length === 1).length;
  const order = fixed === points.length ? orderOf(index, fixed, sort) : undefined;
  const single =
    points.length === index.spec.fields.length && index.spec.unique && fixed === points.length;
  const score =
    points.length * 2 * BOUND +
    (interval ? BOUND : 0) +
    (order ? BOUND / 2 : 0) +
    (single ? 100 * BOUND : 0);
  if (score === 0) return undefined;
  const ranges = rangesOf(index, points, interval);
  return {
    score,
    plan: {
      kind: 'index',
      index,
      ranges,
      backward: order === 'backward',
      ordered: order !== undefined,
    },
  };
}

/** A partial or sparse index may be used only if nothing that matches is outside of it. */
function covers({ spec }: Index, leaves: readonly Leaf[]): boolean {
  if (spec.partial !== undefined && !implies(leaves, spec.partial)) return false;
  return !spec.sparse || spec.fields.some(({ path }) => requiresValue(leaves, path));
}

type Bounds = {
  readonly points: readonly (readonly Value[])[];
  readonly interval: Interval | undefined;
};

/** Exact values for as many leading fields as possible, then one interval. */
function boundsOf(index: Index, leaves: readonly Leaf[]): Bounds {
  const points: (readonly Value[])[] = [];
  let combinations = 1;
  let arrayUsed = false;
  for (const [at, { path }] of index.spec.fields.entries()) {
    const isArrayField = index.multikey.has(at);
    if (isArrayField && arrayUsed) break; // two elements of one array may fulfil the two conditions
    arrayUsed ||= isArrayField;
    const here = leaves.filter((leaf) => leaf.path === path && !leaf.whole);
    const values = here.map(pointsOf).find((found) => found !== undefined);
    const tooMany = at > 0 && combinations * (values?.length ?? 0) > MAX_COMBINATIONS;
    if (values === undefined || tooMany) {
      return { points, interval: intervalOf(here, isArrayField) };
    }
    combinations *= values.length;
    points.push(values);
  }
  return { points, interval: undefined };
}

function rangesOf(index: Index, points: Bounds['points'], interval: Interval | undefined): Range[] {
  const prefixes = points.reduce<readonly (readonly Value[])[]>(
    (all, values) => all.flatMap((prefix) => values.map((value) => [...prefix, value])),
    [[]],
  );
  const direction = index.spec.fields[points.length]?.direction ?? 1;
  return prefixes.map((prefix) =>
    interval ? intervalRange(prefix, interval, direction) : prefixRange(prefix),
  );
}

/** Whether reading the index gives the wanted order, once its first fields are fixed to one value each. */
function orderOf(
  index: Index,
  fixed: number,
  sort: readonly OrderedField[],
): 'forward' | 'backward' | undefined {
  const turns = new Set<boolean>();
  let from = 0;
  for (const wanted of sort) {
    const at = placeOf(index, wanted.path, from, fixed);
    if (at === undefined) return undefined;
    if (at >= fixed) turns.add(index.spec.fields[at]?.direction !== wanted.direction);
    from = at + 1;
  }
  if (sort.length === 0 || turns.size > 1) return undefined;
  return turns.has(true) ? 'backward' : 'forward';
}

/** The next field of the index that the sort may go on with: only fixed ones can be skipped. */
function placeOf(
  { spec, multikey }: Index,
  path: string,
  from: number,
  fixed: number,
): number | undefined {
  const at = spec.fields.findIndex((field, place) => place >= from && field.path === path);
  return at >= 0 && at <= Math.max(from, fixed) && !multikey.has(at) ? at : undefined;
}

/** An `$or` of which every branch has an index. */
function unionPlan(collection: Collection, filter: Filter): Plan | undefined {
  const branches = filter.kind === 'and' ? filter.of.find(({ kind }) => kind === 'or') : filter;
  if (branches?.kind !== 'or') return undefined;
  const plans = branches.of.map((branch) => choosePlan(collection, branch, []));
  return plans.some(({ kind }) => kind === 'collection') ? undefined : { kind: 'union', plans };
}
