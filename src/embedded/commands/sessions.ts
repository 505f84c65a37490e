import { Binary } from 'bson';
import type { Call, Command } from '../engine.ts';
import { CommandError } from '../errors.ts';
import type { Session } from '../sessions.ts';
import { abortTransaction, commitTransaction, endSession } from '../transactions.ts';
import { isArray, isDoc, type Doc } from '../values.ts';

async function commit(call: Call): Promise<Doc> {
  const { session, number } = transactionOf(call);
  await commitTransaction(call.engine, session, number);
  return {};
}

function abort(call: Call): Doc {
  const { session, number } = transactionOf(call);
  abortTransaction(call.engine, session, number);
  return {};
}

function transactionOf({ session, writeNumber, name }: Call): { session: Session; number: number } {
  if (session !== undefined && writeNumber !== undefined) return { session, number: writeNumber };
  throw new CommandError(125, `${name} must be run within a transaction`);
}

const ends = { fields: ['recoveryToken'], inTransaction: false, endsTransaction: true } as const;
export const commitTransactionCommand: Command = { ...ends, run: commit };
export const abortTransactionCommand: Command = { ...ends, run: abort };

/** The sessions that a command lists. */
function listed({ engine, command, name }: Call): Session[] {
  const list = command[name];
  if (!isArray(list)) throw new CommandError(14, `BSON field '${name}' must be an array`);
  return list.flatMap((entry) => {
    const id = isDoc(entry) ? entry.id : undefined;
    const key =
      id instanceof Binary ? Buffer.from(id.buffer.subarray(0, id.position)).toString('hex') : '';
    return engine.sessions.find(key) ?? [];
  });
}

function end(call: Call): Doc {
  for (const session of listed(call)) endSession(call.engine, session);
  return {};
}

function refresh(call: Call): Doc {
  const now = call.engine.now().getTime();
  for (const session of listed(call)) session.lastUsed = now;
  return {};
}

const plain = { fields: [], inTransaction: false } as const;
export const endSessionsCommand: Command = { ...plain, run: end };
export const killSessionsCommand: Command = { ...plain, run: end };
export const refreshSessionsCommand: Command = { ...plain, run: refresh };
