/** A plan's paper as one person may see it. */
import { allows, isWorker } from './access.ts';
import { formatDay } from './dates.ts';
import type { Post } from './organisation.ts';
import { paperNumber, planSymbolOf } from './paper-words.ts';
import { isDraft } from './plan-document.ts';
import type { PlanPaper } from './registration.ts';
import type { PlanSight } from './show-task.ts';
import { liveTasks, standingRound, stateOf } from './state.ts';
import { plainSigner, type Signer } from './stationery.ts';
import type { PaperView } from './document-views.ts';

const noPaper: PlanPaper = { scans: [] };

const issuedWords = (
  { number, date, scans, scannedAt }: PlanPaper,
  symbol: string,
): Pick<PaperView, 'number' | 'date' | 'scans' | 'scannedAt'> => ({
  scans,
  ...(number === undefined ? {} : { number: `${paperNumber(number)}-${symbol}` }),
  ...(date === undefined ? {} : { date: formatDay(date) }),
  ...(scannedAt === undefined ? {} : { scannedAt: scannedAt.toISOString() }),
});

/** Whether these posts work for that unit. */
export const worksFor = (posts: readonly Post[], unitId: string): boolean =>
  posts.some((post) => post.unitId === unitId && isWorker(post));

/** How far the paper is, and what this person may do to it. */
export const showPaper = (
  sight: PlanSight,
  { signer, canEdit }: { signer: Signer; canEdit: boolean },
): PaperView => {
  const { unit, year, registration, roles, superiorName } = sight;
  const paper = registration?.document ?? noPaper;
  const symbol = planSymbolOf(unit.name);
  const state = stateOf(registration);
  const round = registration && standingRound(registration)?.number;
  return {
    unitId: unit.id,
    unitName: unit.name,
    year,
    state,
    tasks: registration === undefined ? 0 : liveTasks(registration).length,
    draft: isDraft(registration),
    ...issuedWords(paper, symbol),
    symbol,
    // Whoever only looks has no need of a name.
    signer: canEdit ? signer : plainSigner,
    outdated: paper.round !== undefined && paper.round !== round,
    canEdit,
    canIssue: allows(state, 'document', roles),
    ...(superiorName === undefined ? {} : { superiorName }),
  };
};
