import { text, type Message, type Text } from '../src/dialog/message.ts';
import type { Intent } from '../src/dialog/intent.ts';
import type { Flow, Turn } from '../src/dialog/turn.ts';
import { shorten } from '../src/domain/text.ts';
import type { UnitId } from '../src/domain/ids.ts';
import type { Me } from '../src/domain/views.ts';
import { itemIntent } from './buttons.ts';
import { browse } from './choose.ts';
import { codeIn } from './invitation-code.ts';
import { itemCodeAlone, lineFor } from './one-line.ts';
import { writeTask } from './task.ts';
import { homeMessage, startChoices } from './welcome.ts';
import { askUnit } from './which-plan.ts';

/** Slash words of DESIGN's list whose conversations are still to come. */
const later = [
  'tiendo',
  'progress',
  'danhgia',
  'evaluate',
  'nhac',
  'remind',
  'phancong',
  'assign',
  'bangiao',
  'handover',
  'donvi',
  'units',
  'caidat',
  'settings',
];

const shownBack = 60;

/** Why the words lead nowhere: kindly, and never only "invalid". */
const whyLine = (words: string): Text => {
  const slash = /^\/(\S+)/u.exec(words)?.[1]?.toLowerCase();
  if (slash !== undefined) {
    return text(later.includes(slash) ? 'fallback.later' : 'fallback.no_command', {
      word: `/${shorten(slash, shownBack)}`,
    });
  }
  if (/^\d{1,3}$/u.test(words)) return text('fallback.digits', { number: words });
  if (words.includes(';')) return text('fallback.line_without_code');
  return text('fallback.not_understood', { words: shorten(words, shownBack) });
};

const puzzledMessage = (me: Me, words: string): Message => ({
  lines: [whyLine(words), text('fallback.ask')],
  choices: startChoices(me).slice(0, 4),
});

const yearOf = async (t: Turn, unitId: UnitId): Promise<number | undefined> => {
  const offered = await t.read('year', { type: 'plan.year', unitId });
  return 'year' in offered ? offered.year : undefined;
};

/** A sub-item's code, alone or in front of a whole task, means the plan that would be opened now. */
const followCode = async (t: Turn, me: Me, words: string): Promise<Intent | undefined | 'no'> => {
  const line = lineFor(words);
  const code = line?.code ?? itemCodeAlone(words);
  if (code === undefined || !me.posts.some(({ registers }) => registers)) return 'no';
  const unitId = await askUnit(t, me);
  const year = unitId === undefined ? undefined : await yearOf(t, unitId);
  if (unitId === undefined || year === undefined) return 'no';
  const at = { unitId, year, code };
  return line ? writeTask(t, at, line) : itemIntent(at);
};

/** Meets what no open question waited for. */
export const fallback: Flow = {
  id: 'fallback',
  version: 1,
  async run(t) {
    const me = await t.read('who', { type: 'me' });
    const words = t.start.words?.trim() ?? '';
    if (words === '') return browse(t, homeMessage(me));
    const invitation = /\d/u.test(words) ? codeIn(words) : undefined;
    if (invitation !== undefined) return { action: 'join', subject: invitation };
    const followed = await followCode(t, me, words);
    if (followed !== 'no') return followed;
    return browse(t, puzzledMessage(me, words));
  },
};
