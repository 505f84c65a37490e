/**
 * The entries of a zip file, unpacked under a limit: what a file says of its own sizes is not believed, since a
 * few kilobytes may unpack to gigabytes that no heap limit counts.
 */
import { inflateRawSync } from 'node:zlib';
import { Unreadable } from './unreadable.ts';

type Entry = { name: string; method: number; flags: number; packed: number; at: number };

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
/** A comment of 64 kB may follow the end of the directory. */
const furthestEnd = 65_557;
const maxEntries = 5_000;

const findEnd = (view: DataView): number => {
  const last = Math.max(view.byteLength - furthestEnd, 0);
  for (let at = view.byteLength - 22; at >= last; at -= 1) {
    if (view.getUint32(at, true) === endOfDirectory) return at;
  }
  throw new Unreadable('damaged');
};

const names = new TextDecoder();

const entryAt = (view: DataView, bytes: Uint8Array, at: number): Entry & { next: number } => {
  if (view.getUint32(at, true) !== directoryEntry) throw new Unreadable('damaged');
  const nameLength = view.getUint16(at + 28, true);
  const more = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  return {
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    packed: view.getUint32(at + 20, true),
    at: view.getUint32(at + 42, true),
    name: names.decode(bytes.subarray(at + 46, at + 46 + nameLength)),
    next: at + 46 + nameLength + more,
  };
};

const directoryOf = (bytes: Uint8Array, view: DataView): Entry[] => {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > maxEntries) throw new Unreadable('too_big');
  const entries: Entry[] = [];
  for (let at = view.getUint32(end + 16, true), left = count; left > 0; left -= 1) {
    const entry = entryAt(view, bytes, at);
    entries.push(entry);
    at = entry.next;
  }
  return entries;
};

const packedBytes = (bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array => {
  const from = entry.at + 30 + view.getUint16(entry.at + 26, true);
  const start = from + view.getUint16(entry.at + 28, true);
  if (start + entry.packed > bytes.length) throw new Unreadable('damaged');
  return bytes.subarray(start, start + entry.packed);
};

const isTooBig = (error: unknown): boolean =>
  error instanceof RangeError || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';

const unpack = (packed: Uint8Array, { method, flags }: Entry, room: number): Uint8Array => {
  if ((flags & 1) === 1) throw new Unreadable('encrypted');
  if (method === 0) return packed;
  if (method !== 8) throw new Unreadable('not_supported');
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(room, 1) });
  } catch (error) {
    throw new Unreadable(isTooBig(error) ? 'too_big' : 'damaged');
  }
};

/** Every entry by its name; throws `Unreadable` when all together unpack to more than `limit` bytes. */
export const unzip = (bytes: Uint8Array, limit: number): ReadonlyMap<string, Uint8Array> => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Map<string, Uint8Array>();
  let room = limit;
  try {
    for (const entry of directoryOf(bytes, view)) {
      const content = unpack(packedBytes(bytes, view, entry), entry, room);
      room -= content.length;
      if (room < 0) throw new Unreadable('too_big');
      found.set(entry.name, content);
    }
  } catch (error) {
    // an offset that points outside
    throw error instanceof RangeError ? new Unreadable('damaged') : error;
  }
  return found;
};
