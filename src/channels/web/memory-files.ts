import type { FilePort } from '../channel.ts';

/** Bytes for as long as the process lives: enough for trying the page without a store. */
export const createMemoryFiles = (): FilePort => {
  const files = new Map<string, { bytes: Uint8Array; name: string; type: string }>();
  return {
    async put(bytes, { name, type }) {
      const id = `memory-${files.size + 1}`;
      files.set(id, { bytes, name, type });
      return { id, name, type, size: bytes.length };
    },
    async get(id) {
      return files.get(id);
    },
  };
};
