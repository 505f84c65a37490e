import { Types } from 'mongoose';
import type { Inbox, InboxRow } from './contract.ts';
import type { StoredInboxRow } from './models/talk.ts';
import type { Models } from './models/models.ts';
import { fromStored, listOf, oneOf, toStored } from './stored.ts';
import { isDuplicateKey } from './transaction.ts';

const asRow = ({ order: _order, ...row }: StoredInboxRow): InboxRow => fromStored<InboxRow>(row);

/** Accepted events; see contract.ts. */
export const createInbox = ({ inbox }: Models): Inbox => ({
  async accept(row) {
    const fresh: InboxRow = { ...row, state: 'new', attempts: 0, notBefore: row.at };
    try {
      await inbox.insertOne({ ...toStored(fresh), order: new Types.ObjectId() });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  },
  due: (now, limit) =>
    listOf(
      inbox
        .find({ state: 'new', notBefore: { $lte: now } })
        .sort({ at: 1, order: 1 })
        .limit(limit)
        .lean(),
      asRow,
    ),
  get: (id) => oneOf(inbox.findById(id).lean(), asRow),
  async postpone(id, notBefore) {
    await inbox.updateOne(
      { _id: id, state: 'new' },
      { $set: { notBefore }, $inc: { attempts: 1 } },
    );
  },
  async bury(id, errorId) {
    await inbox.updateOne({ _id: id, state: 'new' }, { $set: { state: 'dead', errorId } });
  },
  countNew: () => inbox.countDocuments({ state: 'new' }),
});
