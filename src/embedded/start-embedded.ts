import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { announce, clearStale, loopbackAddress, socketAddress, type Address } from './address.ts';
import { loadCatalog } from './catalog.ts';
import { createCursors } from './cursors.ts';
import { defaultLimits, type Engine, type Limits } from './engine.ts';
import { CommandError } from './errors.ts';
import { listen, type Listener } from './server.ts';
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
  const { dir, onFatal = () => undefined } = options;
  await prepareFolder(dir);
  const storage = await openStorage(join(dir, 'db'), onFatal);
  try {
    const address = await chooseAddress(options.transport);
    const engine = await createEngine(storage, address.password, options);
    return await serve(engine, address, join(dir, 'embedded.json'));
  } catch (error) {
    await storage.close();
    throw error;
  }
}

async function prepareFolder(dir: string): Promise<void> {
  try {
    await mkdir(join(dir, 'db'), { recursive: true, mode: 0o700 });
    await chmod(join(dir, 'db'), 0o700);
  } catch (error) {
    throw notWritable(dir, error);
  }
}

function notWritable(path: string, cause: unknown): EmbeddedStartError {
  return new EmbeddedStartError('not_writable', `cannot write into ${path}`, { cause });
}

async function chooseAddress(transport: EmbeddedOptions['transport']): Promise<Address> {
  const wanted = transport ?? (process.platform === 'win32' ? 'loopback' : 'socket');
  const socket = wanted === 'socket' ? await socketAddress() : undefined;
  return socket ?? loopbackAddress();
}

async function createEngine(
  storage: Storage,
  password: string | undefined,
  { limits, now = () => new Date() }: EmbeddedOptions,
): Promise<Engine> {
  const sessions = createSessions(storage);
  const catalog = await loadCatalog(storage, (key, record) => {
    sessions.restore(key, record, now().getTime());
  });
  return {
    catalog,
    storage,
    sessions,
    password,
    now,
    limits: { ...defaultLimits, ...limits },
    gate: createWriteGate(),
    cursors: createCursors(),
  };
}

async function serve(engine: Engine, address: Address, file: string): Promise<Embedded> {
  let listener: Listener | undefined;
  const close = async () => {
    await listener?.close(STOP_WITHIN_MS);
    await address.remove();
  };
  try {
    listener = await listen(engine, address.listen);
    const uri = address.uri(listener.port);
    await clearStale(file);
    await announce(file, uri).catch((error: unknown) => {
      throw notWritable(file, error);
    });
    return { uri, stop: stopper(engine, file, close) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Begins the sweeping; the function that it gives back ends everything, once. */
function stopper(engine: Engine, file: string, close: () => Promise<void>): () => Promise<void> {
  const timer = setInterval(() => {
    // A sweep that finds the database busy or failed has nothing to repair: the next one comes.
    sweep(engine).catch(() => undefined);
  }, engine.limits.sweepEvery);
  timer.unref();
  const stop = async () => {
    clearInterval(timer);
    engine.gate.close(new CommandError(91, 'the database is shutting down'));
    await close();
    for (const session of engine.sessions.all()) rollback(engine, session);
    engine.cursors.clear();
    await rm(file, { force: true });
    await engine.storage.close();
  };
  let stopped: Promise<void> | undefined;
  return () => (stopped ??= stop());
}
