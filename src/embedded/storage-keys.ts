/*
 * The durable copy is one sorted space of keys; the first byte says what a key is for, and the order of
 * these bytes is the order in which a start reads them: the format, collections, their rows, sessions.
 */
export const FORMAT_KEY = Buffer.from([0]);
const COLLECTION = 1;
const ROW = 2;
const SESSION = 3;

export function collectionKey(collection: number): Buffer {
  const key = Buffer.alloc(5);
  key.writeUInt8(COLLECTION, 0);
  key.writeUInt32BE(collection, 1);
  return key;
}

/** Rows lie in natural order within their collection. */
export function rowKey(collection: number, row: number): Buffer {
  const key = Buffer.alloc(11);
  key.writeUInt8(ROW, 0);
  key.writeUInt32BE(collection, 1);
  key.writeUIntBE(row, 5, 6);
  return key;
}

export function sessionKey(session: string): Buffer {
  return Buffer.concat([Buffer.from([SESSION]), Buffer.from(session, 'hex')]);
}

/** What a key found on disk stands for. */
export type StoredKey =
  | { readonly kind: 'format' }
  | { readonly kind: 'collection'; readonly collection: number }
  | { readonly kind: 'row'; readonly collection: number; readonly row: number }
  | { readonly kind: 'session'; readonly session: string };

export function readKey(key: Buffer): StoredKey {
  switch (key[0]) {
    case COLLECTION:
      return { kind: 'collection', collection: key.readUInt32BE(1) };
    case ROW:
      return { kind: 'row', collection: key.readUInt32BE(1), row: key.readUIntBE(5, 6) };
    case SESSION:
      return { kind: 'session', session: key.toString('hex', 1) };
    default:
      return { kind: 'format' };
  }
}

/** The half-open range of all rows of a collection. */
export function rowRange(collection: number): { gte: Buffer; lt: Buffer } {
  return { gte: rowKey(collection, 0), lt: rowKey(collection + 1, 0) };
}
