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
import { parsePipeline } from './aggregate.ts';
import { findCommand, runFind } from './find.ts';

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
  const seen = collectionSeen(call, command[name]);
  switch (name) {
    case 'find':
      checkFields('find', command, findCommand.fields);
      return runFind(call, command);
    case 'count':
    case 'distinct':
      return findIn(seen, queryOf(call, parseFilter(command.query)));
    case 'findAndModify':
      return findIn(
        seen,
        queryOf(call, parseFilter(command.query), { sort: parseSort(command.sort), limit: 1 }),
      );
    case 'aggregate': {
      const { filter, skip, limit } = parsePipeline(command.pipeline);
      return findIn(seen, queryOf(call, filter, { skip, limit }));
    }
    case 'update':
      return findIn(seen, queryOf(call, parseFilter(onlyStatement(command.updates).q)));
    case 'delete':
      return findIn(seen, queryOf(call, parseFilter(onlyStatement(command.deletes).q)));
    default:
      throw new CommandError(59, `Explain failed due to unknown command: ${name}`);
  }
}

function onlyStatement(statements: Value): Doc {
  const [only] = isArray(statements) && statements.length === 1 ? statements : [];
  if (isDoc(only)) return only;
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
