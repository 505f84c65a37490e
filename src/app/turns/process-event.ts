import type { NewId } from '../../domain/ids.ts';
import { Conflict, type Inbox, type InboxRow } from '../../store/contract.ts';
import { StoreError } from '../../store/errors.ts';
import type { Ready } from './incoming.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';

/** One attempt: collects a whole turn into a fresh unit of work and commits it. Throws `Conflict`. */
export type Attempt = (row: InboxRow) => Promise<void>;

/** Postponed: the row is still new, and what its chat sent after it waits behind it. */
export type TurnOutcome = 'done' | 'dead' | 'postponed';

export type ProcessDeps = {
  /** Brings what the turn needs into the house, outside of its transaction. */
  prepare?: (row: InboxRow) => Promise<Ready>;
  attempt: Attempt;
  /** Tells the person that something broke, under this id, and ends the event; its own small commit. */
  apologise(row: InboxRow, errorId: string): Promise<void>;
  inbox: Inbox;
  newId: NewId;
  now(): Date;
  realNow(): Date;
  log: Log;
  metrics: Metrics;
};

/** Two writers in one document are two people at one plan: they seldom meet twice in a row. */
const attemptsAtOnce = 6;
const postponeMs = 1_000;
/** A database that is away comes back; an event that fails for that reason alone waits for it. */
const isOutage = (error: unknown): boolean =>
  (error instanceof StoreError &&
    (error.code === 'unreachable' || error.code === 'commit_unknown')) ||
  (error instanceof Error &&
    /^Mongo(Network|ServerSelection|NotConnected|Topology|Pool)/.test(error.name));

const attemptRepeatedly = async ({ attempt }: ProcessDeps, row: InboxRow): Promise<boolean> => {
  for (let tried = 0; tried < attemptsAtOnce; tried += 1) {
    try {
      await attempt(row);
      return true;
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
  return false;
};

const fail = async (deps: ProcessDeps, row: InboxRow, error: unknown): Promise<void> => {
  const errorId = deps.newId().slice(0, 8).toUpperCase();
  deps.log.error({ err: error, row: row.id, errorId }, 'turn: fault');
  try {
    await deps.apologise(row, errorId);
  } catch (second) {
    deps.log.error({ err: second, row: row.id, errorId }, 'turn: not even the apology');
    await deps.inbox.bury(row.id, errorId);
  }
};

const postpone = async (
  { inbox, now }: ProcessDeps,
  row: InboxRow,
  waitMs = postponeMs,
): Promise<'postponed'> => {
  await inbox.postpone(row.id, new Date(now().getTime() + waitMs));
  return 'postponed';
};

const play = async (deps: ProcessDeps, row: InboxRow): Promise<TurnOutcome> => {
  try {
    return (await attemptRepeatedly(deps, row)) ? 'done' : await postpone(deps, row);
  } catch (error) {
    if (isOutage(error)) return postpone(deps, row);
    await fail(deps, row, error);
    return 'dead';
  }
};

const endOf = async (deps: ProcessDeps, row: InboxRow): Promise<TurnOutcome> => {
  let ready: Ready;
  try {
    ready = (await deps.prepare?.(row)) ?? { row };
  } catch (error) {
    if (isOutage(error)) return postpone(deps, row);
    await fail(deps, row, error);
    return 'dead';
  }
  if (ready === 'over') return 'done';
  return 'waitMs' in ready ? postpone(deps, row, ready.waitMs) : play(deps, ready.row);
};

/**
 * Runs one event to its end: done, or dead with an id that the person reads. Conflicts start the turn again;
 * repeated conflicts and an absent database leave the event new, for later: they are no fault of the event.
 */
export const createProcessEvent =
  (deps: ProcessDeps) =>
  async (row: InboxRow): Promise<TurnOutcome> => {
    const began = deps.realNow().getTime();
    const outcome = await endOf(deps, row);
    deps.metrics.turn((deps.realNow().getTime() - began) / 1_000, outcome);
    return outcome;
  };
