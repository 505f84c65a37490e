/** What the benchmarks have in common: the house in one process, with simulated people in it. */
import { createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { entries, flows } from '../flows/index.ts';
import { noticeMessage } from '../flows/notices.ts';
import { jobs } from '../jobs/index.ts';
import { createCore, type Core } from '../src/app/core.ts';
import { createFlowList } from '../src/app/turns/flow-list.ts';
import { createLog } from '../src/app/log.ts';
import { createMetrics } from '../src/app/metrics.ts';
import { programFolder } from '../src/app/program-folder.ts';
import { openSampleMode } from '../src/app/simulator/simulator-mode.ts';
import { createSimulator } from '../src/app/simulator/simulator.ts';
import { createSpeaker } from '../src/app/words.ts';
import type { Channel, Limits } from '../src/channels/channel.ts';
import { createWebChannel, type WebChannel } from '../src/channels/web/channel.ts';
import type { SimulatorPort } from '../src/channels/web/ports.ts';
import { fold } from '../src/domain/text.ts';
import { startEmbedded } from '../src/embedded/start-embedded.ts';
import { createWords } from '../src/i18n/words.ts';
import { loadProgrammes } from '../src/programmes/load.ts';
import { openStore, type Store } from '../src/store/connect.ts';

const newId = (): string => [...randomBytes(15)].map((byte) => (byte & 31).toString(32)).join('');
const realNow = (): Date => new Date();
const since = new Date('2025-07-01T00:00:00+07:00');
export const codes = [1, 2, 3].flatMap((head) =>
  [1, 2, 3, 4, 5].map((item) => `${String(head)}.${String(item)}`),
);

/** As many more units below the sample's superior, each with a secretary and a phone. */
export const addPeople = async (store: Store, people: number, prefix = 'b'): Promise<string[]> => {
  const ids = Array.from({ length: people }, (_, index) => `${prefix}${String(index)}`);
  for (const id of ids) {
    const uow = store.begin();
    const name = `Đoàn cơ sở ${id} (Mẫu)`;
    uow.put('unit', {
      id,
      rev: 0,
      name,
      searchKey: fold(name),
      kind: 'truong_hoc',
      parents: [{ unitId: 'saomai', from: since }],
      clusters: [],
      mayRegister: true,
      mayApprove: false,
      mayIssueDecision: false,
    });
    uow.put('person', {
      id,
      rev: 0,
      name: `Người ${id} Mẫu`,
      lang: 'vi',
      consent: { noticeVersion: 'bench', at: since, channel: 'web' },
    });
    uow.put('post', {
      id: `${id}.p`,
      rev: 0,
      personId: id,
      unitId: id,
      role: 'secretary',
      from: since,
    });
    uow.put('account', {
      id: `web:${id}`,
      rev: 0,
      channel: 'web',
      address: id,
      personId: id,
      lang: 'vi',
      seenAt: since,
      attempts: [],
    });
    await uow.commit();
    await store.threads.addPersona({ id, name: id, role: '', unit: name, like: 'telegram' });
  }
  return ids;
};

export type Stage = {
  core: Core;
  simulator: SimulatorPort;
  store: Store;
  latencies: number[];
  close(): Promise<void>;
};

/** A vendor's pace in place of the simulator's: its limits, and how long one send takes. */
type Wire = { limits: Limits; sendMs: number };

const paced = (channel: WebChannel, wire: Wire | undefined): Channel =>
  wire === undefined
    ? channel
    : {
        ...channel,
        limits: () => wire.limits,
        async send(address, message) {
          await pause(wire.sendMs);
          return channel.send(address, message);
        },
      };

/** The whole house on the embedded database of this folder, without its web server. */
export const openStage = async (
  dir: string,
  wire?: Wire,
  more: (store: Store) => readonly Channel[] = () => [],
): Promise<Stage> => {
  const folder = programFolder();
  const database = await startEmbedded({ dir });
  const store = await openStore({ uri: database.uri, dataDir: dir });
  const programmes = loadProgrammes(join(folder, 'programmes'));
  const { clock, refill } = await openSampleMode({ store, programmes, newId, realNow, folder });
  const { threads, files } = store;
  const phones = createWebChannel({ threads, files, now: clock.now, notify: () => undefined });
  const channel = paced(phones, wire);
  const core = createCore({
    store,
    channels: new Map([channel, ...more(store)].map((one) => [one.name, one])),
    flows: createFlowList(flows, entries),
    jobs,
    works: async () => (await import('../src/app/works/handlers.ts')).workHandlers,
    noticeWords: noticeMessage,
    programmes,
    speaker: createSpeaker(createWords(join(folder, 'locales'))),
    clock,
    realNow,
    newId,
    secrets: {
      chance: (below) => randomInt(below),
      hash: (code) => createHmac('sha256', 'bench').update(code).digest('base64url'),
    },
    holder: 'bench',
    log: createLog('warn'),
    metrics: createMetrics(),
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
  return {
    core,
    simulator,
    store,
    latencies: [],
    async close() {
      await core.stop();
      await store.close();
      await database.stop();
    },
  };
};

/** One event until its turn and replies are through; the buttons that answered, as "action id". */
export const send = async (stage: Stage, address: string, what: object): Promise<string[]> => {
  const eventId = randomUUID();
  const from = performance.now();
  await stage.simulator.accept({ eventId, address, ...what });
  const state = await stage.simulator.eventState(eventId, 60_000);
  stage.latencies.push(performance.now() - from);
  if (state?.state !== 'done') throw new Error(`${address}: ${JSON.stringify({ what, state })}`);
  const bubbles = await stage.store.threads.after(address, (state.messages[0] ?? 1) - 1, 5);
  return bubbles.flatMap(({ choices }) => choices.map(({ id, action }) => `${action} ${id}`));
};

export const idOf = (buttons: readonly string[], action: string): string => {
  const found = buttons.find((one) => one.startsWith(`${action} `));
  if (!found) throw new Error(`no button ${action} among ${buttons.join(' | ')}`);
  return found.slice(action.length + 1);
};

const mb = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`;

export const memory = (): string => {
  const { heapUsed, rss } = process.memoryUsage();
  return `heap ${mb(heapUsed)}, RSS ${mb(rss)}`;
};

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

export const report = (name: string, latencies: readonly number[], seconds: number): void => {
  const sorted = latencies.toSorted((a, b) => a - b);
  console.log(
    [
      name,
      `${String(latencies.length)} turns in ${seconds.toFixed(1)} s`,
      `${(latencies.length / seconds).toFixed(0)} turns/s`,
      `p50 ${percentile(sorted, 0.5).toFixed(0)} ms`,
      `p95 ${percentile(sorted, 0.95).toFixed(0)} ms`,
      `p99 ${percentile(sorted, 0.99).toFixed(0)} ms`,
      memory(),
    ].join(' · '),
  );
};
