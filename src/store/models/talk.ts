import type { InboxRow, OutboxRow, StoredDialog, WorkRow } from '../contract.ts';
import type { Stored } from '../stored.ts';
import { Schema, type Types } from 'mongoose';
import type { Wave } from '../../domain/waves.ts';
import { json, table } from './table.ts';

export const dialogs = table<Stored<StoredDialog>>(
  'dialogs',
  {
    _id: String,
    rev: Number,
    owner: String,
    subject: String,
    paused: Boolean,
    touchedAt: Date,
    body: json,
  },
  [
    {
      name: 'one_talk',
      key: { owner: 1 },
      unique: true,
      partialFilterExpression: { paused: false },
    },
    { name: 'owner', key: { owner: 1, touchedAt: -1 } },
    { name: 'idle', key: { touchedAt: 1 } },
  ],
);

/** `order` tells apart what was accepted within one millisecond: it grows within a process. */
export type StoredInboxRow = Stored<InboxRow> & { order: Types.ObjectId };

export const inbox = table<StoredInboxRow>(
  'inbox',
  {
    _id: String,
    channel: String,
    eventId: String,
    address: String,
    at: Date,
    payload: json,
    state: String,
    attempts: Number,
    notBefore: Date,
    errorId: String,
    order: Schema.Types.ObjectId,
  },
  [{ name: 'due', key: { state: 1, at: 1, order: 1 } }],
);

export const outbox = table<Stored<OutboxRow>>(
  'outbox',
  {
    _id: String,
    channel: String,
    address: String,
    personId: String,
    eventId: String,
    priority: Number,
    seq: Number,
    notBefore: Date,
    lang: String,
    message: json,
    slot: String,
    reminder: json,
    state: String,
    attempts: Number,
    sent: [String],
    template: String,
    errorCode: String,
    at: Date,
    endedAt: Date,
  },
  [
    { name: 'due', key: { state: 1, priority: 1, seq: 1, notBefore: 1 } },
    { name: 'open', key: { channel: 1, address: 1, state: 1, priority: 1, seq: 1 } },
    { name: 'last', key: { channel: 1, address: 1, endedAt: -1, seq: -1 } },
    { name: 'event', key: { eventId: 1, seq: 1 } },
    { name: 'recent', key: { at: -1, seq: -1 } },
    { name: 'ended', key: { endedAt: 1 } },
    { name: 'reminder', key: { 'reminder.day': 1 } },
    { name: 'person', key: { personId: 1, 'reminder.day': 1 } },
    { name: 'wave', key: { 'reminder.waveId': 1 } },
    { name: 'template', key: { template: 1 }, sparse: true },
  ],
);

export const works = table<Stored<WorkRow>>(
  'works',
  {
    _id: String,
    channel: String,
    address: String,
    dialogId: String,
    key: String,
    payload: json,
    at: Date,
    attempts: Number,
    notBefore: Date,
  },
  [{ name: 'due', key: { at: 1, _id: 1 } }],
);

export const waves = table<Stored<Wave>>(
  'waves',
  {
    _id: String,
    rev: Number,
    unitId: String,
    year: Number,
    by: json,
    at: Date,
    people: Number,
    paused: Boolean,
  },
  [{ name: 'unit', key: { unitId: 1, at: -1, _id: -1 } }],
);
