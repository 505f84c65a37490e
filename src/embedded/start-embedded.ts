import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { announce, loopbackAddress, socketAddress, type Address } from './address.ts';
import { loadCatalog } from './catalog.ts';
import { createCursors } from './cursors.ts';
import { defaultLimits, type Engine, type Limits } from './engine.ts';
import { CommandError } from './errors.ts';
import { listen } from './server.ts';
import { createSessions } from './sessions.ts';
import { EmbeddedStartError } from './start-error.ts';
import { openStorage, type Storage } from './storage.ts';
import { sweep } from './sweep.ts';
import { rollback } from './transactions.ts';
import { createWriteGate } from './write-gate.ts';

export { EmbeddedStartError };

/** How to start; everything but the folder has a default that fits a program in use. */
export type EmbeddedOptions = {
  /** The database lies in `db` inside of it, its address in `embedded.json`. */
  readonly dir: string;
  /** Called once if the disk refuses a write; from then on every command fails. */
  readonly onFatal?: (error: Error) => void;
  readonly transport?: 'socket' | 'loopback';
  readonly limits?: Partial<Limits>;
  readonly now?: () => Date;
};

/** A running database. */
export type Embedded = { readonly uri: string; stop(): Promise<void> };

const STOP_WITHIN_MS = 500;

/** Starts the database in a folder; refuses with `EmbeddedStartError`. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dir, onFatal = () => undefined, now = () => new Date() } = options;
  await prepareFolder(dir);
  const storage = await openStorage(join(dir, 'db'), onFatal);
  let address: Address | undefined;
  try {
    address = await chooseAddress(options.transport);
    const engine = await createEngine(storage, address, {
      limits: { ...defaultLimits, ...options.limits },
      now,
    });
    return await serve(engine, address, dir);
  } catch (error) {
    await address?.remove();
    await storage.close();
    throw error;
  }
}

async function prepareFolder(dir: string): Promise<void> {
  try {
    await mkdir(join(dir, 'db'), { recursive: true, mode: 0o700 });
    await chmod(join(dir, 'db'), 0o700);
  } catch (error) {
    throw new EmbeddedStartError('not_writable', `cannot write into ${dir}`, { cause: error });
  }
}

async function chooseAddress(transport: EmbeddedOptions['transport']): Promise<Address> {
  const wanted = transport ?? (process.platform === 'win32' ? 'loopback' : 'socket');
  const socket = wanted === 'socket' ? await socketAddress() : undefined;
  return socket ?? loopbackAddress(await freePort());
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const bound = probe.address();
      probe.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : 0));
    });
  });
}

async function createEngine(
  storage: Storage,
  address: Address,
  { limits, now }: { limits: Limits; now: () => Date },
): Promise<Engine> {
  const sessions = createSessions(storage);
  const catalog = await loadCatalog(storage, (key, record) => {
    sessions.restore(key, record, now().getTime());
  });
  return {
    catalog,
    storage,
    sessions,
    limits,
    now,
    gate: createWriteGate(),
    cursors: createCursors(),
    address: address.host,
    password: address.password,
  };
}

async function serve(engine: Engine, address: Address, dir: string): Promise<Embedded> {
  const listener = await listen(engine, address.listen);
  const file = join(dir, 'embedded.json');
  await announce(file, address.uri);
  const timer = setInterval(() => {
    // A sweep that finds the database busy or failed has nothing to repair: the next one comes.
    sweep(engine).catch(() => undefined);
  }, engine.limits.sweepEvery);
  timer.unref();
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    clearInterval(timer);
    const reason = new CommandError(91, 'the database is shutting down');
    engine.gate.close(reason);
    await listener.close(STOP_WITHIN_MS);
    for (const session of engine.sessions.all()) rollback(engine, session);
    engine.cursors.clear();
    await rm(file, { force: true });
    await address.remove();
    await engine.storage.close();
  };
  return { uri: address.uri, stop: () => (stopped ??= stop()) };
}
