import { instantOf } from '../../domain/dates.ts';
import { milestonesOn } from '../../domain/milestone-days.ts';
import { isPlanningTime } from '../../domain/quiet-hours.ts';
import { morning } from '../../domain/snooze.ts';
import {
  outboxPriorities,
  type NewOutboxRow,
  type Outbox,
  type Settings,
} from '../../store/contract.ts';
import type { OutboxMessage } from '../sending/outbox-message.ts';
import { dueItems, marksOf, planFor, type Kind } from './due-items.ts';
import { keepMarks, readMarks } from './marks.ts';
import { messageOf, snoozeOf } from './recipients.ts';
import { calendarOf, lookAround, type Ground, type Reader, type Sight } from './sight.ts';
import { dayOf } from '../../domain/dates.ts';

export type PlanCounts = {
  /** New messages. */
  planned: number;
  /** Said along with a message that waits. */
  merged: number;
  capped: number;
  snoozed: number;
  /** Nobody there to write to. */
  unreachable: number;
};

export type PlanDeps = {
  ground(): Promise<Ground>;
  outbox: Outbox;
  settings: Settings;
  now(): Date;
};

/** Its words are made when it goes out. */
export const unspoken: OutboxMessage = { message: { lines: [] }, token: '', inPlace: false };

/** One for each person and day: whoever puts it a second time changes nothing. */
export const reminderId = (day: string, personId: string): string => `reminder|${day}|${personId}`;

/** In the order in which they are to be read, whenever they were planned. */
export const reminderSeq = (notBefore: Date): number => notBefore.getTime() * 100;

const rowFor = (
  { now, day }: Sight,
  { personId, person, account }: Reader,
  items: readonly string[],
): NewOutboxRow | undefined => {
  if (!person || !account) return undefined;
  const eight = instantOf(day, morning);
  const notBefore = eight > now ? eight : now;
  return {
    id: reminderId(day, personId),
    channel: account.channel,
    address: account.address,
    personId,
    priority: outboxPriorities.reminder,
    seq: reminderSeq(notBefore),
    notBefore,
    lang: person.lang,
    message: unspoken,
    reminder: { day, items, by: 'plan' },
    at: now,
  };
};

/** A message that waits for this day, and can still say more. */
const waitingRow = ({ day }: Sight, reader: Reader) =>
  [messageOf(reader, day), snoozeOf(reader)].find(
    (row) => row?.state === 'queued' && row.reminder.day === day,
  );

type Planned = { rows: NewOutboxRow[]; more: { id: string; items: readonly string[] }[] };

const spread = (
  sight: Sight,
  found: readonly { reader: Reader; items: readonly string[] }[],
): Planned => {
  const planned: Planned = { rows: [], more: [] };
  for (const { reader, items } of found) {
    if (items.length === 0) continue;
    const waiting = waitingRow(sight, reader);
    const row = rowFor(sight, reader, items);
    if (waiting) planned.more.push({ id: waiting.id, items });
    else if (row) planned.rows.push(row);
  }
  return planned;
};

const none: PlanCounts = { planned: 0, merged: 0, capped: 0, snoozed: 0, unreachable: 0 };

/**
 * Puts into the outbox what is due today and marks the day when all of it lies there. It may run at any time and
 * any number of times: keys are made of day and person, and what a crash left out is put by the next run.
 */
export const createPlan =
  ({ ground, outbox, settings, now }: PlanDeps) =>
  async (kinds: readonly Kind[]): Promise<PlanCounts> => {
    const at = now();
    if (!isPlanningTime(at)) return none;
    const day = dayOf(at);
    const on = await ground();
    const calendar = calendarOf(on);
    const marks = await readMarks(settings);
    const milestones = milestonesOn(on.programmes, day, calendar);
    const plan = planFor({ day, calendar, milestones }, kinds, marks);
    if (marksOf(plan).length === 0) return none;
    const sight = await lookAround(on, { now: at, activeOnly: true });
    const found = await Promise.all(
      sight.readers.map(async (reader) => ({ reader, ...(await dueItems(sight, reader, plan)) })),
    );
    const { rows, more } = spread(sight, found);
    const planned = await outbox.putAll(rows);
    const added = await Promise.all(more.map(({ id, items }) => outbox.addToReminder(id, items)));
    await keepMarks(settings, marks, marksOf(plan), day);
    const why = found.flatMap((one) => [...new Set(one.why)]);
    const count = (...reasons: readonly string[]): number =>
      why.filter((reason) => reasons.includes(reason)).length;
    return {
      planned,
      merged: added.filter(Boolean).length,
      capped: count('capped'),
      snoozed: count('snoozed'),
      unreachable: count('no_account', 'window_closed', 'not_consented'),
    };
  };
