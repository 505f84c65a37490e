import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteStore } from './bytes.ts';

/** A new name lasts through a power cut only when its folder is synced; Windows does not let folders be opened. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
};

/** One file per id, readable by the program's own user only. */
export const diskBytes = (folder: string): ByteStore => {
  const pathOf = (id: string): string => join(folder, id);
  return {
    async write(id, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const unfinished = `${pathOf(id)}.part`;
      const file = await open(unfinished, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, pathOf(id));
      await syncFolder(folder);
    },
    read: (id) => readFile(pathOf(id)),
    clear: () => rm(folder, { recursive: true, force: true }),
  };
};
