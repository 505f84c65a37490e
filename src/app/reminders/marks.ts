/** Which ladders were planned for everybody on which days: what a crash or a missed day leaves unmarked is planned later. */
import { addDays, type Day } from '../../domain/dates.ts';
import type { Settings } from '../../store/contract.ts';

/** Days on which each ladder was planned to the end, oldest first. */
export type Marks = Readonly<Record<string, readonly Day[]>>;

const setting = 'reminders.planned';

/** Longer than any ladder. */
const keptDays = 60;

export const readMarks = async (settings: Settings): Promise<Marks> =>
  ((await settings.get(setting)) ?? {}) as Marks; // written below only

export const plannedBefore = (marks: Marks, ladder: string, day: Day): Day | undefined =>
  marks[ladder]?.findLast((one) => one < day);

export const isPlanned = (marks: Marks, ladder: string, day: Day): boolean =>
  marks[ladder]?.includes(day) ?? false;

export const keepMarks = async (
  settings: Settings,
  marks: Marks,
  ladders: readonly string[],
  day: Day,
): Promise<void> => {
  const old = addDays(day, -keptDays);
  const added = Object.fromEntries(
    ladders.map((ladder) => [ladder, [...(marks[ladder] ?? []), day]]),
  );
  const all = Object.entries({ ...marks, ...added }).map(
    ([ladder, days]) => [ladder, days.filter((one) => one > old)] as const,
  );
  await settings.set(setting, Object.fromEntries(all.filter(([, days]) => days.length > 0)));
};
