import type { Call, Engine } from './engine.ts';
import { CommandError } from './errors.ts';
import { sessionRecord } from './sessions.ts';
import type { Change } from './storage.ts';
import { unitOf } from './transaction.ts';
import { checkNotOlder, rollback } from './transactions.ts';
import { createUnit, writeConflict, type Unit } from './unit.ts';
import type { Doc } from './values.ts';
import type { PassTerms } from './write-gate.ts';

type Done = { readonly reply: Doc; readonly batch: number };

/**
 * Runs one writing command: in its transaction, or at once and durable before the reply. A retryable
 * write that was done before is not done again.
 */
export async function write(call: Call, step: (unit: Unit) => Doc): Promise<Doc> {
  const { engine, transaction } = call;
  if (transaction !== undefined) {
    return engine.gate.pass(() => step(unitOf(transaction, engine.catalog)), terms(call));
  }
  const { reply, batch } = await engine.gate.pass(
    () => doneBefore(call) ?? act(call, step),
    terms(call),
  );
  await engine.storage.durable(batch);
  return reply;
}

function terms({ engine, transaction, writeNumber, timeLeft }: Call): PassTerms {
  const left = timeLeft();
  const { writeWait } = engine.limits;
  return {
    holder: transaction,
    waitMs: Math.min(writeWait, left),
    timedOut: () => {
      if (left < writeWait) return new CommandError(50, 'operation exceeded time limit');
      return transaction ? writeConflict() : busy(writeNumber !== undefined);
    },
  };
}

function busy(retryable: boolean): CommandError {
  const labels = retryable ? ['RetryableWriteError'] : [];
  return new CommandError(262, 'another transaction held the database for too long', {}, labels);
}

function doneBefore({ engine, session, writeNumber }: Call): Done | undefined {
  if (session === undefined || writeNumber === undefined) return undefined;
  checkNotOlder(session, writeNumber);
  if (session.number === writeNumber) {
    if (session.outcome?.kind === 'reply') return session.outcome;
    if (session.outcome === undefined && session.transaction === undefined) return undefined;
    throw new CommandError(225, `txnNumber ${writeNumber} was used for a transaction`);
  }
  rollback(engine, session);
  session.number = writeNumber;
  session.outcome = undefined;
  return undefined;
}

function act(call: Call, step: (unit: Unit) => Doc): Done {
  const { engine, session, writeNumber } = call;
  const unit = createUnit(engine.catalog, engine.catalog.collections);
  const reply = step(unit);
  const changes = [...unit.changes.values()];
  // Nothing written: the answer still tells of what others wrote, and waits until that is durable.
  if (changes.length === 0) return { reply, batch: engine.storage.latest() };
  const remember = session !== undefined && writeNumber !== undefined;
  if (remember) changes.push(sessionRecord(session, writeNumber, reply));
  const batch = engine.storage.append(changes);
  unit.publish(batch);
  if (remember) session.outcome = { kind: 'reply', reply, batch };
  return { reply, batch };
}

/** A change of the catalog itself: collections and indexes. */
export type Alteration = {
  readonly reply: Doc;
  readonly changes: readonly Change[];
  publish(batch: number): void;
};

/** Runs a command on the catalog as the only writer, durable before the reply. */
export async function alter(call: Call, step: (engine: Engine) => Alteration): Promise<Doc> {
  const { engine } = call;
  const { reply, batch } = await engine.gate.pass(() => {
    const { reply: answer, changes, publish } = step(engine);
    if (changes.length === 0) return { reply: answer, batch: engine.storage.latest() };
    const number = engine.storage.append(changes);
    publish(number);
    return { reply: answer, batch: number };
  }, terms(call));
  await engine.storage.durable(batch);
  return reply;
}
