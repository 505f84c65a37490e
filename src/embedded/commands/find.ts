import { countField, flagField, namespaceOf } from '../command-fields.ts';
import { cursorId, isDone, nextBatch, type Cursor } from '../cursors.ts';
import type { Call, Command } from '../engine.ts';
import { CommandError } from '../errors.ts';
import { parseFilter } from '../parse-filter.ts';
import { parseProjection } from '../projection.ts';
import { collectionSeen, findIn, queryOf, settled } from '../query-call.ts';
import type { Found } from '../scan.ts';
import { parseSort } from '../sort.ts';
import { transactionKey } from '../transactions.ts';
import { isArray, wholeNumber, type Doc, type Value } from '../values.ts';

/** Runs the query of a `find`, for the command itself and for `explain`. */
export function runFind(
  call: Call,
  command: Doc,
): Found & { filter: ReturnType<typeof parseFilter> } {
  const filter = parseFilter(command.filter);
  const query = queryOf(call, filter, {
    sort: parseSort(command.sort),
    skip: countField(command, 'skip') ?? 0,
    limit: countField(command, 'limit') ?? 0,
  });
  return { ...findIn(collectionSeen(call, command.find), query), filter };
}

async function find(call: Call): Promise<Doc> {
  const { command } = call;
  const { rows, filter } = runFind(call, command);
  const project = parseProjection(command.projection, filter);
  const cursor = newCursor(call, command.find, rows, ({ doc }) => project(doc));
  const single = flagField(command, 'singleBatch');
  const reply = cursorReply(call, cursor, { wanted: countField(command, 'batchSize'), single });
  await settled(call, collectionSeen(call, command.find));
  return reply;
}

function newCursor(
  call: Call,
  name: Value,
  rows: Cursor['rows'],
  project: Cursor['project'],
): Cursor {
  const { session, transaction, engine, command } = call;
  return {
    ns: namespaceOf(call.db, name),
    rows,
    project,
    session: session && transaction ? transactionKey(session.key) : session?.key,
    patient: flagField(command, 'noCursorTimeout'),
    at: 0,
    lastUsed: engine.now().getTime(),
  };
}

/** The first piece of a result, and an id to fetch the rest with. */
export function cursorReply(
  { engine }: Call,
  cursor: Cursor,
  { wanted, single }: { wanted: number | undefined; single: boolean },
): Doc {
  const firstBatch = nextBatch(cursor, wanted, true);
  const id = single || isDone(cursor) ? undefined : engine.cursors.add(cursor);
  return { cursor: { firstBatch, id: cursorId(id), ns: cursor.ns } };
}

/** A result that fits one piece and needs no cursor of its own, such as a list of indexes. */
export function completeReply(ns: string, firstBatch: readonly Doc[]): Doc {
  return { cursor: { firstBatch, id: cursorId(undefined), ns } };
}

function getMore(call: Call): Doc {
  const { engine, command } = call;
  const id = String(wholeNumber(command.getMore) ?? '');
  const ns = namespaceOf(call.db, command.collection);
  const cursor = engine.cursors.take(id, ns, engine.now().getTime());
  const batch = nextBatch(cursor, countField(command, 'batchSize') || undefined, false);
  const done = isDone(cursor);
  if (done) engine.cursors.kill(id);
  return { cursor: { nextBatch: batch, id: cursorId(done ? undefined : id), ns } };
}

function killCursors({ engine, command }: Call): Doc {
  if (!isArray(command.cursors))
    throw new CommandError(14, "BSON field 'killCursors.cursors' must be an array");
  const killed = command.cursors.map((id) => engine.cursors.kill(String(wholeNumber(id) ?? '')));
  const pick = (wanted: boolean) =>
    (command.cursors as readonly Value[]).filter((_, at) => killed[at] === wanted); // an array, see above
  return {
    cursorsKilled: pick(true),
    cursorsNotFound: pick(false),
    cursorsAlive: [],
    cursorsUnknown: [],
  };
}

export const findCommand: Command = {
  fields: [
    'filter',
    'sort',
    'projection',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'noCursorTimeout',
    'allowDiskUse',
  ],
  inTransaction: true,
  run: find,
};
export const getMoreCommand: Command = {
  fields: ['collection', 'batchSize'],
  inTransaction: true,
  run: getMore,
};
export const killCursorsCommand: Command = {
  fields: ['cursors'],
  inTransaction: true,
  run: killCursors,
};
