import type { PersonId } from './ids.ts';
import type { Hold } from './registration.ts';

const holdLasts = 10 * 60_000;

/** Holds that still mean something: somebody wrote there within the last ten minutes. */
const freshHolds = (holds: readonly Hold[], now: Date): readonly Hold[] =>
  holds.filter((hold) => now.getTime() - hold.at.getTime() <= holdLasts);

/** What the others hold. */
export const holdsWithout = (
  holds: readonly Hold[],
  personId: PersonId,
  now: Date,
): readonly Hold[] => freshHolds(holds, now).filter((hold) => hold.personId !== personId);

/** A person has one hold: the last one. */
export const withHold = (holds: readonly Hold[], hold: Hold): readonly Hold[] => [
  ...holdsWithout(holds, hold.personId, hold.at),
  hold,
];

/** Who else is writing at this item or task. */
export const heldByOther = (
  holds: readonly Hold[],
  subject: string,
  who: { personId: PersonId | undefined; now: Date },
): Hold | undefined =>
  freshHolds(holds, who.now).find(
    (hold) => hold.subject === subject && hold.personId !== who.personId,
  );
