import { checkEntryFields, flagField, namespaceOf } from '../command-fields.ts';
import type { Row } from '../collection.ts';
import type { Call, Command } from '../engine.ts';
import { CommandError } from '../errors.ts';
import { matches, type Filter, type Hit } from '../filter.ts';
import { parseFilter } from '../parse-filter.ts';
import { parseUpdate, type Update } from '../parse-update.ts';
import { findIn, queryOf } from '../query-call.ts';
import { runStatements } from '../statements.ts';
import type { Unit } from '../unit.ts';
import { updateDocument, upsertDocument } from '../update-document.ts';
import { isDoc, type Doc, type Value } from '../values.ts';
import { write } from '../write.ts';
import { checkId, statementsOf } from './insert.ts';

type Counts = { n: number; nModified: number; upserted: Doc[] };

type Statement = {
  readonly filter: Filter;
  readonly update: Update;
  readonly multi: boolean;
  readonly upsert: boolean;
};

/** Reads one entry of an update's list. */
export function parseUpdateStatement(call: Call, statement: Value): Statement {
  if (!isDoc(statement)) throw new CommandError(14, 'updates must be objects');
  checkEntryFields('update.updates', statement, ['q', 'u', 'multi', 'upsert', 'arrayFilters']);
  const { q, u, arrayFilters } = statement;
  const update = parseUpdate({ update: u, arrayFilters, now: call.engine.now });
  const multi = flagField(statement, 'multi');
  if (multi && update.kind === 'replace') {
    throw new CommandError(9, 'multi update is not supported for replacement-style update');
  }
  if (multi && call.writeNumber !== undefined) {
    throw new CommandError(72, 'Cannot use retryable writes with multi=true');
  }
  return { filter: parseFilter(q), update, multi, upsert: flagField(statement, 'upsert') };
}

/** Updates one row; tells whether that changed anything. */
export function updateRow(
  unit: Unit,
  ns: string,
  row: Row,
  { filter, update }: Pick<Statement, 'filter' | 'update'>,
): Row {
  const hit: Hit = {};
  matches(filter, row.doc, hit);
  const next = updateDocument(row.doc, update, hit);
  return next === row.doc ? row : unit.replace(ns, row, next);
}

/** Inserts what an upsert makes of its query and its update. */
export function insertUpsert(unit: Unit, ns: string, filter: Filter, update: Update): Row {
  const doc = upsertDocument(filter, update);
  checkId(doc);
  return unit.insert(ns, doc);
}

function runStatement(
  call: Call,
  unit: Unit,
  ns: string,
  { statement, index, counts }: { statement: Statement; index: number; counts: Counts },
): void {
  const { filter, update, multi, upsert } = statement;
  const { rows } = findIn(unit.see(ns), queryOf(call, filter, { limit: multi ? 0 : 1 }));
  for (const row of rows) {
    const changed = updateRow(unit, ns, row, statement) !== row;
    counts.n += 1;
    counts.nModified += Number(changed);
  }
  if (rows.length > 0 || !upsert) return;
  const { doc } = insertUpsert(unit, ns, filter, update);
  counts.n += 1;
  counts.upserted.push({ index, _id: doc._id });
}

function update(call: Call): Promise<Doc> {
  const { command } = call;
  const ns = namespaceOf(call.db, command.update);
  const statements = statementsOf(command, 'updates');
  return write(call, (unit) => {
    const counts: Counts = { n: 0, nModified: 0, upserted: [] };
    const rest = runStatements(call, statements, (given, index) => {
      runStatement(call, unit, ns, { statement: parseUpdateStatement(call, given), index, counts });
    });
    const { upserted, ...numbers } = counts;
    return { ...numbers, ...(upserted.length > 0 ? { upserted } : {}), ...rest };
  });
}

export const updateCommand: Command = {
  fields: ['updates', 'ordered', 'bypassDocumentValidation'],
  inTransaction: true,
  run: update,
};
