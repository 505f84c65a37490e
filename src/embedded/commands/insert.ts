import { namespaceOf } from '../command-fields.ts';
import type { Call, Command } from '../engine.ts';
import { CommandError } from '../errors.ts';
import { isRegex } from '../regex.ts';
import { runStatements } from '../statements.ts';
import { fieldOf, isArray, isDoc, type Doc, type Value } from '../values.ts';
import { write } from '../write.ts';

const MAX_STATEMENTS = 100_000;

/** The list of statements of a writing command. */
export function statementsOf(command: Doc, field: string): readonly Value[] {
  const list = command[field];
  if (!isArray(list))
    throw new CommandError(40414, `BSON field '${field}' is missing but a required field`);
  if (list.length > 0 && list.length <= MAX_STATEMENTS) return list;
  throw new CommandError(
    9,
    `Write batch sizes must be between 1 and ${MAX_STATEMENTS}. Got ${list.length} operations.`,
  );
}

/** Refuses an `_id` that no document may have. */
export function checkId(doc: Doc): void {
  const id = fieldOf(doc, '_id');
  if (isArray(id)) throw new CommandError(2, "The '_id' value cannot be of type array");
  if (isRegex(id)) throw new CommandError(2, "The '_id' value cannot be of type regex");
}

function insert(call: Call): Promise<Doc> {
  const { command } = call;
  const ns = namespaceOf(call.db, command.insert);
  const docs = statementsOf(command, 'documents');
  return write(call, (unit) => {
    let n = 0;
    const rest = runStatements(call, docs, (doc) => {
      if (!isDoc(doc)) throw new CommandError(14, 'documents must be objects');
      checkId(doc);
      unit.insert(ns, doc);
      n += 1;
    });
    return { n, ...rest };
  });
}

export const insertCommand: Command = {
  fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  inTransaction: true,
  run: insert,
};
