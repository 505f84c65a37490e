import {
  SendError,
  type Channel,
  type SendErrorCode,
  type TemplateSent,
} from '../../channels/channel.ts';
import { templateOpening } from '../../domain/message-ways.ts';
import { outboxPriorities, type Outbox, type OutboxRow } from '../../store/contract.ts';
import type { Log } from '../log.ts';
import type { Fresh } from '../reminders/freshen.ts';
import type { ByTemplate, NextStep, Refused, Step } from './next-step.ts';
import { park, type ParkDeps } from './park.ts';
import { readyReminder } from './ready-reminder.ts';
import { sendParts, type SendPartsDeps } from './send-parts.ts';
import { bodyOf } from './outbox-message.ts';
import type { Tried } from './tell-tried.ts';
import { templateOf } from './template-message.ts';

export type DeliverDeps = SendPartsDeps &
  ParkDeps & {
    outbox: Outbox;
    channels: ReadonlyMap<string, Channel>;
    log: Log;
    now(): Date;
    /** The vendor says that nobody is there any more. */
    markUnreachable(channel: string, address: string): Promise<void>;
    /** Milliseconds that a notice still waits because its reader is in the middle of a talk. */
    politeDelay(row: OutboxRow): Promise<number>;
    /** A reminder as it is to be sent now, or why it is not; see reminders/freshen.ts. */
    freshen?: (row: OutboxRow) => Promise<Fresh>;
    nextStep: NextStep;
    /** Whoever tries a template learns how that went. */
    tellTried(row: OutboxRow, tried: Tried): Promise<void>;
    counted(outcome: 'sent' | 'failed' | 'retried'): void;
    /** How the channel as a whole does: after each send, what went wrong with it. */
    noted?: (channel: string, error: SendError | undefined) => void;
  };

export type DeliveryOutcome = 'sent' | 'failed' | 'retried' | 'skipped' | 'parked';

/** Longer than any send may take: a row whose lease ran out was on the wire when its process died. */
const leaseMs = 60_000;
const maxAttempts = 10;
const longestBackoffMs = 10 * 60_000;

/** A row that may or may not have arrived ends so. */
const unknown = 'unknown';

/** Seconds after which an allowance of templates is no matter of waiting a moment. */
const spentAllowance = 15 * 60;

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

type Going = Extract<Step, { go: 'as_is' | 'template' }>;

const isGoing = (step: Step): step is Going => step.go === 'as_is' || step.go === 'template';

const later = ({ now }: DeliverDeps, ms: number): Date => new Date(now().getTime() + ms);

/** A row that does not go out now: elsewhere, in the morning, or when they are heard of. */
const setAside = async (
  deps: DeliverDeps,
  row: OutboxRow,
  step: Step,
): Promise<DeliveryOutcome | undefined> => {
  const { outbox, now } = deps;
  if (step.go === 'wait') return park(deps, row, step.account);
  if (step.go === 'elsewhere') {
    await outbox.reroute(row.id, step.to, now());
    return 'skipped';
  }
  const opening = templateOpening(now());
  if (step.go !== 'template' || opening <= now()) return undefined;
  await outbox.retry(row.id, opening, 'night');
  return 'skipped';
};

const sendTemplate = async (
  deps: DeliverDeps,
  row: OutboxRow,
  channel: Channel,
  step: ByTemplate,
): Promise<TemplateSent> => {
  if (!channel.sendTemplate) throw new SendError('rejected', 'no templates here');
  await deps.throttle(channel, row.address, row.priority);
  return channel.sendTemplate(step.address, templateOf(deps, row, step));
};

const goOut = async (
  deps: DeliverDeps,
  row: OutboxRow,
  step: Going,
): Promise<TemplateSent | undefined> => {
  const channel = deps.channels.get(row.channel);
  if (!channel) throw new SendError('config', `no channel ${row.channel}`);
  const { outbox, now } = deps;
  if (step.go === 'template') {
    const sent = await sendTemplate(deps, row, channel, step);
    const { providerId } = sent;
    await outbox.finish(row.id, now(), { sent: true, providerId, byTemplate: true });
    return sent;
  }
  const { lastHeardAt } = step;
  const providerId = await sendParts(deps, row, channel, lastHeardAt ? { lastHeardAt } : {});
  await outbox.finish(row.id, now(), { sent: true, providerId });
  return undefined;
};

const giveUpOrRetry = async (
  deps: DeliverDeps,
  row: OutboxRow,
  error: SendError,
): Promise<'failed' | 'retried'> => {
  const { outbox, now } = deps;
  const { code, retryAfter, said } = error;
  const failed = endOf(row, error);
  if (failed !== undefined) {
    await outbox.finish(row.id, now(), { failed });
    await deps.tellTried(row, { outcome: failed === unknown ? 'unclear' : 'refused', said });
    return 'failed';
  }
  const wait = retryAfter === undefined ? backoffMs(row.attempts) : retryAfter * 1_000;
  await outbox.retry(row.id, later(deps, wait), code);
  return 'retried';
};

/** What a row ends as that is not tried again; undefined while it may still go. */
const endOf = (row: OutboxRow, error: SendError): string | undefined => {
  const { code, mayHaveActed } = error;
  const { trial } = bodyOf(row);
  // It may be out: a reminder is not said twice, nor a trial paid for twice.
  if (mayHaveActed && (row.reminder ?? trial)) return unknown;
  // Whoever tries a template has the answer: our own set-up may be what is tried.
  if (trial && (code === 'config' || isFormRefused(error))) return code;
  // Otherwise that is put right some day: what waits for it is kept.
  const spent = row.attempts >= maxAttempts && code !== 'config';
  return isFinal[code] || spent ? code : undefined;
};

const isGone = ({ code }: SendError): boolean => code === 'blocked' || code === 'unreachable';

/** The form itself is of no use now: refused, or its allowance spent. */
const isFormRefused = ({ code, retryAfter = 0 }: SendError): boolean =>
  code === 'window_closed' ||
  code === 'rejected' ||
  (code === 'throttled' && retryAfter >= spentAllowance);

/** What the failure says about the ways to this reader; undefined when the same way may work later. */
const refusedBy = (row: OutboxRow, step: Going, error: SendError): Refused | undefined => {
  if (row.priority === outboxPriorities.reply || error.mayHaveActed) return undefined;
  const allBut = { closed: true, template: true } as const;
  if (isGone(error)) return allBut;
  if (step.go === 'template') return isFormRefused(error) ? allBut : undefined;
  return error.code === 'window_closed' ? { closed: true } : undefined;
};

/** What the failure says about the channel and the person, and the other way that is left, if there is one. */
const otherWay = async (
  deps: DeliverDeps,
  row: OutboxRow,
  step: Going,
  error: SendError,
): Promise<DeliveryOutcome | undefined> => {
  if (error.code === 'config') deps.noted?.(row.channel, error);
  if (isGone(error)) await deps.markUnreachable(row.channel, row.address);
  const refused = refusedBy(row, step, error);
  return refused && goOn(deps, row, await deps.nextStep(row, refused));
};

/** One that somebody tries goes no other way, and says nothing about the ways of others. */
const settleFailure = async (
  deps: DeliverDeps,
  row: OutboxRow,
  step: Going,
  error: SendError,
): Promise<DeliveryOutcome> => {
  const trial = bodyOf(row).trial !== undefined;
  const { attempts } = row;
  deps.log.warn({ row: row.id, code: error.code, attempts, trial, err: error }, 'not delivered');
  const onward = trial ? undefined : await otherWay(deps, row, step, error);
  if (onward) return onward;
  const outcome = await giveUpOrRetry(deps, row, error);
  deps.counted(outcome);
  return outcome;
};

/** The next way of a claimed row, if there is one. */
const goOn = async (
  deps: DeliverDeps,
  row: OutboxRow,
  next: Step,
): Promise<DeliveryOutcome | undefined> => {
  const aside = await setAside(deps, row, next);
  return aside ?? (next.go === 'template' ? attempt(deps, row, next) : undefined);
};

/** Sends a claimed row. */
const attempt = async (
  deps: DeliverDeps,
  row: OutboxRow,
  step: Going,
): Promise<DeliveryOutcome> => {
  let sent: TemplateSent | undefined;
  try {
    sent = await goOut(deps, row, step);
  } catch (error) {
    return settleFailure(deps, row, step, asSendError(error));
  }
  deps.counted('sent');
  deps.noted?.(row.channel, undefined);
  if (sent) await deps.tellTried(row, { outcome: 'sent', sent });
  return 'sent';
};

/** Sends one due row: the way to its reader, claim, send, finish. A failed send is no throw. */
export const createDeliver =
  (deps: DeliverDeps) =>
  async (due: OutboxRow): Promise<DeliveryOutcome> => {
    const { outbox, now } = deps;
    const wait = await deps.politeDelay(due);
    if (wait > 0) {
      await outbox.retry(due.id, later(deps, wait), 'polite');
      return 'skipped';
    }
    const ready = due.reminder ? await readyReminder(deps, due, leaseMs) : due;
    if (!ready) return 'skipped';
    const step = await deps.nextStep(ready);
    const aside = await setAside(deps, ready, step);
    if (aside) return aside;
    const claimed = await outbox.claim(due.id, now(), leaseMs);
    if (!claimed) return 'skipped';
    return attempt(
      deps,
      { ...claimed, message: ready.message },
      isGoing(step) ? step : { go: 'as_is' },
    );
  };
