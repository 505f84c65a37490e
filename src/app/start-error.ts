/** The program cannot start, for a reason that its operator can mend: one sentence, no stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
