import { Types, type Connection, type Model } from 'mongoose';
import { sorted, type Change, type Changes } from './changes.ts';
import type { Kind, Kinds, StoredDialog } from './contract.ts';
import type { Models } from './models/models.ts';
import { newOutboxRow } from './outbox-row.ts';
import { toStored } from './stored.ts';
import { inTransaction } from './transaction.ts';
import { bulk, runWrite, strict, versioned, type Versioned, type Write } from './writes.ts';

/** The collection of each kind. */
export const modelOf = (models: Models, kind: Kind): Model<Versioned> => {
  const byKind = {
    unit: models.units,
    cluster: models.clusters,
    person: models.people,
    post: models.posts,
    account: models.accounts,
    invitation: models.invitations,
    joinRequest: models.requests,
    registration: models.registrations,
    report: models.reports,
    season: models.seasons,
    wave: models.waves,
    stationery: models.stationery,
  };
  // Here only `_id` and `rev` matter; what lies between them is checked by each table's own schema.
  return byKind[kind] as unknown as Model<Versioned>;
};

const documentWrites = (models: Models, changes: Changes): Write[] =>
  (Object.keys(changes.documents) as Kind[]).flatMap((kind) => {
    const ofKind: Iterable<Change<Kinds[Kind]>> = changes.documents[kind].values();
    const { puts, removes } = sorted(ofKind);
    if (puts.length + removes.length === 0) return [];
    return [versioned(modelOf(models, kind), puts.map(toStored), removes.map(toStored))];
  });

/** Paused ones first: two talks of one owner are never awake at once, not even between two rows. */
const dialogWrites = (models: Models, changes: Changes): Write[] => {
  if (changes.dialogs.size === 0) return [];
  const { puts, removes } = sorted(changes.dialogs.values());
  const awake = ({ paused }: StoredDialog): number => (paused ? 0 : 1);
  const ordered = [...puts].sort((a, b) => awake(a) - awake(b));
  return [versioned(models.dialogs, ordered.map(toStored), removes.map(toStored))];
};

const auditWrites = (models: Models, { audit }: Changes): Write[] =>
  audit.length === 0
    ? []
    : [
        bulk(
          models.audit,
          audit.map((entry) => {
            const document = { _id: new Types.ObjectId(), ...strict(models.audit, entry) };
            return { insertOne: { document } };
          }),
        ),
      ];

const outboxWrites = (models: Models, { outbox }: Changes): Write[] =>
  outbox.size === 0
    ? []
    : [
        bulk(
          models.outbox,
          [...outbox.values()].map((row) => {
            const { _id, ...fields } = strict(models.outbox, newOutboxRow(row));
            return {
              updateOne: { filter: { _id }, update: { $setOnInsert: fields }, upsert: true },
            };
          }),
        ),
      ];

const workWrites = (models: Models, { works }: Changes): Write[] =>
  works.size === 0
    ? []
    : [
        bulk(
          models.works,
          [...works.values()].map((row) => {
            const { _id, ...fields } = strict(models.works, toStored(row));
            return {
              updateOne: { filter: { _id }, update: { $setOnInsert: fields }, upsert: true },
            };
          }),
        ),
      ];

/** Only where the rows are still new: a second turn on the same event ends here. */
const inboxWrites = (models: Models, { inbox }: Changes): Write[] => {
  if (inbox.size === 0) return [];
  const writes = [...inbox.values()].map(({ id, state, errorId }) => {
    const end = { $set: { state, ...(errorId === undefined ? {} : { errorId }) } };
    const update = state === 'done' ? { ...end, $unset: { payload: 1 } } : end;
    return { updateOne: { filter: { _id: id, state: 'new' as const }, update } };
  });
  return [bulk(models.inbox, writes, { matches: writes.length })];
};

/** Writes all of it in one short transaction, or nothing. Throws `Conflict`. */
export const commitChanges = async (
  connection: Connection,
  models: Models,
  changes: Changes,
): Promise<void> => {
  const writes = [
    ...inboxWrites(models, changes),
    ...documentWrites(models, changes),
    ...dialogWrites(models, changes),
    ...auditWrites(models, changes),
    ...outboxWrites(models, changes),
    ...workWrites(models, changes),
  ];
  if (writes.length === 0) return;
  await inTransaction(connection, async (session) => {
    for (const write of writes) await runWrite(write, session);
  });
};
