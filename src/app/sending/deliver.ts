import type { Channel, SendErrorCode } from '../../channels/channel.ts';
import { SendError } from '../../channels/channel.ts';
import { fit } from '../../channels/fit.ts';
import type { Message, Rendered } from '../../dialog/message.ts';
import type { OutsideWords } from '../../domain/outside.ts';
import type { Outbox, OutboxRow } from '../../store/contract.ts';
import type { Log } from '../log.ts';
import { readyReminder } from './ready-reminder.ts';
import type { Fresh } from '../reminders/freshen.ts';
import type { Speaker } from '../words.ts';

/**
 * The message of an outbox row: what to say, which question its answer buttons belong to, and whether it may
 * take the place of the message in its slot (after a press; after typed words it belongs below them).
 */
export type OutboxMessage = {
  message: Message;
  token: string;
  inPlace: boolean;
  /** The same in a few words, for whoever can be reached by an approved template only. */
  outside?: OutsideWords;
};

export type DeliverDeps = {
  outbox: Outbox;
  channels: ReadonlyMap<string, Channel>;
  speaker: Speaker;
  log: Log;
  now(): Date;
  /** The vendor says that nobody is there any more. */
  markUnreachable(channel: string, address: string): Promise<void>;
  /** Milliseconds that a notice still waits because its reader is in the middle of a talk. */
  politeDelay(row: OutboxRow): Promise<number>;
  /** A reminder as it is to be sent now, or why it is not; see reminders/freshen.ts. */
  freshen?: (row: OutboxRow) => Promise<Fresh>;
  /** Keeps the channel's rates. */
  throttle(channel: Channel, address: string, priority: number): Promise<void>;
  counted(outcome: 'sent' | 'failed' | 'retried'): void;
  /** How the channel as a whole does: after each send, what went wrong with it. */
  noted?: (channel: string, error: SendError | undefined) => void;
};

export type DeliveryOutcome = 'sent' | 'failed' | 'retried' | 'skipped';

/** Longer than any send may take: a row whose lease ran out was on the wire when its process died. */
const leaseMs = 60_000;
const maxAttempts = 10;
const longestBackoffMs = 10 * 60_000;

/** What a failed send means, for each code of the closed list. */
const isFinal: Readonly<Record<SendErrorCode, boolean>> = {
  throttled: false,
  transient: false,
  config: false,
  blocked: true,
  unreachable: true,
  window_closed: true,
  rejected: true,
};

const backoffMs = (attempts: number): number =>
  Math.min(1_000 * 2 ** Math.min(attempts, 20), longestBackoffMs);

const asSendError = (error: unknown): SendError =>
  error instanceof SendError
    ? error
    : new SendError('transient', 'the channel broke its contract', { cause: error });

const bodyOf = (row: OutboxRow): OutboxMessage => row.message as OutboxMessage; // written by enqueue only

const partsOf = ({ speaker }: DeliverDeps, row: OutboxRow, channel: Channel): Rendered[] => {
  const { message, token } = bodyOf(row);
  const rendered = speaker.render(message, row.lang, token, row.slot);
  return fit(rendered, channel.limits(row.address), speaker.phrase(row.lang));
};

/** The message to change: the one in this slot, while it is the last thing said there. */
const placeOf = async (
  { outbox }: DeliverDeps,
  row: OutboxRow,
  channel: Channel,
): Promise<string | undefined> => {
  const editable = channel.edit && channel.limits(row.address).edit;
  if (!row.slot || !editable || !bodyOf(row).inPlace) return undefined;
  const ids = await outbox.lastOfSlot(row.channel, row.address, row.slot);
  return ids?.length === 1 ? ids[0] : undefined;
};

/**
 * Changes the message in its place. Where that message is gone, or can no longer be changed, what it should say
 * still reaches the person, as a new one: `rejected` says so, and a message that is itself at fault is rejected
 * again.
 */
const show = async (
  channel: Channel,
  address: string,
  part: Rendered,
  place: string | undefined,
): Promise<string> => {
  if (place !== undefined && channel.edit) {
    try {
      return (await channel.edit(address, place, part)).providerId;
    } catch (error) {
      if (!(error instanceof SendError) || error.code !== 'rejected') throw error;
    }
  }
  return (await channel.send(address, part)).providerId;
};

/** Sends what is left of the parts; resolves to the vendor's id of the last. */
const sendParts = async (deps: DeliverDeps, row: OutboxRow, channel: Channel): Promise<string> => {
  const parts = partsOf(deps, row, channel);
  const place = parts.length === 1 ? await placeOf(deps, row, channel) : undefined;
  let last = '';
  for (const [index, part] of parts.entries()) {
    if (index < row.sent.length) continue;
    await deps.throttle(channel, row.address, row.priority);
    const providerId = await show(channel, row.address, part, place);
    last = providerId;
    if (index < parts.length - 1) await deps.outbox.partSent(row.id, providerId);
  }
  return last;
};

const settleFailure = async (
  { outbox, log, now, markUnreachable }: DeliverDeps,
  row: OutboxRow,
  error: SendError,
): Promise<'failed' | 'retried'> => {
  const { code, retryAfter } = error;
  log.warn({ row: row.id, code, attempts: row.attempts, err: error }, 'not delivered');
  if (code === 'blocked' || code === 'unreachable') {
    await markUnreachable(row.channel, row.address);
  }
  // Our own set-up is put right some day: what waits for that is kept.
  const spent = row.attempts >= maxAttempts && code !== 'config';
  if (isFinal[code] || spent) {
    await outbox.finish(row.id, now(), { failed: code });
    return 'failed';
  }
  const wait = retryAfter === undefined ? backoffMs(row.attempts) : retryAfter * 1_000;
  await outbox.retry(row.id, new Date(now().getTime() + wait), code);
  return 'retried';
};

/** Sends one due row: claim, put into words, fit, send part by part, finish. A failed send is no throw. */
export const createDeliver =
  (deps: DeliverDeps) =>
  async (due: OutboxRow): Promise<DeliveryOutcome> => {
    const { outbox, now, counted } = deps;
    const wait = await deps.politeDelay(due);
    if (wait > 0) {
      await outbox.retry(due.id, new Date(now().getTime() + wait), 'polite');
      return 'skipped';
    }
    const ready = due.reminder ? await readyReminder(deps, due, leaseMs) : due;
    if (!ready) return 'skipped';
    const claimed = await outbox.claim(due.id, now(), leaseMs);
    if (!claimed) return 'skipped';
    const row = { ...claimed, message: ready.message };
    try {
      const channel = deps.channels.get(row.channel);
      if (!channel) throw new SendError('config', `no channel ${row.channel}`);
      const providerId = await sendParts(deps, row, channel);
      await outbox.finish(row.id, now(), { sent: true, providerId });
      counted('sent');
      deps.noted?.(row.channel, undefined);
      return 'sent';
    } catch (error) {
      const failure = asSendError(error);
      if (failure.code === 'config') deps.noted?.(row.channel, failure);
      const outcome = await settleFailure(deps, row, failure);
      counted(outcome);
      return outcome;
    }
  };
