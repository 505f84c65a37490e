import { mongo } from 'mongoose';
import { heldCode, type Outbox } from './contract.ts';
import type { Models } from './models/models.ts';
import { newOutboxRow } from './outbox-row.ts';
import { strict } from './writes.ts';

const duplicate = 11_000;

/** Nothing went wrong but that some rows lie there already. */
const isKnownOnly = (error: unknown): error is mongo.MongoBulkWriteError =>
  error instanceof mongo.MongoBulkWriteError &&
  [error.writeErrors].flat().every(({ code }) => code === duplicate);

/** What jobs put into the outbox, a season's reminders at once; see contract.ts. */
export const manyAtOnce = ({
  outbox,
}: Models): Pick<Outbox, 'putAll' | 'addToReminder' | 'nextDue'> => ({
  async putAll(rows) {
    if (rows.length === 0) return 0;
    const documents = rows.map((row) => strict(outbox, newOutboxRow(row)));
    try {
      const { insertedCount } = await outbox.collection.insertMany(
        // ids of ours are texts, which the driver's own types do not expect
        documents as unknown as mongo.OptionalId<mongo.Document>[],
        { ordered: false },
      );
      return insertedCount;
    } catch (error) {
      if (!isKnownOnly(error)) throw error;
      return error.insertedCount;
    }
  },
  async addToReminder(id, items) {
    const { matchedCount } = await outbox.updateOne(
      { _id: id, state: 'queued' },
      { $addToSet: { 'reminder.items': { $each: [...items] } } },
    );
    return matchedCount === 1;
  },
  async nextDue(after) {
    const next = await outbox
      .findOne({
        state: 'queued',
        notBefore: { $gt: after },
        errorCode: { $ne: heldCode },
      })
      .sort({ notBefore: 1 })
      .lean();
    return next?.notBefore;
  },
});
