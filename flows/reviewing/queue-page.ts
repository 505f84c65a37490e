import {
  blank,
  raw,
  text,
  type Choice,
  type Message,
  type Text,
} from '../../src/dialog/message.ts';
import { formatIntent } from '../../src/dialog/intent.ts';
import { shorten } from '../../src/domain/text.ts';
import type { MyPost, QueueEntry } from '../../src/domain/views.ts';
import { opens } from '../talking/buttons.ts';
import { pageButtons, pageOf } from '../talking/paging.ts';
import { reportButton } from './review-open.ts';
import { reviewIntent } from './review-place.ts';
import { moment } from '../talking/words.ts';

const longestLabel = 60;

const whoLine = ({ mine, claimedBy, own }: QueueEntry): Text[] => {
  if (own) return [text('review.queue_own')];
  if (mine) return [text('review.queue_mine')];
  return claimedBy ? [text('review.queue_claimed', { who: claimedBy })] : [];
};

const entryLines = (entry: QueueEntry, number: number): Text[] => {
  const { unitName, pending, tasks, round, sentAt, late } = entry;
  return [
    text('review.queue_unit', { number, unit: unitName }),
    pending > 0
      ? text('review.queue_pending', { pending, tasks })
      : text('review.queue_to_close', { tasks }),
    text(late ? 'review.queue_sent_late' : 'review.queue_sent', { round, at: moment(sentAt) }),
    ...whoLine(entry),
  ];
};

/** Year and cluster stand above the units that share them. */
const headingOf = ({ year, clusterName }: QueueEntry): Text =>
  clusterName
    ? text('review.queue_cluster', { year, cluster: clusterName })
    : text('review.queue_year', { year });

const sameHeading = (a: QueueEntry | undefined, b: QueueEntry): boolean =>
  a?.year === b.year && a.clusterName === b.clusterName;

const unitChoice = (post: MyPost, entry: QueueEntry, number: number): Choice => ({
  label: text('review.queue_open', {
    number,
    unit: shorten(entry.unitName, longestLabel),
    year: entry.year,
  }),
  code: String(number),
  intent: formatIntent(
    reviewIntent({ registrationId: entry.registrationId, postId: post.postId }, entry.round),
  ),
  ...(entry.mine ? { tone: 'primary' as const } : {}),
});

/** To the units that nobody has joined for: their plans are entered in their place. */
const enterButton = ({ postId }: MyPost): Choice =>
  opens('behalf.enter', { action: 'units_missing', subject: postId });

/** One page of the units that wait for this post, in the order of the query: year, cluster, first come. */
export const queueMessage = (
  post: MyPost,
  entries: readonly QueueEntry[],
  wanted: number,
): Message => {
  const page = pageOf(entries, wanted);
  const lines = page.items.flatMap((entry, index) => [
    blank,
    ...(sameHeading(page.items[index - 1], entry) ? [] : [headingOf(entry)]),
    ...entryLines(entry, page.first + index + 1),
  ]);
  const unit = post.unitName;
  return {
    lines: [
      text('review.queue', { count: entries.length, unit }),
      ...(page.pages > 1 ? [text('report.page', { page: page.page + 1, pages: page.pages })] : []),
      ...lines,
    ],
    choices: [
      ...page.items.map((entry, index) => unitChoice(post, entry, page.first + index + 1)),
      ...pageButtons(page, (one) => ({ action: 'queue', subject: `${post.postId}/${one}` })),
      enterButton(post),
    ],
  };
};

/** Nothing waits. */
export const emptyQueueMessage = (posts: readonly MyPost[]): Message => ({
  lines: [
    text('review.queue_empty', { units: posts.map(({ unitName }) => raw(unitName)) }),
    text('review.queue_empty_hint'),
  ],
  choices: [...posts.slice(0, 1).map(enterButton), reportButton],
});
