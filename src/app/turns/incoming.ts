import { SendError, type Channel, type FilePort } from '../../channels/channel.ts';
import type { FileRef } from '../../dialog/message.ts';
import type { Inbox, InboxRow, Outbox, OutboxRow } from '../../store/contract.ts';
import type { Payload, StoredFile } from './attempt-turn.ts';
import type { Log } from '../log.ts';

export type IncomingDeps = {
  inbox: Inbox;
  outbox: Pick<Outbox, 'byTemplate' | 'release'>;
  now(): Date;
  channels: ReadonlyMap<string, Channel>;
  files: FilePort;
  log: Log;
};

/** What a turn may begin with; `over` when another row took this one along. */
export type Ready = { row: InboxRow } | { waitMs: number } | 'over';

const mostTries = 8;
const longestWaitMs = 5 * 60_000;

const payloadOf = (row: InboxRow): Payload => row.payload as Payload; // written by accept only

const fetchOne = async (
  { channels, files }: IncomingDeps,
  { channel }: InboxRow,
  { id, name, type }: StoredFile,
): Promise<FileRef> => {
  const fetchFile = channels.get(channel)?.fetchFile;
  if (!fetchFile) throw new SendError('rejected', 'nobody can fetch this file', { reason: 'gone' });
  const { bytes } = await fetchFile(id);
  return files.put(bytes, { name, type });
};

/** The file, or why there is none. A vendor who is away is waited for, and in the end the file given up. */
const tryOne = async (
  deps: IncomingDeps,
  row: InboxRow,
  file: StoredFile,
): Promise<FileRef | NonNullable<Payload['trouble']>> => {
  if (!file.fetch) return file;
  try {
    return await fetchOne(deps, row, file);
  } catch (error) {
    const isRefusal = error instanceof SendError && error.code === 'rejected';
    if (!isRefusal && row.attempts < mostTries) throw error;
    deps.log.warn({ err: error, row: row.id }, 'turn: a file could not be fetched');
    return isRefusal && error.reason === 'too_big' ? 'file_too_big' : 'file_gone';
  }
};

/** A refused file is left out, and said so. */
const fetchAll = async (deps: IncomingDeps, row: InboxRow): Promise<Payload> => {
  const { files = [], ...rest } = payloadOf(row);
  const kept: FileRef[] = [];
  let { trouble } = rest;
  for (const file of files) {
    const tried = await tryOne(deps, row, file);
    if (typeof tried === 'string') trouble = tried;
    else kept.push(tried);
  }
  return { ...rest, files: kept, ...(trouble ? { trouble } : {}) };
};

/** Fetches the row's files once: from then on it carries references into the file port. */
const withFiles = async (deps: IncomingDeps, row: InboxRow): Promise<InboxRow> => {
  const { files = [] } = payloadOf(row);
  if (!files.some(({ fetch }) => fetch)) return row;
  const payload = await fetchAll(deps, row);
  await deps.inbox.rewrite(row.id, payload);
  return { ...row, payload };
};

const troubleIn = (payloads: readonly Payload[]): Pick<Payload, 'trouble'> => {
  const trouble = payloads.map((one) => one.trouble).find((one) => one !== undefined);
  return trouble ? { trouble } : {};
};

/** One event out of the parts that lie in the inbox; a part that comes later is an event of its own. */
const gather = async (deps: IncomingDeps, first: InboxRow, album: string): Promise<Ready> => {
  const waiting = await deps.inbox.newAt(first.channel, first.address);
  if (!waiting.some(({ id }) => id === first.id)) return 'over';
  const rows: InboxRow[] = [];
  for (const row of waiting) {
    if (payloadOf(row).album === album) rows.push(await withFiles(deps, row));
  }
  const payloads = rows.map(payloadOf);
  const text = payloads.flatMap((one) => one.text ?? []).join('\n');
  const payload: Payload = {
    files: payloads.flatMap(({ files = [] }) => files),
    ...(text === '' ? {} : { text }),
    ...troubleIn(payloads),
    parts: rows.map(({ id }) => id).filter((id) => id !== first.id),
  };
  return { row: { ...first, payload } };
};

/** Whoever answers a few approved words wants to hear the rest. */
const moreOf = ({ reminder }: OutboxRow): string => (reminder ? '/nhac' : '/start');

/**
 * A tap under a template names the message only: it becomes a word of whoever had that message, and what waited
 * for a sign of them goes out. Of a message that is not ours nothing comes.
 */
const whoReplied = async (
  { outbox, now, log }: IncomingDeps,
  row: InboxRow,
  providerId: string,
): Promise<Ready> => {
  const found = await outbox.byTemplate(row.channel, providerId);
  if (!found) {
    log.info({ row: row.id }, 'turn: a reply to a message that is not known');
    return { row };
  }
  const { channel, address } = found;
  await outbox.release({ channel, address }, now());
  const payload: Payload = { text: moreOf(found) };
  return { row: { ...row, address, payload } };
};

/**
 * Brings what a turn needs into the house before it begins, outside of its transaction: the bytes of files, and
 * the parts of an album. Each part was accepted under its own id, so none is lost, whenever the power is cut.
 */
export const createIncoming =
  (deps: IncomingDeps) =>
  async (row: InboxRow): Promise<Ready> => {
    const { files = [], album, report } = payloadOf(row);
    if (report?.about === 'reply') return whoReplied(deps, row, report.providerId);
    if (files.length === 0) return { row };
    try {
      return album ? await gather(deps, row, album) : { row: await withFiles(deps, row) };
    } catch (error) {
      if (!(error instanceof SendError)) throw error;
      const seconds = error.retryAfter ?? 2 ** row.attempts;
      return { waitMs: Math.min(seconds * 1_000, longestWaitMs) };
    }
  };
