/** Clusters, opened from /caidat: a new one, another name, its units; its team stands in /phancong. */
import { text, type Choice, type Message } from '../../src/dialog/message.ts';
import { formatIntent } from '../../src/dialog/intent.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { FollowBoard, FollowedCluster } from '../../src/domain/follow-views.ts';
import { shorten } from '../../src/domain/text.ts';
import type { MyPost } from '../../src/domain/views.ts';
import { opens } from '../talking/buttons.ts';
import { browse } from '../talking/choose.ts';
import { pageButtons, pageOf } from '../talking/paging.ts';
import { namesText, pickMany } from '../talking/pick-many.ts';
import { refuse } from '../talking/refused.ts';
import { seeSettings } from './settings.ts';
import { parseName } from './unit-change.ts';

const longestLabel = 50;

const listButton = ({ postId }: MyPost): Choice =>
  opens('clusters.to_list', { action: 'clusters', subject: postId });

const listMessage = ({ postId }: MyPost, { clusters }: FollowBoard, wanted: number): Message => {
  const page = pageOf(clusters, wanted);
  const numbered = page.items.map((one, index) => ({ one, number: page.first + index + 1 }));
  return {
    lines: [
      text('clusters.title', { count: clusters.length }),
      ...numbered.map(({ one: { name, units, cadres }, number }) =>
        text('clusters.line', { number, name, units, cadres: namesText(cadres) }),
      ),
    ],
    choices: [
      ...numbered.map(({ one, number }) => ({
        label: text('report.numbered', { number, name: shorten(one.name, longestLabel) }),
        code: String(number),
        intent: formatIntent({ action: 'cluster', subject: `${postId}/${one.clusterId}` }),
      })),
      ...pageButtons(page, (at) => ({ action: 'clusters', subject: postId, rev: at })),
      opens('clusters.add', { action: 'cluster_add', subject: postId }),
      opens('settings.back', { action: 'settings' }),
    ],
  };
};

const oneMessage = (post: MyPost, { clusterId, name, units, cadres }: FollowedCluster): Message => {
  const about = (key: string, action: string) =>
    opens(key, { action, subject: `${post.postId}/${clusterId}` });
  return {
    lines: [text('clusters.one', { name, units, cadres: namesText(cadres) })],
    choices: [
      about('clusters.units', 'cluster_units'),
      about('clusters.team', 'assign_cluster'),
      about('clusters.rename', 'cluster_rename'),
      listButton(post),
    ],
  };
};

type Seen = { post: MyPost; board: FollowBoard };

const done = async (t: Turn, post: MyPost, key: string, params = {}): Promise<undefined> => {
  await t.say('done', { lines: [text(key, params)], choices: [listButton(post)] });
  return undefined;
};

const add = async (t: Turn, { post }: Seen): Promise<undefined> => {
  const name = await t.ask('name', { lines: [text('clusters.ask_name')] }, parseName);
  const outcome = await t.run('add', { type: 'cluster.add', as: post.postId, name });
  if ('refused' in outcome) return refuse(t, outcome.refused, [listButton(post)]);
  return done(t, post, 'clusters.added', { name: outcome.done.name });
};

type Change = (t: Turn, seen: Seen, cluster: FollowedCluster) => Promise<undefined>;

const rename: Change = async (t, { post }, { clusterId, name: before }) => {
  const asked = { lines: [text('clusters.ask_rename', { name: before })] };
  const name = await t.ask('name', asked, parseName);
  const outcome = await t.run('name', {
    type: 'cluster.rename',
    as: post.postId,
    clusterId,
    name,
  });
  if ('refused' in outcome) return refuse(t, outcome.refused, [listButton(post)]);
  return done(t, post, 'clusters.renamed', { name: outcome.done.name });
};

const gather: Change = async (t, { post, board }, { clusterId, name }) => {
  const chosen = board.units.flatMap((one) => (one.clusterId === clusterId ? [one.unitId] : []));
  const picked = await pickMany(
    t,
    'unit',
    {
      question: [text('clusters.which', { name }), text('clusters.which_hint')],
      items: board.units.map(({ unitId, name: label, clusterName }) => ({
        id: unitId,
        label,
        ...(clusterName ? { note: clusterName } : {}),
      })),
      chosen,
    },
    0,
  );
  const change = {
    add: picked.filter((id) => !chosen.includes(id)),
    remove: chosen.filter((id) => !picked.includes(id)),
  };
  const as = post.postId;
  const outcome = await t.run('gather', { type: 'cluster.units', as, clusterId, ...change });
  if ('refused' in outcome) return refuse(t, outcome.refused, [listButton(post)]);
  return done(t, post, 'clusters.gathered', { name, count: outcome.done.changed });
};

/** Whoever may set things forms clusters. */
const see = async (t: Turn, postId?: string): Promise<Seen | undefined> => {
  const may = await seeSettings(t, postId);
  if (!may) return undefined;
  const { post } = may;
  const board = await t.read('board', { type: 'follow.board', as: post.postId });
  return board ? { post, board } : refuse(t, { code: 'not_allowed' });
};

const about = (id: string, change: Change): Flow => ({
  id,
  version: 1,
  intents: [id],
  async run(t) {
    const [postId, clusterId] = t.start.intent?.subject?.split('/') ?? [];
    const seen = await see(t, postId);
    const cluster = seen?.board.clusters.find((one) => one.clusterId === clusterId);
    if (seen && cluster) return change(t, seen, cluster);
    return seen && refuse(t, { code: 'not_found' }, [listButton(seen.post)]);
  },
});

export const clusterFlows: readonly Flow[] = [
  {
    id: 'clusters',
    version: 1,
    intents: ['clusters'],
    async run(t) {
      const { subject, rev = 0 } = t.start.intent ?? {};
      const seen = await see(t, subject);
      return seen && browse(t, listMessage(seen.post, seen.board, rev));
    },
  },
  {
    id: 'cluster_add',
    version: 1,
    intents: ['cluster_add'],
    async run(t) {
      const seen = await see(t, t.start.intent?.subject);
      return seen && add(t, seen);
    },
  },
  about('cluster', (t, { post }, cluster) => browse(t, oneMessage(post, cluster))),
  about('cluster_rename', rename),
  about('cluster_units', gather),
];
