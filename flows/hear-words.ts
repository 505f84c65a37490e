import { text, type Message, type Text } from '../src/dialog/message.ts';
import type { Intent } from '../src/dialog/intent.ts';
import type { Parse, Turn } from '../src/dialog/turn.ts';
import { fold, shorten } from '../src/domain/text.ts';
import type { UnitId } from '../src/domain/ids.ts';
import type { ItemCode } from '../src/domain/programme.ts';
import type { Me } from '../src/domain/views.ts';
import { itemIntent } from './buttons.ts';
import { codeIn } from './invitation-code.ts';
import { itemCodeAlone, placedLine, type PlacedLine } from './one-line.ts';
import { writeTask } from './task.ts';
import { homeMessage, startChoices } from './welcome.ts';
import { askUnit } from './which-plan.ts';

const shownBack = 60;
const shownChoices = 4;
const bareNumber = /^\d{1,3}$/u;

/** Why the words lead nowhere: kindly, and never only "invalid". */
const whyLine = (words: string): Text => {
  const slash = /^\/(\S+)/u.exec(words)?.[1]?.toLowerCase();
  if (slash !== undefined) {
    return text('fallback.no_command', { word: `/${shorten(slash, shownBack)}` });
  }
  if (bareNumber.test(words)) return text('fallback.digits', { number: words });
  if (words.includes(';')) return text('fallback.line_without_code');
  return text('fallback.not_understood', { words: shorten(words, shownBack) });
};

const greetings = ['chao', 'xin chao', 'alo', 'hello', 'hi', 'chao he thong'];
const thanks = ['cam on', 'cam on he thong', 'ok', 'oke', 'vang', 'da', 'thanks', 'thank you'];

/** The answer to words that mean nothing here; a greeting and thanks are no riddles. */
export const puzzledMessage = (me: Me, words: string): Message => {
  const said = fold(words)
    .replace(/[^\p{L} ]/gu, '')
    .trim();
  if (greetings.includes(said)) return homeMessage(me);
  const why = thanks.includes(said) ? text('fallback.thanks') : whyLine(words);
  return {
    lines: [why, text('fallback.ask')],
    choices: startChoices(me).slice(0, shownChoices),
  };
};

/** A bare number means a button first; any other words are met anew. */
const parseWords: Parse<string> = ({ text: typed = '' }) =>
  bareNumber.test(typed) ? { retry: [text('fallback.digits', { number: typed })] } : { ok: typed };

const yearOf = async (t: Turn, unitId: UnitId): Promise<number | undefined> => {
  const offered = await t.read('year', { type: 'plan.year', unitId });
  return 'year' in offered ? offered.year : undefined;
};

type Meant = { invitation: string } | { line: PlacedLine } | { code: ItemCode };

/** What the words mean by themselves: an invitation, a whole task, a sub-item. */
export const meaningOf = (me: Me, words: string): Meant | undefined => {
  const invitation = /\d/u.test(words) ? codeIn(words) : undefined;
  if (invitation !== undefined) return { invitation };
  if (!me.posts.some(({ registers }) => registers)) return undefined;
  const line = placedLine(words);
  if (line) return { line };
  const code = itemCodeAlone(words);
  return code === undefined ? undefined : { code };
};

/** A sub-item's code, alone or in front of a whole task, means the plan that would be opened now. */
export const follow = async (t: Turn, me: Me, meant: Meant): Promise<Intent | undefined> => {
  if ('invitation' in meant) return { action: 'join', subject: meant.invitation };
  const unitId = await askUnit(t, me);
  const year = unitId === undefined ? undefined : await yearOf(t, unitId);
  if (unitId === undefined || year === undefined) return { action: 'plan' };
  return 'line' in meant
    ? writeTask(t, { unitId, year, code: meant.line.item }, meant.line)
    : itemIntent({ unitId, year, code: meant.code });
};

/** A page whose buttons lead on; whatever is typed instead is met as if nothing had been open. */
export const hearWords = async (t: Turn, me: Me, page: Message): Promise<Intent | undefined> => {
  let message = page;
  for (let round = 0; ; round += 1) {
    const words = await t.ask(`page.${round}`, message, parseWords, { back: false });
    const meant = meaningOf(me, words);
    if (meant) return follow(t, me, meant);
    message = puzzledMessage(me, words);
  }
};
