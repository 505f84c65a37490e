import { text, type Message } from '../../src/dialog/message.ts';
import { formatIntent } from '../../src/dialog/intent.ts';
import type { Flow } from '../../src/dialog/turn.ts';
import { formatDay } from '../../src/domain/dates.ts';
import { shorten } from '../../src/domain/text.ts';
import type { JoinGap, UnitPage } from '../../src/domain/unit-views.ts';
import type { MyPost } from '../../src/domain/views.ts';
import { asPost } from '../talking/as-post.ts';
import { opens } from '../talking/buttons.ts';
import { browse } from '../talking/choose.ts';
import { pageButtons, pageOf } from '../talking/paging.ts';
import { refuse } from '../talking/refused.ts';
import { managesUnits } from './unit-post.ts';
import { unitChoices, unitLines } from './unit-text.ts';

const longestLabel = 60;

const gapText = ({ superiorName: name, missing, units, nudgedAt }: JoinGap, number: number) =>
  nudgedAt
    ? text('units.gap_nudged', { number, name, missing, units, day: formatDay(new Date(nudgedAt)) })
    : text('units.gap', { number, name, missing, units });

/** Superiors one below the other, each with a button that reminds its people. */
const gapsMessage = ({ postId }: MyPost, gaps: readonly JoinGap[], wanted: number): Message => {
  const page = pageOf(gaps, wanted);
  const missing = gaps.reduce((sum, one) => sum + one.missing, 0);
  return {
    lines: [
      text('units.gaps', { missing, superiors: gaps.length }),
      ...page.items.map((one, index) => gapText(one, page.first + index + 1)),
      text('units.gaps_hint'),
    ],
    choices: [
      ...page.items.map((one, index) => ({
        label: text('report.numbered', {
          number: page.first + index + 1,
          name: shorten(one.superiorName, longestLabel),
        }),
        code: String(page.first + index + 1),
        intent: formatIntent({ action: 'units_gap', subject: `${postId}/${one.superiorId}` }),
      })),
      ...pageButtons(page, (at) => ({ action: 'units_missing', subject: postId, rev: at })),
    ],
  };
};

/** Who has not joined yet, superior by superior. */
export const unitsMissing: Flow = {
  id: 'units_missing',
  version: 1,
  intents: ['units_missing'],
  async run(t) {
    const { subject, rev = 0 } = t.start.intent ?? {};
    const { posts } = await t.read('me', { type: 'me' });
    const managing = posts.filter(managesUnits);
    const named = managing.filter(({ postId }) => postId === subject);
    const post = await asPost(t, named.length > 0 ? named : managing);
    if (!post) return refuse(t, { code: 'not_allowed' });
    const gaps = await t.read('gaps', { type: 'units.gaps', as: post.postId });
    if (gaps.length > 0) return browse(t, gapsMessage(post, gaps, rev));
    await t.say('none', {
      lines: [text('units.all_joined')],
      choices: [opens('units.to_list', { action: 'units' })],
    });
    return undefined;
  },
};

const pageMessage = (place: string, page: UnitPage): Message => ({
  lines: [
    text('units.missing_below', { count: page.count }),
    ...unitLines(page.items, page.page * 8),
    text('units.missing_hint'),
  ],
  choices: [
    opens('units.nudge', { action: 'unit_nudge', subject: place }, { tone: 'primary' }),
    ...unitChoices(page.items, page.page * 8),
    ...pageButtons(page, (at) => ({ action: 'units_gap', subject: place, rev: at })),
    opens('units.see_missing', { action: 'units_missing' }),
  ],
});

/** The units of one superior that nobody has joined for. */
export const unitsGap: Flow = {
  id: 'units_gap',
  version: 1,
  intents: ['units_gap'],
  async run(t) {
    const { subject = '', rev: page = 0 } = t.start.intent ?? {};
    const [as = '', below = ''] = subject.split('/');
    const found = await t.read('page', {
      type: 'units.managed',
      as,
      find: '',
      page,
      missing: true,
      below,
    });
    return found ? browse(t, pageMessage(subject, found)) : refuse(t, { code: 'not_allowed' });
  },
};

/** One tap: the superior's people are asked to bring their units in. */
export const unitNudge: Flow = {
  id: 'unit_nudge',
  version: 1,
  intents: ['unit_nudge'],
  async run(t) {
    const [as = '', unitId = ''] = t.start.intent?.subject?.split('/') ?? [];
    const outcome = await t.run('nudge', { type: 'unit.nudge', as, unitId });
    const back = [opens('units.see_missing', { action: 'units_missing' })];
    if ('refused' in outcome) return refuse(t, outcome.refused, back);
    const { name, missing: count } = outcome.done;
    await t.say('nudged', { lines: [text('units.nudged', { name, count })], choices: back });
    return undefined;
  },
};
