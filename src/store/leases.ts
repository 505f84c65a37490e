import type { Leases } from './contract.ts';
import type { Models } from './models/models.ts';
import { isDuplicateKey } from './transaction.ts';

/** Who may do what alone; see contract.ts. */
export const createLeases = ({ leases }: Models): Leases => ({
  async hold(name, holder, now, ms) {
    try {
      const until = new Date(now.getTime() + ms);
      const free = { _id: name, $or: [{ holder }, { until: { $lte: now } }] };
      await leases.updateOne(free, { $set: { holder, until } }, { upsert: true });
      return true;
    } catch (error) {
      // Somebody else's lease is not `free`, so the upsert tries to insert a second one and cannot.
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  },
  async release(name, holder) {
    await leases.deleteOne({ _id: name, holder });
  },
  async get(name) {
    const lease = await leases.findById(name).lean();
    return lease ? { holder: lease.holder, until: lease.until } : undefined;
  },
});
