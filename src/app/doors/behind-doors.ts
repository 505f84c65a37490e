import type { CoreDeps, Leading } from '../core.ts';
import type { JobCounts } from '../jobs.ts';
import type { Door } from './door.ts';

/** What the core gets of all doors together. */
export const behindDoors = (
  doors: readonly Door[],
): Required<Pick<CoreDeps, 'links' | 'leading' | 'fix' | 'upkeep'>> => ({
  links: (code) =>
    Object.fromEntries(
      doors.flatMap(({ channel, link }) => {
        const address = link(code);
        return address === undefined ? [] : [[channel.name, address]];
      }),
    ),
  leading: doors.map(
    ({ channel, whileLeading }): Leading =>
      (signal, accept) =>
        whileLeading(signal, (delivery) => accept(channel.name, delivery)),
  ),
  fix: (name) => doors.find(({ channel }) => channel.name === name)?.fix?.(),
  /** Each door has figures of its own. */
  async upkeep() {
    let counts: JobCounts = {};
    for (const { upkeep } of doors) counts = { ...counts, ...(await upkeep?.()) };
    return counts;
  },
});

/** For /readyz. */
export const notesOf = async (doors: readonly Door[]): Promise<readonly string[]> => {
  const notes: string[] = [];
  for (const door of doors) notes.push(...((await door.notes?.()) ?? []));
  return notes;
};
