import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where package.json stands, from the sources as well as from dist: locales and programmes lie beside it. */
export const programFolder = (): string => {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('the program stands outside of its folder');
    folder = above;
  }
  return folder;
};
