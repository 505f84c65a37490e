import type { Inbox, InboxRow, Outbox, OutboxRow, WorkRow, Works } from '../store/contract.ts';
import type { DeliveryOutcome } from './deliver.ts';
import type { Log } from './log.ts';
import type { TurnOutcome } from './process-event.ts';
import { createPump, type Pump } from './pump.ts';

export type WorkerDeps = {
  inbox: Inbox;
  outbox: Outbox;
  works: Works;
  /** The program's clock: what is due. */
  now(): Date;
  runTurn(row: InboxRow): Promise<TurnOutcome>;
  deliver(row: OutboxRow): Promise<DeliveryOutcome>;
  runWork(row: WorkRow): Promise<'through' | 'later'>;
  leads(): boolean;
  log: Log;
};

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

type Progress = (about: { channel: string; address: string }) => void;

/** How soon a postponed row, or one that another process accepted, is seen. */
const lookMs = 500;
const turnsAtOnce = 16;
const sendsAtOnce = 32;
const worksAtOnce = 2;
const batch = 200;

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

type Counts = Record<'turns' | DeliveryOutcome, number>;

type Pumping = {
  counts: Counts;
  onDone: Progress;
  /** After each work: its result lies in the inbox. */
  onResult: Progress;
  /** Rows may still be taken up; what a look finds after that is left to whoever works next. */
  goesOn(): boolean;
};

type Pumps = { turns: Pump; sends: Pump; works: Pump };

const createPumps = (
  { inbox, outbox, works, now, runTurn, deliver, runWork, log }: WorkerDeps,
  { counts, onDone, onResult, goesOn }: Pumping,
): Pumps => {
  const wanted = async <R>(found: Promise<readonly R[]>): Promise<readonly R[]> => {
    const rows = await found;
    return goesOn() ? rows : [];
  };
  const onError = (error: unknown, row: string): void =>
    log.error({ err: error, row }, 'worker: a row was left lying');
  return {
    turns: createPump<InboxRow>({
      due: (_busy, underWay) => wanted(inbox.due(now(), batch + underWay)),
      work: async (row) => {
        if ((await runTurn(row)) === 'postponed') return 'later';
        counts.turns += 1;
        return 'through';
      },
      width: turnsAtOnce,
      onDone,
      onError,
    }),
    sends: createPump<OutboxRow>({
      due: (busy) => wanted(outbox.due(now(), busy, sendsAtOnce)),
      work: async (row) => {
        counts[await deliver(row)] += 1;
        return 'through';
      },
      width: sendsAtOnce,
      onDone,
      onError,
    }),
    works: createPump<WorkRow>({
      due: (_busy, underWay) => wanted(works.due(now(), worksAtOnce + underWay)),
      work: runWork,
      width: worksAtOnce,
      onDone: onResult,
      onError,
    }),
  };
};

/** Takes turns at all until none has anything due. */
const settleAll = async (
  { turns, sends, works }: Pumps,
  { goesOn, hasDue }: { goesOn(): boolean; hasDue(): Promise<boolean> },
): Promise<void> => {
  while (goesOn()) {
    await turns.look();
    await turns.idle();
    await works.look();
    await works.idle();
    await sends.look();
    await sends.idle();
    if (!(await hasDue())) return;
  }
};

const difference = (after: Counts, before: Counts): WorkCounts => ({
  turns: after.turns - before.turns,
  sent: after.sent - before.sent,
  failed: after.failed - before.failed,
  retried: after.retried - before.retried,
});

const somethingDue = async (
  { inbox, outbox, works, now }: WorkerDeps,
  pumps: Pumps,
): Promise<boolean> =>
  Object.values(pumps).some((pump) => pump.count() > 0) ||
  (await inbox.due(now(), 1)).length > 0 ||
  (await outbox.due(now(), [], 1)).length > 0 ||
  (await works.due(now(), 1)).length > 0;

export const createWorker = (deps: WorkerDeps): Worker => {
  const { leads, log } = deps;
  const counts: Counts = { turns: 0, sent: 0, failed: 0, retried: 0, skipped: 0 };
  const listeners = new Set<Progress>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const goesOn = (): boolean => !stopped && leads();
  const look = (...pumps: readonly Pump[]): void => {
    if (!goesOn()) return;
    Promise.all(pumps.map((pump) => pump.look())).catch((error: unknown) =>
      log.error({ err: error }, 'worker: cannot look'),
    );
  };
  const onDone: Progress = (about) => {
    for (const listener of listeners) listener(about);
    // Both a turn and a send may have left something to send: a reply, or the next in line.
    look(sends);
  };
  const onResult: Progress = (about) => {
    for (const listener of listeners) listener(about);
    look(turns, works);
  };
  const pumps = createPumps(deps, { counts, onDone, onResult, goesOn });
  const { turns, sends, works } = pumps;
  const wake = (): void => look(turns, sends, works);
  const hasDue = (): Promise<boolean> => somethingDue(deps, pumps);

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
      await settleAll(pumps, { goesOn, hasDue });
      return difference(counts, before);
    },
    onProgress(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
