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

/** Chats that have something ripe, most urgent first, in portions, each once. */
async function* ripeLines(
  outbox: Outbox,
  now: Date,
  busy: ReadonlySet<string>,
  portion: number,
): AsyncGenerator<Line[]> {
  const seen = new Set(busy);
  let lines: Line[] = [];
  const ripeRows = outbox
    .find(ripe(now), { _id: 0, channel: 1, address: 1 })
    .sort({ priority: 1, seq: 1 })
    .lean();
  for await (const row of ripeRows.cursor({ batchSize: portion * 4 })) {
    const key = lineOf(row);
    if (seen.has(key)) continue;
    seen.add(key);
    lines.push(row);
    if (lines.length < portion) continue;
    yield lines;
    lines = [];
  }
  if (lines.length > 0) yield lines;
}

const grouped = (rows: readonly OpenRow[]): OpenRow[][] => {
  const groups = new Map<string, OpenRow[]>();
  for (const row of rows) {
    const group = groups.get(lineOf(row));
    if (group) group.push(row);
    else groups.set(lineOf(row), [row]);
  }
  return [...groups.values()];
};

/** Whose turn it is in each of these chats. */
const headsOf = async (outbox: Outbox, lines: readonly Line[], now: Date): Promise<OpenRow[]> => {
  const wanted = new Set(lines.map(lineOf));
  const open = await outbox
    .find(
      {
        channel: { $in: [...new Set(lines.map(({ channel }) => channel))] },
        address: { $in: lines.map(({ address }) => address) },
        state: { $in: [...openStates] },
      },
      order,
    )
    .lean();
  return grouped(open.filter((row) => wanted.has(lineOf(row)))).flatMap((rows) => {
    const head = headOf(rows, now);
    return head ? [head] : [];
  });
};

/** The next row of each chat that is not busy; at most `limit`. */
export const dueRows = async (
  outbox: Outbox,
  now: Date,
  busy: readonly string[],
  limit: number,
): Promise<readonly OutboxRow[]> => {
  const heads: OpenRow[] = [];
  for await (const lines of ripeLines(outbox, now, new Set(busy), limit)) {
    heads.push(...(await headsOf(outbox, lines, now)));
    if (heads.length >= limit) break;
  }
  const next = heads.sort(byTurn).slice(0, limit);
  const full = await outbox.find({ _id: { $in: next.map(({ _id }) => _id) } }).lean();
  const rows = new Map(full.map((row) => [row._id, fromStored<OutboxRow>(row)]));
  return next.flatMap(({ _id }) => rows.get(_id) ?? []);
};
