/** Who is reached by a wave: those who owe a plan below one unit, once a day, whoever asks. */
import { dayOf, type Day } from '../../domain/dates.ts';
import type { UnitId } from '../../domain/ids.ts';
import type { Duty } from '../../domain/ladder.ts';
import { nextOpening } from '../../domain/quiet-hours.ts';
import { waveItem } from '../../domain/reminder-items.ts';
import { outboxPriorities, type NewOutboxRow } from '../../store/contract.ts';
import { reminderId, reminderSeq, unspoken } from './plan.ts';
import { dutiesOf, messageOf, recipientOf } from './recipients.ts';
import type { Reader, Sight } from './sight.ts';

/** One reader and what they owe below that unit. */
type Owing = { reader: Reader; duties: readonly Duty[] };

export type WaveAudience = {
  at: Date;
  /** Reachable, and without a message that day. */
  targets: readonly Owing[];
  unreachable: number;
  remindedAlready: number;
};

export const wavePlace = (sight: Sight, unitId: UnitId, year: number): readonly UnitId[] =>
  sight.milestones.some((one) => one.milestone === 'registration' && one.year === year)
    ? sight.tree.registeringBelow(unitId).map(({ id }) => id)
    : [];

/** When they would read it: now, or the next morning. */
const openingOf = ({ now, calendar, milestones }: Sight, year: number): Date => {
  const isLastDay = (day: Day): boolean =>
    milestones.some(
      (one) => one.milestone === 'registration' && one.year === year && one.lastDay === day,
    );
  return nextOpening(now, calendar, isLastDay);
};

export const audienceOf = (sight: Sight, unitId: UnitId, year: number): WaveAudience => {
  const below = new Set(wavePlace(sight, unitId, year));
  const at = openingOf(sight, year);
  const day = dayOf(at);
  const owing = sight.readers.flatMap((reader) => {
    const duties = dutiesOf(sight, reader).filter(
      (duty) =>
        duty.milestone === 'registration' &&
        duty.year === year &&
        !duty.done &&
        below.has(duty.unitId),
    );
    return duties.length > 0 ? [{ reader, duties }] : [];
  });
  const reachable = owing.filter(({ reader }) => recipientOf(sight, reader).reach === 'ok');
  const targets = reachable.filter(({ reader }) => !messageOf(reader, day));
  return {
    at,
    targets,
    unreachable: owing.length - reachable.length,
    remindedAlready: reachable.length - targets.length,
  };
};

/** The same key as the message of the day: whatever else would remind them that day says no more. */
export const waveRows = (
  { at, targets }: WaveAudience,
  waveId: string,
  now: Date,
): readonly NewOutboxRow[] =>
  targets.flatMap(({ reader: { personId, person, account }, duties }) =>
    person && account
      ? [
          {
            id: reminderId(dayOf(at), personId),
            channel: account.channel,
            address: account.address,
            personId,
            priority: outboxPriorities.reminder,
            seq: reminderSeq(at),
            notBefore: at,
            lang: person.lang,
            message: unspoken,
            reminder: { day: dayOf(at), items: duties.map(waveItem), by: 'wave', waveId },
            at: now,
          },
        ]
      : [],
  );
