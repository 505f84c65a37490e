import { isWorker, managedUnits, mayManageUnits, postsAt } from '../../domain/access.ts';
import {
  followersAt,
  followersOf,
  mayAssignCluster,
  mayAssign,
  mayFollow,
  teamAt,
  unitsOfCluster,
} from '../../domain/following.ts';
import type { FollowBoard, Follower, MyFollowed } from '../../domain/follow-views.ts';
import type { PersonId, UnitId } from '../../domain/ids.ts';
import type { Cluster, Post, Unit } from '../../domain/organisation.ts';
import type { QueryOf } from '../../domain/queries.ts';
import { byName } from '../../domain/text.ts';
import { withNames, type Desk } from '../turns/desk.ts';

/** Units and clusters as this turn has left them, not as the tree was read some seconds ago. */
const present = async ({ uow }: Desk, units: readonly Unit[]): Promise<readonly Unit[]> => {
  const ids = new Set(units.map(({ id }) => id));
  return uow.overlay('unit', units, ({ id }) => ids.has(id));
};

/** Names of followers of each of these units; who no longer works for the superior follows nothing. */
export const followersByUnit = async (
  desk: Desk,
  units: readonly Unit[],
): Promise<ReadonlyMap<UnitId, { people: readonly PersonId[]; byCluster: boolean }>> => {
  const { tree, finds, now } = desk;
  const named = (await present(desk, units)).map((unit) => ({ unit, ...followersOf(tree, unit) }));
  const ids = new Set(named.flatMap(({ people }) => people));
  const superiors = new Set(
    named.flatMap(({ unit, people }) =>
      people.length > 0 ? [unit.id, ...tree.ancestorsOf(unit.id).map(({ id }) => id)] : [],
    ),
  );
  const posts = ids.size === 0 ? [] : await finds.postsOfUnits([...superiors]);
  const stillAt = new Set(
    postsAt(posts, now)
      .filter((post) => isWorker(post) && ids.has(post.personId))
      .map(({ personId }) => personId),
  );
  return new Map(
    named.map(({ unit, people, byCluster }) => [
      unit.id,
      { people: people.filter((id) => stillAt.has(id)), byCluster },
    ]),
  );
};

const postOfAsker = (desk: Desk, as: string): Post | undefined =>
  desk.asker().posts.find(({ id }) => id === as);

const clustersOf = async (desk: Desk, post: Post): Promise<readonly Cluster[]> => {
  const known = desk.uow.overlay('cluster', await desk.finds.clusters(), () => true);
  const mine = known.filter(({ id }) => mayAssignCluster(desk.tree, post, id));
  return byName(mine, ({ name }) => name);
};

const readBoard = async (
  desk: Desk,
  { as }: QueryOf<'follow.board'>,
): Promise<FollowBoard | null> => {
  const { tree } = desk;
  const post = postOfAsker(desk, as);
  if (!post || !mayManageUnits(tree, post)) return null;
  const managed = managedUnits(tree, post);
  const all = managed === 'all' ? tree.open() : managed.flatMap((id) => tree.unit(id) ?? []);
  const units = byName(
    all.filter(({ id }) => mayAssign(tree, post, id)),
    ({ name }) => name,
  );
  const followers = await followersByUnit(desk, units);
  const clusters = await clustersOf(desk, post);
  return withNames(desk, (nameOf) => ({
    units: units.map(({ id, name }) => {
      const { people = [], byCluster = false } = followers.get(id) ?? {};
      const superiorId = tree.superiorOf(id)?.id ?? '';
      const cluster = tree.clusterOf(id);
      const grouped = cluster ? { clusterId: cluster.id, clusterName: cluster.name } : {};
      return { unitId: id, name, superiorId, cadres: people.map(nameOf), byCluster, ...grouped };
    }),
    clusters: clusters.map(({ id, name, followUp }) => ({
      clusterId: id,
      name,
      units: unitsOfCluster(tree, id).length,
      cadres: followUp.map(nameOf),
    })),
  }));
};

type Asked = QueryOf<'follow.people'>;

/** Where followers come from, and who is one already of everything that is asked about. */
const scopeOf = async (
  desk: Desk,
  post: Post,
  asked: Asked,
): Promise<{ from: readonly UnitId[]; all: readonly (readonly PersonId[])[] } | undefined> => {
  const { tree, uow } = desk;
  if ('clusterId' in asked) {
    if (!mayAssignCluster(tree, post, asked.clusterId)) return undefined;
    const cluster = await uow.load('cluster', asked.clusterId);
    return cluster && { from: teamAt(tree, post, cluster.id), all: [cluster.followUp] };
  }
  if (!asked.unitIds.every((id) => mayAssign(tree, post, id))) return undefined;
  const units = await Promise.all(asked.unitIds.map((id) => uow.load('unit', id)));
  const all = units.flatMap((unit) => (unit ? [unit.followedBy ?? []] : []));
  return { from: followersAt(tree, asked.unitIds), all };
};

/** Whoever chooses between people must know who they are. */
const readPeople = async (desk: Desk, asked: Asked): Promise<readonly Follower[]> => {
  const { tree, finds, now } = desk;
  const post = postOfAsker(desk, asked.as);
  const scope = post && (await scopeOf(desk, post, asked));
  if (!scope) return [];
  const held = postsAt(await finds.postsOfUnits(scope.from), now).filter(isWorker);
  const firsts = new Map(held.toReversed().map((one) => [one.personId, one]));
  const fitting = [...firsts.values()].filter((one) => mayFollow(tree, [one], scope.from, now));
  const counted = await present(desk, tree.open());
  const people = await withNames(
    desk,
    (nameOf) =>
      fitting.map(({ personId, role, unitId }) => ({
        personId,
        name: nameOf(personId),
        role,
        unitName: tree.unit(unitId)?.name ?? '',
        units: counted.filter(({ followedBy }) => followedBy?.includes(personId)).length,
        follows: scope.all.length > 0 && scope.all.every((one) => one.includes(personId)),
      })),
    'needed',
  );
  return byName(people, ({ name }) => name);
};

const readMine = async (
  desk: Desk,
  { year }: QueryOf<'follow.mine'>,
): Promise<readonly MyFollowed[]> => {
  const { tree, finds } = desk;
  const { person, posts } = desk.asker();
  if (!person) return [];
  const below = posts.flatMap((post) =>
    isWorker(post) ? tree.subtreeOf(post.unitId).filter(({ id }) => id !== post.unitId) : [],
  );
  const units = [...new Map(below.map((unit) => [unit.id, unit])).values()];
  const mine = (await present(desk, units)).filter((unit) =>
    followersOf(tree, unit).people.includes(person.id),
  );
  const plans = await finds.summariesOf(
    mine.map(({ id }) => id),
    year,
  );
  const states = new Map(plans.map(({ unitId, summary }) => [unitId, summary.state]));
  return byName(mine, ({ name }) => name).map(({ id, name }) => ({
    unitId: id,
    name,
    state: states.get(id) ?? 'none',
  }));
};

export const followQueries = {
  'follow.board': readBoard,
  'follow.people': readPeople,
  'follow.mine': readMine,
};
