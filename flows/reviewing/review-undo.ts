import { text } from '../../src/dialog/message.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import type { ReviewSheet } from '../../src/domain/views.ts';
import { opens } from '../talking/buttons.ts';
import { refusedMessage } from '../talking/refused.ts';
import { openSheet, type Opened } from './review-open.ts';
import { reviewIntent } from './review-place.ts';

const headOf = (sheet: ReviewSheet, tasks: readonly string[]) =>
  sheet.heads.find((head) => head.tasks.some(({ id }) => tasks.includes(id)))?.number;

const reviewButton = ({ post, sheet }: Opened, tasks: readonly string[] = []) => {
  const { registrationId, round } = sheet;
  const head = headOf(sheet, tasks);
  const intent = reviewIntent(
    { registrationId, postId: post.postId, ...(head ? { head } : {}) },
    round,
  );
  return head
    ? opens('review.again', intent, { tone: 'primary', params: { head } })
    : opens('review.go_on', intent);
};

/** Takes one decision back while it is fresh; says what waits again. */
export const reviewUndo: Flow = {
  id: 'review_undo',
  version: 1,
  intents: ['review_undo'],
  async run(t) {
    const [registrationId = '', decisionId = ''] = t.start.intent?.subject?.split('/') ?? [];
    const opened = await openSheet(t, { registrationId });
    if (!opened) return undefined;
    const { post, sheet } = opened;
    const outcome = await t.run('undo', {
      type: 'review.undo',
      as: post.postId,
      registrationId,
      decisionId,
    });
    if ('refused' in outcome) {
      await t.say('refused', refusedMessage(outcome.refused, [reviewButton(opened)]));
      return undefined;
    }
    const { tasks } = outcome.done;
    const { unitName: unit, year } = sheet;
    await t.say('undone', {
      lines: [text('review.undone', { count: tasks.length, unit, year })],
      choices: [reviewButton(opened, tasks)],
    });
    return undefined;
  },
};
