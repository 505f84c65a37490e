/** Bytes by id, in a folder (disk-bytes.ts) or in the database (grid-bytes.ts). */
export type ByteStore = {
  /** Durable before it resolves. */
  write(id: string, bytes: Uint8Array): Promise<void>;
  /** Throws when there are none. */
  read(id: string): Promise<Uint8Array>;
  clear(): Promise<void>;
};
