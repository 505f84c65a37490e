import { raw, text, type Message, type Text } from '../../src/dialog/message.ts';
import { shorten } from '../../src/domain/text.ts';
import type { ReviewSheet, TaskView } from '../../src/domain/views.ts';
import { opens } from '../talking/buttons.ts';
import { paperButton } from '../documents/document-text.ts';
import { sheetTitle } from './review-draw.ts';
import { queueButton, reportButton, type Opened } from './review-open.ts';
import { moment, reasonWith, stateText } from '../talking/words.ts';

const longestContent = 60;
const mostLines = 12;

const returnedLine = ({ item, content, reason = 'other', note }: TaskView): Text => {
  const about = { item, content: shorten(content, longestContent) };
  return text('review.summary_task', { ...about, reason: reasonWith(reason, note) });
};

const returnedLines = ({ heads }: ReviewSheet): Text[] => {
  const tasks = heads.flatMap((head) => head.tasks).filter(({ state }) => state === 'returned');
  const hidden = tasks.length - mostLines;
  return [
    ...tasks.slice(0, mostLines).map(returnedLine),
    ...(hidden > 0 ? [text('review.and_more', { count: hidden })] : []),
  ];
};

const counts = ({ approved, returned }: ReviewSheet) => ({ approved, returned });

/** Nothing waits any more: what the unit will be told, and the one tap that tells it. */
export const summaryMessage = ({ post, sheet }: Opened): Message => ({
  lines: [
    ...sheetTitle(sheet),
    text('review.summary', counts(sheet)),
    ...returnedLines(sheet),
    raw(''),
    text('review.summary_hint'),
  ],
  choices: [
    opens(
      'review.close',
      {
        action: 'review_close',
        subject: `${sheet.registrationId}/${post.postId}`,
        rev: sheet.round,
      },
      { tone: 'primary' },
    ),
    ...paperButton(sheet),
    queueButton(post),
  ],
});

/** Whether this round waits for a superior's decisions or for their being sent. */
export const isUnderReview = ({ state }: Pick<ReviewSheet, 'state'>): boolean =>
  state === 'sent' || state === 'reviewing';

const closedLine = (sheet: ReviewSheet): Text =>
  sheet.closedAt
    ? text('review.closed', {
        ...counts(sheet),
        by: sheet.closedBy ?? '',
        at: moment(sheet.closedAt),
        round: sheet.round,
      })
    : text('review.not_sent', { state: stateText(sheet.state) });

/** Nothing to decide here now: how it stands, and where to go. */
export const restingMessage = ({ post, sheet }: Opened): Message => ({
  lines: [
    text('review.title', { unit: sheet.unitName, year: sheet.year }),
    closedLine(sheet),
    ...(sheet.closedAt ? returnedLines(sheet) : []),
  ],
  choices: [
    opens('review.look', { action: 'report_unit', subject: sheet.unitId, rev: sheet.year }),
    ...paperButton(sheet),
    queueButton(post),
  ],
});

/** Nobody decides on the plan of a unit where they hold a post. */
export const ownUnitMessage = ({ post, sheet }: Opened): Message => ({
  lines: [
    text('review.own_unit', { unit: sheet.unitName, year: sheet.year, superior: post.unitName }),
    text('review.own_unit_state', { state: stateText(sheet.state), count: sheet.pending }),
  ],
  choices: [queueButton(post), reportButton],
});
