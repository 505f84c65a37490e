import type { Now } from '../../domain/ids.ts';
import { dayOf } from '../../domain/dates.ts';
import { plainSeason, type Holiday, type Season } from '../../domain/season.ts';
import { treeAt, type UnitTree } from '../../domain/tree.ts';
import type { Finds, Kind } from '../../store/contract.ts';

/** What holds for everybody at once. */
export type Organisation = {
  tree: UnitTree;
  season: Season;
  /** Days off, as the office has set them or as they came with the program. */
  holidays: readonly Holiday[];
};

/** The unit tree and the season in memory: read by every turn, changed a few times a year. */
export type OrganisationView = {
  get(): Promise<Organisation>;
  /** What a commit changed; all is read again when some of it was part of that. */
  forget(changed: ReadonlySet<string>): void;
};

/** Another process may have changed the organisation: seen within this time. */
const freshMs = 30_000;

const part: readonly Kind[] = ['unit', 'cluster', 'season'];

export const createOrganisationView = (
  finds: Finds,
  now: Now,
  realNow: Now,
  holidays: readonly Holiday[] = [],
): OrganisationView => {
  let kept: { found: Promise<Organisation>; readAt: number; day: string } | undefined;

  const read = async (): Promise<Organisation> => {
    const [units, clusters, season] = await Promise.all([
      finds.units(),
      finds.clusters(),
      finds.season(),
    ]);
    return {
      tree: treeAt(units, clusters, now()),
      season: season ?? plainSeason,
      holidays: season?.holidays ?? holidays,
    };
  };

  return {
    get() {
      const day = dayOf(now());
      const isFresh = kept && kept.day === day && realNow().getTime() - kept.readAt < freshMs;
      if (!kept || !isFresh) {
        const reading = { found: read(), readAt: realNow().getTime(), day };
        kept = reading;
        reading.found.catch(() => {
          if (kept === reading) kept = undefined;
        });
      }
      return kept.found;
    },
    forget(changed) {
      if (part.some((kind) => changed.has(kind))) kept = undefined;
    },
  };
};
