import { Schema, type Types } from 'mongoose';
import type { Holiday, Season } from '../../domain/season.ts';
import type { SetMilestones } from '../../domain/programme.ts';
import type { Stationery } from '../../domain/stationery.ts';
import type { Contact } from '../../domain/views.ts';
import type { AuditEntry, GrantRow } from '../contract.ts';
import type { Stored } from '../stored.ts';
import { json, part, table } from './table.ts';

export type StoredAudit = AuditEntry & { _id: Types.ObjectId };

/** Append-only: nothing here changes or deletes a row, except the reset of a sample. */
export const audit = table<StoredAudit>(
  'audit',
  {
    _id: Schema.Types.ObjectId,
    at: Date,
    personId: String,
    postId: String,
    channel: String,
    action: String,
    unitId: String,
    subject: String,
    before: json,
    after: json,
  },
  [
    { name: 'newest', key: { at: -1, _id: -1 } },
    { name: 'unit', key: { unitId: 1, at: -1, _id: -1 } },
  ],
);

export type StoredFile = { _id: string; name: string; type: string; size: number };

/** What is known about a file; its bytes lie in a folder or in GridFS. */
export const files = table<StoredFile>('files', {
  _id: String,
  name: String,
  type: String,
  size: Number,
});

export const settings = table<{ _id: string; value: unknown }>('settings', {
  _id: String,
  value: json,
});

export const leases = table<{ _id: string; holder: string; until: Date }>('leases', {
  _id: String,
  holder: String,
  until: Date,
});

/** Sealed with the program's secret. */
export const tokens = table<Stored<GrantRow>>('tokens', {
  _id: String,
  rev: Number,
  sealed: String,
  refreshedAt: Date,
  dead: json,
});

/** Files that a vendor keeps for us, for a while. */
export const uploads = table<{ _id: string; handle: string; until: Date }>(
  'uploads',
  { _id: String, handle: String, until: Date },
  [{ name: 'ended', key: { until: 1 } }],
);

export const seasons = table<Stored<Season>>('seasons', {
  _id: String,
  rev: Number,
  milestones: [
    part<SetMilestones>({
      year: Number,
      opensAt: String,
      dueBefore: String,
      lateUntil: String,
      reportUpBefore: String,
    }),
  ],
  holidays: [part<Holiday>({ day: String, name: String, source: String })],
  workdays: [String],
  minTasksPerHead: Number,
  contact: part<Contact>({ name: String, phone: String, organisation: String }),
  outside: json,
  reminders: part<Season['reminders']>({ escalateAfterDays: Number, reviewAfterDays: Number }),
});

/** Texts and templates of a unit's papers; the template's act has a date, which `json` keeps. */
export const stationery = table<Stored<Stationery>>('stationery', {
  _id: String,
  rev: Number,
  texts: json,
  signer: json,
  planTemplate: json,
  below: json,
});
