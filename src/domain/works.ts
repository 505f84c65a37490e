/**
 * Long work outside any transaction: making and reading files, sending mail. A conversation starts it with
 * `Turn.later` and waits for its result. Inputs and results are JSON. A work changes no document, since it may
 * run twice after a crash: the conversation runs a command with its result. What may well go wrong (a damaged
 * file, a faulty template) is part of `out`.
 */
type Works = Record<never, never>;

export type WorkType = keyof Works;

export type WorkOf<T extends WorkType> = { type: T } & (Works[T] extends { in: infer In }
  ? In
  : never);

export type Work = { [T in WorkType]: WorkOf<T> }[WorkType];

export type WorkResult<W extends Work> = W extends { type: infer T extends WorkType }
  ? ResultOf<T>
  : never;

/** What a work of that type brings back. */
export type ResultOf<T extends WorkType> = Works[T] extends { out: infer Out } ? Out : never;
