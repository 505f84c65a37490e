import type { OutboxRow } from './contract.ts';
import type { Models } from './models/models.ts';
import { byTurn, headOf, lineOf, type OpenRow } from './outbox-heads.ts';
import { fromStored } from './stored.ts';

type Outbox = Models['outbox'];
type Line = { channel: string; address: string };

export const openStates = ['queued', 'sending'] as const;

/** What may go by its time: queued ones, and claimed ones whose holder has died. */
export const ripe = (now: Date) => ({
  state: { $in: [...openStates] },
  notBefore: { $lte: now },
});

/** Order only: texts are fetched for the rows that go. */
const order = { channel: 1, address: 1, state: 1, priority: 1, seq: 1, notBefore: 1 } as const;

const among = (lines: readonly Line[]) => ({
  channel: { $in: [...new Set(lines.map(({ channel }) => channel))] },
  address: { $in: lines.map(({ address }) => address) },
});

/** The first ripe row of each chat that is not to be skipped, most urgent first, in portions. */
async function* firstRipe(
  outbox: Outbox,
  now: Date,
  skip: ReadonlySet<string>,
  portion: number,
): AsyncGenerator<OpenRow[]> {
  const seen = new Set(skip);
  let firsts: OpenRow[] = [];
  const queued = outbox
    .find({ state: 'queued', notBefore: { $lte: now } }, order)
    .sort({ priority: 1, seq: 1 })
    .lean();
  for await (const row of queued.cursor({ batchSize: portion + skip.size })) {
    const line = lineOf(row);
    if (seen.has(line)) continue;
    seen.add(line);
    firsts.push(row);
    if (firsts.length < portion) continue;
    yield firsts;
    firsts = [];
  }
  if (firsts.length > 0) yield firsts;
}

/** Those of these chats where something waits for a later time, and may hold back what is ripe. */
const heldLines = async (
  outbox: Outbox,
  lines: readonly Line[],
  now: Date,
): Promise<ReadonlySet<string>> => {
  const waiting = await outbox
    .find({ ...among(lines), state: 'queued', notBefore: { $gt: now } }, { channel: 1, address: 1 })
    .lean();
  return new Set(waiting.map(lineOf));
};

/** Whose turn it is in each of these chats, told from all that is open there. */
const headsOf = async (outbox: Outbox, lines: readonly Line[], now: Date): Promise<OpenRow[]> => {
  if (lines.length === 0) return [];
  const open = await outbox
    .find({ ...among(lines), state: { $in: [...openStates] } }, order)
    .lean();
  return [...new Set(lines.map(lineOf))].flatMap((line) => {
    const head = headOf(
      open.filter((row) => lineOf(row) === line),
      now,
    );
    return head ? [head] : [];
  });
};

const fetched = async (outbox: Outbox, next: readonly OpenRow[]): Promise<OutboxRow[]> => {
  const full = await outbox.find({ _id: { $in: next.map(({ _id }) => _id) } }).lean();
  const rows = new Map(full.map((row) => [row._id, fromStored<OutboxRow>(row)]));
  return next.flatMap(({ _id }) => rows.get(_id) ?? []);
};

/** The heads of all that is open, while that is little: most looks find a handful, told from one answer. */
const dueOfFew = async (
  outbox: Outbox,
  now: Date,
  busy: readonly string[],
  most: number,
): Promise<OutboxRow[] | undefined> => {
  const open = await outbox
    .find({ state: { $in: [...openStates] } })
    .limit(most + 1)
    .lean();
  if (open.length > most) return undefined;
  const lines = new Set(open.map(lineOf).filter((line) => !busy.includes(line)));
  const heads = [...lines].flatMap((line) => {
    const ofLine = open.filter((row) => lineOf(row) === line);
    const head = headOf(ofLine, now);
    return ofLine.filter((row) => row === head);
  });
  return heads.sort(byTurn).map((row) => fromStored<OutboxRow>(row));
};

/** The next row of each chat that is not busy; at most `limit`. */
export const dueRows = async (
  outbox: Outbox,
  now: Date,
  busy: readonly string[],
  limit: number,
): Promise<readonly OutboxRow[]> => {
  const few = await dueOfFew(outbox, now, busy, limit * 3);
  return few ? few.slice(0, limit) : dueOfMany(outbox, now, busy, limit);
};

const dueOfMany = async (
  outbox: Outbox,
  now: Date,
  busy: readonly string[],
  limit: number,
): Promise<readonly OutboxRow[]> => {
  // Most chats hold nothing but ripe rows, so the first of each is its head. The few where one is or was on the
  // wire, or waits for its time, are looked at row by row.
  const claimed = await outbox.find({ state: 'sending' }, order).lean();
  const onTheWire = claimed.filter(({ notBefore }) => notBefore > now).map(lineOf);
  const skip = new Set([...busy, ...onTheWire]);
  const orphaned = claimed.filter((row) => !skip.has(lineOf(row)));
  const heads = await headsOf(outbox, orphaned, now);
  for (const row of orphaned) skip.add(lineOf(row));

  for await (const firsts of firstRipe(outbox, now, skip, limit)) {
    const held = await heldLines(outbox, firsts, now);
    const isHeld = (row: OpenRow): boolean => held.has(lineOf(row));
    heads.push(...firsts.filter((row) => !isHeld(row)));
    heads.push(...(await headsOf(outbox, firsts.filter(isHeld), now)));
    if (heads.length >= limit) break;
  }
  return fetched(outbox, heads.sort(byTurn).slice(0, limit));
};
