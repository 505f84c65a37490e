import { postsAt } from '../../domain/access.ts';
import { isUsable } from '../../domain/invitations.ts';
import type { KnownOrganisation } from '../../domain/organisation-import.ts';
import type { PostInvitation } from '../../domain/organisation.ts';
import type { Finds } from '../../store/contract.ts';

type Asked = Pick<Finds, 'units' | 'clusters' | 'postsOfUnits' | 'persons' | 'invitationsOfUnits'>;

/** All that a file of units and people is compared with, in five finds. */
export const readKnown = async (finds: Asked, now: Date): Promise<KnownOrganisation> => {
  const [units, clusters] = await Promise.all([finds.units(), finds.clusters()]);
  const ids = units.map(({ id }) => id);
  const [posts, invitations] = await Promise.all([
    finds.postsOfUnits(ids),
    finds.invitationsOfUnits(ids),
  ]);
  const held = postsAt(posts, now);
  const people = await finds.persons([...new Set(held.map(({ personId }) => personId))]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return {
    units,
    clusters,
    posts: held.map((post) => ({ post, name: names.get(post.personId) ?? '' })),
    invitations: invitations.filter(
      (one): one is PostInvitation => one.kind !== 'account' && isUsable(one, now),
    ),
  };
};
