import type { Connection, Engine } from './engine.ts';
import { CommandError } from './errors.ts';
import { sessionRecord, type Session } from './sessions.ts';
import type { Transaction } from './transaction.ts';

const TRANSIENT = ['TransientTransactionError'];

/** The error after which a driver starts the whole transaction anew. */
function noSuchTransaction(message: string): CommandError {
  return new CommandError(251, message, {}, TRANSIENT);
}

function aborted(number: number): CommandError {
  return noSuchTransaction(`Transaction with { txnNumber: ${number} } has been aborted.`);
}

/** Begins a transaction; one that the session left open is rolled back. */
export function beginTransaction(
  engine: Engine,
  session: Session,
  number: number,
  owner: Connection,
): Transaction {
  checkNotOlder(session, number);
  if (number === session.number) {
    throw new CommandError(
      50911,
      `Cannot start a transaction at given transaction number ${number}: a transaction with the same number has begun`,
    );
  }
  rollback(engine, session);
  const timer = setTimeout(() => {
    if (session.transaction === transaction) rollback(engine, session);
  }, engine.limits.transactionLifetime);
  timer.unref();
  const transaction: Transaction = { number, unit: undefined, owner, timer };
  session.number = number;
  session.outcome = undefined;
  session.transaction = transaction;
  return transaction;
}

/** A number that is older than the newest of its session has been overtaken. */
export function checkNotOlder(session: Session, number: number): void {
  if (number >= session.number) return;
  throw new CommandError(
    225,
    `Cannot use txnNumber ${number}: txnNumber ${session.number} has already started on this session`,
  );
}

/** The open transaction that a further command belongs to. */
export function continueTransaction(
  session: Session,
  number: number,
  owner: Connection,
): Transaction {
  const { transaction } = session;
  if (transaction?.number === number) {
    transaction.owner = owner;
    return transaction;
  }
  throw endedError(session, number);
}

function endedError(session: Session, number: number): CommandError {
  if (session.number === number && session.outcome?.kind === 'committed') {
    return new CommandError(256, `Transaction with { txnNumber: ${number} } has been committed.`);
  }
  if (session.number === number && session.outcome?.kind === 'aborted') return aborted(number);
  return noSuchTransaction(
    `Given transaction number ${number} does not match any in-progress transactions. The active transaction number is ${session.number}`,
  );
}

/** Makes everything that the transaction wrote visible and durable at once; a repeat answers the same. */
export async function commitTransaction(
  engine: Engine,
  session: Session,
  number: number,
): Promise<void> {
  const { outcome, transaction } = session;
  if (session.number === number && outcome?.kind === 'committed')
    return engine.storage.durable(outcome.batch);
  if (transaction?.number !== number) throw endedError(session, number);
  const batch = publish(engine, session, transaction);
  finish(engine, session, transaction);
  session.outcome = { kind: 'committed', batch };
  return engine.storage.durable(batch);
}

function publish(engine: Engine, session: Session, { number, unit }: Transaction): number {
  if (unit === undefined || unit.changes.size === 0) return 0;
  const record = sessionRecord(session, number, undefined);
  const batch = engine.storage.append([...unit.changes.values(), record]);
  unit.publish(batch);
  return batch;
}

/** What `abortTransaction` asks for; there must be something to abort. */
export function abortTransaction(engine: Engine, session: Session, number: number): void {
  if (session.transaction?.number !== number) throw endedError(session, number);
  rollback(engine, session);
}

/** Drops what the session's open transaction wrote, if there is one; its waiting commands are refused. */
export function rollback(engine: Engine, session: Session): void {
  const { transaction } = session;
  if (transaction === undefined) return;
  session.outcome = { kind: 'aborted' };
  finish(engine, session, transaction);
}

function finish(engine: Engine, session: Session, transaction: Transaction): void {
  clearTimeout(transaction.timer);
  session.transaction = undefined;
  engine.cursors.killOf(transactionKey(session.key));
  engine.gate.leave(transaction, () => aborted(transaction.number));
}

/** Cursors of a transaction end with it; they are listed under this name. */
export function transactionKey(session: string): string {
  return `${session} in transaction`;
}

/** Rolls back everything whose newest command came over a socket that is lost. */
export function rollbackOwnedBy(engine: Engine, owner: Connection): void {
  for (const session of engine.sessions.all()) {
    const { transaction } = session;
    if (transaction?.owner === owner) rollback(engine, session);
  }
}

/** Ends a session: its transaction, its cursors and what is remembered of it. */
export function endSession(engine: Engine, session: Session): void {
  rollback(engine, session);
  engine.cursors.killOf(session.key);
  engine.sessions.forget(session);
}
