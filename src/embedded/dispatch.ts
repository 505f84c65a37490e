import { Binary } from 'bson';
import { checkFields, countField } from './command-fields.ts';
import { commands } from './commands/table.ts';
import type { Call, Command, Connection, Engine } from './engine.ts';
import { codeName, CommandError } from './errors.ts';
import type { Session } from './sessions.ts';
import type { Transaction } from './transaction.ts';
import { beginTransaction, continueTransaction, rollback } from './transactions.ts';
import { isDoc, wholeNumber, type Doc, type Value } from './values.ts';

/** Runs one command and always answers: with `ok: 1`, or with MongoDB's form of an error. */
export async function execute(engine: Engine, connection: Connection, command: Doc): Promise<Doc> {
  let session: Session | undefined;
  try {
    const [name = ''] = Object.keys(command);
    const known = commandNamed(name);
    if (!connection.authenticated && known.open !== true) {
      throw new CommandError(13, `command ${name} requires authentication`);
    }
    checkFields(name, command, known.fields);
    session = sessionOf(engine, command.lsid);
    const reply = await runIn(session, { engine, connection, command, name, known });
    return { ...reply, ok: 1 };
  } catch (error) {
    return errorReply(error);
  }
}

function commandNamed(name: string): Command {
  const known = commands.get(name.toLowerCase());
  if (known === undefined) throw new CommandError(59, `no such command: '${name}'`);
  return known;
}

function sessionOf(engine: Engine, lsid: Value): Session | undefined {
  if (lsid === undefined) return undefined;
  const id = isDoc(lsid) ? lsid.id : undefined;
  if (!(id instanceof Binary) || id.position !== 16)
    throw new CommandError(9, 'lsid must be {id: <UUID>}');
  const key = Buffer.from(id.buffer.subarray(0, 16)).toString('hex');
  return engine.sessions.open(key, engine.now().getTime());
}

type Received = {
  readonly engine: Engine;
  readonly connection: Connection;
  readonly command: Doc;
  readonly name: string;
  readonly known: Command;
};

const retryable = new Set(['insert', 'update', 'delete', 'findandmodify']);

async function runIn(session: Session | undefined, received: Received): Promise<Doc> {
  const { command, known, name } = received;
  const number = wholeNumber(command.txnNumber);
  if (number !== undefined && session === undefined) {
    throw new CommandError(72, 'Transaction number requires a session ID to also be specified');
  }
  const call = callOf(received, session);
  if (session === undefined || number === undefined) return known.run(call);
  if (command.autocommit !== false) {
    if (!retryable.has(name.toLowerCase())) {
      throw new CommandError(
        50768,
        'txnNumber may only be provided for multi-document transactions and retryable write commands. autocommit:false was not provided, and ' +
          name +
          ' is not a retryable write command.',
      );
    }
    return known.run({ ...call, writeNumber: number });
  }
  return known.endsTransaction === true
    ? known.run({ ...call, writeNumber: number })
    : runInTransaction(session, number, call, known);
}

async function runInTransaction(
  session: Session,
  number: number,
  call: Call,
  known: Command,
): Promise<Doc> {
  const { engine, connection, command } = call;
  const transaction =
    command.startTransaction === true
      ? beginTransaction(engine, session, number, connection)
      : continueTransaction(session, number, connection);
  try {
    if (!known.inTransaction) {
      throw new CommandError(263, `Cannot run '${call.name}' in a multi-document transaction.`);
    }
    const reply = await known.run({ ...call, transaction });
    if (Array.isArray(reply.writeErrors)) abandon(engine, session, transaction);
    return reply;
  } catch (error) {
    abandon(engine, session, transaction);
    throw error;
  }
}

/** Any error ends a transaction, as in MongoDB: nothing of it can be half done. */
function abandon(engine: Engine, session: Session, transaction: Transaction): void {
  if (session.transaction === transaction) rollback(engine, session);
}

function callOf(
  { engine, connection, command, name }: Received,
  session: Session | undefined,
): Call {
  const maxTime = countField(command, 'maxTimeMS') ?? 0;
  const end = maxTime === 0 ? Infinity : performance.now() + maxTime;
  return {
    engine,
    connection,
    name,
    db: typeof command.$db === 'string' ? command.$db : 'test',
    command,
    session,
    transaction: undefined,
    writeNumber: undefined,
    timeLeft: () => end - performance.now(),
  };
}

function errorReply(error: unknown): Doc {
  const known =
    error instanceof CommandError
      ? error
      : new CommandError(1, error instanceof Error ? error.message : String(error));
  const labels = known.labels.length > 0 ? { errorLabels: known.labels } : {};
  return {
    ok: 0,
    errmsg: known.message,
    code: known.code,
    codeName: codeName(known.code),
    ...known.detail,
    ...labels,
  };
}
