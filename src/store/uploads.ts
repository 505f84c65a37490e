import type { Uploads } from './contract.ts';
import type { Models } from './models/models.ts';

/** Files that lie at a vendor's; see contract.ts. */
export const createUploads = ({ uploads }: Models): Uploads => ({
  async find(key) {
    const found = await uploads.findById(key).lean();
    return found ? { handle: found.handle, until: found.until } : undefined;
  },
  async keep(key, handle, until) {
    await uploads.updateOne({ _id: key }, { $set: { handle, until } }, { upsert: true });
  },
});
