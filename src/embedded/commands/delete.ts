import { checkEntryFields, namespaceOf } from '../command-fields.ts';
import type { Call, Command } from '../engine.ts';
import { CommandError } from '../errors.ts';
import type { Filter } from '../filter.ts';
import { formatValue } from '../format.ts';
import { parseFilter } from '../parse-filter.ts';
import { findIn, queryOf } from '../query-call.ts';
import { runStatements } from '../statements.ts';
import { isDoc, wholeNumber, type Doc, type Value } from '../values.ts';
import { write } from '../write.ts';
import { statementsOf } from './insert.ts';

/** Reads one entry of a delete's list. */
export function parseDeleteStatement(
  call: Call,
  statement: Value,
): { filter: Filter; limit: 0 | 1 } {
  if (!isDoc(statement)) throw new CommandError(14, 'deletes must be objects');
  checkEntryFields('delete.deletes', statement, ['q', 'limit']);
  const limit = wholeNumber(statement.limit);
  if (limit !== 0 && limit !== 1) {
    throw new CommandError(
      9,
      `The limit field in delete objects must be 0 or 1. Got ${formatValue(statement.limit)}`,
    );
  }
  if (limit === 0 && call.writeNumber !== undefined) {
    throw new CommandError(72, 'Cannot use retryable writes with limit=0');
  }
  return { filter: parseFilter(statement.q), limit };
}

function remove(call: Call): Promise<Doc> {
  const ns = namespaceOf(call.db, call.command.delete);
  const statements = statementsOf(call.command, 'deletes');
  return write(call, (unit) => {
    let n = 0;
    const rest = runStatements(call, statements, (given) => {
      const { filter, limit } = parseDeleteStatement(call, given);
      const { rows } = findIn(unit.see(ns), queryOf(call, filter, { limit }));
      for (const row of rows) unit.remove(ns, row);
      n += rows.length;
    });
    return { n, ...rest };
  });
}

export const deleteCommand: Command = {
  fields: ['deletes', 'ordered'],
  inTransaction: true,
  run: remove,
};
