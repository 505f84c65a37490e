import type { Retention } from './contract.ts';
import type { Models } from './models/models.ts';

const day = 24 * 60 * 60 * 1000;

const before = (now: Date, days: number): { $lt: Date } => ({
  $lt: new Date(now.getTime() - days * day),
});

/** Bubbles kept on each phone of the simulator: far more than anybody scrolls back. */
const bubblesKept = 300;

/** So long does a message wait for somebody who is not heard of; what it says is old news by then. */
const parkedDays = 30;

const trimThreads = async ({ personas, threads }: Models): Promise<number> => {
  let gone = 0;
  for (const { _id: thread } of await personas.find({}, { _id: 1 }).sort({ _id: 1 }).lean()) {
    const last = await threads.findOne({ thread }, { n: 1 }).sort({ n: -1 }).lean();
    const before = (last?.n ?? 0) - bubblesKept;
    if (before < 1) continue;
    gone += (await threads.deleteMany({ thread, n: { $lte: before } })).deletedCount;
  }
  return gone;
};

/** How long what is kept; each rule is one command on an index. See contract.ts. */
export const createRetention = (models: Models): Retention => ({
  async sweep(now) {
    const { inbox, outbox, dialogs, accounts, invitations, uploads } = models;
    // What could not be answered stays one day for whoever mends it.
    await inbox.updateMany(
      { state: 'dead', at: before(now, 1), payload: { $exists: true } },
      { $unset: { payload: 1 } },
    );
    const keys = await inbox.deleteMany({
      state: { $in: ['done', 'dead'] },
      at: before(now, 30),
    });
    const given = await outbox.updateMany(
      { state: 'parked', at: before(now, parkedDays) },
      { $set: { state: 'failed', endedAt: now }, $unset: { message: 1 } },
    );
    const texts = await outbox.updateMany(
      { endedAt: before(now, 30), message: { $exists: true } },
      { $unset: { message: 1 } },
    );
    // Nobody came: whom the invitation was for is nobody's business any more.
    await invitations.updateMany(
      { expiresAt: before(now, 30), forName: { $exists: true } },
      { $unset: { forName: 1 } },
    );
    const idle = await dialogs.deleteMany({ touchedAt: before(now, 90) });
    const strangers = await accounts.deleteMany({ personId: null, seenAt: before(now, 1) });
    const lapsed = await uploads.deleteMany({ until: { $lt: now } });
    return {
      inbox: keys.deletedCount,
      outbox: given.modifiedCount + texts.modifiedCount,
      dialogs: idle.deletedCount,
      accounts: strangers.deletedCount,
      threads: await trimThreads(models),
      uploads: lapsed.deletedCount,
    };
  },
});
