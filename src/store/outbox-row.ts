import type { NewOutboxRow, OutboxRow } from './contract.ts';
import { toStored, type Stored } from './stored.ts';

/** A row as it is inserted. */
export const newOutboxRow = (row: NewOutboxRow): Stored<OutboxRow> =>
  toStored<OutboxRow>({ ...row, state: 'queued', attempts: 0, sent: [] });
