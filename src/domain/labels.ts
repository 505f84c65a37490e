/** Units and people as files name them: by the name alone, or with the place that tells two of one name apart. */
import { fold } from './text.ts';

export type Labelled = {
  id: string;
  name: string;
  /** Where it stands: a unit's superior, a person's units. */
  places: readonly string[];
};

export type Labels = {
  /** With its place where the name alone is not enough, or `always`. */
  labelOf(id: string, always?: 'always'): string;
  /** Whoever is called so; with the place behind the name only those who stand there. */
  find(words: string): readonly string[];
  /** The words name a place, so that nothing more exact can be written. */
  isExact(words: string): boolean;
};

/** "Lê Mẫu (Đoàn xã Sông)", "Lê Mẫu, Đoàn xã Sông" and "lê mẫu - đoàn xã sông" are one. */
const keyOf = (words: string): string =>
  fold(words)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const grouped = (entries: readonly (readonly [string, string])[]): Map<string, string[]> => {
  const groups = new Map<string, string[]>();
  for (const [key, id] of entries) groups.set(key, [...(groups.get(key) ?? []), id]);
  return groups;
};

export const createLabels = (all: readonly Labelled[]): Labels => {
  const byId = new Map(all.map((one) => [one.id, one]));
  const byName = grouped(all.map(({ id, name }) => [keyOf(name), id]));
  const byPlace = grouped(
    all.flatMap(({ id, name, places }) =>
      [...new Set(places.map((place) => keyOf(`${name} ${place}`)))].map(
        (key) => [key, id] as const,
      ),
    ),
  );
  return {
    labelOf(id, always) {
      const { name, places } = byId.get(id) ?? { name: '', places: [] };
      const isAlone = (byName.get(keyOf(name))?.length ?? 0) < 2;
      const place = places[0];
      return place === undefined || (isAlone && !always) ? name : `${name} (${place})`;
    },
    find: (words) => byName.get(keyOf(words)) ?? byPlace.get(keyOf(words)) ?? [],
    isExact: (words) => !byName.has(keyOf(words)) && byPlace.has(keyOf(words)),
  };
};
