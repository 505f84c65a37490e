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
  leave(holder: Holder, reason: () => Error): void;
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
  const state: State = { held: undefined, line: [], closed: undefined };
  return {
    async pass(step, terms) {
      if (state.closed !== undefined) throw state.closed;
      if (!isOpenTo(state, terms.holder)) return wait(state, step, terms);
      state.held = terms.holder ?? state.held;
      return step();
    },
    leave(holder, reason) {
      refuse(state, (waiting) => waiting.holder === holder, reason);
      if (state.held !== holder) return;
      state.held = undefined;
      advance(state);
    },
    close(error) {
      state.closed = error;
      refuse(
        state,
        () => true,
        () => error,
      );
    },
  };
}

type State = { held: Holder | undefined; line: Waiting[]; closed: Error | undefined };

function isOpenTo({ held }: State, holder: Holder | undefined): boolean {
  return held === undefined || held === holder;
}

/** Starts whoever may start now, in the order of their coming. */
function advance(state: State): void {
  for (;;) {
    const next = state.line.find(({ holder }) => isOpenTo(state, holder));
    if (next === undefined) return;
    state.line = state.line.filter((waiting) => waiting !== next);
    next.start();
  }
}

function refuse(state: State, which: (waiting: Waiting) => boolean, reason: () => Error): void {
  const refused = state.line.filter(which);
  state.line = state.line.filter((waiting) => !which(waiting));
  for (const waiting of refused) waiting.refuse(reason());
}

/** Runs the step now; what it throws becomes a rejection. */
async function ran<T>(step: () => T): Promise<T> {
  return step();
}

function wait<T>(state: State, step: () => T, { holder, waitMs, timedOut }: PassTerms): Promise<T> {
  return new Promise((resolve, reject) => {
    const waiting: Waiting = {
      holder,
      start() {
        clearTimeout(timer);
        state.held = holder ?? state.held;
        resolve(ran(step));
      },
      refuse(error) {
        clearTimeout(timer);
        reject(error);
      },
    };
    const timer = setTimeout(() => refuse(state, (one) => one === waiting, timedOut), waitMs);
    state.line.push(waiting);
  });
}
