import { raw, text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Parse, Turn } from '../../src/dialog/turn.ts';
import { fold } from '../../src/domain/text.ts';
import type { ReviewSheet } from '../../src/domain/views.ts';
import { opens } from '../talking/buttons.ts';
import { browse } from '../talking/choose.ts';
import { paperButton } from '../documents/document-text.ts';
import { decide } from './review-decide.ts';
import { headAfter, headLines, pendingOf, shownOf, type SheetHead } from './review-draw.ts';
import { queueButton, type Opened } from './review-open.ts';
import { reviewIntent } from './review-place.ts';
import { chosenTasks } from './review-pick.ts';
import { returnTasks } from './review-return.ts';
import type { TaskNumbers } from '../registering/task-numbers.ts';

const wishes = ['approve', 'return', 'official', 'next', 'leave'] as const;
type Wish = (typeof wishes)[number];

type Answer = { wish: Wish; typed?: TaskNumbers };

/** A verb alone says what the button says. */
const wishWords: readonly (readonly [string, Wish])[] = [
  ['bo sung', 'return'],
  ['tra lai', 'return'],
  ['sua lai', 'return'],
  ['return', 'return'],
  ['duyet het', 'approve'],
  ['dong y', 'approve'],
  ['dat', 'approve'],
  ['approve', 'approve'],
  ['tiep', 'next'],
  ['sau', 'next'],
];

const wishSaid = (words: string): Wish | undefined => {
  const said = fold(words).replace(/[^\p{L}]+$/u, '');
  return wishWords.find(([word]) => word === said)?.[1];
};

/** Numbers mean tasks here, never buttons: "1, 3" asks for additions to these two. */
const parseAnswer =
  (head: SheetHead): Parse<Answer> =>
  ({ choice, text: words = '' }) => {
    const wish = wishes.find((one) => one === choice) ?? wishSaid(words);
    if (wish) return { ok: { wish } };
    const found = chosenTasks(shownOf(head), words);
    return 'ok' in found ? { ok: { wish: 'return', typed: found.ok } } : found;
  };

const approveLabel = (head: SheetHead): Text => {
  const about = { count: shownOf(head).length, head: head.number };
  const pending = pendingOf(head).length;
  if (about.count < pending) return text('review.approve_shown', about);
  return text(pending < head.tasks.length ? 'review.approve_rest' : 'review.approve_head', about);
};

const headChoices = (
  head: SheetHead,
  next: SheetHead | undefined,
  sheet: ReviewSheet,
): Choice[] => [
  { label: approveLabel(head), answer: 'approve', tone: 'success' },
  { label: text('review.return'), answer: 'return' },
  { label: text('review.official'), answer: 'official' },
  ...(next ? [{ label: text('review.next', { head: next.number }), answer: 'next' }] : []),
  ...paperButton(sheet),
  { label: text('review.leave'), answer: 'leave' },
];

/** The official wording of the sub-items on the screen. */
const sayOfficial = async (t: Turn, { sheet }: Opened, head: SheetHead): Promise<void> => {
  const { unitId, year } = sheet;
  const lines: Text[] = [];
  for (const item of new Set(shownOf(head).map(({ task }) => task.item))) {
    const view = await t.read(`item.${item}`, { type: 'plan.item', unitId, year, item });
    if (view) lines.push(raw(''), text('review.official_item', { official: view.official }));
  }
  await t.say('official', {
    lines: [text('review.official_title', { head: head.number }), ...lines],
  });
};

const leftMessage = ({ post, sheet }: Opened): Message => {
  const { registrationId, round, unitName, year, pending, approved, returned } = sheet;
  const subject = `${registrationId}/${post.postId}`;
  return {
    lines: [
      text('review.left_off', { unit: unitName, year, approved, returned, count: pending }),
      text('review.left_hint'),
    ],
    choices: [
      opens('review.go_on', reviewIntent({ registrationId, postId: post.postId }, round)),
      opens('review.release', { action: 'review_release', subject, rev: round }),
      queueButton(post),
    ],
  };
};

/** One head: shown with all that waits in it, then decided, passed over or left. */
export const reviewHead = async (
  t: Turn,
  opened: Opened,
  head: SheetHead,
): Promise<Intent | undefined> => {
  const { post, sheet } = opened;
  const next = headAfter(sheet, head);
  const message = { lines: headLines(sheet, head), choices: headChoices(head, next, sheet) };
  const { wish, typed } = await t.ask('head', message, parseAnswer(head), { back: false });
  const at = (one: SheetHead): Intent => {
    const { registrationId, round } = sheet;
    return reviewIntent({ registrationId, postId: post.postId, head: one.number }, round);
  };
  switch (wish) {
    case 'approve':
      return decide(t, opened, { head, tasks: shownOf(head), verdict: 'approved' });
    case 'return':
      return returnTasks(t, opened, head, typed);
    case 'official':
      await sayOfficial(t, opened, head);
      return at(head);
    case 'next':
      return at(next ?? head);
    case 'leave':
      return browse(t, leftMessage(opened));
  }
};
