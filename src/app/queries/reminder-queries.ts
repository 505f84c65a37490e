import type { Channel } from '../../channels/channel.ts';
import { mayReport } from '../../domain/access.ts';
import { formatDay } from '../../domain/dates.ts';
import { deadlineView } from '../../domain/deadlines.ts';
import type { UnitId } from '../../domain/ids.ts';
import { ladderKey, type Duty } from '../../domain/ladder.ts';
import { templateFor } from '../../domain/message-ways.ts';
import type { QueryOf } from '../../domain/queries.ts';
import { dutyItem } from '../../domain/reminder-items.ts';
import type { MyReminders, NextReminder, WaveProgress, WaveView } from '../../domain/reminders.ts';
import { snoozeOptions } from '../../domain/snooze.ts';
import { waveCost, type WaveCost } from '../../domain/wave-cost.ts';
import type { Wave } from '../../domain/waves.ts';
import { programmeOf, type Desk } from '../turns/desk.ts';
import { sightOfDesk } from '../reminders/desk-sight.ts';
import { dutiesOf, isDone, snoozeOf } from '../reminders/recipients.ts';
import { nearestLastDay, sectionsOf } from '../reminders/sections.ts';
import { grouped, type Reader, type Sight } from '../reminders/sight.ts';
import { audienceOf, wavePlace, type WaveAudience } from '../reminders/wave.ts';

type Channels = ReadonlyMap<string, Channel>;

const nextOf = (sight: Sight, duty: Duty): string | undefined => {
  const one = sight.milestones.find((milestone) => ladderKey(milestone) === ladderKey(duty));
  const step = one?.ladder.find(({ day }) => day > sight.day);
  return step && formatDay(step.day);
};

const openOf = async (
  sight: Sight,
  reader: Reader,
  duties: readonly Duty[],
): Promise<readonly NextReminder[]> => {
  const open = await Promise.all(
    duties.map(async (duty): Promise<readonly NextReminder[]> => {
      const sections = await sectionsOf(sight, reader, [dutyItem(duty, 'T')]);
      const next = nextOf(sight, duty);
      return sections.flatMap((section) =>
        section.about === 'plan' || section.about === 'report_up'
          ? [{ section, ...(next ? { next } : {}) }]
          : [],
      );
    }),
  );
  return open.flat();
};

const nothing: MyReminders = { open: [], done: [], snooze: [] };

const readMine = async (desk: Desk): Promise<MyReminders> => {
  const { person } = desk.asker();
  if (!person) return nothing;
  const sight = await sightOfDesk(desk, [person.id]);
  const [reader] = sight.readers;
  if (!reader) return nothing;
  const duties = dutiesOf(sight, reader);
  const snoozed = snoozeOf(reader);
  const last = nearestLastDay(sight, reader);
  const options = last ? snoozeOptions(desk.now, last, sight.calendar) : [];
  return {
    open: await openOf(
      sight,
      reader,
      duties.filter(({ done }) => !done),
    ),
    done: duties
      .filter(({ done }) => done)
      .map(({ unitId, year }) => ({ unitName: sight.tree.unit(unitId)?.name ?? '', year })),
    snooze: options.map(({ choice, at }) => ({ choice, at: at.toISOString() })),
    ...(snoozed ? { snoozedUntil: snoozed.notBefore.toISOString() } : {}),
  };
};

/** Ends that are nobody's fault: the message was not needed any more when its turn came. */
const droppedCodes: ReadonlySet<string> = new Set(['done', 'snoozed', 'superseded', 'gone']);

const progressOf = async ({ finds }: Desk, wave: Wave): Promise<WaveProgress> => {
  const rows = await finds.remindersOfWave(wave.id);
  const count = (fits: (row: (typeof rows)[number]) => boolean): number => rows.filter(fits).length;
  const failed = count(({ state }) => state === 'failed');
  const dropped = count(
    ({ state, errorCode = '' }) => state === 'failed' && droppedCodes.has(errorCode),
  );
  return {
    waveId: wave.id,
    at: wave.at.toISOString(),
    people: wave.people,
    sent: count(({ state }) => state === 'sent'),
    waiting: count(({ state }) => state === 'queued' || state === 'sending'),
    failed: failed - dropped,
    dropped,
    parked: count(({ state }) => state === 'parked'),
    paused: wave.paused,
  };
};

const byState = (sight: Sight, units: readonly UnitId[], year: number): WaveView['units'] => {
  const states = units
    .filter((id) => !isDone(sight, id, year))
    .map((id) => sight.summaryOf(id, year)?.state ?? 'none');
  const count = (state: string): number => states.filter((one) => one === state).length;
  return { none: count('none'), drafting: count('drafting'), returned: count('returned') };
};

/** The year that was asked for, or the one whose deadline is the next to come or the last that went by. */
const yearOf = (sight: Sight, year: number | undefined): number | undefined =>
  sight.milestones.find(
    (one) => one.milestone === 'registration' && (year === undefined || one.year === year),
  )?.year;

/** What the wave costs by the channels that there are; nothing is read where none of them has a window. */
const costOf = async (
  { finds, season }: Desk,
  { targets, at }: WaveAudience,
  channels: Channels,
): Promise<WaveCost | undefined> => {
  const all = [...channels.values()];
  if (!all.some(({ window }) => window)) return undefined;
  const accounts = await finds.accountsOfPersons(targets.map(({ reader }) => reader.personId));
  const byPerson = grouped(accounts, ({ personId }) => personId);
  const carried = all.some(({ sendTemplate }) => sendTemplate);
  return waveCost(
    targets.map(({ reader }) => byPerson.get(reader.personId) ?? []),
    {
      windowOf: (channel) => channels.get(channel)?.window,
      template: carried ? templateFor(season.outside, 'reminder') : undefined,
      at,
    },
  );
};

const readWave = async (
  desk: Desk,
  query: QueryOf<'remind.wave'>,
  channels: Channels,
): Promise<WaveView | null> => {
  const { unitId } = query;
  if (!mayReport(desk.tree, desk.asker().posts, unitId)) return null;
  const sight = await sightOfDesk(desk);
  const year = yearOf(sight, query.year);
  const programme = year === undefined ? undefined : programmeOf(desk, year);
  if (year === undefined || !programme) return null;
  const units = wavePlace(sight, unitId, year);
  const audience = audienceOf(sight, unitId, year);
  const joined = new Set(sight.readers.flatMap(({ posts }) => posts.map((post) => post.unitId)));
  const cost = await costOf(desk, audience, channels);
  const [last] = await desk.finds.wavesOf(unitId, 1);
  return {
    unitId,
    unitName: desk.tree.unit(unitId)?.name ?? '',
    year,
    deadline: deadlineView(programme, year, desk.now),
    at: audience.at.toISOString(),
    people: audience.targets.length,
    ...(cost ? { cost } : {}),
    units: byState(sight, units, year),
    unreachable: audience.unreachable,
    remindedAlready: audience.remindedAlready,
    unjoined: units.filter((id) => !joined.has(id)).length,
    ...(last ? { last: await progressOf(desk, last) } : {}),
  };
};

export const reminderQueries = (channels: Channels) => ({
  'remind.mine': readMine,
  'remind.wave': (desk: Desk, query: QueryOf<'remind.wave'>) => readWave(desk, query, channels),
});
