import { hostname } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { createWebChannel, type WebChannel } from '../channels/web/channel.ts';
import { createFeed } from '../channels/web/feed.ts';
import { simulatorRoutes } from '../channels/web/routes.ts';
import { createWords } from '../i18n/words.ts';
import { loadHolidays } from '../programmes/holidays.ts';
import { loadProgrammes } from '../programmes/load.ts';
import { entries, flows } from '../../flows/index.ts';
import { menuOf } from '../../flows/menu.ts';
import { noticeMessage } from '../../flows/notices.ts';
import { outsideWords } from '../../flows/talking/outside-words.ts';
import { jobs } from '../../jobs/index.ts';
import { createClock, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import { createCore, type Core } from './core.ts';
import { openDatabase, type Database } from './database.ts';
import { behindDoors, notesOf } from './doors/behind-doors.ts';
import type { Door } from './doors/door.ts';
import { openDoors } from './doors/open-doors.ts';
import { createFileLinks, type FileLinks } from './file-links.ts';
import { createFlowList, type FlowList } from './turns/flow-list.ts';
import { createHttpServer } from './http-server.ts';
import { codeSecrets, newId } from './identity.ts';
import { workerLease } from './working/leadership.ts';
import { createLog, type Log } from './log.ts';
import { menuCommands } from './sending/menus.ts';
import { createMailer } from './mail.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { freeOrphans } from './orphans.ts';
import { createOutsideAddress, type OutsideAddress } from './outside-address.ts';
import { programFolder } from './program-folder.ts';
import { markReal } from './real-mode.ts';
import { createSimulator, simulatorChannel } from './simulator/simulator.ts';
import { openSampleMode, type SampleMode } from './simulator/simulator-mode.ts';
import { StartError } from './start-error.ts';
import { createTroubles, type Troubles } from './doors/troubles.ts';
import { webhookRoutes } from './doors/webhooks.ts';
import { createSpeaker, type Speaker } from './words.ts';

/** A running program. `url` is where a browser on this machine finds it. */
export type App = { url: string; stop(): Promise<void> };

const realNow = (): Date => new Date();

/** What every part of the house is built upon. */
type Ground = {
  config: Config;
  log: Log;
  database: Database;
  metrics: Metrics;
  troubles: Troubles;
  flowList: FlowList;
  speaker: Speaker;
  outside: OutsideAddress;
  /** Who this process is among those that share the database. */
  holder: string;
};

type Parts = Ground & {
  clock: Clock;
  /** Only with SIMULATOR=on. */
  sample: SampleMode | undefined;
  fileLinks: FileLinks;
  doors: readonly Door[];
};

const composeFileLinks = ({ database, speaker, outside }: Ground, clock: Clock): FileLinks =>
  createFileLinks({
    secret: database.secret,
    base: outside.base,
    now: clock.now,
    files: database.store.files,
    say: (key) => speaker.say({ key }, 'vi'),
  });

const composeCore = (parts: Parts, phones: WebChannel | undefined): Core => {
  const { config, database, clock, doors, log, metrics, troubles, flowList, speaker } = parts;
  const channels = [...doors.map(({ channel }) => channel), ...(phones ? [phones] : [])];
  return createCore({
    store: database.store,
    channels: new Map(channels.map((channel) => [channel.name, channel])),
    flows: flowList,
    jobs,
    works: async () => (await import('./works/handlers.ts')).workHandlers,
    noticeWords: noticeMessage,
    outsideWords,
    programmes: loadProgrammes(join(programFolder(), 'programmes')),
    holidays: loadHolidays(join(programFolder(), 'programmes')),
    speaker,
    linkTo: parts.fileLinks.linkTo,
    clock,
    realNow,
    newId,
    secrets: codeSecrets(database.secret),
    holder: parts.holder,
    log,
    metrics,
    troubles,
    menu: menuOf,
    mail: config.mail && createMailer(config.mail, log),
    adminMail: config.adminMail && createMailer(config.adminMail, log),
    ...behindDoors(doors),
  });
};

/** The simulator's phones: a channel like any other, and the routes of its page. */
const composePhones = ({ database, clock, sample, speaker }: Parts) => {
  if (!sample) return undefined;
  const { threads, files } = database.store;
  const feed = createFeed();
  const channel = createWebChannel({
    threads,
    files,
    now: clock.now,
    notify: feed.publish,
    shareLabel: speaker.say({ key: 'phone.pretend' }, 'vi'),
  });
  const routesFor = (core: Core): FastifyPluginAsync => {
    const simulator = createSimulator({
      ...database.store,
      clock,
      accept: (delivery) => core.accept(simulatorChannel, delivery),
      worker: core.worker,
      jobs: core.jobs,
      reminders: core.reminders,
      async refill(scenario) {
        await core.worker.settle();
        await sample.refill(scenario);
        core.forget();
      },
    });
    return simulatorRoutes({ simulator, threads, channel, feed, newId });
  };
  return { channel, routesFor };
};

const openAllDoors = (
  { config, database, flowList, speaker, troubles, log, outside, holder }: Ground,
  { clock, fileLinks }: Pick<Parts, 'clock' | 'fileLinks'>,
): Promise<readonly Door[]> =>
  openDoors({
    config,
    store: database.store,
    secret: database.secret,
    holder,
    now: clock.now,
    realNow,
    linkTo: fileLinks.linkTo,
    base: outside.base,
    menuOf: (lang) => menuCommands({ words: menuOf, flows: flowList, speaker }, [], lang),
    speaker,
    troubles,
    log,
  });

const unready = async ({ database, troubles }: Parts, core: Core): Promise<readonly string[]> => {
  const reasons: string[] = [];
  await database.store.ping().catch(() => reasons.push('the database does not answer'));
  const lease = await database.store.leases.get(workerLease).catch(() => undefined);
  const led = core.leadership.leads() || (lease && lease.until > realNow());
  if (!led) reasons.push('no process holds the worker lease');
  return [...reasons, ...troubles.reasons()];
};

const measure = async ({ database, metrics, clock }: Parts): Promise<void> => {
  const { inbox, outbox } = database.store;
  metrics.waiting('inbox', await inbox.countNew());
  metrics.waiting('outbox', await outbox.countDue(clock.now()));
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
  const phones = composePhones(parts);
  const core = composeCore(parts, phones?.channel);
  const webhooks = webhookRoutes({ doors: parts.doors, accept: core.accept, metrics });
  const server = await createHttpServer({
    trustProxy: config.trustProxy,
    metricsToken: config.metricsToken,
    metrics,
    log,
    unready: () => unready(parts, core),
    notes: () => notesOf(parts.doors),
    measure: () => measure(parts),
    plugins: [
      webhooks,
      parts.fileLinks.routes,
      ...parts.doors.flatMap(({ routes }) => routes ?? []),
      ...(phones ? [phones.routesFor(core)] : []),
    ],
  });
  const url = await listen(server, config);
  parts.outside.listening(url);
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

/** A database is either for trying or for real, from its first day on. */
const openClock = async ({
  config,
  database,
}: Ground): Promise<Pick<Parts, 'clock' | 'sample'>> => {
  const { store } = database;
  const folder = programFolder();
  if (!config.simulator) {
    await markReal(store);
    return { clock: createClock(realNow), sample: undefined };
  }
  const programmes = loadProgrammes(join(folder, 'programmes'));
  const sample = await openSampleMode({ store, programmes, newId, realNow, folder });
  return { clock: sample.clock, sample };
};

const groundOf = (config: Config, log: Log, database: Database): Ground => ({
  config,
  log,
  database,
  metrics: createMetrics(),
  troubles: createTroubles(log),
  flowList: createFlowList(flows, entries),
  speaker: createSpeaker(createWords(join(programFolder(), 'locales'))),
  outside: createOutsideAddress(config),
  holder: `${hostname()}:${process.pid}:${newId()}`,
});

/** Builds the house from its rooms and opens its doors. Throws `StartError` with one sentence. */
export const startApp = async (config: Config, onFatal: (error: Error) => void): Promise<App> => {
  const log = createLog(config.logLevel);
  const database = await openDatabase(config, onFatal);
  try {
    const ground = groundOf(config, log, database);
    const time = await openClock(ground);
    // The embedded database belongs to this process alone; what stands on another one may belong to others.
    if (!config.mongodbUri) await freeOrphans(database.store, time.clock.now());
    const fileLinks = composeFileLinks(ground, time.clock);
    const doors = await openAllDoors(ground, { ...time, fileLinks });
    return await run({ ...ground, ...time, fileLinks, doors });
  } catch (error) {
    await database.close();
    throw error;
  }
};
