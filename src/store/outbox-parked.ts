import type { Outbox, OutboxRow } from './contract.ts';
import type { Models } from './models/models.ts';
import { openStates } from './outbox-due.ts';
import { fromStored, oneOf } from './stored.ts';

/** Stands in place of the address of somebody who is forgotten. */
const nobody = '';

/** What waits until its reader is heard of, and the other ways to them; see contract.ts. */
export const parking = ({
  outbox,
}: Models): Pick<Outbox, 'park' | 'release' | 'reroute' | 'dropFor' | 'byTemplate'> => ({
  async park(id, errorCode) {
    await outbox.updateOne(
      { _id: id, state: { $in: [...openStates] } },
      { $set: { state: 'parked', errorCode } },
    );
  },
  async release(to, now) {
    const waiting = { ...to, state: 'parked' } as const;
    // Every event asks, and hardly ever is there anything: a look takes no turn among the writers.
    if (!(await outbox.exists(waiting))) return 0;
    const { modifiedCount } = await outbox.updateMany(waiting, {
      $set: { state: 'queued', notBefore: now, attempts: 0 },
    });
    return modifiedCount;
  },
  async reroute(id, { channel, address }, now) {
    await outbox.updateOne(
      { _id: id, state: { $in: [...openStates] }, sent: [] },
      { $set: { channel, address, state: 'queued', notBefore: now } },
    );
  },
  async dropFor({ channel, address }, at) {
    const { modifiedCount } = await outbox.updateMany(
      { channel, address, state: { $in: [...openStates, 'parked'] } },
      { $set: { state: 'failed', endedAt: at, errorCode: 'withdrawn' } },
    );
    await outbox.updateMany(
      { channel, address },
      { $set: { address: nobody }, $unset: { message: 1 } },
    );
    return modifiedCount;
  },
  byTemplate: (channel, providerId) =>
    oneOf(outbox.findOne({ channel, template: providerId }).lean(), fromStored<OutboxRow>),
});
