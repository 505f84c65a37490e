import type { NewId, Now } from '../../domain/ids.ts';
import type { Work } from '../../domain/works.ts';
import type { Inbox, UnitOfWork, WorkRow, Works } from '../../store/contract.ts';
import type { Log } from '../log.ts';
import { openDesk, type DeskDeps } from '../turns/open-desk.ts';
import type { Brought } from '../turns/talk.ts';
import type { Perform } from '../works/perform.ts';

export type RunWorkDeps = DeskDeps & {
  works: Works;
  inbox: Inbox;
  begin(): UnitOfWork;
  perform: Perform;
  now: Now;
  newId: NewId;
  log: Log;
};

/** Longer than any work may take: after that its process is taken for dead and the work is done again. */
const leaseMs = 5 * 60_000;
const maxAttempts = 3;
const retryMs = 2_000;

const performRow = async (deps: RunWorkDeps, row: WorkRow): Promise<unknown> => {
  const { channel, address } = row;
  const { desk } = await openDesk(deps, { channel, address, at: deps.now() }, deps.begin());
  return deps.perform(desk, row.payload as Work); // written by a turn only
};

/** The result comes back like everything else that happens: as an event, stored once. */
const bringBack = async (
  { inbox, works, now }: RunWorkDeps,
  row: WorkRow,
  brought: Brought,
): Promise<void> => {
  const { channel, address, id } = row;
  const eventId = `work:${id}`;
  const payload = { brought };
  await inbox.accept({
    id: `${channel}:${eventId}`,
    channel,
    eventId,
    address,
    at: now(),
    payload,
  });
  await works.finish(id);
};

const settleFailure = async (
  deps: RunWorkDeps,
  row: WorkRow,
  error: unknown,
): Promise<'through' | 'later'> => {
  const { works, now, newId, log } = deps;
  const { dialogId, key } = row;
  if (row.attempts < maxAttempts) {
    log.warn({ err: error, work: row.id }, 'work: tried again');
    await works.retry(row.id, new Date(now().getTime() + retryMs * row.attempts));
    return 'later';
  }
  const fault = newId().slice(0, 8).toUpperCase();
  log.error({ err: error, work: row.id, errorId: fault }, 'work: fault');
  await bringBack(deps, row, { dialogId, key, fault });
  return 'through';
};

/** Does one long work and puts its result into the inbox. `later`: it failed and is tried again. */
export const createRunWork =
  (deps: RunWorkDeps) =>
  async (due: WorkRow): Promise<'through' | 'later'> => {
    const until = new Date(deps.now().getTime() + leaseMs);
    const row = await deps.works.claim(due.id, deps.now(), until);
    if (!row) return 'through';
    const { dialogId, key } = row;
    try {
      const value = await performRow(deps, row);
      await bringBack(deps, row, { dialogId, key, value });
      return 'through';
    } catch (error) {
      return settleFailure(deps, row, error);
    }
  };
