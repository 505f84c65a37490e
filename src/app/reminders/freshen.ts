import type { NoticeBody } from '../../domain/notices.ts';
import { nextOpening } from '../../domain/quiet-hours.ts';
import { dutyItem } from '../../domain/reminder-items.ts';
import { snoozeOptions } from '../../domain/snooze.ts';
import type { ReminderSection } from '../../domain/reminders.ts';
import type { Wave } from '../../domain/waves.ts';
import { heldCode, type OutboxRow, type ReminderRow } from '../../store/contract.ts';
import type { OutboxMessage } from '../sending/outbox-message.ts';
import type { NoticeWords, OutsideSay } from '../sending/notify.ts';
import { dutiesOf, snoozeOf } from './recipients.ts';
import { nearestLastDay, sectionsOf } from './sections.ts';
import { lookAround, type Ground, type Reader, type Sight } from './sight.ts';

/** What becomes of a reminder whose time has come. */
export type Fresh =
  | { message: OutboxMessage }
  /** `into`: the message that says what this one would have said. */
  | { drop: string; into?: string }
  | { waitUntil: Date; code: string };

export type FreshenDeps = {
  ground(): Promise<Ground>;
  now(): Date;
  wave(id: string): Promise<Wave | undefined>;
  words: NoticeWords;
  outsideWords?: OutsideSay | undefined;
};

/** How soon a paused wave is looked at again. */
const pausedMs = 30_000;

type Marked = OutboxRow & { reminder: NonNullable<OutboxRow['reminder']> };

/** Everything that is still open, for whoever asked to hear of it again. */
const itemsOf = (sight: Sight, reader: Reader, { reminder }: Marked): readonly string[] => {
  if (reminder.by !== 'snooze') return reminder.items;
  const open = dutiesOf(sight, reader).filter(({ lastDay }) => lastDay >= sight.day);
  return [...open.map((duty) => dutyItem(duty, 'T')), ...reminder.items];
};

const inOrder = (a: ReminderRow, b: ReminderRow): number =>
  a.reminder.day.localeCompare(b.reminder.day) ||
  a.at.getTime() - b.at.getTime() ||
  a.id.localeCompare(b.id);

/** Of several that are due at once, as when they waited for a sign of their reader, the last says it all. */
const lastDue = async (
  { finds, now, day }: Sight,
  { personId, rows }: Reader,
  row: Marked,
): Promise<string | undefined> => {
  const { day: of } = row.reminder;
  const all = of < day ? await finds.remindersSince(of, [personId]) : rows;
  const due = all.filter(
    ({ id, state, errorCode, notBefore }) =>
      id === row.id || (state === 'queued' && errorCode !== heldCode && notBefore <= now),
  );
  const last = due.toSorted(inOrder).at(-1);
  return last && last.id !== row.id ? last.id : undefined;
};

/** They chose a later time since, or another message says it all. */
const overtaking = async (
  sight: Sight,
  reader: Reader,
  row: Marked,
): Promise<Extract<Fresh, { drop: string }> | undefined> => {
  const snooze = snoozeOf(reader);
  if (snooze && snooze.id !== row.id && snooze.at > row.at) return { drop: 'snoozed' };
  const newer = reader.rows.some(
    ({ id, reminder }) =>
      id !== row.id && reminder.day === sight.day && reminder.day > row.reminder.day,
  );
  const into = await lastDue(sight, reader, row);
  if (into !== undefined) return { drop: 'superseded', into };
  return newer ? { drop: 'superseded' } : undefined;
};

const bodyOf = (
  sight: Sight,
  reader: Reader,
  row: Marked,
  sections: readonly ReminderSection[],
): NoticeBody => {
  const last = nearestLastDay(sight, reader);
  const dated = sections.some(({ about }) => about === 'plan' || about === 'report_up');
  const options = last && dated ? snoozeOptions(sight.now, last, sight.calendar) : [];
  return {
    name: 'reminder',
    sections,
    snooze: options.map(({ choice, at }) => ({ choice, at: at.toISOString() })),
    again: row.reminder.by === 'snooze',
  };
};

const messageFor = (
  { words, outsideWords }: FreshenDeps,
  body: NoticeBody,
  { person }: Reader,
): OutboxMessage => {
  const outside = outsideWords?.(body, person?.name);
  return { message: words(body), token: '', inPlace: false, ...(outside ? { outside } : {}) };
};

/** Looks again, at the moment of sending: nobody is reminded of what is done, and days are counted from now. */
export const createFreshen =
  (deps: FreshenDeps) =>
  async (row: OutboxRow): Promise<Fresh> => {
    const { ground, now, wave } = deps;
    const { reminder, personId } = row;
    if (!reminder || !personId) return { drop: 'gone' };
    const at = now();
    const sight = await lookAround(await ground(), { now: at, people: [personId] });
    const [reader] = sight.readers;
    if (!reader) return { drop: 'gone' };
    const open = dutiesOf(sight, reader).filter(({ done }) => !done);
    const isLastDay = (day: string): boolean => open.some(({ lastDay }) => lastDay === day);
    const opening = nextOpening(at, sight.calendar, isLastDay);
    if (opening > at) return { waitUntil: opening, code: 'quiet' };
    const marked: Marked = { ...row, reminder };
    const overtaken = await overtaking(sight, reader, marked);
    if (overtaken) return overtaken;
    if (reminder.waveId && (await wave(reminder.waveId))?.paused)
      return { waitUntil: new Date(at.getTime() + pausedMs), code: heldCode };
    const sections = await sectionsOf(sight, reader, itemsOf(sight, reader, marked));
    if (sections.length === 0) return { drop: 'done' };
    return { message: messageFor(deps, bodyOf(sight, reader, marked, sections), reader) };
  };
