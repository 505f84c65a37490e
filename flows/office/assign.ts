/** /phancong: who of the superior follows which unit, unit by unit or a whole cluster. */
import { blank, text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import { formatIntent } from '../../src/dialog/intent.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { FollowBoard, FollowedCluster, FollowedUnit } from '../../src/domain/follow-views.ts';
import { shorten } from '../../src/domain/text.ts';
import type { MyPost } from '../../src/domain/views.ts';
import { asPost } from '../talking/as-post.ts';
import { helpButton, opens } from '../talking/buttons.ts';
import { browse } from '../talking/choose.ts';
import { pageButtons, pageOf } from '../talking/paging.ts';
import { namesText } from '../talking/pick-many.ts';
import { managesUnits } from './unit-post.ts';
import { unitReport } from '../reporting/report-intents.ts';
import { stateText } from '../talking/words.ts';

const longestLabel = 50;

const unitLine = ({ name, cadres, byCluster }: FollowedUnit, number: number): Text =>
  text(byCluster && cadres.length > 0 ? 'follow.unit_cluster' : 'follow.unit', {
    number,
    name,
    cadres: namesText(cadres),
  });

const clusterLine = ({ name, units, cadres }: FollowedCluster): Text =>
  text('follow.cluster', { name, units, cadres: namesText(cadres) });

const clusterButton = ({ postId }: MyPost, { clusterId, name }: FollowedCluster): Choice =>
  opens(
    'follow.open_cluster',
    { action: 'assign_cluster', subject: `${postId}/${clusterId}` },
    { params: { name: shorten(name, longestLabel) } },
  );

const boardMessage = (post: MyPost, { units, clusters }: FollowBoard, wanted: number): Message => {
  const { postId, unitName } = post;
  const page = pageOf(units, wanted);
  const without = units.filter(({ cadres }) => cadres.length === 0).length;
  return {
    lines: [
      text('follow.title', { unit: unitName, count: units.length, without }),
      ...(page.pages > 1 ? [text('report.page', { page: page.page + 1, pages: page.pages })] : []),
      ...page.items.map((one, index) => unitLine(one, page.first + index + 1)),
      ...(clusters.length > 0 ? [blank, ...clusters.map(clusterLine)] : []),
      blank,
      text('follow.how'),
    ],
    choices: [
      ...page.items.map((one, index) => ({
        label: text('report.numbered', {
          number: page.first + index + 1,
          name: shorten(one.name, longestLabel),
        }),
        code: String(page.first + index + 1),
        intent: formatIntent({ action: 'assign_unit', subject: `${postId}/${one.unitId}` }),
      })),
      ...pageButtons(page, (at) => ({ action: 'assign', subject: postId, rev: at })),
      opens('follow.many', { action: 'assign_units', subject: postId }),
      ...clusters.map((one) => clusterButton(post, one)),
      ...(post.reviews ? [opens('follow.mine', { action: 'followed' })] : []),
    ],
  };
};

/** The post that a button names, or the one that the reader chooses, with what it may assign. */
export const seeFollowing = async (
  t: Turn,
  postId?: string,
): Promise<{ post: MyPost; board: FollowBoard } | undefined> => {
  const { posts } = await t.read('me', { type: 'me' });
  const able = posts.filter(managesUnits);
  const named = able.filter((one) => one.postId === postId);
  const post = await asPost(t, named.length > 0 ? named : able);
  const board = post && (await t.read('board', { type: 'follow.board', as: post.postId }));
  if (post && board) return { post, board };
  await t.say('none', { lines: [text('follow.no_post')], choices: [helpButton] });
  return undefined;
};

export const assign: Flow = {
  id: 'assign',
  version: 1,
  commands: ['phancong', 'assign'],
  intents: ['assign'],
  async run(t) {
    const { subject, rev = 0 } = t.start.intent ?? {};
    const seen = await seeFollowing(t, subject);
    if (!seen) return undefined;
    const { post, board } = seen;
    if (board.units.length > 0) return browse(t, boardMessage(post, board, rev));
    await t.say('empty', {
      lines: [text('follow.no_units', { unit: post.unitName })],
      choices: [opens('units.to_list', { action: 'units' })],
    });
    return undefined;
  },
};

/** "Đơn vị tôi theo dõi": each with its state, opening its report. */
export const followed: Flow = {
  id: 'followed',
  version: 1,
  intents: ['followed'],
  async run(t) {
    const { posts } = await t.read('me', { type: 'me' });
    const post = posts.find(({ reviews }) => reviews);
    if (!post) {
      await t.say('none', { lines: [text('follow.no_post')], choices: [helpButton] });
      return undefined;
    }
    const { unitId } = post;
    const { current: year } = await t.read('years', { type: 'report.years', unitId });
    const units = await t.read('mine', { type: 'follow.mine', year });
    const back = opens('follow.to_board', { action: 'assign' });
    if (units.length === 0) {
      return browse(t, { lines: [text('follow.mine_none')], choices: [back] });
    }
    const page = pageOf(units, t.start.intent?.rev ?? 0);
    const numbered = page.items.map((one, index) => ({ one, number: page.first + index + 1 }));
    return browse(t, {
      lines: [
        text('follow.mine_title', { count: units.length, year }),
        ...numbered.map(({ one, number }) =>
          text('follow.mine_unit', { number, name: one.name, state: stateText(one.state) }),
        ),
      ],
      choices: [
        ...numbered.map(({ one, number }) => ({
          label: text('report.numbered', { number, name: shorten(one.name, longestLabel) }),
          code: String(number),
          intent: formatIntent(unitReport(one.unitId, year)),
        })),
        ...pageButtons(page, (at) => ({ action: 'followed', rev: at })),
        back,
      ],
    });
  },
};
