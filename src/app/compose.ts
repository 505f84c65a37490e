import { hostname } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createWebChannel } from '../channels/web/channel.ts';
import { createFeed } from '../channels/web/feed.ts';
import { simulatorRoutes } from '../channels/web/routes.ts';
import { createWords } from '../i18n/words.ts';
import { loadProgrammes } from '../programmes/load.ts';
import { entries, flows } from '../../flows/index.ts';
import { noticeMessage } from '../../flows/notices.ts';
import { jobs } from '../../jobs/index.ts';
import type { Config } from './config.ts';
import { createCore, type Core } from './core.ts';
import { openDatabase, type Database } from './database.ts';
import { createFlowList } from './flow-list.ts';
import { createHttpServer } from './http-server.ts';
import { codeSecrets, newId } from './identity.ts';
import { workerLease } from './leadership.ts';
import { createLog, type Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { freeOrphans } from './orphans.ts';
import { programFolder } from './program-folder.ts';
import { createSimulator, simulatorChannel } from './simulator.ts';
import { openSampleMode, type SampleMode } from './simulator-mode.ts';
import { StartError } from './start-error.ts';
import { createSpeaker } from './words.ts';
import { workHandlers } from './works/perform.ts';

/** A running program. `url` is where a browser on this machine finds it. */
export type App = { url: string; stop(): Promise<void> };

const realNow = (): Date => new Date();

type Parts = {
  config: Config;
  log: Log;
  database: Database;
  metrics: Metrics;
  sample: SampleMode;
};

const composeSimulator = ({ database, log, metrics, sample }: Parts) => {
  const { store, secret } = database;
  const { clock } = sample;
  const folder = programFolder();
  const feed = createFeed();
  const { threads, files } = store;
  const channel = createWebChannel({ threads, files, now: clock.now, notify: feed.publish });
  const core = createCore({
    store,
    channels: new Map([[channel.name, channel]]),
    flows: createFlowList(flows, entries),
    jobs,
    works: workHandlers,
    noticeWords: noticeMessage,
    programmes: loadProgrammes(join(folder, 'programmes')),
    speaker: createSpeaker(createWords(join(folder, 'locales'))),
    clock,
    realNow,
    newId,
    secrets: codeSecrets(secret),
    holder: `${hostname()}:${process.pid}:${newId()}`,
    log,
    metrics,
  });
  const simulator = createSimulator({
    ...store,
    clock,
    accept: (delivery) => core.accept(simulatorChannel, delivery),
    worker: core.worker,
    jobs: core.jobs,
    async refill(scenario) {
      await core.worker.settle();
      await sample.refill(scenario);
    },
  });
  const routes = simulatorRoutes({ simulator, threads, channel, feed, newId });
  return { core, routes };
};

const unready = async ({ database }: Parts, core: Core): Promise<readonly string[]> => {
  const reasons: string[] = [];
  await database.store.ping().catch(() => reasons.push('the database does not answer'));
  const lease = await database.store.leases.get(workerLease).catch(() => undefined);
  const led = core.leadership.leads() || (lease && lease.until > realNow());
  if (!led) reasons.push('no process holds the worker lease');
  return reasons;
};

const measure = async ({ database, metrics, sample }: Parts): Promise<void> => {
  const { inbox, outbox } = database.store;
  metrics.waiting('inbox', await inbox.countNew());
  metrics.waiting('outbox', await outbox.countDue(sample.clock.now()));
};

const listen = async (server: FastifyInstance, { host, port }: Config): Promise<string> => {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) throw error;
    throw new StartError(`Port ${port} is taken: stop what listens there, or set another PORT.`, {
      cause: error,
    });
  }
  const bound = server.server.address();
  const open = typeof bound === 'object' && bound ? bound.port : port;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${open}`;
};

const run = async (parts: Parts): Promise<App> => {
  const { config, log, metrics, database } = parts;
  const { core, routes } = composeSimulator(parts);
  const server = await createHttpServer({
    trustProxy: config.trustProxy,
    metricsToken: config.metricsToken,
    metrics,
    log,
    unready: () => unready(parts, core),
    measure: () => measure(parts),
    plugins: [routes],
  });
  const url = await listen(server, config);
  await core.start();
  return {
    url,
    async stop() {
      await server.close();
      await core.stop();
      await database.close();
    },
  };
};

/** Builds the house from its rooms and opens its doors. Throws `StartError` with one sentence. */
export const startApp = async (config: Config, onFatal: (error: Error) => void): Promise<App> => {
  const log = createLog(config.logLevel);
  const metrics = createMetrics();
  const database = await openDatabase(config, onFatal);
  try {
    const programmes = loadProgrammes(join(programFolder(), 'programmes'));
    const { store } = database;
    const folder = programFolder();
    const sample = await openSampleMode({ store, programmes, newId, realNow, folder });
    // The embedded database belongs to this process alone; what stands on another one may belong to others.
    if (!config.mongodbUri) await freeOrphans(store, sample.clock.now());
    return await run({ config, log, database, metrics, sample });
  } catch (error) {
    await database.close();
    throw error;
  }
};
