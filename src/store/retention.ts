import type { Retention } from './contract.ts';
import type { Models } from './models/models.ts';

const day = 24 * 60 * 60 * 1000;

const before = (now: Date, days: number): { $lt: Date } => ({
  $lt: new Date(now.getTime() - days * day),
});

/** How long what is kept; each rule is one command on an index. See contract.ts. */
export const createRetention = (models: Models): Retention => ({
  async sweep(now) {
    const { inbox, outbox, dialogs, accounts } = models;
    // What could not be answered stays one day for whoever mends it.
    await inbox.updateMany(
      { state: 'dead', at: before(now, 1), payload: { $exists: true } },
      { $unset: { payload: 1 } },
    );
    const keys = await inbox.deleteMany({
      state: { $in: ['done', 'dead'] },
      at: before(now, 30),
    });
    const texts = await outbox.updateMany(
      { endedAt: before(now, 30), message: { $exists: true } },
      { $unset: { message: 1 } },
    );
    const idle = await dialogs.deleteMany({ touchedAt: before(now, 90) });
    const strangers = await accounts.deleteMany({ personId: null, seenAt: before(now, 1) });
    return {
      inbox: keys.deletedCount,
      outbox: texts.modifiedCount,
      dialogs: idle.deletedCount,
      accounts: strangers.deletedCount,
    };
  },
});
