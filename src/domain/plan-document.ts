/** Everything that the paper "Kế hoạch đăng ký" says, before it is laid out. */
import type { Day } from './dates.ts';
import { dayOf } from './dates.ts';
import type { Unit } from './organisation.ts';
import {
  bodyName,
  isBranch,
  listLines,
  ownLineOf,
  paperNumber,
  paragraphsFrom,
  placeOf,
  planSymbolOf,
  superiorLineOf,
  type Blanks,
} from './paper-words.ts';
import type { Head, HeadNumber, ItemCode, Programme } from './programme.ts';
import type { Registration, TaskFields } from './registration.ts';
import { liveTasks, standingRound, stateOf } from './state.ts';
import { plainSigner, type PaperText, type Signer, type Stationery } from './stationery.ts';
import { fieldsOf } from './task-fields.ts';

/** The paragraphs that a unit has not written itself. */
export type StandingTexts = Readonly<
  Record<'basis' | 'purpose' | 'requirements' | 'arrangements' | 'recipients', string>
>;

export type PlanDocument = {
  year: number;
  unitName: string;
  /** The unit as it calls itself in a sentence. */
  bodyName: string;
  /** Chi đoàn cơ sở: other heading, other signature. */
  isBranch: boolean;
  superiorName: string;
  superiorLine: string;
  ownLine: string;
  /** "05"; empty while there is none. */
  number: string;
  symbol: string;
  place: string;
  /** Absent while the paper has no date; then `today` tells the year alone. */
  date?: Day;
  today: Day;
  draft: boolean;
  basis: readonly string[];
  purpose: readonly string[];
  requirements: readonly string[];
  arrangements: readonly string[];
  recipients: readonly string[];
  heads: readonly PlanDocumentHead[];
  signer: Signer;
  /** The superior that entered the plan in the unit's place. */
  enteredBy?: string;
};

/** Only sub-items with tasks stand in the paper. */
export type PlanDocumentHead = {
  number: HeadNumber;
  official: string;
  items: readonly { code: ItemCode; official: string; tasks: readonly TaskFields[] }[];
};

export type PlanPaperSource = {
  unit: Pick<Unit, 'name'>;
  superior: Pick<Unit, 'name'> | undefined;
  year: number;
  programme: Programme;
  registration: Registration | undefined;
  stationery: Stationery | undefined;
  defaults: StandingTexts;
  /** The unit's secretary, who signs when nobody else was named. */
  secretary: string;
  now: Date;
  enteredBy?: string;
};

/** While the unit may change its plan the paper can be a draft only. */
const isBeingWritten = (registration: Registration | undefined): boolean =>
  ['none', 'drafting', 'returned'].includes(stateOf(registration));

/** What was sent, as it was sent; before and after a return what stands there now. */
const tasksOf = (
  registration: Registration | undefined,
): readonly (TaskFields & { item: ItemCode })[] => {
  if (registration === undefined) return [];
  const round = standingRound(registration);
  return round === undefined || isBeingWritten(registration)
    ? liveTasks(registration)
    : round.tasks;
};

const headsWith = (
  heads: readonly Head[],
  tasks: readonly (TaskFields & { item: ItemCode })[],
): PlanDocument['heads'] =>
  heads.map(({ number, official, items }) => ({
    number,
    official,
    items: items.flatMap((item) => {
      const under = tasks.filter((task) => task.item === item.code).map(fieldsOf);
      return under.length === 0 ? [] : [{ code: item.code, official: item.official, tasks: under }];
    }),
  }));

const standing = (
  { stationery, defaults, ...about }: PlanPaperSource,
  blanks: Blanks,
): Pick<
  PlanDocument,
  | 'superiorLine'
  | 'ownLine'
  | 'place'
  | 'basis'
  | 'purpose'
  | 'requirements'
  | 'arrangements'
  | 'recipients'
> => {
  const own = (text: PaperText): string | undefined => stationery?.texts[text];
  const paragraphs = (text: keyof StandingTexts) =>
    paragraphsFrom(own(text) ?? defaults[text], blanks);
  const superiorName = about.superior?.name;
  return {
    superiorLine: own('superior_line') ?? (superiorName ? superiorLineOf(superiorName) : ''),
    ownLine: own('own_line') ?? ownLineOf(about.unit.name),
    place: own('place') ?? placeOf([about.unit.name, superiorName ?? '']),
    basis: listLines(paragraphs('basis')),
    purpose: paragraphs('purpose'),
    requirements: paragraphs('requirements'),
    arrangements: paragraphs('arrangements'),
    recipients: listLines(paragraphs('recipients')),
  };
};

/** The signer that an issued paper bears, else the one that the unit has named, else its secretary. */
export const signerOf = ({
  registration,
  stationery,
  secretary,
}: Pick<PlanPaperSource, 'registration' | 'stationery' | 'secretary'>): Signer =>
  registration?.document?.signer ?? stationery?.signer ?? { ...plainSigner, name: secretary };

/** Number and date make a paper of a plan that is out of the unit's hands; everything else is a draft. */
export const isDraft = (registration: Registration | undefined): boolean => {
  const { number, date } = registration?.document ?? {};
  return number === undefined || date === undefined || isBeingWritten(registration);
};

/** What issuing has given the paper; nothing yet while it is a draft. */
const issued = (
  registration: Registration | undefined,
): Pick<PlanDocument, 'draft' | 'number' | 'date'> => {
  const { number, date } = registration?.document ?? {};
  if (isDraft(registration) || number === undefined || date === undefined) {
    return { draft: true, number: '' };
  }
  return { draft: false, number: paperNumber(number), date };
};

/** Puts the paper together from what the unit registered and what it writes its papers with. */
export const planDocument = (source: PlanPaperSource): PlanDocument => {
  const { unit, superior, year, programme, registration, now, enteredBy } = source;
  const superiorName = superior?.name ?? '';
  return {
    year,
    unitName: unit.name,
    bodyName: bodyName(unit.name),
    isBranch: isBranch(unit.name),
    superiorName,
    ...standing(source, { year, unitName: unit.name, superiorName, programme }),
    ...issued(registration),
    symbol: planSymbolOf(unit.name),
    today: dayOf(now),
    heads: headsWith(programme.heads, tasksOf(registration)),
    signer: signerOf(source),
    ...(enteredBy === undefined ? {} : { enteredBy }),
  };
};
