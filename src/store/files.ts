import { randomUUID } from 'node:crypto';
import type { ByteStore } from './bytes.ts';
import type { Models } from './models/models.ts';

/** Where bytes are kept, by reference. Channels and documents ask for this by their own ports. */
export type Files = {
  put(
    bytes: Uint8Array,
    about: { name: string; type: string },
  ): Promise<{ id: string; name: string; type: string; size: number }>;
  get(id: string): Promise<{ bytes: Uint8Array; name: string; type: string } | undefined>;
};

/** Bytes first, then the row that names them: a file that can be found is whole. */
export const createFiles = ({ files }: Models, bytes: ByteStore): Files => ({
  async put(content, { name, type }) {
    const id = randomUUID();
    const size = content.byteLength;
    await bytes.write(id, content);
    await files.insertOne({ _id: id, name, type, size });
    return { id, name, type, size };
  },
  async get(id) {
    const file = await files.findById(id).lean();
    if (!file) return undefined;
    return { bytes: await bytes.read(id), name: file.name, type: file.type };
  },
});
