import { createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { createWebChannel } from '../../src/channels/web/channel.ts';
import type { Channel, Delivery, SendErrorCode } from '../../src/channels/channel.ts';
import type { ThreadMessage } from '../../src/channels/web/ports.ts';
import type { Message } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import type { NoticeBody } from '../../src/domain/notices.ts';
import { createWords } from '../../src/i18n/words.ts';
import { loadProgrammes } from '../../src/programmes/load.ts';
import type { Store } from '../../src/store/connect.ts';
import { createCore, type Core, type CoreDeps } from '../../src/app/core.ts';
import { createFlowList } from '../../src/app/turns/flow-list.ts';
import type { Job } from '../../src/app/jobs.ts';
import { createLog } from '../../src/app/log.ts';
import type { OutsideSay } from '../../src/app/sending/notify.ts';
import { createMetrics } from '../../src/app/metrics.ts';
import { programFolder } from '../../src/app/program-folder.ts';
import { openSampleMode } from '../../src/app/simulator/simulator-mode.ts';
import { createSimulator } from '../../src/app/simulator/simulator.ts';
import { createSpeaker } from '../../src/app/words.ts';
import { workHandlers } from '../../src/app/works/handlers.ts';
import type { WorkHandlers } from '../../src/app/works/perform.ts';

/** A member talks through `house`; a bubble as the phone shows it. */
export type House = {
  core: Core;
  store: Store;
  log: string[];
  /** Sends one event and waits until its turn and replies are through; the bubbles that answered. */
  send(persona: string, what: Partial<Delivery>, eventId?: string): Promise<ThreadMessage[]>;
  thread(persona: string): Promise<ThreadMessage[]>;
  /** The next sends to this persona fail so. */
  fault(persona: string, code: SendErrorCode, times: number): void;
  now(): Date;
  /** Moves the program's clock on; what becomes due on the way is done. */
  pass(ms: number): Promise<void>;
  stop(): Promise<void>;
};

export type HouseOptions = {
  flows: readonly Flow[];
  jobs?: readonly Job[];
  works?: WorkHandlers;
  notice?: (body: NoticeBody) => string | Message;
  outside?: OutsideSay;
  /** Besides the phones. */
  channels?: readonly Channel[];
  /** What a vendor's door gives to the core. */
  behind?: Pick<CoreDeps, 'troubles' | 'fix' | 'upkeep' | 'adminMail'>;
  /** What the phones' channel can do besides. */
  channel?: Partial<Channel>;
  /** Two houses on one store are two processes: the second has a holder of its own. */
  holder?: string;
  /** At each change of a phone, before the send that caused it has ended. */
  onBubble?: (persona: string, bubble: ThreadMessage) => void;
};

const newId = (): string => [...randomBytes(15)].map((byte) => (byte & 31).toString(32)).join('');
const realNow = (): Date => new Date();

/** Never asked for: for houses whose flows greet nobody. */
const silent = (id: string): Flow => ({ id, version: 1, open: true, run: async () => undefined });

/** The whole house behind the web channel, over a store that the test opened and closes. */
export const openHouse = async (store: Store, options: HouseOptions): Promise<House> => {
  const folder = programFolder();
  const programmes = loadProgrammes(`${folder}/programmes`);
  const { clock, refill } = await openSampleMode({ store, programmes, newId, realNow, folder });
  const { threads, files } = store;
  const channel = createWebChannel({
    threads,
    files,
    now: clock.now,
    notify: options.onBubble ?? (() => undefined),
  });
  await channel.refresh();
  const log: string[] = [];
  const known = new Set(options.flows.map(({ id }) => id));
  const flows = [
    ...options.flows,
    ...['fallback', 'join'].filter((id) => !known.has(id)).map(silent),
  ];
  const core = createCore({
    store,
    channels: new Map(
      [{ ...channel, ...options.channel }, ...(options.channels ?? [])].map((one) => [
        one.name,
        one,
      ]),
    ),
    flows: createFlowList(flows, { fallback: 'fallback', stranger: 'join' }),
    jobs: options.jobs ?? [],
    works: async () => options.works ?? workHandlers,
    noticeWords(body) {
      const words = options.notice?.(body) ?? body.name;
      return typeof words === 'string' ? { lines: [{ raw: words }] } : words;
    },
    ...(options.outside ? { outsideWords: options.outside } : {}),
    programmes,
    speaker: createSpeaker(createWords(`${folder}/locales`)),
    clock,
    realNow,
    newId,
    secrets: {
      chance: (below) => randomInt(below),
      hash: (code) => createHmac('sha256', 'test').update(code).digest('base64url'),
    },
    holder: options.holder ?? randomUUID(),
    log: createLog('info', { write: (line) => void log.push(line) }),
    metrics: createMetrics(),
    ...options.behind,
  });
  const simulator = createSimulator({
    ...store,
    clock,
    accept: (delivery) => core.accept('web', delivery),
    worker: core.worker,
    jobs: core.jobs,
    reminders: core.reminders,
    refill,
  });
  await core.start();
  const thread = (persona: string) => threads.after(persona, 0, 1_000);
  return {
    core,
    store,
    log,
    thread,
    fault: (persona, code, times) => channel.setFault(persona, { code, times }),
    now: clock.now,
    async pass(ms) {
      await simulator.moveClock(new Date(clock.now().getTime() + ms));
      await core.worker.settle();
    },
    async send(persona, what, eventId = randomUUID()) {
      await simulator.accept({ eventId, address: persona, ...what });
      const state = await simulator.eventState(eventId, 20_000);
      const numbers = new Set(state?.messages);
      return (await thread(persona)).filter(({ n }) => numbers.has(n));
    },
    stop: () => core.stop(),
  };
};
