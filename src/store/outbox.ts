import type { Outbox, OutboxRow } from './contract.ts';
import type { Models } from './models/models.ts';
import { dueRows, openStates, ripe } from './outbox-due.ts';
import { manyAtOnce } from './outbox-many.ts';
import { parking } from './outbox-parked.ts';
import { newOutboxRow } from './outbox-row.ts';
import { fromStored, listOf, oneOf } from './stored.ts';

const asRow = fromStored<OutboxRow>;

const claiming = ({ outbox }: Models): Pick<Outbox, 'claim' | 'partSent' | 'finish' | 'retry'> => ({
  claim: (id, now, leaseMs) =>
    oneOf(
      outbox
        .findOneAndUpdate(
          { _id: id, ...ripe(now) },
          {
            $set: { state: 'sending', notBefore: new Date(now.getTime() + leaseMs) },
            $inc: { attempts: 1 },
          },
          { returnDocument: 'after' },
        )
        .lean(),
      asRow,
    ),
  async partSent(id, providerId) {
    await outbox.updateOne({ _id: id, state: 'sending' }, { $push: { sent: providerId } });
  },
  async finish(id, at, end) {
    const update =
      'sent' in end
        ? {
            $set: {
              state: 'sent',
              endedAt: at,
              ...(end.byTemplate ? { template: end.providerId } : {}),
            },
            $push: { sent: end.providerId },
            $unset: { errorCode: 1 },
          }
        : { $set: { state: 'failed', endedAt: at, errorCode: end.failed } };
    await outbox.updateOne({ _id: id, state: 'sending' }, update);
  },
  async retry(id, notBefore, errorCode) {
    await outbox.updateOne(
      { _id: id, state: { $in: [...openStates] } },
      { $set: { state: 'queued', notBefore, errorCode } },
    );
  },
});

/** What people must read, until it is delivered; see contract.ts. */
export const createOutbox = (models: Models): Outbox => {
  const { outbox } = models;
  return {
    ...claiming(models),
    async put(row) {
      const { _id, ...fields } = newOutboxRow(row);
      const { upsertedCount } = await outbox.updateOne(
        { _id },
        { $setOnInsert: fields },
        { upsert: true },
      );
      return upsertedCount === 1;
    },
    ...manyAtOnce(models),
    ...parking(models),
    due: (now, busy, limit) => dueRows(outbox, now, busy, limit),
    async lastOfSlot(channel, address, slot) {
      const last = await outbox
        .findOne({
          channel,
          address,
          state: { $in: ['sent', 'failed'] },
          sent: { $ne: [] },
        })
        .sort({ endedAt: -1, seq: -1 })
        .lean();
      return last?.slot === slot ? last.sent : undefined;
    },
    sentTo: (channel, address, limit) =>
      listOf(
        outbox
          .find({ channel, address, state: 'sent' })
          .sort({ endedAt: -1, seq: -1 })
          .limit(limit)
          .lean(),
        asRow,
      ),
    async reword(id, message) {
      await outbox.updateOne({ _id: id, state: { $in: [...openStates] } }, { $set: { message } });
    },
    ofEvent: (eventId) => listOf(outbox.find({ eventId }).sort({ seq: 1, _id: 1 }).lean(), asRow),
    countDue: (now) => outbox.countDocuments(ripe(now)),
    recent: (limit) => listOf(outbox.find().sort({ at: -1, seq: -1 }).limit(limit).lean(), asRow),
  };
};
