import type { CommandOf, CommandResult } from './commands.ts';
import { programmeFor, type DecideContext, type Refused } from './decide.ts';
import { withHold } from './holds.ts';
import type { Decided } from './notices.ts';
import type { Programme } from './programme.ts';
import type { Registration } from './registration.ts';
import { withSummary } from './summary.ts';
import { itemInYear, newRegistration, writingFor } from './writing.ts';

type Hold = CommandOf<'plan.hold'>;

/** A task of the plan or an item of the programme. */
const knownSubject = (
  ctx: DecideContext,
  registration: Registration | undefined,
  { year, subject }: Hold,
): Refused | { programme: Programme } => {
  const isTask = registration?.tasks.some((task) => task.id === subject) === true;
  return isTask ? programmeFor(ctx.programme, year) : itemInYear(ctx, year, subject);
};

/** Tells the others of the unit where this person is writing. A hint, so it is not logged. */
export const holdSubject = (
  ctx: DecideContext,
  registration: Registration | undefined,
  command: Hold,
): Decided<{ registration: Registration }, CommandResult<Hold>> => {
  const place = writingFor(ctx, command.as, registration);
  if ('refused' in place) return place;
  const known = knownSubject(ctx, registration, command);
  if ('refused' in known) return known;
  const { year, subject } = command;
  const plan = registration ?? newRegistration(ctx, { ...place, ...known, year });
  const hold = { subject, personId: ctx.act.personId, at: ctx.now };
  return {
    changes: { registration: withSummary({ ...plan, holds: withHold(plan.holds, hold) }) },
    audit: [],
    notices: [],
    result: {},
  };
};
