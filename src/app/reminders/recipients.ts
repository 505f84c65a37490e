import { addDays, dayOf, type Day } from '../../domain/dates.ts';
import type { UnitId } from '../../domain/ids.ts';
import type { Duty, Reach, Recipient } from '../../domain/ladder.ts';
import { templateFor } from '../../domain/message-ways.ts';
import type { MilestoneDay } from '../../domain/milestone-days.ts';
import type { OutsideKind } from '../../domain/outside.ts';
import type { Post } from '../../domain/organisation.ts';
import type { RegistrationState } from '../../domain/registration.ts';
import type { ReminderRow } from '../../store/contract.ts';
import { reportsUp, type Reader, type Sight } from './sight.ts';

const doneStates: ReadonlySet<RegistrationState> = new Set(['sent', 'reviewing', 'approved']);

export const isDone = (sight: Sight, unitId: UnitId, year: number): boolean =>
  doneStates.has(sight.summaryOf(unitId, year)?.state ?? 'none');

/** Sent once, whatever came back of it: nobody above needs to be told that it is missing. */
export const isMissing = (sight: Sight, unitId: UnitId, year: number): boolean => {
  const state = sight.summaryOf(unitId, year)?.state ?? 'none';
  return state === 'none' || state === 'drafting';
};

/** Units of these posts that owe something by this deadline. */
const owes = ({ tree }: Sight, { milestone }: MilestoneDay, { unitId }: Post): boolean => {
  const unit = tree.unit(unitId);
  if (!unit) return false;
  return milestone === 'registration' ? unit.mayRegister : reportsUp(tree, unit);
};

/** They were greeted on the day they joined. */
const sinceOf = ({ person }: Reader, post: Post): Day => {
  const joined = person && person.consent.at > post.from ? person.consent.at : post.from;
  return addDays(dayOf(joined), 1);
};

const dutiesBy = (sight: Sight, reader: Reader, one: MilestoneDay): readonly Duty[] => {
  const { milestone, year, lastDay } = one;
  const posts = reader.posts.filter((post) => owes(sight, one, post));
  const first = posts.filter(
    (post, index) => posts.findIndex(({ unitId }) => unitId === post.unitId) === index,
  );
  return first.map((post) => ({
    unitId: post.unitId,
    milestone,
    year,
    lastDay,
    done:
      milestone === 'registration'
        ? isDone(sight, post.unitId, year)
        : sight.hasReported(post.unitId, year),
    since: sinceOf(reader, post),
  }));
};

export const dutiesOf = (sight: Sight, reader: Reader): readonly Duty[] =>
  sight.milestones.flatMap((one) => dutiesBy(sight, reader, one));

/** They have been silent since a message could not be sent for that, whether it waits still or was given up. */
const windowClosed = ({ account, rows, parked }: Reader): boolean => {
  if (parked) return true;
  const last = rows.findLast(({ endedAt }) => endedAt);
  return (
    last?.errorCode === 'window_closed' &&
    account !== undefined &&
    last.endedAt !== undefined &&
    account.seenAt < last.endedAt
  );
};

/** What is said by an approved template reaches also those who have been silent for too long. */
export const reachOf = ({ season }: Sight, reader: Reader, kind: OutsideKind): Reach => {
  if (!reader.person || reader.person.consent.noticeVersion === '') return 'not_consented';
  if (!reader.account) return 'no_account';
  return windowClosed(reader) && !templateFor(season.outside, kind) ? 'window_closed' : 'ok';
};

/** What they chose last, while it waits. */
export const snoozeOf = ({ rows }: Reader): ReminderRow | undefined =>
  rows
    .filter(({ state, reminder }) => reminder.by === 'snooze' && state === 'queued')
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .at(-1);

/** The one message of the day; what was asked for again comes besides it. */
export const messageOf = ({ rows }: Reader, day: Day): ReminderRow | undefined =>
  rows.find(({ reminder }) => reminder.day === day && reminder.by !== 'snooze');

export const recipientOf = (sight: Sight, reader: Reader): Recipient => {
  const today = messageOf(reader, sight.day);
  const given = reader.rows.flatMap(({ reminder }) =>
    reminder.items.map((item) => [item, reminder.day] as const),
  );
  return {
    duties: dutiesOf(sight, reader),
    reach: reachOf(sight, reader, 'reminder'),
    snoozedUntil: snoozeOf(reader)?.reminder.day,
    given: new Map(given),
    hadToday: today !== undefined && today.state !== 'queued',
  };
};
