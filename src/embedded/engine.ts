import type { Catalog } from './catalog.ts';
import type { Cursors } from './cursors.ts';
import type { Session, Sessions } from './sessions.ts';
import type { Storage } from './storage.ts';
import type { Transaction } from './transaction.ts';
import type { Doc } from './values.ts';
import type { WriteGate } from './write-gate.ts';

/** The limits of the server, in milliseconds; tests make them short. */
export type Limits = {
  /** How long a writer waits for another one's transaction. */
  readonly writeWait: number;
  readonly transactionLifetime: number;
  readonly cursorIdle: number;
  readonly sessionIdle: number;
  /** How often expired documents, cursors and sessions are swept away. */
  readonly sweepEvery: number;
};

export const defaultLimits: Limits = {
  writeWait: 5_000,
  transactionLifetime: 60_000,
  cursorIdle: 10 * 60_000,
  sessionIdle: 30 * 60_000,
  sweepEvery: 60_000,
};

/** All state of a running server. */
export type Engine = {
  readonly catalog: Catalog;
  readonly storage: Storage;
  readonly gate: WriteGate;
  readonly sessions: Sessions;
  readonly cursors: Cursors;
  readonly limits: Limits;
  readonly now: () => Date;
  /** What clients must prove to know, or undefined where the socket's folder is protection enough. */
  readonly password: string | undefined;
};

/** One socket of a client. */
export type Connection = {
  readonly id: number;
  /** This end of it, as `hello` says. */
  readonly address: string;
  authenticated: boolean;
};

/** One command on its way: what was sent, and in which session and transaction. */
export type Call = {
  readonly engine: Engine;
  readonly connection: Connection;
  readonly name: string;
  readonly db: string;
  readonly command: Doc;
  readonly session: Session | undefined;
  /** The transaction that the command belongs to. */
  readonly transaction: Transaction | undefined;
  /** Set on a retryable write: the same number again is the same act. */
  readonly writeNumber: number | undefined;
  /** What is left of the client's `maxTimeMS`, in milliseconds; infinite without one. */
  readonly timeLeft: () => number;
};

/** A command: the fields that it understands, where it may run, and what it does. */
export type Command = {
  /** The fields that it understands, besides those that every command may carry. */
  readonly fields: readonly string[];
  readonly inTransaction: boolean;
  /** It ends a transaction itself instead of running inside it. */
  readonly endsTransaction?: boolean;
  /** Answers even before a client has proved who it is. */
  readonly open?: boolean;
  readonly run: (call: Call) => Doc | Promise<Doc>;
};
