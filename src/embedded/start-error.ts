/** Why the embedded database cannot start; the program says one clear sentence for each. */
export type StartProblem = 'locked' | 'not_writable' | 'newer_version' | 'damaged';

/** A refusal to start, with nothing changed in the folder. */
export class EmbeddedStartError extends Error {
  readonly code: StartProblem;

  constructor(code: StartProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
