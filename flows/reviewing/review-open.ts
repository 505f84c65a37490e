import type { RegistrationId } from '../../src/domain/ids.ts';
import type { MyPost, ReviewSheet } from '../../src/domain/views.ts';
import { text, type Choice } from '../../src/dialog/message.ts';
import type { Turn } from '../../src/dialog/turn.ts';
import { asPost } from '../talking/as-post.ts';
import { opens } from '../talking/buttons.ts';
import type { Place } from './review-place.ts';

/** A unit's sheet, and the post as which it is looked at. */
export type Opened = { post: MyPost; sheet: ReviewSheet };

export const queueButton = (post: Pick<MyPost, 'postId'>): Choice =>
  opens('review.to_queue', { action: 'queue', subject: post.postId });

export const reportButton: Choice = opens('review.to_report', {
  action: 'report',
  subject: 'view',
});

const readSheets = async (
  t: Turn,
  posts: readonly MyPost[],
  registrationId: RegistrationId,
): Promise<Opened[]> => {
  const found: Opened[] = [];
  for (const post of posts) {
    const query = { type: 'review.sheet', as: post.postId, registrationId } as const;
    const sheet = await t.read(`sheet.${post.postId}`, query);
    if (sheet) found.push({ post, sheet });
  }
  return found;
};

/** Whoever may see a plan gets its sheet; whose queue it stands in reviews it. */
const reviewedAs = async (t: Turn, found: readonly Opened[]): Promise<readonly Opened[]> => {
  if (found.length < 2) return found;
  const queued: Opened[] = [];
  for (const one of found) {
    const { postId } = one.post;
    const entries = await t.read(`queue.${postId}`, { type: 'review.queue', as: postId });
    const { registrationId } = one.sheet;
    if (entries.some((entry) => entry.registrationId === registrationId)) queued.push(one);
  }
  return queued.length > 0 ? queued : found.slice(0, 1);
};

/**
 * Finds the sheet with the rights of today, whatever button led here. Undefined when there is none: the
 * person has been told why, and what there is instead.
 */
export const openSheet = async (
  t: Turn,
  { registrationId, postId }: Place,
): Promise<Opened | undefined> => {
  const { posts } = await t.read('me', { type: 'me' });
  const reviewing = posts.filter(({ reviews }) => reviews);
  const named = reviewing.filter((post) => post.postId === postId);
  const seen = await readSheets(t, named.length > 0 ? named : reviewing, registrationId);
  const fitting = await reviewedAs(t, seen);
  const post = await asPost(
    t,
    fitting.map((one) => one.post),
  );
  if (post) return fitting.find((one) => one.post === post);
  const [first] = reviewing;
  await t.say('absent', {
    lines: [text(first ? 'review.not_yours' : 'review.no_post')],
    choices: [...(first ? [queueButton(first)] : []), reportButton],
  });
  return undefined;
};
