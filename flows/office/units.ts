import { text, type Message } from '../../src/dialog/message.ts';
import type { Flow, Parse, Turn } from '../../src/dialog/turn.ts';
import { shorten } from '../../src/domain/text.ts';
import type { UnitPage } from '../../src/domain/unit-views.ts';
import type { MyPost } from '../../src/domain/views.ts';
import { asPost } from '../talking/as-post.ts';
import { helpButton, opens } from '../talking/buttons.ts';
import { browse } from '../talking/choose.ts';
import { managesUnits, seeUnit } from './unit-post.ts';
import { turnPages, unitChoices, unitLines, unitMessage } from './unit-text.ts';

const shownBack = 60;
const pageSize = 8;

type Answer = { move: number } | { find: string };

const parse: Parse<Answer> = ({ choice, text: words = '' }) => {
  if (choice === 'next') return { ok: { move: 1 } };
  if (choice === 'before') return { ok: { move: -1 } };
  return { ok: { find: choice === 'all' ? '' : words } };
};

const listMessage = (post: MyPost, page: UnitPage, find: string): Message => {
  const first = page.page * pageSize;
  return {
    lines: [
      text('units.list', { unit: post.unitName, count: page.count }),
      ...(find === '' ? [] : [text('units.found', { words: shorten(find, shownBack) })]),
      ...(page.pages > 1 ? [text('report.page', { page: page.page + 1, pages: page.pages })] : []),
      ...unitLines(page.items, first),
      text('units.search'),
    ],
    choices: [
      ...unitChoices(page.items, first),
      ...turnPages(page),
      ...(find === '' ? [] : [{ label: text('units.all'), answer: 'all' }]),
      opens('units.add', { action: 'unit_add', subject: post.postId }),
      opens('units.by_file', { action: 'units_file', subject: post.postId }),
      opens('units.as_file', { action: 'units_list', subject: post.postId }),
      opens('units.see_missing', { action: 'units_missing', subject: post.postId }),
    ],
  };
};

const browseUnits = async (t: Turn, post: MyPost): Promise<undefined> => {
  let [find, wanted] = [t.start.words ?? '', 0];
  for (let turn = 0; ; turn += 1) {
    const page = await t.read(`list.${turn}`, {
      type: 'units.managed',
      as: post.postId,
      find,
      page: wanted,
    });
    if (!page) return undefined;
    const message = listMessage(post, page, find);
    const answer = await t.ask(`list.${turn}`, message, parse, { back: false, slot: 'units' });
    if ('move' in answer) wanted = page.page + answer.move;
    else [find, wanted] = [answer.find, 0];
  }
};

/** /donvi: the units that the reader looks after, found by a few letters. */
export const units: Flow = {
  id: 'units',
  version: 1,
  commands: ['donvi', 'units'],
  intents: ['units'],
  async run(t) {
    const { posts } = await t.read('me', { type: 'me' });
    const post = await asPost(t, posts.filter(managesUnits));
    if (post) return browseUnits(t, post);
    await t.say('none', { lines: [text('units.no_post')], choices: [helpButton] });
    return undefined;
  },
};

/** One unit. */
export const unit: Flow = {
  id: 'unit',
  version: 1,
  intents: ['unit'],
  async run(t) {
    const seen = await seeUnit(t, t.start.intent?.subject ?? '');
    if (seen) return browse(t, unitMessage(seen.unit));
    await t.say('absent', { lines: [text('units.absent')], choices: [helpButton] });
    return undefined;
  },
};
