import { text, type Message, type Text } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import type { Flow, Parse, Turn } from '../../src/dialog/turn.ts';
import { dayOf, formatDay, type Day } from '../../src/domain/dates.ts';
import { paperNumber, parsePaperDay, parsePaperNumber } from '../../src/domain/paper-words.ts';
import { oneLine, shorten } from '../../src/domain/text.ts';
import type { PaperView } from '../../src/domain/document-views.ts';
import { askPaperPost } from './document-signer.ts';
import { documentButton, documentIntent } from './document-text.ts';
import { readPaper } from './document.ts';
import { refuse } from '../talking/refused.ts';

const back = (typed: string): Text =>
  text('task.you_typed', { words: shorten(oneLine(typed), 60) });

const leave = 'leave';

const parseNumber: Parse<number | typeof leave> = ({ choice, text: words = '' }) => {
  if (choice === leave) return { ok: leave };
  const number = parsePaperNumber(words);
  return number === undefined
    ? { retry: [text('document.number_unclear'), back(words)] }
    : { ok: number };
};

const today = 'today';

/** A paper is dated already, in the plan's year or the one before. */
const parseDay =
  (year: number): Parse<Day> =>
  ({ at, choice, text: words = '' }) => {
    const now = new Date(at);
    const day = choice === today ? dayOf(now) : parsePaperDay(words, now);
    if (day === undefined) return { retry: [text('document.date_unclear'), back(words)] };
    if (day > dayOf(now)) {
      return { retry: [text('document.date_to_come', { day: formatDay(day) })] };
    }
    const fits = [year - 1, year].includes(Number(day.slice(0, 4)));
    if (fits) return { ok: day };
    const params = { day: formatDay(day), year, before: year - 1 };
    return { retry: [text('document.date_outside', params)] };
  };

const numberMessage = ({ unitName: unit, year, symbol, number }: PaperView): Message => ({
  lines: [
    text('document.number_title', { unit, year }),
    ...(number === undefined ? [] : [text('document.number_now', { number })]),
    text('document.number_ask', { symbol }),
  ],
  choices: [{ label: text('document.leave'), answer: leave }],
});

const dayMessage = (t: Turn, { symbol }: PaperView, number: number): Message => ({
  lines: [text('document.date_ask', { number: `${paperNumber(number)}-${symbol}` })],
  choices: [{ label: text('document.date_today', { day: formatDay(t.now) }), answer: today }],
});

const enterNumber = async (t: Turn, paper: PaperView): Promise<Intent | undefined> => {
  const { unitId, year } = paper;
  const post = await askPaperPost(t, unitId);
  if (!post) return refuse(t, { code: 'not_allowed' });
  if (!paper.canIssue) return refuse(t, { code: 'not_sent' }, [documentButton(paper)]);
  const number = await t.ask('number', numberMessage(paper), parseNumber);
  if (number === leave) return documentIntent(paper);
  const date = await t.ask('date', dayMessage(t, paper, number), parseDay(year));
  const command = { type: 'document.issue', as: post.postId, year, number, date } as const;
  const issued = await t.run('issue', command);
  if ('refused' in issued) return refuse(t, issued.refused, [documentButton(paper)]);
  const about = { number: issued.done.number, date: formatDay(date) };
  await t.say('issued', { lines: [text('document.number_saved', about)] });
  return documentIntent(paper);
};

/** "Nhập số, ngày": from the office's own register; from then on the paper is no draft. */
export const documentNumber: Flow = {
  id: 'document-number',
  version: 1,
  intents: ['document_number'],
  resumable: true,
  async run(t) {
    const paper = await readPaper(t);
    return paper ? enterNumber(t, paper) : refuse(t, { code: 'not_found' });
  },
};
