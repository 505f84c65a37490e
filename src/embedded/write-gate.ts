/** Whoever may hold the gate for longer than one step: a transaction from its first write to its end. */
export type Holder = object;

type Waiting = {
  readonly holder: Holder | undefined;
  start(): void;
  refuse(error: Error): void;
};

/**
 * One writer at a time. A plain command passes in one synchronous step; a transaction keeps the gate
 * until it is released. Whoever finds it closed waits in line, for a limited time.
 */
export type WriteGate = {
  /** Runs `step` as soon as the gate is free (or held by `holder`), which then keeps it. */
  pass<T>(step: () => T, terms: PassTerms): Promise<T>;
  /** Opens the gate if `holder` keeps it, and refuses whatever `holder` still waits for. */
  leave(holder: Holder, error: Error): void;
  /** Refuses everybody who waits, and all who come later. */
  close(error: Error): void;
};

export type PassTerms = {
  readonly holder?: Holder | undefined;
  readonly waitMs: number;
  /** The error of whoever waited in vain. */
  readonly timedOut: () => Error;
};

export function createWriteGate(): WriteGate {
  let held: Holder | undefined;
  let line: Waiting[] = [];
  let closed: Error | undefined;

  function isOpenTo(holder: Holder | undefined): boolean {
    return held === undefined || held === holder;
  }

  function advance(): void {
    for (;;) {
      const next = line.find(({ holder }) => isOpenTo(holder));
      if (next === undefined) return;
      line = line.filter((waiting) => waiting !== next);
      next.start();
    }
  }

  function refuseAll(which: (waiting: Waiting) => boolean, error: Error): void {
    const refused = line.filter(which);
    line = line.filter((waiting) => !which(waiting));
    for (const waiting of refused) waiting.refuse(error);
  }

  function wait<T>(step: () => T, { holder, waitMs, timedOut }: PassTerms): Promise<T> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        holder,
        start() {
          clearTimeout(timer);
          held = holder ?? held;
          try {
            resolve(step());
          } catch (error) {
            waiting.refuse(error as Error); // whatever a step throws is passed on as it is
          }
        },
        refuse(error) {
          clearTimeout(timer);
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        line = line.filter((other) => other !== waiting);
        waiting.refuse(timedOut());
      }, waitMs);
      line.push(waiting);
    });
  }

  return {
    async pass(step, terms) {
      if (closed !== undefined) throw closed;
      if (!isOpenTo(terms.holder) || (held === undefined && line.length > 0))
        return wait(step, terms);
      held = terms.holder ?? held;
      return step();
    },
    leave(holder, error) {
      refuseAll((waiting) => waiting.holder === holder, error);
      if (held !== holder) return;
      held = undefined;
      advance();
    },
    close(error) {
      closed = error;
      refuseAll(() => true, error);
    },
  };
}
