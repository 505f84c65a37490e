export type StoreErrorCode =
  /** No answer within a few seconds, or the connection broke: nothing was written, try later. */
  | 'unreachable'
  /** The connection broke while a commit was on its way: it may or may not have happened. */
  | 'commit_unknown'
  /** A newer program wrote this database: start that one. */
  | 'newer_version'
  /** The server is no replica set, so it has no transactions. */
  | 'no_transactions'
  /** Only a database stamped as sample may be reset. */
  | 'not_sample'
  /** Only an empty database may become a sample. */
  | 'not_empty'
  /** A sample never becomes real. */
  | 'is_sample';

/** What callers of the store branch on, besides `Conflict`. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
