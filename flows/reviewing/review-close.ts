import { text } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import { refusedMessage } from '../talking/refused.ts';
import { openSheet, type Opened } from './review-open.ts';
import { placeOf, reviewIntent } from './review-place.ts';
import { isUnderReview } from './review-summary.ts';

/** Sends the result and goes on with the queue; whatever speaks against it leads back to the sheet as it is. */
const close = async (t: Turn, { post, sheet }: Opened): Promise<Intent | undefined> => {
  const { registrationId, round, unitName: unit, year } = sheet;
  const outcome = await t.run('close', { type: 'review.close', as: post.postId, registrationId });
  if ('refused' in outcome) {
    await t.say('refused', refusedMessage(outcome.refused, []));
    return reviewIntent({ registrationId, postId: post.postId }, round);
  }
  const { approved, returned } = outcome.done;
  await t.say('closed', {
    lines: [
      text('review.closed_now', { unit, year, round: outcome.done.round, approved, returned }),
      text(returned > 0 ? 'review.closed_returned' : 'review.closed_approved', { unit }),
    ],
  });
  return { action: 'queue', subject: post.postId };
};

/** "Gửi kết quả duyệt": only now the unit is told. A button of an earlier sending decides nothing. */
export const reviewClose: Flow = {
  id: 'review_close',
  version: 1,
  intents: ['review_close'],
  async run(t) {
    const { subject, rev } = t.start.intent ?? {};
    const opened = await openSheet(t, placeOf(subject));
    if (!opened) return undefined;
    const { post, sheet } = opened;
    const current = rev === sheet.round && isUnderReview(sheet) && !sheet.ownUnit;
    if (current) return close(t, opened);
    const { registrationId } = sheet;
    return reviewIntent({ registrationId, postId: post.postId }, rev ?? sheet.round);
  },
};
