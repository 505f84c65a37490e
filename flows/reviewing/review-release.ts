import { text } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import { refusedMessage } from '../talking/refused.ts';
import { openSheet, queueButton } from './review-open.ts';
import { placeOf } from './review-place.ts';

/** Lets another cadre go on with this unit; what was decided stays. */
export const reviewRelease: Flow = {
  id: 'review_release',
  version: 1,
  intents: ['review_release'],
  async run(t) {
    const opened = await openSheet(t, placeOf(t.start.intent?.subject));
    if (!opened) return undefined;
    const { post, sheet } = opened;
    const { registrationId, unitName: unit, year } = sheet;
    const outcome = await t.run('release', {
      type: 'review.release',
      as: post.postId,
      registrationId,
    });
    const message =
      'refused' in outcome
        ? refusedMessage(outcome.refused, [queueButton(post)])
        : { lines: [text('review.released', { unit, year })], choices: [queueButton(post)] };
    await t.say('released', message);
    return undefined;
  },
};
