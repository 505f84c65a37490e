import { isWorker } from '../../domain/access.ts';
import type { ClustersKnown } from '../../domain/cluster-table.ts';
import { treeAt } from '../../domain/tree.ts';
import type { Desk } from './desk.ts';
import { readKnown } from './organisation-known.ts';

/** What a sheet of clusters is compared with, as the database has it. */
export const readClustersKnown = async (
  { finds, now, asker }: Desk,
  as: string,
): Promise<ClustersKnown | undefined> => {
  const post = asker().posts.find(({ id }) => id === as);
  if (!post) return undefined;
  const { units, clusters, posts } = await readKnown(finds, now);
  const tree = treeAt(units, clusters, now);
  const inTeams = new Set(clusters.flatMap(({ followUp }) => followUp));
  const mayJoin = (unitId: string): boolean => tree.unit(unitId)?.mayApprove === true;
  const cadres = posts
    .filter((one) => isWorker(one.post))
    .filter((one) => mayJoin(one.post.unitId) || inTeams.has(one.post.personId))
    .map((one) => ({ personId: one.post.personId, name: one.name, unitId: one.post.unitId }));
  return { tree, clusters, cadres, post };
};
