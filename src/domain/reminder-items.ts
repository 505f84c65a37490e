/** What a reminder is about, as short lines: kept with the message, compared, and read again when it goes out. */
import type { Day } from './dates.ts';
import type { UnitId } from './ids.ts';
import { rungKey, type Duty, type MilestoneName, type Rung } from './ladder.ts';

export type ReminderItem =
  | { about: MilestoneName; year: number; lastDay: Day; unitId: UnitId }
  /** `unitId` below `superiorId` was silent. */
  | { about: 'silent'; year: number; lastDay: Day; superiorId: UnitId; unitId: UnitId }
  | { about: 'review'; superiorId: UnitId };

export const dutyItem = (duty: Duty, rung: Rung): string => rungKey(duty, rung);

/** `last`: said once more on the last day. */
export const silentItem = (
  { year, lastDay }: Pick<Duty, 'year' | 'lastDay'>,
  superiorId: UnitId,
  unitId: UnitId,
  last: boolean,
): string => `silent/${year}/${lastDay}/${superiorId}/${unitId}${last ? '/T' : ''}`;

export const reviewItem = (superiorId: UnitId): string => `review/${superiorId}`;

/** The unit of a wave that somebody started by hand. */
export const waveItem = ({ year, lastDay, unitId }: Duty): string =>
  `registration/${year}/${lastDay}/${unitId}/wave`;

export const parseItem = (line: string): ReminderItem | undefined => {
  const [about, ...rest] = line.split('/');
  if (about === 'review') return { about, superiorId: rest[0] ?? '' };
  const [year = '', lastDay = '', one = '', other = ''] = rest;
  if (about === 'registration' || about === 'report_up')
    return { about, year: Number(year), lastDay, unitId: one };
  if (about !== 'silent') return undefined;
  return { about, year: Number(year), lastDay, superiorId: one, unitId: other };
};
