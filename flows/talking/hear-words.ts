import { text, type Message, type Text } from '../../src/dialog/message.ts';
import type { Intent } from '../../src/dialog/intent.ts';
import { tooLong } from '../../src/dialog/read-answer.ts';
import type { Parse, Turn } from '../../src/dialog/turn.ts';
import { fold, shorten } from '../../src/domain/text.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import type { ItemCode } from '../../src/domain/programme.ts';
import type { Me } from '../../src/domain/views.ts';
import { looksLikePlan } from '../../src/domain/plan-paste.ts';
import { bringIntent, itemIntent, lineIntent } from './buttons.ts';
import { codeIn } from '../joining/invitation-code.ts';
import { itemCodeAlone, placedLine, placelessLine } from '../registering/one-line.ts';
import { homeMessage, startChoices } from '../joining/welcome.ts';
import { askUnit } from '../registering/which-plan.ts';

const shownBack = 60;
const shownChoices = 4;
const bareNumber = /^\d{1,3}$/u;

const registers = (me: Me): boolean => me.posts.some((post) => post.registers);

/** Why the words lead nowhere: kindly, and never only "invalid". */
const whyLine = (me: Me, words: string): Text => {
  const [long] = tooLong(words);
  if (long) return long;
  const slash = /^\/(\S+)/u.exec(words)?.[1]?.toLowerCase();
  if (slash !== undefined) {
    return text('fallback.no_command', { word: `/${shorten(slash, shownBack)}` });
  }
  if (bareNumber.test(words)) return text('fallback.digits', { number: words });
  if (words.includes(';') && registers(me)) return text('fallback.line_without_code');
  return text('fallback.not_understood', { words: shorten(words, shownBack) });
};

const greetings = ['chao', 'xin chao', 'alo', 'hello', 'hi', 'chao he thong'];
const bareWords = (words: string): string =>
  fold(words)
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim();

const thanks = ['cam on', 'cam on he thong', 'ok', 'oke', 'vang', 'da', 'thanks', 'thank you'];

const isGreeting = (words: string): boolean => greetings.includes(bareWords(words));

const isThanks = (words: string): boolean =>
  thanks.includes(bareWords(words)) ||
  /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\u200d\ufe0f\s]+$/u.test(words);

/** Polite words that answer no question. */
export const isSmallTalk = (words: string): boolean => isGreeting(words) || isThanks(words);

/** The answer to words that mean nothing here; a greeting and thanks are no riddles. */
export const puzzledMessage = (me: Me, words: string): Message => {
  if (isGreeting(words)) return homeMessage(me);
  if (registers(me) && placelessLine(words)) {
    return { lines: [text('fallback.which_item'), text('fallback.kept', { words })] };
  }
  const why = isThanks(words) ? text('fallback.thanks') : whyLine(me, words);
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

type Meant = { invitation: string } | { plan: string } | { code: ItemCode; line?: string };

/** What the words mean by themselves: an invitation, a whole task, a sub-item. */
export const meaningOf = (me: Me, words: string): Meant | undefined => {
  if (registers(me) && looksLikePlan(words)) return { plan: words };
  const invitation = /\d/u.test(words) ? codeIn(words) : undefined;
  if (invitation !== undefined) return { invitation };
  if (!registers(me)) return undefined;
  const line = placedLine(words);
  if (line) return { code: line.item, line: words };
  const code = itemCodeAlone(words);
  return code === undefined ? undefined : { code };
};

/** A sub-item's code, alone or in front of a whole task, means the plan that would be opened now. */
export const follow = async (t: Turn, me: Me, meant: Meant): Promise<Intent | undefined> => {
  if ('invitation' in meant) return { action: 'join', subject: meant.invitation };
  const unitId = await askUnit(t, me);
  const year = unitId === undefined ? undefined : await yearOf(t, unitId);
  if (unitId === undefined || year === undefined) return { action: 'plan' };
  if ('plan' in meant) return bringIntent({ unitId, year }, meant.plan);
  const place = { unitId, year, code: meant.code };
  return meant.line === undefined ? itemIntent(place) : lineIntent(place, meant.line);
};

/** What the words mean after others that wanted a place: a code now gives it to them. */
const meaningAfter = (me: Me, words: string, before: string): Meant | undefined => {
  const meant = meaningOf(me, words);
  const waits = meant && 'code' in meant && meant.line === undefined && placelessLine(before);
  return waits ? { ...meant, line: before } : meant;
};

/**
 * A page whose buttons lead on; whatever is typed instead is met as if nothing had been open. `said` are the
 * words that this page answers.
 */
export const hearWords = async (
  t: Turn,
  me: Me,
  page: Message,
  said = '',
): Promise<Intent | undefined> => {
  let [message, before] = [page, said];
  for (let round = 0; ; round += 1) {
    const words = await t.ask(`page.${round}`, message, parseWords, { back: false });
    const meant = meaningAfter(me, words, before);
    if (meant) return follow(t, me, meant);
    message = puzzledMessage(me, words);
    before = words;
  }
};
