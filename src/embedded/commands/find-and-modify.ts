import { flagField, namespaceOf } from '../command-fields.ts';
import type { Row } from '../collection.ts';
import type { Call, Command } from '../engine.ts';
import { CommandError } from '../errors.ts';
import type { Filter } from '../filter.ts';
import { parseFilter } from '../parse-filter.ts';
import { parseProjection } from '../projection.ts';
import { parseUpdate } from '../parse-update.ts';
import { findIn, queryOf } from '../query-call.ts';
import { parseSort } from '../sort.ts';
import type { Unit } from '../unit.ts';
import type { Doc, Value } from '../values.ts';
import { write } from '../write.ts';
import { insertUpsert, updateRow } from './update.ts';

/** What happened to the one document: as it was, as it is, and the answer's account of it. */
type Outcome = {
  readonly before?: Row | undefined;
  readonly after?: Row;
  readonly lastErrorObject: Doc;
};

function checkOptions(command: Doc): void {
  const removes = flagField(command, 'remove');
  if (removes && command.update !== undefined)
    throw new CommandError(9, 'Cannot specify both an update and remove=true');
  if (removes && flagField(command, 'upsert'))
    throw new CommandError(9, 'Cannot specify both upsert=true and remove=true');
  if (removes && flagField(command, 'new'))
    throw new CommandError(
      9,
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
  if (!removes && command.update === undefined)
    throw new CommandError(9, 'Either an update or remove=true must be specified');
}

function findAndModify(call: Call): Promise<Doc> {
  const { command } = call;
  checkOptions(command);
  const ns = namespaceOf(call.db, command[call.name]);
  const filter = parseFilter(command.query);
  const sort = parseSort(command.sort);
  const project = parseProjection(command.fields, filter);
  const change = flagField(command, 'remove') ? removal(ns) : modification(call, ns, filter);
  return write(call, (unit) => {
    const [row] = findIn(unit.see(ns), queryOf(call, filter, { sort, limit: 1 })).rows;
    const { before, after, lastErrorObject } = change(unit, row);
    const shown = flagField(command, 'new') ? after : before;
    const value: Value = shown === undefined ? null : project(shown.doc);
    return { lastErrorObject, value };
  });
}

type Change = (unit: Unit, row: Row | undefined) => Outcome;

function removal(ns: string): Change {
  return (unit, row) => {
    if (row !== undefined) unit.remove(ns, row);
    return { before: row, lastErrorObject: { n: row === undefined ? 0 : 1 } };
  };
}

function modification({ engine, command }: Call, ns: string, filter: Filter): Change {
  const { now } = engine;
  const update = parseUpdate({ update: command.update, arrayFilters: command.arrayFilters, now });
  const upsert = flagField(command, 'upsert');
  return (unit, row) => {
    if (row !== undefined) {
      const after = updateRow(unit, ns, row, { filter, update });
      return { before: row, after, lastErrorObject: { n: 1, updatedExisting: true } };
    }
    if (!upsert) return { lastErrorObject: { n: 0, updatedExisting: false } };
    const after = insertUpsert(unit, ns, filter, update);
    return { after, lastErrorObject: { n: 1, updatedExisting: false, upserted: after.doc._id } };
  };
}

export const findAndModifyCommand: Command = {
  fields: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'arrayFilters',
    'bypassDocumentValidation',
  ],
  inTransaction: true,
  run: findAndModify,
};
