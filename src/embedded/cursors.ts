import { Long } from 'bson';
import { CommandError } from './errors.ts';
import type { Row } from './collection.ts';
import type { Doc } from './values.ts';

/** A result that is fetched in pieces. It holds rows, which never change: a snapshot for free. */
export type Cursor = {
  readonly ns: string;
  readonly rows: readonly Row[];
  readonly project: (row: Row) => Doc;
  /** The session that opened it; ending the session closes it. */
  readonly session: string | undefined;
  /** It was asked to stay as long as a session would. */
  readonly patient: boolean;
  at: number;
  lastUsed: number;
};

const FIRST_BATCH = 101;
const BATCH_BYTES = 16 * 1024 * 1024;

export type Cursors = {
  add(cursor: Cursor): string;
  take(id: string, ns: string, now: number): Cursor;
  kill(id: string): boolean;
  killOf(session: string): void;
  /** Forgets what nobody has asked for since then; what was asked to stay, only since longer ago. */
  reap(idleSince: number, longIdleSince: number): void;
  clear(): void;
  size(): number;
};

export function createCursors(): Cursors {
  const cursors = new Map<string, Cursor>();
  let last = 0;
  return {
    add(cursor) {
      last += 1;
      cursors.set(String(last), cursor);
      return String(last);
    },
    take(id, ns, now) {
      const cursor = cursors.get(id);
      if (cursor === undefined) throw new CommandError(43, `cursor id ${id} not found`);
      if (cursor.ns !== ns) {
        throw new CommandError(
          13,
          `Requested getMore on namespace '${ns}', but cursor belongs to a different namespace ${cursor.ns}`,
        );
      }
      cursor.lastUsed = now;
      return cursor;
    },
    kill: (id) => cursors.delete(id),
    killOf(session) {
      for (const [id, cursor] of cursors) if (cursor.session === session) cursors.delete(id);
    },
    reap(idleSince, longIdleSince) {
      for (const [id, { patient, lastUsed }] of cursors) {
        if (lastUsed < (patient ? longIdleSince : idleSince)) cursors.delete(id);
      }
    },
    clear: () => cursors.clear(),
    size: () => cursors.size,
  };
}

/** The next documents, no more than asked for and no more than one message carries. */
export function nextBatch(cursor: Cursor, wanted: number | undefined, first: boolean): Doc[] {
  const limit = wanted ?? (first ? FIRST_BATCH : Infinity);
  const batch: Doc[] = [];
  let bytes = 0;
  while (cursor.at < cursor.rows.length && batch.length < limit) {
    const row = cursor.rows[cursor.at];
    if (row === undefined) break;
    bytes += row.bytes;
    if (batch.length > 0 && bytes > BATCH_BYTES) break;
    batch.push(cursor.project(row));
    cursor.at += 1;
  }
  return batch;
}

export function isDone(cursor: Cursor): boolean {
  return cursor.at >= cursor.rows.length;
}

/** The id on the wire; zero says that nothing is left. */
export function cursorId(id: string | undefined): Long {
  return Long.fromString(id ?? '0');
}
