import { isWorker, managedUnits, mayManageUnits, myPosts, postsAt } from '../../domain/access.ts';
import { heldPostId } from '../../domain/entry-post.ts';
import type { UnitId } from '../../domain/ids.ts';
import { isUsable } from '../../domain/invitations.ts';
import type { Post, Unit } from '../../domain/organisation.ts';
import type { QueryOf } from '../../domain/queries.ts';
import { byName, fold } from '../../domain/text.ts';
import type { JoinGap, ManagedUnit, ManagedUnitLine, UnitPage } from '../../domain/unit-views.ts';
import { withNames, type Desk } from '../turns/desk.ts';
import type { MyPost } from '../../domain/views.ts';
import { followersByUnit } from './follow-queries.ts';
import { entryPostsOf, mayEnterFor } from '../turns/entering.ts';

/** What fits on a phone without scrolling. */
const pageSize = 8;

type Counts = ReadonlyMap<UnitId, number>;

const countBy = (ids: readonly UnitId[]): Counts => {
  const counts = new Map<UnitId, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

const membersOf = async ({ finds, now }: Desk, units: readonly Unit[]): Promise<Counts> => {
  const posts = postsAt(await finds.postsOfUnits(units.map(({ id }) => id)), now).filter(isWorker);
  return countBy(posts.map(({ unitId }) => unitId));
};

const invitedTo = async ({ finds, now }: Desk, units: readonly Unit[]): Promise<Counts> => {
  const all = await finds.invitationsOfUnits(units.map(({ id }) => id));
  return countBy(
    all.flatMap((one) => (one.kind === 'post' && isUsable(one, now) ? [one.unitId] : [])),
  );
};

/** Those of these units for which nobody works in the program. */
export const unitsNotJoined = async (
  desk: Desk,
  units: readonly Unit[],
): Promise<readonly Unit[]> => {
  const members = await membersOf(desk, units);
  return units.filter(({ id }) => !members.has(id));
};

const postOfAsker = (desk: Desk, as: string): Post | undefined =>
  desk.asker().posts.find(({ id }) => id === as);

/** The units that this post looks after, its own one excepted. */
const managedBy = ({ tree }: Desk, post: Post): readonly Unit[] => {
  const managed = managedUnits(tree, post);
  if (managed === 'all') return tree.open();
  return managed.flatMap((id) => tree.unit(id) ?? []);
};

const found = (units: readonly Unit[], words: string): readonly Unit[] => {
  const wanted = fold(words).split(' ').filter(Boolean);
  return units.filter(({ searchKey }) => wanted.every((word) => searchKey.includes(word)));
};

const linesOf = async (desk: Desk, units: readonly Unit[]): Promise<ManagedUnitLine[]> => {
  const [members, invited] = [await membersOf(desk, units), await invitedTo(desk, units)];
  return units.map(({ id, name }) => {
    const superior = desk.tree.parentOf(id)?.name;
    return {
      unitId: id,
      name,
      ...(superior === undefined ? {} : { superiorName: superior }),
      members: members.get(id) ?? 0,
      invited: invited.get(id) ?? 0,
    };
  });
};

const readManaged = async (
  desk: Desk,
  { as, find, page, missing, below }: QueryOf<'units.managed'>,
): Promise<UnitPage | null> => {
  const post = postOfAsker(desk, as);
  if (!post || !mayManageUnits(desk.tree, post)) return null;
  const all = managedBy(desk, post).filter(
    ({ id }) => below === undefined || desk.tree.superiorOf(id)?.id === below,
  );
  const registering = missing ? all.filter(({ mayRegister }) => mayRegister) : all;
  const wanted = missing ? await unitsNotJoined(desk, registering) : all;
  const units = byName(found(wanted, find), ({ name }) => name);
  const pages = Math.max(Math.ceil(units.length / pageSize), 1);
  const at = Math.min(Math.max(page, 0), pages - 1);
  const shown = units.slice(at * pageSize, (at + 1) * pageSize);
  return { items: await linesOf(desk, shown), count: units.length, page: at, pages };
};

/** What is known of a unit without asking the database. */
const placeOf = ({ tree }: Desk, unit: Unit) => {
  const superior = tree.parentOf(unit.id);
  const cluster = tree.clusterOf(unit.id);
  return {
    rev: unit.rev,
    kind: unit.kind,
    registers: unit.mayRegister,
    approves: unit.mayApprove,
    ...(superior ? { superiorId: superior.id } : {}),
    ...(cluster ? { clusterName: cluster.name } : {}),
    followers: unit.followedBy?.length ?? 0,
    below: tree.subtreeOf(unit.id).length - 1,
  };
};

/** How many of its people have been silent for so long that something waits for them. */
const unsentAt = async (
  { finds, now }: Desk,
  unitId: UnitId,
): Promise<Pick<ManagedUnit, 'unsent'>> => {
  const posts = postsAt(await finds.postsOfUnits([unitId]), now).filter(isWorker);
  const people = [...new Set(posts.map(({ personId }) => personId))];
  const unsent = people.length > 0 ? (await finds.parkedPeople(people)).length : 0;
  return unsent > 0 ? { unsent } : {};
};

const readOne = async (
  desk: Desk,
  { as, unitId }: QueryOf<'units.one'>,
): Promise<ManagedUnit | null> => {
  const { tree } = desk;
  const post = postOfAsker(desk, as);
  const unit = tree.isOpen(unitId) ? tree.unit(unitId) : undefined;
  if (!post || !unit) return null;
  const managed = managedUnits(tree, post);
  const mayChange = managed === 'all' || managed.includes(unitId);
  const [line] = mayChange || post.unitId === unitId ? await linesOf(desk, [unit]) : [];
  if (!line) return null;
  const mayEnter = await mayEnterFor(desk, post, unitId);
  const people = (await followersByUnit(desk, [unit])).get(unitId)?.people ?? [];
  const cadres = await withNames(desk, (nameOf) => people.map(nameOf));
  const followers = cadres.length;
  const unsent = await unsentAt(desk, unitId);
  return {
    ...line,
    ...placeOf(desk, unit),
    followers,
    cadres,
    mayChange,
    mayEnter,
    ...unsent,
  };
};

const readGaps = async (desk: Desk, { as }: QueryOf<'units.gaps'>): Promise<readonly JoinGap[]> => {
  const { tree } = desk;
  const post = postOfAsker(desk, as);
  if (!post || !mayManageUnits(tree, post)) return [];
  const managed = managedBy(desk, post).filter(({ mayRegister }) => mayRegister);
  const missing = new Set(await unitsNotJoined(desk, managed));
  const superiors = new Map<UnitId, Unit[]>();
  for (const unit of managed) {
    const superior = tree.superiorOf(unit.id)?.id ?? '';
    superiors.set(superior, [...(superiors.get(superior) ?? []), unit]);
  }
  return [...superiors]
    .flatMap(([id, units]): JoinGap[] => {
      const superior = tree.unit(id);
      const count = units.filter((unit) => missing.has(unit)).length;
      if (!superior || count === 0) return [];
      const { name, joinNudgedAt } = superior;
      return [
        {
          superiorId: id,
          superiorName: name,
          units: units.length,
          missing: count,
          ...(joinNudgedAt ? { nudgedAt: joinNudgedAt.toISOString() } : {}),
        },
      ];
    })
    .sort((a, b) => b.missing - a.missing);
};

const readEntryPosts = async (
  desk: Desk,
  { unitId }: QueryOf<'behalf.posts'>,
): Promise<readonly MyPost[]> => {
  const { tree, now } = desk;
  const posts = await entryPostsOf(desk, unitId);
  // The person chooses between the posts they hold, not between two kinds of the same unit.
  return myPosts(tree, posts, now).map((post) => {
    const held = desk.asker().posts.find(({ id }) => id === heldPostId(post.postId));
    const name = held && tree.unit(held.unitId)?.name;
    return { ...post, role: held?.role ?? post.role, unitName: name ?? post.unitName };
  });
};

export const unitQueries = {
  'behalf.posts': readEntryPosts,
  'units.managed': readManaged,
  'units.one': readOne,
  'units.gaps': readGaps,
};
