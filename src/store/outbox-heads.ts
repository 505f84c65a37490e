/** What the order of delivery depends on. A claimed row's `notBefore` is the end of its lease. */
export type OpenRow = {
  _id: string;
  channel: string;
  address: string;
  state: 'queued' | 'sending' | 'sent' | 'failed' | 'parked';
  priority: number;
  seq: number;
  notBefore: Date;
};

/** The key under which rows of one chat wait for each other; also what `due` calls busy. */
export const lineOf = ({ channel, address }: { channel: string; address: string }): string =>
  `${channel}:${address}`;

export const byTurn = (a: OpenRow, b: OpenRow): number =>
  a.priority - b.priority || a.seq - b.seq || (a._id < b._id ? -1 : 1);

/**
 * Whose turn it is among the open rows of one chat. Nobody's while one is on the wire; otherwise the first of
 * the highest priority whose first row may go now: later rows wait behind an earlier one of their priority.
 */
export const headOf = (rows: readonly OpenRow[], now: Date): OpenRow | undefined => {
  const waits = ({ notBefore }: OpenRow): boolean => notBefore > now;
  if (rows.some((row) => row.state === 'sending' && waits(row))) return undefined;
  const firsts = new Map<number, OpenRow>();
  for (const row of [...rows].sort(byTurn))
    if (!firsts.has(row.priority)) firsts.set(row.priority, row);
  return [...firsts.values()].find((row) => !waits(row));
};
