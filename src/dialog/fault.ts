/** What a flow can do wrong. Always a bug of ours, never of the person. */
export type FaultCode =
  /** The dialog belongs to another flow. */
  | 'wrong_flow'
  /** A key twice in one run. */
  | 'repeated_key'
  /** More steps than any talk needs: a loop that does not end. */
  | 'too_many_steps'
  /** A step was not awaited, or two that wait for the person were begun at once. */
  | 'not_awaited'
  /** The flow waits for something that is no step of its turn. */
  | 'hung'
  /** Two plays of one turn went different ways: the flow looks at something beside its answers and reads. */
  | 'unsteady'
  /** A reserved or unusable choice. */
  | 'bad_choice';

/** Thrown by the runner, outside the flow: a flow can neither see nor swallow it. */
export class DialogFault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string) {
    super(message);
    this.name = 'DialogFault';
    this.code = code;
  }
}
