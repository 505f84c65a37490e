import { checkFields } from '../command-fields.ts';
import { collectionSeen, findIn, queryOf, settled } from '../query-call.ts';
import type { Call, Command } from '../engine.ts';
import { CommandError } from '../errors.ts';
import { formatValue } from '../format.ts';
import { parseFilter } from '../parse-filter.ts';
import type { Plan } from '../planner.ts';
import type { Found } from '../scan.ts';
import { parseSort } from '../sort.ts';
import { isArray, isDoc, type Doc, type Value } from '../values.ts';
import { aggregateCommand, parsePipeline } from './aggregate.ts';
import { countCommand, distinctCommand } from './count.ts';
import { deleteCommand, parseDeleteStatement } from './delete.ts';
import { findAndModifyCommand } from './find-and-modify.ts';
import { findCommand, runFind } from './find.ts';
import { parseUpdateStatement, updateCommand } from './update.ts';

const verbosities = new Set(['queryPlanner', 'executionStats', 'allPlansExecution']);

/** Tells by which index a query is answered; the query is really run, its result is not shown. */
async function explain(call: Call): Promise<Doc> {
  const { explain: explained, verbosity = 'allPlansExecution' } = call.command;
  if (!isDoc(explained)) throw new CommandError(14, 'explain needs a command');
  if (typeof verbosity !== 'string' || !verbosities.has(verbosity)) {
    throw new CommandError(
      9,
      `verbosity string must be one of {'queryPlanner', 'executionStats', 'allPlansExecution'}`,
    );
  }
  const [name = ''] = Object.keys(explained);
  const found = run(call, name, explained);
  await settled(call, collectionSeen(call, explained[name]));
  const inputStage = describe(found.plan);
  const winningPlan = found.sorted ? { stage: 'SORT', inputStage } : inputStage;
  const queryPlanner = {
    namespace: `${call.db}.${formatName(explained[name])}`,
    winningPlan,
    rejectedPlans: [],
  };
  if (verbosity === 'queryPlanner')
    return { explainVersion: '1', queryPlanner, command: explained };
  const executionStats = {
    executionSuccess: true,
    nReturned: found.rows.length,
    totalKeysExamined: found.keysExamined,
    totalDocsExamined: found.docsExamined,
    executionStages: winningPlan,
  };
  return { explainVersion: '1', queryPlanner, executionStats, command: explained };
}

function formatName(name: Value): string {
  return typeof name === 'string' ? name : formatValue(name);
}

function run(call: Call, name: string, command: Doc): Found {
  const explainable = Object.hasOwn(explainables, name) ? explainables[name] : undefined;
  if (explainable === undefined) {
    throw new CommandError(59, `Explain failed due to unknown command: ${name}`);
  }
  checkFields(name, command, explainable.command.fields);
  return explainable.find(call, command);
}

type Explainable = {
  readonly command: Command;
  readonly find: (call: Call, command: Doc) => Found;
};

const byQuery = (name: string) => (call: Call, command: Doc) =>
  findIn(collectionSeen(call, command[name]), queryOf(call, parseFilter(command.query)));

const explainables: Readonly<Record<string, Explainable>> = {
  find: { command: findCommand, find: runFind },
  count: { command: countCommand, find: byQuery('count') },
  distinct: { command: distinctCommand, find: byQuery('distinct') },
  findAndModify: {
    command: findAndModifyCommand,
    find(call, command) {
      const query = { sort: parseSort(command.sort), limit: 1 };
      const filter = parseFilter(command.query);
      return findIn(collectionSeen(call, command.findAndModify), queryOf(call, filter, query));
    },
  },
  aggregate: {
    command: aggregateCommand,
    find(call, command) {
      const { filter, skip, limit } = parsePipeline(command.pipeline);
      return findIn(
        collectionSeen(call, command.aggregate),
        queryOf(call, filter, { skip, limit }),
      );
    },
  },
  update: {
    command: updateCommand,
    find(call, command) {
      const { filter, multi } = parseUpdateStatement(call, only(command.updates));
      const limit = multi ? 0 : 1;
      return findIn(collectionSeen(call, command.update), queryOf(call, filter, { limit }));
    },
  },
  delete: {
    command: deleteCommand,
    find(call, command) {
      const { filter, limit } = parseDeleteStatement(call, only(command.deletes));
      return findIn(collectionSeen(call, command.delete), queryOf(call, filter, { limit }));
    },
  },
};

function only(statements: Value): Value {
  if (isArray(statements) && statements.length === 1) return statements[0];
  throw new CommandError(72, 'explained write batches must be of size 1');
}

/** A plan in the shape of MongoDB's: a stage, and the stages that it draws from. */
function describe(plan: Plan): Doc {
  if (plan.kind === 'collection') return { stage: 'COLLSCAN', direction: 'forward' };
  if (plan.kind === 'union') return { stage: 'OR', inputStages: plan.plans.map(describe) };
  const { spec, multikey } = plan.index;
  return {
    stage: 'FETCH',
    inputStage: {
      stage: 'IXSCAN',
      keyPattern: spec.key,
      indexName: spec.name,
      isMultiKey: multikey.size > 0,
      isUnique: spec.unique,
      isSparse: spec.sparse,
      isPartial: spec.partial !== undefined,
      direction: plan.backward ? 'backward' : 'forward',
    },
  };
}

export const explainCommand: Command = {
  fields: ['verbosity'],
  inTransaction: false,
  run: explain,
};
