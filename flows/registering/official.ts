import { blank, raw, text } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import { refuse } from '../talking/refused.ts';
import { itemSubject, type ItemSubject } from '../talking/subject.ts';

/** A button that names only the sub-item means the plan that the reader would open now. */
const placeOf = async (t: Turn): Promise<ItemSubject | undefined> => {
  const named = itemSubject(t.start.intent);
  const code = t.start.intent?.subject;
  if (named || !code) return named;
  const me = await t.read('me', { type: 'me' });
  const unitId = (me.posts.find(({ registers }) => registers) ?? me.posts[0])?.unitId;
  if (unitId === undefined) return undefined;
  const offered = await t.read('year', { type: 'plan.year', unitId });
  return { unitId, code, year: 'year' in offered ? offered.year : offered.lastYear };
};

/** The official wording of one sub-item, in full. */
export const official: Flow = {
  id: 'official',
  version: 1,
  intents: ['official'],
  async run(t) {
    const at = await placeOf(t);
    if (!at) return refuse(t, { code: 'not_found' });
    const { unitId, year, code } = at;
    const item = await t.read('item', { type: 'plan.item', unitId, year, item: code });
    if (!item) return refuse(t, { code: 'not_found' });
    await t.say('official', {
      lines: [
        text('item.official_title', { code }),
        raw(item.official),
        blank,
        text('item.official_source', { head: item.head, short: item.headShort }),
      ],
    });
    return undefined;
  },
};
