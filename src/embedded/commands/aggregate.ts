import { checkEntryFields, countField } from '../command-fields.ts';
import type { Row } from '../collection.ts';
import type { Call, Command } from '../engine.ts';
import { CommandError } from '../errors.ts';
import { everything, type Filter } from '../filter.ts';
import { formatValue } from '../format.ts';
import { groupRows } from '../group.ts';
import { parseFilter } from '../parse-filter.ts';
import { collectionSeen, findIn, queryOf, settled } from '../query-call.ts';
import { isArray, isDoc, wholeNumber, type Doc, type Value } from '../values.ts';
import { cursorReply } from './find.ts';
import { namespaceOf } from '../command-fields.ts';

/** The only pipelines spoken here: `$match`, `$skip`, `$limit`, `$group`, in this order, each optional. */
type Pipeline = { filter: Filter; skip: number; limit: number; group: Doc | undefined };

const places: Readonly<Record<string, number>> = { $match: 0, $skip: 1, $limit: 2, $group: 3 };

export function parsePipeline(pipeline: Value): Pipeline {
  if (!isArray(pipeline))
    throw new CommandError(14, "'pipeline' option must be specified as an array");
  const parsed: Pipeline = { filter: everything, skip: 0, limit: 0, group: undefined };
  let place = -1;
  for (const stage of pipeline) {
    const entries = isDoc(stage) ? Object.entries(stage) : [];
    const [entry] = entries;
    if (entry === undefined || entries.length !== 1) {
      throw new CommandError(
        40323,
        'A pipeline stage specification object must contain exactly one field.',
      );
    }
    const here = Object.hasOwn(places, entry[0]) ? places[entry[0]] : undefined;
    if (here === undefined)
      throw new CommandError(40324, `Unrecognized pipeline stage name: '${entry[0]}'`);
    if (here <= place)
      throw new CommandError(
        40324,
        `the stage '${entry[0]}' is not supported at this place of a pipeline`,
      );
    place = here;
    readStage(parsed, entry[0], entry[1]);
  }
  return parsed;
}

function readStage(parsed: Pipeline, name: string, argument: Value): void {
  if (name === '$match') parsed.filter = parseFilter(argument);
  else if (name === '$skip') parsed.skip = stageCount(name, argument);
  else if (name === '$limit') parsed.limit = stageCount(name, argument);
  else if (isDoc(argument)) parsed.group = argument;
  else throw new CommandError(15947, "a group's fields must be specified in an object");
}

function stageCount(name: string, argument: Value): number {
  const whole = wholeNumber(argument);
  if (whole !== undefined && whole >= (name === '$limit' ? 1 : 0)) return whole;
  throw new CommandError(
    name === '$limit' ? 15958 : 15956,
    `invalid argument to ${name} stage: ${formatValue(argument)}`,
  );
}

async function aggregate(call: Call): Promise<Doc> {
  const { command, engine } = call;
  const { filter, skip, limit, group } = parsePipeline(command.pipeline);
  if (!isDoc(command.cursor)) {
    throw new CommandError(
      9,
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  }
  checkEntryFields('aggregate.cursor', command.cursor, ['batchSize']);
  const collection = collectionSeen(call, command.aggregate);
  const { rows } = findIn(collection, queryOf(call, filter, { skip, limit }));
  const results: readonly Row[] = group === undefined ? rows : groupRows(rows, group);
  const cursor = {
    ns: namespaceOf(call.db, command.aggregate),
    rows: results,
    project: ({ doc }: Row) => doc,
    session: call.session?.key,
    patient: false,
    at: 0,
    lastUsed: engine.now().getTime(),
  };
  const reply = cursorReply(call, cursor, {
    wanted: countField(command.cursor, 'batchSize'),
    single: false,
  });
  await settled(call, collection);
  return reply;
}

export const aggregateCommand: Command = {
  fields: ['pipeline', 'cursor', 'allowDiskUse'],
  inTransaction: true,
  run: aggregate,
};
