import type { Settings } from './contract.ts';
import type { Models } from './models/models.ts';

/** Named values of the whole program; see contract.ts. */
export const createSettings = ({ settings }: Models): Settings => ({
  async get(name) {
    return (await settings.findById(name).lean())?.value;
  },
  async set(name, value) {
    await settings.replaceOne({ _id: name }, { value }, { upsert: true });
  },
});
