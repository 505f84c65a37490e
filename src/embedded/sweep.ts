import type { Engine } from './engine.ts';
import { CommandError } from './errors.ts';
import type { Index } from './index-tree.ts';
import { rowOf } from './index-tree.ts';
import { endSession } from './transactions.ts';
import { createUnit } from './unit.ts';

/** How many expired documents one pass removes at most, so that nobody waits long for it. */
const PASS = 1000;

/** Removes what has expired: documents under a TTL index, idle cursors, idle sessions. */
export async function sweep(engine: Engine): Promise<void> {
  const now = engine.now().getTime();
  const { limits, sessions, cursors } = engine;
  cursors.reap(now - limits.cursorIdle, now - limits.sessionIdle);
  for (const session of sessions.all()) {
    if (session.lastUsed < now - limits.sessionIdle) endSession(engine, session);
  }
  for (const { ns, indexes } of [...engine.catalog.collections.values()]) {
    for (const index of indexes) {
      if (index.spec.expireAfterSeconds === undefined) continue;
      await expire(engine, ns, index.spec.name);
    }
  }
}

async function expire(engine: Engine, ns: string, name: string): Promise<void> {
  const waitMs = engine.limits.writeWait;
  const timedOut = () => new CommandError(262, 'the sweep found the database busy');
  for (;;) {
    const removed = await engine.gate.pass(() => removeExpired(engine, ns, name), {
      waitMs,
      timedOut,
    });
    if (removed < PASS) return;
  }
}

function removeExpired(engine: Engine, ns: string, name: string): number {
  const collection = engine.catalog.collections.get(ns);
  const index = collection?.indexes.find(({ spec }) => spec.name === name);
  if (collection === undefined || index === undefined) return 0;
  const unit = createUnit(engine.catalog, engine.catalog.collections);
  const expired = expiredRows(index, engine.now().getTime());
  for (const id of expired) {
    const row = collection.rows.get(id);
    if (row !== undefined) unit.remove(ns, row);
  }
  if (expired.size > 0) unit.publish(engine.storage.append(unit.changes.values()));
  return expired.size;
}

/** Only dates expire; of several dates in an array the earliest counts, as its entry is met first. */
function expiredRows({ spec, tree }: Index, now: number): Set<number> {
  const lifetime = (spec.expireAfterSeconds ?? 0) * 1000;
  const ids = new Set<number>();
  const ascending = spec.fields[0]?.direction === 1;
  const first = [new Date(-8.64e15), -Infinity];
  const last = [new Date(now - lifetime), Infinity];
  const entries = ascending
    ? tree.getRange(first, last, true, PASS)
    : tree.getRange([last[0], -Infinity], [first[0], Infinity], true, PASS);
  for (const [entry] of entries) ids.add(rowOf(entry));
  return ids;
}
