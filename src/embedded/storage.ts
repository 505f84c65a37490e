import { ClassicLevel } from 'classic-level';
import { EmbeddedStartError, type StartProblem } from './start-error.ts';
import { FORMAT_KEY, readKey, rowRange, type StoredKey } from './storage-keys.ts';

/** Raise it with every change that an older program would misread. */
const FORMAT = 1;

/** One change of the durable copy: a value to put, or `undefined` to delete. */
export type Change = { readonly key: Buffer; readonly value: Buffer | undefined };

/**
 * The durable copy. Changes appended together are one atomic, synced batch; several appends may share a
 * batch. Nobody may be told of a change before `durable` of its batch has resolved. After a disk error
 * nothing is written any more: what memory holds would be more than the disk does.
 */
export type Storage = {
  /** Reads everything once, in key order, for the start. */
  read(each: (key: StoredKey, value: Buffer) => void): Promise<void>;
  /** Queues changes and returns the number of their batch. Throws once a disk error has happened. */
  append(changes: Iterable<Change>): number;
  /** The batch of the newest change. */
  latest(): number;
  /** Resolves when the batch of that number is on disk. */
  durable(batch: number): Promise<void>;
  /** Removes the rows of a dropped collection in the background, once the drop itself is durable. */
  clearRows(collection: number, after: number): void;
  close(): Promise<void>;
};

type Level = ClassicLevel<Buffer, Buffer>;

/** Opens or creates the database in a folder; refuses with `EmbeddedStartError`. */
export async function openStorage(dir: string, onFatal: (error: Error) => void): Promise<Storage> {
  const level: Level = new ClassicLevel(dir, { keyEncoding: 'buffer', valueEncoding: 'buffer' });
  try {
    await level.open();
    await checkFormat(level);
  } catch (error) {
    await level.close().catch(() => undefined);
    throw error instanceof EmbeddedStartError ? error : startError(error);
  }
  return { ...createWriter(level, onFatal), read: (each) => readAll(level, each) };
}

async function checkFormat(level: Level): Promise<void> {
  const stamp = await level.get(FORMAT_KEY);
  if (stamp === undefined) {
    await level.put(FORMAT_KEY, Buffer.from(String(FORMAT)), { sync: true });
    return;
  }
  const format = Number(stamp.toString());
  if (format > FORMAT) {
    throw new EmbeddedStartError(
      'newer_version',
      `the database has format ${format}, this program reads ${FORMAT}`,
    );
  }
  if (format !== FORMAT) throw new EmbeddedStartError('damaged', 'the format stamp is unreadable');
}

function startError(error: unknown): EmbeddedStartError {
  const cause = isCoded(error) && isCoded(error.cause) ? error.cause : error;
  const text = isCoded(cause) ? (cause.message ?? '') : String(cause);
  const problem = problemOf(isCoded(cause) ? cause.code : undefined, text);
  return new EmbeddedStartError(problem, `cannot open the database: ${text}`, { cause: error });
}

/** Errors of a native library may come from another realm, where they are no instances of ours. */
function isCoded(
  error: unknown,
): error is { readonly code?: unknown; readonly message?: string; readonly cause?: unknown } {
  return typeof error === 'object' && error !== null && 'message' in error;
}

function problemOf(code: unknown, text: string): StartProblem {
  if (code === 'LEVEL_LOCKED') return 'locked';
  const refused = /permission denied|read-only|no space|quota|not a directory|access is denied/i;
  return code === 'LEVEL_IO_ERROR' && refused.test(text) ? 'not_writable' : 'damaged';
}

/** Pieces of this many entries. */
const READ_AHEAD = 1000;

async function readAll(level: Level, each: (key: StoredKey, value: Buffer) => void): Promise<void> {
  const iterator = level.iterator({ highWaterMarkBytes: 1 << 20 });
  const fetch = () => iterator.nextv(READ_AHEAD);
  try {
    for (let entries = await fetch(); entries.length > 0;) {
      const next = fetch(); // the disk is read while the last piece is worked on
      next.catch(() => undefined); // it is awaited below, unless the work fails before
      for (const [key, value] of entries) each(readKey(key), value);
      entries = await next;
    }
  } catch (error) {
    throw error instanceof EmbeddedStartError ? error : startError(error);
  } finally {
    await iterator.close();
  }
}

type Waiter = { readonly batch: number; resolve(): void; reject(error: Error): void };

type Writer = {
  readonly level: Level;
  readonly onFatal: (error: Error) => void;
  pending: Change[];
  /** The number of the batch that is being collected, of the newest change, and of the newest on disk. */
  collecting: number;
  latest: number;
  written: number;
  waiters: Waiter[];
  failure: Error | undefined;
  flushing: boolean;
  /** Settles when the present flush and everything in the background is over. */
  idle: Promise<unknown>;
};

function createWriter(level: Level, onFatal: (error: Error) => void): Omit<Storage, 'read'> {
  const writer: Writer = {
    level,
    onFatal,
    pending: [],
    collecting: 1,
    latest: 0,
    written: 0,
    waiters: [],
    failure: undefined,
    flushing: false,
    idle: Promise.resolve(),
  };
  return {
    append: (changes) => append(writer, changes),
    latest: () => writer.latest,
    durable: (batch) => durable(writer, batch),
    clearRows(collection, after) {
      const clearing = durable(writer, after)
        .then(() => level.clear(rowRange(collection)))
        .catch((error: unknown) => fail(writer, error));
      writer.idle = Promise.all([writer.idle, clearing]);
    },
    async close() {
      for (let seen; seen !== writer.idle;) {
        seen = writer.idle;
        await seen;
      }
      await level.close();
    },
  };
}

function append(writer: Writer, changes: Iterable<Change>): number {
  if (writer.failure !== undefined) throw writer.failure;
  for (const change of changes) writer.pending.push(change);
  if (!writer.flushing) {
    writer.flushing = true;
    writer.idle = Promise.all([writer.idle, flush(writer)]);
  }
  writer.latest = writer.collecting;
  return writer.latest;
}

function durable(writer: Writer, batch: number): Promise<void> {
  if (writer.failure !== undefined) return Promise.reject(writer.failure);
  if (batch <= writer.written) return Promise.resolve();
  return new Promise((resolve, reject) => writer.waiters.push({ batch, resolve, reject }));
}

async function flush(writer: Writer): Promise<void> {
  // Requests that arrived in the same tick join the batch.
  await new Promise((resolve) => setImmediate(resolve));
  while (writer.pending.length > 0 && writer.failure === undefined) {
    const operations = writer.pending.map(toOperation);
    const batch = writer.collecting;
    writer.pending = [];
    writer.collecting += 1;
    try {
      await writer.level.batch(operations, { sync: true });
      acknowledge(writer, batch);
    } catch (error) {
      fail(writer, error);
    }
  }
  writer.flushing = false;
}

function acknowledge(writer: Writer, batch: number): void {
  writer.written = batch;
  const done = writer.waiters.filter((waiter) => waiter.batch <= batch);
  writer.waiters = writer.waiters.filter((waiter) => waiter.batch > batch);
  for (const waiter of done) waiter.resolve();
}

function fail(writer: Writer, error: unknown): void {
  if (writer.failure !== undefined) return;
  const failure = new Error('the disk refused a write: nothing more is accepted', { cause: error });
  writer.failure = failure;
  for (const waiter of writer.waiters) waiter.reject(failure);
  writer.waiters = [];
  writer.onFatal(failure);
}

function toOperation({ key, value }: Change) {
  return value === undefined
    ? ({ type: 'del', key } as const)
    : ({ type: 'put', key, value } as const);
}
