import type { GrantRow, Grants } from './contract.ts';
import type { Models } from './models/models.ts';
import { fromStored, oneOf } from './stored.ts';
import { isDuplicateKey } from './transaction.ts';

/** What vendors have granted; see contract.ts. */
export const createGrants = ({ tokens }: Models): Grants => ({
  get: (id) => oneOf(tokens.findById(id).lean(), fromStored<GrantRow>),
  async put({ id, rev, sealed, refreshedAt, dead }) {
    const $set = {
      rev: rev + 1,
      refreshedAt,
      ...(sealed ? { sealed } : {}),
      ...(dead ? { dead } : {}),
    };
    const $unset = { ...(sealed ? {} : { sealed: 1 }), ...(dead ? {} : { dead: 1 }) };
    try {
      const { matchedCount, upsertedCount } = await tokens.updateOne(
        { _id: id, rev: rev === 0 ? { $exists: false } : rev },
        { $set, ...(Object.keys($unset).length > 0 ? { $unset } : {}) },
        { upsert: rev === 0 },
      );
      return matchedCount + upsertedCount === 1;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  },
});
