import type { Log } from '../log.ts';
import { createWorkPumps, type Counts, type Progress, type PumpsDeps } from './work-pumps.ts';

export type WorkerDeps = PumpsDeps & { leads(): boolean; log: Log };

export type WorkCounts = { turns: number; sent: number; failed: number; retried: number };

/** Runs turns and long works and delivers the outbox, while this process leads. */
export type Worker = {
  start(): void;
  /** Takes nothing more and finishes what is under way. */
  stop(): Promise<void>;
  /** Something was put into the inbox, the outbox or the works. */
  wake(): void;
  /** Works until nothing due is left; what was done meanwhile, by whomever it was started. */
  settle(): Promise<WorkCounts>;
  /** Told after each row, with the address it was about. Returns the way to stop. */
  onProgress(listener: Progress): () => void;
};

/** How soon a postponed row, or one that another process accepted, is seen. */
const lookMs = 500;

/** A work that takes longer is left to whoever works next. */
const workGraceMs = 1_000;

const atMost = async (done: Promise<void>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([done, expired]);
  clearTimeout(timer);
};

const difference = (after: Counts, before: Counts): WorkCounts => ({
  turns: after.turns - before.turns,
  sent: after.sent - before.sent,
  failed: after.failed - before.failed,
  retried: after.retried - before.retried,
});

const somethingDue = async ({ inbox, outbox, works, now }: WorkerDeps): Promise<boolean> =>
  (await inbox.due(now(), 1)).length > 0 ||
  (await outbox.due(now(), [], 1)).length > 0 ||
  (await works.due(now(), 1)).length > 0;

export const createWorker = (deps: WorkerDeps): Worker => {
  const counts: Counts = { turns: 0, sent: 0, failed: 0, retried: 0, skipped: 0, parked: 0 };
  const listeners = new Set<Progress>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const goesOn = (): boolean => !stopped && deps.leads();
  const onDone: Progress = (about) => {
    for (const listener of listeners) listener(about);
  };
  const { all, wake } = createWorkPumps(deps, { counts, onDone, goesOn });
  const { turns, works, sends } = all;
  const hasDue = async (): Promise<boolean> =>
    turns.count() + works.count() + sends.count() > 0 || somethingDue(deps);

  return {
    start() {
      timer = setInterval(wake, lookMs);
      timer.unref();
      wake();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await turns.idle();
      await sends.idle();
      await atMost(works.idle(), workGraceMs);
    },
    wake,
    async settle() {
      const before = { ...counts };
      while (goesOn()) {
        for (const pump of [turns, works, sends]) {
          await pump.look();
          await pump.idle();
        }
        if (!(await hasDue())) break;
      }
      return difference(counts, before);
    },
    onProgress(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
