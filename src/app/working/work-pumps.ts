import type { Inbox, InboxRow, Outbox, OutboxRow, WorkRow, Works } from '../../store/contract.ts';
import type { DeliveryOutcome } from '../sending/deliver.ts';
import type { Log } from '../log.ts';
import type { TurnOutcome } from '../turns/process-event.ts';
import { createPump, type Pump, type PumpDeps } from './pump.ts';

export type PumpsDeps = {
  inbox: Inbox;
  outbox: Outbox;
  works: Works;
  /** The program's clock: what is due. */
  now(): Date;
  runTurn(row: InboxRow): Promise<TurnOutcome>;
  deliver(row: OutboxRow): Promise<DeliveryOutcome>;
  runWork(row: WorkRow): Promise<'through' | 'later'>;
  log: Log;
};

export type Counts = Record<'turns' | DeliveryOutcome, number>;

/** Told after each row, with the address it was about. */
export type Progress = (about: { channel: string; address: string }) => void;

export type Pumping = {
  counts: Counts;
  onDone: Progress;
  /** Rows may still be taken up; what a look finds after that is left to whoever works next. */
  goesOn(): boolean;
};

/** The three lines of work: turns of the inbox, long works, sends of the outbox. */
export type WorkPumps = {
  all: { turns: Pump; works: Pump; sends: Pump };
  /** Looks at all of them. */
  wake(): void;
};

const turnsAtOnce = 16;
const sendsAtOnce = 32;
const worksAtOnce = 2;
/** Taken up at most: enough that no place stays empty until the next look. */
const turnsTaken = 3 * turnsAtOnce;

type Wanted = <R>(found: Promise<readonly R[]>) => Promise<readonly R[]>;

const turnLine = (
  { inbox, now, runTurn }: PumpsDeps,
  { counts }: Pumping,
  wanted: Wanted,
): Pick<PumpDeps<InboxRow>, 'due' | 'work'> & { backlog(): boolean } => {
  /** The last look found all that it might take, so there may be more. */
  let backlog = false;
  return {
    async due(_busy, underWay) {
      const free = turnsTaken - underWay.length;
      const rows = free > 0 ? await wanted(inbox.due(now(), free, underWay)) : [];
      backlog = rows.length === free;
      return rows;
    },
    async work(row) {
      if ((await runTurn(row)) === 'postponed') return 'later';
      counts.turns += 1;
      return 'through';
    },
    backlog: () => backlog,
  };
};

/** Starts looks that nobody waits for. */
const createLook = ({ log }: PumpsDeps, { goesOn }: Pumping) => {
  let told: unknown;
  return (...pumps: readonly Pump[]): void => {
    if (!goesOn()) return;
    Promise.all(pumps.map((pump) => pump.look())).catch((error: unknown) => {
      // Many may wait for one look, and one that was cut off by the stop is no trouble.
      if (error === told || !goesOn()) return;
      told = error;
      log.error({ err: error }, 'worker: cannot look');
    });
  };
};

export const createWorkPumps = (deps: PumpsDeps, pumping: Pumping): WorkPumps => {
  const { outbox, works: store, now, log, deliver, runWork } = deps;
  const { counts, onDone, goesOn } = pumping;
  const wanted: Wanted = async (found) => {
    const rows = await found;
    return goesOn() ? rows : [];
  };
  const look = createLook(deps, pumping);
  const onError = (error: unknown, row: string): void =>
    log.error({ err: error, row }, 'worker: a row was left lying');
  const after =
    (next: () => void): Progress =>
    (about) => {
      onDone(about);
      next();
    };

  const line = turnLine(deps, pumping, wanted);
  const turns = createPump<InboxRow>({
    ...line,
    width: turnsAtOnce,
    onDone: after(() => {
      look(sends);
      if (line.backlog() && turns.count() < turnsAtOnce) look(turns);
    }),
    onError,
  });
  const works = createPump<WorkRow>({
    due: (_busy, underWay) => wanted(store.due(now(), worksAtOnce + underWay.length)),
    work: runWork,
    width: worksAtOnce,
    // its result lies in the inbox
    onDone: after(() => look(turns, works)),
    onError,
  });
  const sends = createPump<OutboxRow>({
    async due(busy, underWay) {
      // No more than go at once: what is urgent must not stand behind what was taken up before it.
      const free = sendsAtOnce - underWay.length;
      return free > 0 ? wanted(outbox.due(now(), busy, free)) : [];
    },
    async work(row) {
      counts[await deliver(row)] += 1;
      return 'through';
    },
    width: sendsAtOnce,
    // the next in line
    onDone: after(() => look(sends)),
    onError,
  });
  return { all: { turns, works, sends }, wake: () => look(turns, works, sends) };
};
