import type { Wave } from '../domain/waves.ts';
import type { Finds, OutboxRow, ReminderRow } from './contract.ts';
import type { Models } from './models/models.ts';
import { fromStored, listOf, type Stored } from './stored.ts';

type ReminderFinds = Pick<Finds, 'remindersSince' | 'remindersOfWave' | 'parkedPeople' | 'wavesOf'>;

const withoutWords = {
  personId: 1,
  reminder: 1,
  state: 1,
  errorCode: 1,
  at: 1,
  notBefore: 1,
  endedAt: 1,
} as const;

// these finds ask for rows with a mark only
const asRow = (row: unknown): ReminderRow =>
  fromStored<OutboxRow>(row as Stored<OutboxRow>) as ReminderRow;

export const reminderFinds = ({ outbox, waves }: Models): ReminderFinds => ({
  remindersSince: (day, personIds) =>
    listOf(
      outbox
        .find(
          {
            ...(personIds ? { personId: { $in: personIds } } : {}),
            'reminder.day': { $gte: day },
          },
          withoutWords,
        )
        .sort({ 'reminder.day': 1 })
        .lean(),
      asRow,
    ),
  remindersOfWave: (waveId) =>
    listOf(outbox.find({ 'reminder.waveId': waveId }, withoutWords).lean(), asRow),
  async parkedPeople(personIds) {
    const rows = await outbox
      .find({ state: 'parked', personId: { $in: [...personIds] } }, { personId: 1 })
      .lean();
    return [...new Set(rows.flatMap(({ personId }) => personId ?? []))].toSorted();
  },
  wavesOf: (unitId, limit) =>
    listOf(waves.find({ unitId }).sort({ at: -1, _id: -1 }).limit(limit).lean(), fromStored<Wave>),
});
