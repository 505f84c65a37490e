import { countField } from '../command-fields.ts';
import type { Call, Command } from '../engine.ts';
import { CommandError } from '../errors.ts';
import { everything } from '../filter.ts';
import { docKeys } from '../index-keys.ts';
import { compare, isEqual } from '../order.ts';
import { parseFilter } from '../parse-filter.ts';
import { collectionSeen, findIn, queryOf, settled } from '../query-call.ts';
import type { Doc, Value } from '../values.ts';

async function count(call: Call): Promise<Doc> {
  const { command } = call;
  const collection = collectionSeen(call, command.count);
  const filter = parseFilter(command.query);
  const skip = countField(command, 'skip') ?? 0;
  const limit = countField(command, 'limit') ?? 0;
  const all = filter === everything || (filter.kind === 'and' && filter.of.length === 0);
  const found = all
    ? (collection?.rows.size ?? 0)
    : findIn(collection, queryOf(call, filter)).rows.length;
  const left = Math.max(0, found - skip);
  await settled(call, collection);
  return { n: limit > 0 ? Math.min(left, limit) : left };
}

async function distinct(call: Call): Promise<Doc> {
  const { command } = call;
  const { key } = command;
  if (typeof key !== 'string' || key === '')
    throw new CommandError(14, "BSON field 'distinct.key' must be a string");
  const collection = collectionSeen(call, command.distinct);
  const { rows } = findIn(collection, queryOf(call, parseFilter(command.query)));
  const field = { path: key, parts: key.split('.'), direction: 1 } as const;
  const values = rows.flatMap(({ doc }) =>
    docKeys(doc, [field], true).keys.map(([value]) => value),
  );
  const sorted = values.filter((value) => value !== undefined).sort(compare);
  await settled(call, collection);
  return {
    values: sorted.filter((value: Value, at) => at === 0 || !isEqual(value, sorted[at - 1])),
  };
}

export const countCommand: Command = {
  fields: ['query', 'skip', 'limit', 'fields'],
  inTransaction: false,
  run: count,
};
export const distinctCommand: Command = {
  fields: ['key', 'query'],
  inTransaction: true,
  run: distinct,
};
