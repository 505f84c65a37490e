import type { Report } from '../../domain/report-up.ts';
import type { Stored } from '../stored.ts';
import { json, table } from './table.ts';

/** `content` is kept as it was frozen. One version of a unit and year exists once. */
export const reports = table<Stored<Report>>(
  'reports',
  {
    _id: String,
    rev: Number,
    unitId: String,
    year: Number,
    version: Number,
    at: Date,
    by: json,
    content: json,
    signer: json,
    number: Number,
    date: String,
    files: json,
    sent: json,
    mailedAt: Date,
  },
  [{ name: 'unit_year_version', key: { unitId: 1, year: 1, version: 1 }, unique: true }],
);
