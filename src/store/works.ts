import type { WorkRow, Works } from './contract.ts';
import type { Models } from './models/models.ts';
import { fromStored, listOf, oneOf, type Stored } from './stored.ts';

const asRow = (row: Stored<WorkRow>): WorkRow => fromStored<WorkRow>(row);

/** Long work under way; see contract.ts. */
export const createWorks = ({ works }: Models): Works => ({
  due: (now, limit) =>
    listOf(
      works
        .find({ notBefore: { $lte: now } })
        .sort({ at: 1, _id: 1 })
        .limit(limit)
        .lean(),
      asRow,
    ),
  claim: (id, now, until) =>
    oneOf(
      works
        .findOneAndUpdate(
          { _id: id, notBefore: { $lte: now } },
          { $set: { notBefore: until }, $inc: { attempts: 1 } },
          { returnDocument: 'after' },
        )
        .lean(),
      asRow,
    ),
  async retry(id, notBefore) {
    await works.updateOne({ _id: id }, { $set: { notBefore } });
  },
  async reopen(now) {
    await works.updateMany({ notBefore: { $gt: now } }, { $set: { notBefore: now } });
  },
  async finish(id) {
    await works.deleteOne({ _id: id });
  },
});
