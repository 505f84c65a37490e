import { Types } from 'mongoose';
import type { Inbox, InboxRow } from './contract.ts';
import type { StoredInboxRow } from './models/talk.ts';
import type { Models } from './models/models.ts';
import { lineOf } from './outbox-heads.ts';
import { fromStored, oneOf, toStored } from './stored.ts';
import { isDuplicateKey } from './transaction.ts';

const asRow = ({ order: _order, ...row }: StoredInboxRow): InboxRow => fromStored<InboxRow>(row);

/** Accepted events; see contract.ts. */
export const createInbox = ({ inbox }: Models): Inbox => ({
  async accept(row) {
    const fresh: InboxRow = { notBefore: row.at, ...row, state: 'new', attempts: 0 };
    try {
      await inbox.insertOne({ ...toStored(fresh), order: new Types.ObjectId() });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  },
  async due(now, limit, underWay = []) {
    const rest = underWay.length > 0 ? { _id: { $nin: underWay } } : {};
    const rows = inbox
      .find({ state: 'new', ...rest })
      .sort({ at: 1, order: 1 })
      .lean();
    const due: InboxRow[] = [];
    const waiting = new Set<string>();
    for await (const row of rows.cursor({ batchSize: limit + 1 })) {
      const line = lineOf(row);
      if (row.notBefore > now) waiting.add(line);
      else if (!waiting.has(line)) due.push(asRow(row));
      if (due.length === limit) break;
    }
    return due;
  },
  get: (id) => oneOf(inbox.findById(id).lean(), asRow),
  async newAt(channel, address) {
    const rows = await inbox
      .find({ state: 'new', channel, address })
      .sort({ at: 1, order: 1 })
      .lean();
    return rows.map(asRow);
  },
  async rewrite(id, payload) {
    const [row] = [toStored({ id, payload })];
    await inbox.updateOne({ _id: id, state: 'new' }, { $set: { payload: row.payload } });
  },
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
