import type { CommandOf } from '../../src/domain/commands.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import { text, type Message } from '../../src/dialog/message.ts';
import type { Turn } from '../../src/dialog/turn.ts';
import { opens } from '../talking/buttons.ts';
import { refusedMessage } from '../talking/refused.ts';
import type { Numbered, SheetHead } from './review-draw.ts';
import type { Opened } from './review-open.ts';
import { reviewIntent } from './review-place.ts';
import { reasonWith } from '../talking/words.ts';

type Decide = CommandOf<'review.decide'>;

/** One decision over tasks of one head, as they stood on the screen. */
export type Verdict = {
  head: SheetHead;
  tasks: readonly Numbered[];
} & Pick<Decide, 'verdict' | 'reason' | 'note'>;

type Result = { decisionId: string; left: number };

const decidedMessage = ({ sheet }: Opened, verdict: Verdict, result: Result): Message => {
  const { head, tasks, reason, note } = verdict;
  const about = {
    count: tasks.length,
    numbers: tasks.map(({ number }) => number).join(', '),
    head: head.number,
    unit: sheet.unitName,
    year: sheet.year,
  };
  const said = reason
    ? text('review.done_returned', { ...about, reason: reasonWith(reason, note) })
    : text('review.done_approved', about);
  return {
    lines: [
      said,
      result.left > 0 ? text('review.left', { count: result.left }) : text('review.nothing_left'),
    ],
    choices: [
      opens('review.undo', {
        action: 'review_undo',
        subject: `${sheet.registrationId}/${result.decisionId}`,
      }),
    ],
  };
};

/** Decides, says what was decided and what is left, and goes on with the sheet as it is then. */
export const decide = async (t: Turn, opened: Opened, verdict: Verdict): Promise<Intent> => {
  const { post, sheet } = opened;
  const { registrationId, round } = sheet;
  const { head, tasks, reason, note } = verdict;
  const outcome = await t.run('decide', {
    type: 'review.decide',
    as: post.postId,
    registrationId,
    tasks: tasks.map(({ task: { id, rev } }) => ({ id, rev })),
    verdict: verdict.verdict,
    ...(reason ? { reason } : {}),
    ...(note ? { note } : {}),
  });
  if ('refused' in outcome) {
    const { lines } = refusedMessage(outcome.refused, []);
    await t.say('refused', { lines: [...lines, text('review.not_recorded')] });
  } else {
    await t.say('decided', decidedMessage(opened, verdict, outcome.done));
  }
  return reviewIntent({ registrationId, postId: post.postId, head: head.number }, round);
};
