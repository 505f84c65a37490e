import type { Delivery } from '../../channels/channel.ts';
import type { EventState, SimulatorPort } from '../../channels/web/ports.ts';
import type { Clock } from '../clock.ts';
import type { JobRunner } from '../working/job-runner.ts';
import type { Reminders } from '../reminders/create-reminders.ts';
import type { Worker } from '../working/worker.ts';
import type { Finds, Inbox, Outbox, OutboxRow, Settings } from '../../store/contract.ts';

export type SimulatorParts = {
  accept(delivery: Delivery): Promise<void>;
  inbox: Inbox;
  outbox: Outbox;
  finds: Finds;
  settings: Settings;
  clock: Clock;
  worker: Worker;
  jobs: JobRunner;
  reminders: Reminders;
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

/** On the wire, or due: a reply that waits for a later time is nobody's wait. */
const isUnderWay = ({ state, notBefore }: OutboxRow, now: Date): boolean =>
  state === 'sending' || (state === 'queued' && notBefore <= now);

type Looked = { through: boolean; state: EventState; address: string };

const look = async (
  { inbox, outbox, clock }: SimulatorParts,
  eventId: string,
): Promise<Looked | undefined> => {
  const row = await inbox.get(`${simulatorChannel}:${eventId}`);
  if (!row) return undefined;
  const { address, errorId } = row;
  if (row.state === 'new')
    return { through: false, address, state: { state: 'new', messages: [] } };
  const replies = (await outbox.ofEvent(row.id)).filter((one) => one.address === address);
  const messages = replies.flatMap(({ sent }) => sent.map(Number)).toSorted((a, b) => a - b);
  const waits = replies.some((one) => isUnderWay(one, clock.now()));
  const state: EventState = {
    state: waits ? 'new' : row.state,
    messages,
    ...(errorId ? { errorId } : {}),
  };
  return { through: !waits, address, state };
};

/** Listens from now on, so that nothing falls between a look and the wait for the next. */
const listenTo = (worker: Worker, until: number) => {
  let address: string | undefined;
  let wakeUp = (): void => undefined;
  let missed = false;
  const stop = worker.onProgress((about) => {
    if (address !== undefined && about.address !== address) return;
    missed = true;
    wakeUp();
  });
  return {
    about(one: string) {
      address = one;
    },
    async next(): Promise<void> {
      if (!missed) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.max(0, until - performance.now()));
          wakeUp = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      missed = false;
    },
    stop,
  };
};

/** Looks again after each piece of work for that person, until the event is through or the time is over. */
const waitFor = async (
  parts: SimulatorParts,
  eventId: string,
  waitMs: number,
): Promise<EventState | undefined> => {
  const until = performance.now() + waitMs;
  const progress = listenTo(parts.worker, until);
  try {
    for (;;) {
      const looked = await look(parts, eventId);
      if (!looked || looked.through || performance.now() >= until) return looked?.state;
      progress.about(looked.address);
      await progress.next();
    }
  } finally {
    progress.stop();
  }
};

/** What stands behind the simulator's routes: the same inbox, worker and jobs as behind every channel. */
export const createSimulator = (parts: SimulatorParts): SimulatorPort => {
  const { accept, outbox, finds, settings, clock, worker, jobs, reminders, refill } = parts;
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
    explainReminders: ({ persona, at }) =>
      reminders.explain({
        ...(persona === undefined ? {} : { account: `${simulatorChannel}:${persona}` }),
        ...(at === undefined ? {} : { at }),
      }),
    reset: refill,
  };
};
