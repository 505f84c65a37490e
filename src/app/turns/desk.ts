import type { NewId, PersonId } from '../../domain/ids.ts';
import type { Programme } from '../../domain/programme.ts';
import type { Registration } from '../../domain/registration.ts';
import type { Holiday, Season } from '../../domain/season.ts';
import type { UnitTree } from '../../domain/tree.ts';
import type { Finds, StoredDialog, UnitOfWork } from '../../store/contract.ts';
import type { Asker } from './asker.ts';
import { isNameless, titlesOf, type TitleWords } from './titles.ts';

/** What commands and queries of one turn are worked on with. */
export type Desk = {
  uow: UnitOfWork;
  finds: Finds;
  asker(): Asker;
  /** Time of the event: a plan sent before midnight is in time, whenever its turn comes. */
  now: Date;
  newId: NewId;
  tree: UnitTree;
  /** What the office has set; the dates and rules of `programmes` follow it. */
  season: Season;
  /** Days off, as the office has set them or as they came with the program. */
  holidays: readonly Holiday[];
  programmes: readonly Programme[];
  channel: string;
  /** What is said instead of a name where names may not go. */
  titles?: TitleWords | undefined;
  /** The asker's talks as the turn found them. */
  dialogs: readonly StoredDialog[];
};

export const programmeOf = ({ programmes }: Desk, year: number): Programme | undefined =>
  programmes.find(({ firstYear, lastYear }) => firstYear <= year && year <= lastYear);

/** The programme of the year, or the one nearest to it: a year outside still gets a sentence. */
export const nearestProgramme = (desk: Desk, year: number): Programme => {
  const nearest =
    programmeOf(desk, year) ??
    desk.programmes.toSorted((a, b) => b.lastYear - a.lastYear).find(Boolean);
  if (!nearest) throw new Error('there is no programme');
  return nearest;
};

/** `needed`: the reader cannot do without the name, as whoever decides about a newcomer. */
export type NameUse = 'shown' | 'needed';

const namesOf = async (
  desk: Desk,
  ids: readonly PersonId[],
  use: NameUse,
): Promise<ReadonlyMap<PersonId, string>> => {
  if (use === 'shown' && isNameless(desk.channel)) return titlesOf(desk, ids);
  const found = await desk.finds.persons(ids);
  const people = desk.uow.overlay('person', found, ({ id }) => ids.includes(id));
  return new Map(people.map(({ id, name }) => [id, name]));
};

/**
 * Lets pure code ask for names: the first round only learns whose names it wants, the second has them. Most
 * turns want none and read none. Where names may not go, posts stand in their place: this is the one gate.
 */
export const withNames = async <T>(
  desk: Desk,
  make: (nameOf: (personId: PersonId) => string) => T,
  use: NameUse = 'shown',
): Promise<T> => {
  const wanted = new Set<PersonId>();
  const first = make((id) => {
    wanted.add(id);
    return '';
  });
  if (wanted.size === 0) return first;
  const names = await namesOf(desk, [...wanted], use);
  return make((id) => names.get(id) ?? '');
};

/** The plan of a unit and year, as this turn has left it. */
export const planOf = async (
  { finds, uow }: Desk,
  unitId: string,
  year: number,
): Promise<Registration | undefined> => {
  const found = await finds.registrationOf(unitId, year);
  const belongs = (one: Registration): boolean => one.unitId === unitId && one.year === year;
  return uow.overlay('registration', found ? [found] : [], belongs)[0];
};

/** The plan that holds this task, as this turn has left it. */
export const planOfTask = async (
  { finds, uow }: Desk,
  taskId: string,
): Promise<Registration | undefined> => {
  const found = await finds.registrationOfTask(taskId);
  const belongs = (one: Registration): boolean => one.tasks.some(({ id }) => id === taskId);
  return uow.overlay('registration', found ? [found] : [], belongs)[0];
};
