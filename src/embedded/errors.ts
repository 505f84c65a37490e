import type { Doc } from './values.ts';

const codeNames = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  11: 'UserNotFound',
  13: 'Unauthorized',
  14: 'TypeMismatch',
  15: 'Overflow',
  18: 'AuthenticationFailed',
  20: 'IllegalOperation',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  52: 'DollarPrefixedFieldName',
  54: 'NotSingleValueField',
  56: 'EmptyFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  79: 'UnknownReplWriteConcern',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  91: 'ShutdownInProgress',
  100: 'UnsatisfiableWriteConcern',
  112: 'WriteConflict',
  171: 'CannotIndexParallelArrays',
  197: 'InvalidIndexSpecificationOption',
  225: 'TransactionTooOld',
  246: 'SnapshotUnavailable',
  251: 'NoSuchTransaction',
  256: 'TransactionCommitted',
  262: 'ExceededTimeLimit',
  263: 'OperationNotSupportedInTransaction',
  8000: 'AtlasError',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  11600: 'InterruptedAtShutdown',
} as const satisfies Record<number, string>;

/** A refusal in MongoDB's own codes and, where clients read them, its own words. */
export class CommandError extends Error {
  readonly code: number;
  readonly detail: Doc;
  readonly labels: readonly string[];

  constructor(code: number, message: string, detail: Doc = {}, labels: readonly string[] = []) {
    super(message);
    this.code = code;
    this.detail = detail;
    this.labels = labels;
  }
}

/** The name MongoDB gives to a code; codes of single places in its source are called Location. */
export function codeName(code: number): string {
  const named: Readonly<Record<number, string>> = codeNames;
  return named[code] ?? `Location${code}`;
}
