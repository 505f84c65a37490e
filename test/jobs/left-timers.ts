/**
 * Agenda watches the lock of each run with a timer that it never clears (lockLifetime / 2: five minutes), and
 * jest waits for every timer. Notes the timers made from now on; the returned function clears them.
 */
export const noteTimers = (): (() => void) => {
  const { setTimeout: real } = globalThis;
  const made: NodeJS.Timeout[] = [];
  const noting = (work: () => void, ms?: number): NodeJS.Timeout => {
    const timer = real(work, ms);
    made.push(timer);
    return timer;
  };
  globalThis.setTimeout = Object.assign(noting, real);
  return () => {
    globalThis.setTimeout = real;
    for (const timer of made) clearTimeout(timer);
  };
};
