import type { Flow } from '../../src/dialog/turn.ts';
import { follow, hearWords, meaningOf, puzzledMessage } from '../talking/hear-words.ts';
import { homeMessage } from '../joining/welcome.ts';

/** Meets what no open question waited for, as often as it takes. */
export const fallback: Flow = {
  id: 'fallback',
  version: 1,
  async run(t) {
    const me = await t.read('who', { type: 'me' });
    const words = t.start.words?.trim() ?? '';
    const meant = meaningOf(me, words);
    if (meant) return follow(t, me, meant);
    return hearWords(t, me, words === '' ? homeMessage(me) : puzzledMessage(me, words), words);
  },
};
