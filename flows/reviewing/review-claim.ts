import type { Refusal } from '../../src/domain/refusals.ts';
import type { ReviewSheet } from '../../src/domain/views.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import { text, type Message } from '../../src/dialog/message.ts';
import type { Turn } from '../../src/dialog/turn.ts';
import { oneOf } from '../talking/choose.ts';
import { refusedMessage } from '../talking/refused.ts';
import { queueButton, type Opened } from './review-open.ts';

const takenMessage = (sheet: ReviewSheet, { params = {} }: Refusal): Message => ({
  lines: [
    text('review.taken', { unit: sheet.unitName, year: sheet.year, ...params }),
    text('review.taken_hint'),
  ],
  choices: [
    { label: text('review.take_over'), answer: 'take', tone: 'primary' },
    { label: text('review.look'), answer: 'look' },
    { label: text('review.to_queue'), answer: 'queue' },
  ],
});

const lookAt = ({ unitId, year }: ReviewSheet): Intent => ({
  action: 'report_unit',
  subject: unitId,
  rev: year,
});

/** What follows: the unit is this person's to review now, or the talk goes elsewhere. */
export type Claim = { mine: true } | { mine: false; next?: Intent };

const claim = async (t: Turn, { post, sheet }: Opened, takeOver: boolean) =>
  t.run(takeOver ? 'take' : 'claim', {
    type: 'review.claim',
    as: post.postId,
    registrationId: sheet.registrationId,
    ...(takeOver ? { takeOver } : {}),
  });

/** Two cadres do not review one unit: the second one learns who does since when, and may take over. */
export const claimSheet = async (t: Turn, opened: Opened): Promise<Claim> => {
  const { post, sheet } = opened;
  if (sheet.mine) return { mine: true };
  const first = await claim(t, opened, false);
  if ('done' in first) return { mine: true };
  if (first.refused.code !== 'claimed_by_other') {
    await t.say('refused', refusedMessage(first.refused, [queueButton(post)]));
    return { mine: false };
  }
  const wish = await t.ask(
    'taken',
    takenMessage(sheet, first.refused),
    oneOf('take', 'look', 'queue'),
    { accept: ['choice'], back: false },
  );
  if (wish === 'look') return { mine: false, next: lookAt(sheet) };
  if (wish === 'queue') {
    return { mine: false, next: { action: 'queue', subject: post.postId } };
  }
  const second = await claim(t, opened, true);
  if ('done' in second) return { mine: true };
  await t.say('refused', refusedMessage(second.refused, [queueButton(post)]));
  return { mine: false };
};
