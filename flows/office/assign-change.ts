/** Names cadres for one unit, several units or a cluster, and takes others off. */
import { text, type Text } from '../../src/dialog/message.ts';
import type { Flow, Turn } from '../../src/dialog/turn.ts';
import type { ClusterId, UnitId } from '../../src/domain/ids.ts';
import type { NoticeBody } from '../../src/domain/notices.ts';
import type { FollowBoard, Follower } from '../../src/domain/follow-views.ts';
import { shorten } from '../../src/domain/text.ts';
import type { MyPost } from '../../src/domain/views.ts';
import { raw, type Message } from '../../src/dialog/message.ts';
import { opens } from '../talking/buttons.ts';
import { seeFollowing } from './assign.ts';
import { pickMany } from '../talking/pick-many.ts';
import { capped } from '../reporting/report-lines.ts';
import { refuse } from '../talking/refused.ts';
import { confirm } from './unit-change.ts';

const mostNames = 10;
const longestName = 90;

type Target = { unitIds: readonly UnitId[] } | { clusterId: ClusterId };

type Subject = { post: MyPost; target: Target; names: readonly string[] };

const boardButton = ({ postId }: MyPost) =>
  opens('follow.to_board', { action: 'assign', subject: postId });

const nameLines = (names: readonly string[]): Text[] =>
  capped(names, mostNames, (name) => text('report.name', { name: shorten(name, longestName) }));

const end = async (t: Turn, key: string, post: MyPost, params = {}): Promise<undefined> => {
  await t.say('end', { lines: [text(key, params)], choices: [boardButton(post)] });
  return undefined;
};

const personNote = ({ unitName, units }: Follower): string =>
  units > 0 ? `${unitName} · ${units}` : unitName;

const differences = (people: readonly Follower[], picked: readonly string[]) => ({
  add: people.filter(({ personId, follows }) => !follows && picked.includes(personId)),
  remove: people.filter(({ personId, follows }) => follows && !picked.includes(personId)),
});

const sureLines = (
  names: readonly string[],
  { add, remove }: ReturnType<typeof differences>,
): Text[] => [
  text('follow.sure', { count: names.length }),
  ...nameLines(names),
  ...(add.length > 0 ? [text('follow.sure_add', { names: add.map(({ name }) => raw(name)) })] : []),
  ...(remove.length > 0
    ? [text('follow.sure_remove', { names: remove.map(({ name }) => raw(name)) })]
    : []),
  text('follow.will_tell'),
];

/** The people first as they stand, then as they will. */
const changePeople = async (t: Turn, { post, target, names }: Subject): Promise<undefined> => {
  const as = post.postId;
  const people = await t.read('people', { type: 'follow.people', as, ...target });
  if (people.length === 0) return end(t, 'follow.no_people', post);
  const picked = await pickMany(
    t,
    'who',
    {
      question: [
        names.length > 1
          ? text('follow.who_many', { count: names.length })
          : text('follow.who', { name: names[0] ?? '' }),
        text('follow.who_hint'),
      ],
      items: people.map((one) => ({ id: one.personId, label: one.name, note: personNote(one) })),
      chosen: people.filter(({ follows }) => follows).map(({ personId }) => personId),
    },
    0,
  );
  const change = differences(people, picked);
  if (change.add.length + change.remove.length === 0) return end(t, 'follow.same', post);
  if (!(await confirm(t, { lines: sureLines(names, change) }, 'follow.yes'))) {
    return end(t, 'units.left', post);
  }
  const ids = {
    add: change.add.map(({ personId }) => personId),
    remove: change.remove.map(({ personId }) => personId),
  };
  const outcome =
    'unitIds' in target
      ? await t.run('follow', { type: 'unit.follow', as, ...target, ...ids })
      : await t.run('follow', { type: 'cluster.follow', as, ...target, ...ids });
  if ('refused' in outcome) return refuse(t, outcome.refused, [boardButton(post)]);
  return end(t, 'follow.done', post, { count: names.length });
};

const pickUnits = async (t: Turn, { units }: FollowBoard): Promise<readonly UnitId[]> =>
  pickMany(t, 'unit', {
    question: [text('follow.which')],
    items: units.map(({ unitId, name }) => ({ id: unitId, label: name })),
  });

/** Followers belong to one superior: units of several have none in common. */
const ofUnits = async (
  t: Turn,
  { post, board }: { post: MyPost; board: FollowBoard },
  unitIds: readonly UnitId[],
): Promise<undefined> => {
  const units = board.units.filter(({ unitId }) => unitIds.includes(unitId));
  if (units.length === 0) return refuse(t, { code: 'not_found' }, [boardButton(post)]);
  if (new Set(units.map(({ superiorId }) => superiorId)).size > 1) {
    return end(t, 'follow.two_superiors', post);
  }
  const target = { unitIds: units.map(({ unitId }) => unitId) };
  return changePeople(t, { post, target, names: units.map(({ name }) => name) });
};

const conversation = (
  id: string,
  talk: (
    t: Turn,
    seen: { post: MyPost; board: FollowBoard },
    subject: string,
  ) => Promise<undefined>,
): Flow => ({
  id,
  version: 1,
  intents: [id],
  async run(t) {
    const [postId, subject = ''] = t.start.intent?.subject?.split('/') ?? [];
    const seen = await seeFollowing(t, postId);
    return seen && talk(t, seen, subject);
  },
});

export const assignChanges: readonly Flow[] = [
  conversation('assign_unit', (t, seen, unitId) => ofUnits(t, seen, [unitId])),
  conversation('assign_units', async (t, seen) => ofUnits(t, seen, await pickUnits(t, seen.board))),
  conversation('assign_cluster', async (t, { post, board }, clusterId) => {
    const cluster = board.clusters.find((one) => one.clusterId === clusterId);
    if (!cluster) return refuse(t, { code: 'not_found' }, [boardButton(post)]);
    return changePeople(t, { post, target: { clusterId }, names: [cluster.name] });
  }),
];

const toldKeys = {
  unit: ['follow.told', 'follow.told_off'],
  cluster: ['follow.told_cluster', 'follow.told_cluster_off'],
} as const;

/** What a cadre is told. */
export const followChanged = ({
  names,
  cluster,
  follows,
}: Extract<NoticeBody, { name: 'follow_changed' }>): Message => {
  const key = toldKeys[cluster ? 'cluster' : 'unit'][follows ? 0 : 1];
  return {
    lines: [text(key, { count: names.length }), ...nameLines(names)],
    choices: [opens('follow.mine', { action: 'followed' }, { tone: 'primary' })],
  };
};
