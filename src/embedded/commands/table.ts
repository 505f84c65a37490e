import type { Command } from '../engine.ts';
import { aggregateCommand } from './aggregate.ts';
import {
  createCommand,
  dropCommand,
  dropDatabaseCommand,
  listCollectionsCommand,
} from './collections.ts';
import { countCommand, distinctCommand } from './count.ts';
import { deleteCommand } from './delete.ts';
import { explainCommand } from './explain.ts';
import { findAndModifyCommand } from './find-and-modify.ts';
import { findCommand, getMoreCommand, killCursorsCommand } from './find.ts';
import { buildInfoCommand, helloCommand, pingCommand, saslStartCommand } from './hello.ts';
import { createIndexesCommand, dropIndexesCommand, listIndexesCommand } from './indexes.ts';
import { insertCommand } from './insert.ts';
import {
  abortTransactionCommand,
  commitTransactionCommand,
  endSessionsCommand,
  killSessionsCommand,
  refreshSessionsCommand,
} from './sessions.ts';
import { updateCommand } from './update.ts';

/** Every command that is spoken here, by its name in lower case. */
export const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    hello: helloCommand,
    ismaster: helloCommand,
    ping: pingCommand,
    buildinfo: buildInfoCommand,
    saslstart: saslStartCommand,
    create: createCommand,
    listcollections: listCollectionsCommand,
    drop: dropCommand,
    dropdatabase: dropDatabaseCommand,
    createindexes: createIndexesCommand,
    listindexes: listIndexesCommand,
    dropindexes: dropIndexesCommand,
    insert: insertCommand,
    update: updateCommand,
    delete: deleteCommand,
    findandmodify: findAndModifyCommand,
    find: findCommand,
    getmore: getMoreCommand,
    killcursors: killCursorsCommand,
    count: countCommand,
    distinct: distinctCommand,
    aggregate: aggregateCommand,
    explain: explainCommand,
    endsessions: endSessionsCommand,
    killsessions: killSessionsCommand,
    refreshsessions: refreshSessionsCommand,
    committransaction: commitTransactionCommand,
    aborttransaction: abortTransactionCommand,
  }),
);
