import type { Collection, Row } from './collection.ts';
import { CommandError } from './errors.ts';
import { matches, type Filter } from './filter.ts';
import type { OrderedField } from './index-spec.ts';
import { entryOrder, rowOf, type Entry, type Index } from './index-tree.ts';
import { choosePlan, type Plan } from './planner.ts';
import type { Range } from './bounds.ts';
import { sortRows } from './sort.ts';

/** A query on one collection. */
export type Query = {
  readonly filter: Filter;
  readonly sort: readonly OrderedField[];
  readonly skip: number;
  /** Zero means no limit. */
  readonly limit: number;
  /** What is left of the client's time, in milliseconds. */
  readonly timeLeft: () => number;
};

/** What a query found, and what it cost. */
export type Found = {
  readonly rows: readonly Row[];
  readonly plan: Plan;
  /** The plan did not give the order: the result was sorted in memory. */
  readonly sorted: boolean;
  readonly keysExamined: number;
  readonly docsExamined: number;
};

const CHECK_EVERY = 512;

/** Runs a query by the best plan. */
export function runQuery(collection: Collection, query: Query): Found {
  const plan = choosePlan(collection, query.filter, query.sort);
  const ordered = query.sort.length === 0 || (plan.kind === 'index' && plan.ordered);
  const end = query.limit > 0 ? query.skip + query.limit : Infinity;
  const counts = { keysExamined: 0, docsExamined: 0 };
  const matching = tested(candidates(collection, plan, counts), query, counts);
  const rows = ordered ? firstOf(matching, end) : sortRows([...matching], query.sort);
  return { rows: rows.slice(query.skip, end), plan, sorted: !ordered, ...counts };
}

type Counts = { keysExamined: number; docsExamined: number };

function* tested(rows: Iterable<Row>, { filter, timeLeft }: Query, counts: Counts): Iterable<Row> {
  for (const row of rows) {
    counts.docsExamined += 1;
    if (counts.docsExamined % CHECK_EVERY === 0 && timeLeft() <= 0) throw outOfTime();
    if (matches(filter, row.doc)) yield row;
  }
}

function firstOf(rows: Iterable<Row>, count: number): Row[] {
  const first: Row[] = [];
  for (const row of rows) {
    first.push(row);
    if (first.length >= count) break;
  }
  return first;
}

function outOfTime(): CommandError {
  return new CommandError(50, 'operation exceeded time limit');
}

function* candidates(collection: Collection, plan: Plan, counts: Counts): Iterable<Row> {
  if (plan.kind === 'collection') {
    yield* collection.rows.values();
    return;
  }
  const repeats = plan.kind === 'union' || plan.index.multikey.size > 0;
  const seen = repeats ? new Set<number>() : undefined;
  for (const id of rowIds(plan, counts)) {
    if (seen?.has(id)) continue;
    seen?.add(id);
    const row = collection.rows.get(id);
    if (row === undefined)
      throw new CommandError(1, `index entry without a row in ${collection.ns}`);
    yield row;
  }
}

function* rowIds(plan: Plan, counts: Counts): Iterable<number> {
  if (plan.kind === 'union') {
    for (const part of plan.plans) yield* rowIds(part, counts);
  }
  if (plan.kind !== 'index') return;
  for (const range of plan.ranges) {
    for (const entry of walk(plan.index, range, plan.backward)) {
      counts.keysExamined += 1;
      yield rowOf(entry);
    }
  }
}

function* walk({ spec, tree }: Index, { low, high }: Range, backward: boolean): Iterable<Entry> {
  const order = entryOrder(spec.fields);
  if (backward) {
    for (const [entry] of tree.entriesReversed(high)) {
      if (order(entry, low) < 0) return;
      yield entry;
    }
    return;
  }
  for (const entry of tree.keys(low)) {
    if (order(entry, high) > 0) return;
    yield entry;
  }
}
