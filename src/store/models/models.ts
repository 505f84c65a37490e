import type { Connection, Model } from 'mongoose';
import * as house from './house.ts';
import * as organisation from './organisation.ts';
import { registrations } from './registration.ts';
import { reports } from './reports.ts';
import * as talk from './talk.ts';
import type { Table } from './table.ts';
import * as threads from './threads.ts';

export type AnyTable = Pick<Table<unknown>, 'collection' | 'indexes'>;

/** Every collection of ours, for indexes and for the reset. */
export const tables: readonly AnyTable[] = [
  ...Object.values(organisation),
  registrations,
  reports,
  talk.dialogs,
  talk.inbox,
  talk.outbox,
  talk.works,
  talk.waves,
  threads.personas,
  threads.threads,
  house.seasons,
  house.stationery,
  house.audit,
  house.files,
  house.settings,
  house.leases,
  house.tokens,
  house.uploads,
];

/** The models of one connection. */
export const createModels = (connection: Connection) => {
  const model = <Row>({ collection, schema }: Table<Row>): Model<Row> =>
    connection.model<Row>(collection, schema, collection);
  return {
    units: model(organisation.units),
    clusters: model(organisation.clusters),
    people: model(organisation.people),
    posts: model(organisation.posts),
    accounts: model(organisation.accounts),
    invitations: model(organisation.invitations),
    requests: model(organisation.requests),
    registrations: model(registrations),
    reports: model(reports),
    dialogs: model(talk.dialogs),
    inbox: model(talk.inbox),
    outbox: model(talk.outbox),
    works: model(talk.works),
    waves: model(talk.waves),
    personas: model(threads.personas),
    threads: model(threads.threads),
    seasons: model(house.seasons),
    stationery: model(house.stationery),
    audit: model(house.audit),
    files: model(house.files),
    settings: model(house.settings),
    leases: model(house.leases),
    tokens: model(house.tokens),
    uploads: model(house.uploads),
  };
};

export type Models = ReturnType<typeof createModels>;
