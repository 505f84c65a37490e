import type { Registration } from '../../domain/registration.ts';
import type { Stored } from '../stored.ts';
import { json, table } from './table.ts';

/**
 * Tasks and rounds are kept as the domain wrote them: casting some hundred nested rows one by one costs more
 * than the rest of a turn together.
 */
export const registrations = table<Stored<Registration>>(
  'registrations',
  {
    _id: String,
    rev: Number,
    unitId: String,
    year: Number,
    programmeId: String,
    tasks: json,
    rounds: json,
    firstSentAt: Date,
    late: Boolean,
    claim: json,
    holds: json,
    superiorId: String,
    enteredFor: json,
    document: json,
    summary: json,
  },
  [
    { name: 'unit_year', key: { unitId: 1, year: 1 }, unique: true },
    { name: 'task', key: { 'tasks.id': 1 } },
    { name: 'queue', key: { superiorId: 1, 'summary.state': 1, 'summary.sentAt': 1 } },
  ],
);
