/** Who of a superior follows which unit: named for it, or in the follow-up team of its cluster. */
import { managedUnits, maySet, postsAt, worksAtSuperior } from './access.ts';
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { actingPost, refuse, type DecideContext, type Refused } from './decide.ts';
import type { ClusterId, PersonId, UnitId } from './ids.ts';
import type { AuditNote, Decided, Notice } from './notices.ts';
import type { Cluster, Post, Unit } from './organisation.ts';
import type { UnitTree } from './tree.ts';

/** The superior, whoever stands above it, and the administrator say who follows a unit. */
export const mayAssign = (tree: UnitTree, post: Post, unitId: UnitId): boolean => {
  if (!tree.isOpen(unitId) || tree.superiorOf(unitId) === undefined) return false;
  const managed = managedUnits(tree, post);
  return managed === 'all' || managed.includes(unitId);
};

export const unitsOfCluster = (tree: UnitTree, clusterId: ClusterId): readonly Unit[] =>
  tree.open().filter(({ id }) => tree.clusterOf(id)?.id === clusterId);

/** Who looks after all units of a cluster, and whoever may set things, chooses its team. */
export const mayAssignCluster = (tree: UnitTree, post: Post, clusterId: ClusterId): boolean => {
  if (maySet(tree, post)) return true;
  const units = unitsOfCluster(tree, clusterId);
  return units.length > 0 && units.every(({ id }) => mayAssign(tree, post, id));
};

/** Units whose workers may follow these: the superior that all of them share. */
export const followersAt = (tree: UnitTree, unitIds: readonly UnitId[]): readonly UnitId[] => {
  const superiors = new Set(unitIds.map((id) => tree.superiorOf(id)?.id ?? ''));
  return superiors.size === 1 ? [...superiors].filter(Boolean) : [];
};

/** A team may come from any superior of the cluster's units, and from the unit of whoever chooses it. */
export const teamAt = (tree: UnitTree, post: Post, clusterId: ClusterId): readonly UnitId[] =>
  teamFrom(
    tree,
    post,
    unitsOfCluster(tree, clusterId).map(({ id }) => id),
  );

/** The same for the units that a cluster is to have. */
export const teamFrom = (
  tree: UnitTree,
  post: Post,
  unitIds: readonly UnitId[],
): readonly UnitId[] => {
  const superiors = unitIds.flatMap((id) => tree.superiorOf(id) ?? []);
  return [...new Set([post.unitId, ...superiors.map(({ id }) => id)])];
};

/** Works now for one of these units. */
export const mayFollow = (
  tree: UnitTree,
  posts: readonly Post[],
  from: readonly UnitId[],
  now: Date,
): boolean => from.some((id) => worksAtSuperior(tree, postsAt(posts, now), id));

/** Those named for the unit; without any, the team of its cluster. */
export const followersOf = (
  tree: UnitTree,
  unit: Unit,
): { people: readonly PersonId[]; byCluster: boolean } => {
  if (unit.followedBy?.length) return { people: unit.followedBy, byCluster: false };
  return { people: tree.clusterOf(unit.id)?.followUp ?? [], byCluster: true };
};

type Change = { add: readonly PersonId[]; remove: readonly PersonId[] };

const changed = (before: readonly PersonId[], { add, remove }: Change): readonly PersonId[] => [
  ...before.filter((id) => !remove.includes(id)),
  ...new Set(add.filter((id) => !before.includes(id))),
];

/** `posts` are those of all the units that somebody could come from. */
const strangers = (
  ctx: DecideContext,
  { add }: Change,
  { from, posts }: { from: readonly UnitId[]; posts: readonly Post[] },
): Refused | undefined => {
  const fits = (id: PersonId): boolean =>
    mayFollow(
      ctx.tree,
      posts.filter(({ personId }) => personId === id),
      from,
      ctx.now,
    );
  return add.every(fits) ? undefined : refuse('not_of_superior');
};

/** Each person is told once, with all that changed for them. */
const told = (
  ctx: DecideContext,
  news: readonly { name: string; added: readonly PersonId[]; removed: readonly PersonId[] }[],
  cluster: boolean,
): readonly Notice[] => {
  const about = (personId: PersonId, follows: boolean): Notice[] => {
    const mine = news.filter((one) => (follows ? one.added : one.removed).includes(personId));
    if (mine.length === 0) return [];
    const names = mine.map(({ name }) => name);
    const body = { name: 'follow_changed' as const, names, cluster, follows };
    return [{ to: { person: personId }, except: ctx.act.personId, body }];
  };
  const people = (pick: (one: (typeof news)[number]) => readonly PersonId[]) => [
    ...new Set(news.flatMap(pick)),
  ];
  return [
    ...people(({ added }) => added).flatMap((id) => about(id, true)),
    ...people(({ removed }) => removed).flatMap((id) => about(id, false)),
  ];
};

const differences = (before: readonly PersonId[], after: readonly PersonId[]) => ({
  added: after.filter((id) => !before.includes(id)),
  removed: before.filter((id) => !after.includes(id)),
});

const noted = (
  subject: string,
  unitId: UnitId | undefined,
  before: readonly PersonId[],
  after: readonly PersonId[],
): AuditNote =>
  note('unit.followed', {
    subject,
    ...(unitId === undefined ? {} : { unitId }),
    before: { people: before },
    after: { people: after },
  });

type FollowUnits = CommandOf<'unit.follow'>;

/** Names cadres of the superior for these units, or takes them off. What is so already stays untold. */
export const followUnits = (
  ctx: DecideContext,
  { units, posts }: { units: readonly Unit[]; posts: readonly Post[] },
  command: FollowUnits,
): Decided<{ units: readonly Unit[] }, CommandResult<FollowUnits>> => {
  const post = actingPost(ctx, command.as);
  const { unitIds } = command;
  if (unitIds.length === 0 || units.length !== unitIds.length) return refuse('not_found');
  if (!post || !unitIds.every((id) => mayAssign(ctx.tree, post, id))) return refuse('not_allowed');
  const from = followersAt(ctx.tree, unitIds);
  const stranger = strangers(ctx, command, { from, posts });
  if (stranger) return stranger;
  const each = units.map((unit) => {
    const before = unit.followedBy ?? [];
    const after = changed(before, command);
    return { unit, before, after, name: unit.name, ...differences(before, after) };
  });
  const other = each.filter(({ added, removed }) => added.length + removed.length > 0);
  return {
    changes: { units: other.map(({ unit, after }) => ({ ...unit, followedBy: after })) },
    audit: other.map(({ unit, before, after }) => noted(unit.id, unit.id, before, after)),
    notices: told(ctx, other, false),
    result: { names: units.map(({ name }) => name) },
  };
};

type FollowCluster = CommandOf<'cluster.follow'>;

/** The follow-up team of a cluster, person by person. */
export const followCluster = (
  ctx: DecideContext,
  { cluster, posts }: { cluster: Cluster | undefined; posts: readonly Post[] },
  command: FollowCluster,
): Decided<{ cluster: Cluster }, CommandResult<FollowCluster>> => {
  const post = actingPost(ctx, command.as);
  if (!cluster) return refuse('not_found');
  if (!post || !mayAssignCluster(ctx.tree, post, cluster.id)) return refuse('not_allowed');
  const from = teamAt(ctx.tree, post, cluster.id);
  const stranger = strangers(ctx, command, { from, posts });
  if (stranger) return stranger;
  const before = cluster.followUp;
  const followUp = changed(before, command);
  const { name } = cluster;
  const { added, removed } = differences(before, followUp);
  const isSame = added.length + removed.length === 0;
  return {
    changes: { cluster: { ...cluster, followUp } },
    audit: isSame ? [] : [noted(cluster.id, post.unitId, before, followUp)],
    notices: told(ctx, [{ name, added, removed }], true),
    result: { names: [name] },
  };
};
