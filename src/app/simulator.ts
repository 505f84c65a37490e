import type { Delivery } from '../channels/channel.ts';
import type { EventState, SimulatorPort } from '../channels/web/ports.ts';
import type { Clock } from './clock.ts';
import type { JobRunner } from './job-runner.ts';
import type { Worker } from './worker.ts';
import type { Finds, Inbox, Outbox, OutboxRow, Settings } from '../store/contract.ts';

export type SimulatorParts = {
  accept(delivery: Delivery): Promise<void>;
  inbox: Inbox;
  outbox: Outbox;
  finds: Finds;
  settings: Settings;
  clock: Clock;
  worker: Worker;
  jobs: JobRunner;
  /** Empties the sample database and fills it again. */
  refill(scenario: string): Promise<void>;
};

export const simulatorChannel = 'web';
const clockSetting = 'simulator.clock';
const shown = 200;

/** Where the simulator's clock stands, over restarts. */
export const readClockOffset = async (settings: Settings): Promise<number | undefined> => {
  const stored = await settings.get(clockSetting);
  return typeof stored === 'number' ? stored : undefined;
};

export const keepClockOffset = (settings: Settings, clock: Clock): Promise<void> =>
  settings.set(clockSetting, clock.offset());

const isOver = ({ state }: OutboxRow): boolean => state === 'sent' || state === 'failed';

const stateOf = async (
  { inbox, outbox, clock }: SimulatorParts,
  eventId: string,
): Promise<{ through: boolean; state: EventState } | undefined> => {
  const row = await inbox.get(`${simulatorChannel}:${eventId}`);
  if (!row) return undefined;
  if (row.state === 'new') return { through: false, state: { state: 'new', messages: [] } };
  const replies = (await outbox.ofEvent(row.id)).filter(({ address }) => address === row.address);
  const messages = replies.flatMap(({ sent }) => sent.map(Number)).toSorted((a, b) => a - b);
  const waits = replies.some((one) => !isOver(one) && one.notBefore <= clock.now());
  return {
    through: !waits,
    state: {
      state: waits ? 'new' : row.state,
      messages,
      ...(row.errorId ? { errorId: row.errorId } : {}),
    },
  };
};

/** Looks again after each piece of work, until the event is through or the time is over. */
const waitFor = async (
  parts: SimulatorParts,
  eventId: string,
  waitMs: number,
): Promise<EventState | undefined> => {
  const until = performance.now() + waitMs;
  for (;;) {
    const progress = nextProgress(parts.worker, until - performance.now());
    const found = await stateOf(parts, eventId);
    if (!found || found.through || performance.now() >= until) {
      progress.forget();
      return found?.state;
    }
    await progress.seen;
  }
};

/** Listening begins before the look, so that nothing falls between the two. */
const nextProgress = (worker: Worker, waitMs: number) => {
  let forget = (): void => undefined;
  const seen = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, Math.max(0, waitMs));
    const stop = worker.onProgress(resolve);
    forget = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
  });
  return { seen: seen.finally(() => forget()), forget };
};

/** What stands behind the simulator's routes: the same inbox, worker and jobs as behind every channel. */
export const createSimulator = (parts: SimulatorParts): SimulatorPort => {
  const { accept, outbox, finds, settings, clock, worker, jobs, refill } = parts;
  return {
    accept,
    eventState: (eventId, waitMs) => waitFor(parts, eventId, waitMs),
    settle: () => worker.settle(),
    now: clock.now,
    async moveClock(to) {
      await worker.settle();
      await jobs.playUntil(to, clock);
      await keepClockOffset(settings, clock);
      return clock.now();
    },
    async runJob(name) {
      const job = jobs.find(name);
      if (!job) return undefined;
      const counts = await jobs.run(job);
      await worker.settle();
      return { ...counts };
    },
    outbox: async () => [...(await outbox.recent(shown))],
    audit: async () => [...(await finds.auditOf(undefined, 0, shown))],
    registration: async (unitId, year) => (await finds.registrationOf(unitId, year)) ?? null,
    reset: refill,
  };
};
