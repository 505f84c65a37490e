/**
 * "Nhập thay": a superior's worker writes and sends the plan of a unit that cannot. The work is done as a post
 * of its own kind, "post>unit": the held post, used for that unit. It lasts as long as the unit has nobody of
 * its own in the program, or as long as its people ask for it.
 */
import { worksAtSuperior } from './access.ts';
import { entryOf } from './entry-post.ts';
import type { PersonId, PostId, UnitId } from './ids.ts';
import type { Post } from './organisation.ts';
import type { Registration } from './registration.ts';
import type { UnitTree } from './tree.ts';

/** Only the direct superior, and only where the unit cannot write itself or has asked. */
export const mayEnter = (
  tree: UnitTree,
  post: Post,
  unitId: UnitId,
  { members, asked }: { members: number; asked: boolean },
): boolean =>
  post.unitId !== unitId &&
  tree.isOpen(unitId) &&
  tree.unit(unitId)?.mayRegister === true &&
  worksAtSuperior(tree, [post], tree.superiorOf(unitId)?.id) &&
  (asked || members === 0);

/** Whether this person wrote or sent any of the plan in the unit's place. */
export const hasEntered = (
  { enteredFor, tasks, rounds }: Registration,
  personId: PersonId,
): boolean => {
  const isEntry = (act: { personId: PersonId; postId: PostId } | undefined): boolean =>
    act?.personId === personId && entryOf(act.postId) !== undefined;
  return (
    enteredFor?.by.personId === personId ||
    tasks.some(({ createdBy, updatedBy }) => isEntry(createdBy) || isEntry(updatedBy)) ||
    rounds.some(({ by }) => isEntry(by))
  );
};
