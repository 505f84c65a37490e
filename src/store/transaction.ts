import { mongo, type ClientSession, type Connection } from 'mongoose';
import { Conflict } from './contract.ts';
import { StoreError } from './errors.ts';

const duplicateKey = 11000;
const writeConflict = 112;
const commitAttempts = 3;

/** The broken wire behind an error, if that is what it was; a bulk command wraps it once more. */
const brokenWire = (error: unknown): Error | undefined => {
  if (error instanceof mongo.MongoBulkWriteError) return brokenWire(error.errorResponse);
  const isBroken =
    error instanceof mongo.MongoNetworkError || error instanceof mongo.MongoServerSelectionError;
  return isBroken ? error : undefined;
};

export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === duplicateKey;

const isConflict = (error: unknown): boolean =>
  isDuplicateKey(error) ||
  (error instanceof mongo.MongoError &&
    (error.code === writeConflict || error.hasErrorLabel('TransientTransactionError')));

/** What a failed write means to the caller: somebody was faster, nobody answered, or a fault as it is. */
const translated = (error: unknown): unknown => {
  if (error instanceof Conflict || error instanceof StoreError) return error;
  const cause = brokenWire(error);
  if (cause) return new StoreError('unreachable', 'The database does not answer.', { cause });
  if (isConflict(error)) return new Conflict('Somebody else wrote first.', { cause: error });
  return error;
};

const isUnknown = (error: unknown): boolean =>
  error instanceof mongo.MongoError && error.hasErrorLabel('UnknownTransactionCommitResult');

/** A commit whose answer was lost is asked for again: the server does it once. */
const commit = async (session: ClientSession): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (!isUnknown(error)) throw error;
      if (attempt === commitAttempts)
        throw new StoreError('commit_unknown', 'The commit was not confirmed.', { cause: error });
    }
  }
};

/**
 * One attempt at one transaction: all of `write` or nothing. Never repeats `write`, because what was decided on
 * is stale by then; the caller decides again.
 */
export const inTransaction = async (
  connection: Connection,
  write: (session: ClientSession) => Promise<void>,
): Promise<void> => {
  const session = await connection.startSession();
  try {
    session.startTransaction();
    await write(session);
    await commit(session);
  } catch (error) {
    // The first fault is what the caller must see; a transaction that cannot be aborted dies by itself.
    if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
    throw translated(error);
  } finally {
    await session.endSession();
  }
};
