import type { Intent } from '../../src/dialog/intent.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import type { ItemCode } from '../../src/domain/programme.ts';

/** A unit and its registration year, as the buttons of a plan name them. */
export type PlanSubject = { unitId: UnitId; year: number };

/** One sub-item of a plan. */
export type ItemSubject = PlanSubject & { code: ItemCode };

/** `unitId`, with the year as `rev`. */
export const planSubject = (intent: Intent | undefined): PlanSubject | undefined =>
  intent?.subject && intent.rev !== undefined
    ? { unitId: intent.subject, year: intent.rev }
    : undefined;

/** `unitId/code`, with the year as `rev`. */
export const itemSubject = (intent: Intent | undefined): ItemSubject | undefined => {
  const [unitId, code] = intent?.subject?.split('/') ?? [];
  if (!unitId || !code || intent?.rev === undefined) return undefined;
  return { unitId, code, year: intent.rev };
};
