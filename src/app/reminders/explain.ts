import { dayOf, formatTime, instantOf } from '../../domain/dates.ts';
import type { Iso } from '../../domain/ids.ts';
import {
  dutiesToday,
  ladderKey,
  rungKey,
  type DutyToday,
  type ReminderReason,
} from '../../domain/ladder.ts';
import { parseItem } from '../../domain/reminder-items.ts';
import { morning } from '../../domain/snooze.ts';
import type { ReminderRow, Settings } from '../../store/contract.ts';
import { isPlanned, plannedBefore, readMarks, type Marks } from './marks.ts';
import { messageOf, recipientOf } from './recipients.ts';
import { lookAround, type Ground, type Reader, type Sight } from './sight.ts';

/**
 * One thing that somebody could be reminded of on that day. `due`: when it is to be read, absent when nothing is
 * due. `sent`: when it went out. `reason` is `sent` also for what is still to go out that day.
 */
export type Explained = {
  persona: string;
  day: string;
  unit: string;
  milestone: string;
  year?: number;
  rung: string | null;
  due: Iso | null;
  sent: Iso | null;
  reason: ReminderReason;
};

/** `account`: whoever writes from there; absent: everybody. `at`: absent: now. */
export type Explain = (wish: { account?: string; at?: Date }) => Promise<readonly Explained[]>;

export type ExplainDeps = {
  ground(): Promise<Ground>;
  settings: Settings;
  account(id: string): Promise<{ personId?: string } | undefined>;
  now(): Date;
};

/** How a message ended that nobody received. */
const endings: Readonly<Record<string, ReminderReason>> = {
  done: 'done',
  snoozed: 'snoozed',
  superseded: 'capped',
  window_closed: 'window_closed',
  blocked: 'no_account',
  unreachable: 'no_account',
  gone: 'no_account',
};

const isoOf = (at: Date | undefined): Iso | null => at?.toISOString() ?? null;

const closes = '21:00';

const reasonOf = (row: ReminderRow, done: boolean, now: Date): ReminderReason => {
  if (row.state === 'failed') return endings[row.errorCode ?? ''] ?? 'no_account';
  if (row.state === 'sent') return 'sent';
  if (row.state === 'parked') return 'window_closed';
  if (done) return 'done';
  return row.notBefore <= now && formatTime(now) >= closes ? 'quiet' : 'sent';
};

type Told = Pick<Explained, 'due' | 'sent' | 'reason'>;

const toldBy = (row: ReminderRow, done: boolean, now: Date): Told => ({
  due: isoOf(row.notBefore),
  sent: row.state === 'sent' ? isoOf(row.endedAt) : null,
  reason: reasonOf(row, done, now),
});

const untold = (day: string, reason: ReminderReason): Told => ({
  due: reason === 'not_due' ? null : isoOf(instantOf(day, morning)),
  sent: null,
  reason,
});

/** What was asked for again comes without a rung of its own. */
const rowFor = (
  { rows }: Reader,
  { duty, step }: DutyToday,
  day: string,
): ReminderRow | undefined => {
  const ofDay = rows.filter(({ reminder }) => reminder.day === day);
  const said =
    step && ofDay.find(({ reminder }) => reminder.items.includes(rungKey(duty, step.rung)));
  const byHand = ofDay.find(({ reminder }) =>
    reminder.items.some((item) => item === `${ladderKey(duty)}/${duty.unitId}/wave`),
  );
  return (
    said ??
    byHand ??
    (duty.done ? undefined : ofDay.find(({ reminder }) => reminder.by === 'snooze'))
  );
};

const explainDuty = (sight: Sight, reader: Reader, one: DutyToday, marks: Marks): Explained => {
  const { duty, step, reason } = one;
  const { day } = sight;
  const row = rowFor(reader, one, day);
  const over = reason === 'due' && isPlanned(marks, ladderKey(duty), day);
  const why = over ? 'not_due' : reason === 'due' ? 'sent' : reason;
  return {
    persona: reader.personId,
    day,
    unit: duty.unitId,
    milestone: duty.milestone,
    year: duty.year,
    rung: over ? null : (step?.rung ?? null),
    ...(row ? toldBy(row, duty.done, sight.now) : untold(day, why)),
  };
};

/** What a superior was told of besides the own deadline. */
const explainOthers = (sight: Sight, reader: Reader): readonly Explained[] => {
  const row = messageOf(reader, sight.day);
  if (!row) return [];
  return row.reminder.items.flatMap((line) => {
    const item = parseItem(line);
    if (item?.about !== 'silent' && item?.about !== 'review') return [];
    const silent = item.about === 'silent' ? { unit: item.unitId, year: item.year } : undefined;
    return [
      {
        persona: reader.personId,
        day: sight.day,
        unit: silent?.unit ?? item.superiorId,
        milestone: silent ? 'escalation' : 'review',
        ...(silent ? { year: silent.year } : {}),
        rung: null,
        ...toldBy(row, false, sight.now),
      },
    ];
  });
};

/** For everybody, or for whoever writes from one address: what is due on that day, and if nothing, why. */
export const createExplain =
  ({ ground, settings, account, now }: ExplainDeps): Explain =>
  async ({ account: id, at = now() }) => {
    const personId = id === undefined ? undefined : (await account(id))?.personId;
    if (id !== undefined && personId === undefined) return [];
    const on = await ground();
    const sight = await lookAround(on, { now: at, ...(personId ? { people: [personId] } : {}) });
    const marks = await readMarks(settings);
    const { day, calendar } = sight;
    const today = {
      day,
      calendar,
      plannedBefore: (ladder: string) => plannedBefore(marks, ladder, dayOf(at)),
    };
    return sight.readers.flatMap((reader) => [
      ...dutiesToday(recipientOf(sight, reader), today).map((one) =>
        explainDuty(sight, reader, one, marks),
      ),
      ...explainOthers(sight, reader),
    ]);
  };
