import { text } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { ReviewSheet } from '../../src/domain/views.ts';
import { browse } from '../talking/choose.ts';
import { claimSheet } from './review-claim.ts';
import { headToShow } from './review-draw.ts';
import { reviewHead } from './review-head.ts';
import { openSheet } from './review-open.ts';
import { placeOf } from './review-place.ts';
import { isUnderReview, ownUnitMessage, restingMessage, summaryMessage } from './review-summary.ts';

/** The button was drawn for another sending: nothing is decided by it, the present one is shown. */
const tellRound = async (t: Turn, sheet: ReviewSheet): Promise<void> => {
  const { rev } = t.start.intent ?? {};
  if (rev === undefined || rev === sheet.round) return;
  const { unitName: unit, year, round } = sheet;
  await t.say('round', { lines: [text('review.other_round', { unit, year, round, old: rev })] });
};

/** Said when the review is opened, not at each of its heads. */
const warnAlone = async (t: Turn, sheet: ReviewSheet): Promise<void> => {
  const { enteredAlone, approved, returned, unitName: unit, year } = sheet;
  const isStep = placeOf(t.start.intent?.subject).head !== undefined || approved + returned > 0;
  if (!enteredAlone || isStep) return;
  await t.say('alone', { lines: [text('behalf.alone', { unit, year })] });
};

/**
 * One step of a review: opens a unit's sheet as it is now, claims it, shows the first head that waits, decides.
 * Each step ends by opening the next one, so a talk stays short and always stands on what is stored.
 */
export const review: Flow = {
  id: 'review',
  version: 1,
  intents: ['review'],
  async run(t) {
    const place = placeOf(t.start.intent?.subject);
    const opened = await openSheet(t, place);
    if (!opened) return undefined;
    const { sheet } = opened;
    if (sheet.ownUnit) return browse(t, ownUnitMessage(opened));
    await tellRound(t, sheet);
    if (!isUnderReview(sheet)) return browse(t, restingMessage(opened));
    const claim = await claimSheet(t, opened);
    if (!claim.mine) return claim.next;
    await warnAlone(t, sheet);
    const head = headToShow(sheet, place.head);
    return head ? reviewHead(t, opened, head) : browse(t, summaryMessage(opened));
  },
};
