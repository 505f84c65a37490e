/** The people of a file: each becomes an invitation, since nothing of a person is kept before they agree. */
import { instantOf } from './dates.ts';
import type { UnitId } from './ids.ts';
import type { TableFault } from './import-faults.ts';
import { faultOf, type Matched, type Node } from './import-match.ts';
import type { PersonRow } from './import-rows.ts';
import type { Post, PostInvitation, PostRole } from './organisation.ts';
import { fold } from './text.ts';

/** A post that is held, with the name of its holder. */
export type HeldPost = { post: Post; name: string };

export type PlannedInvite = { unitId: UnitId; unitName: string; role: PostRole; name: string };

export type PeoplePlanning = {
  matched: Matched;
  idOf(key: string): UnitId;
  posts: readonly HeldPost[];
  /** Neither used, revoked nor over. */
  invitations: readonly PostInvitation[];
  mayInvite(unitId: UnitId, isNew: boolean, role: PostRole): boolean;
  now: Date;
  faults: TableFault[];
  warnings: TableFault[];
};

export type PlannedPeople = {
  invites: readonly PlannedInvite[];
  unchanged: number;
  /** Posts that end, with their end. */
  ended: readonly Post[];
  /** Invitations that are worthless from now on. */
  revoked: readonly PostInvitation[];
};

const unitOf = ({ matched, faults }: PeoplePlanning, row: PersonRow): Node | undefined => {
  const found = matched.resolve(row.unit);
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const code = only ? 'unit_ambiguous' : 'unit_unknown';
  faults.push(faultOf(row, code, { name: row.unit }));
  return undefined;
};

type Placed = { row: PersonRow; node: Node; unitId: UnitId };

/** Each row with its unit; the same person for the same post twice is a fault. */
const placed = (planning: PeoplePlanning, rows: readonly PersonRow[]): readonly Placed[] => {
  const met = new Map<string, PersonRow>();
  return rows.flatMap((row) => {
    const node = unitOf(planning, row);
    if (!node) return [];
    const key = `${node.key}/${row.role}/${fold(row.name)}`;
    const other = met.get(key);
    if (other) {
      planning.faults.push(faultOf(row, 'person_twice', { name: row.name, other: other.row }));
      return [];
    }
    met.set(key, row);
    return [{ row, node, unitId: planning.idOf(node.key) }];
  });
};

const heldBy = ({ posts }: PeoplePlanning, { row, unitId }: Placed): HeldPost | undefined =>
  posts.find(
    ({ post, name }) =>
      post.unitId === unitId && post.role === row.role && fold(name) === fold(row.name),
  );

const invitedAs = (
  { invitations }: PeoplePlanning,
  { row, unitId }: Placed,
): PostInvitation | undefined =>
  invitations.find(
    (one) =>
      one.kind === 'post' &&
      one.unitId === unitId &&
      one.role === row.role &&
      fold(one.forName ?? '') === fold(row.name),
  );

/** A second secretary is unusual: worth a word, no wall. */
const warnOfSecretaries = (planning: PeoplePlanning, all: readonly Placed[]): void => {
  const { posts, warnings } = planning;
  const secretaries = all.filter(({ row }) => row.role === 'secretary' && row.ended === undefined);
  for (const one of secretaries) {
    const { row, node, unitId } = one;
    const params = { unit: node.name };
    const first = secretaries.find((other) => other.unitId === unitId);
    if (first !== one) warnings.push(faultOf(row, 'two_secretaries', params));
    const ending = (personId: string): boolean =>
      all.some(
        (other) =>
          other.row.ended !== undefined && heldBy(planning, other)?.post.personId === personId,
      );
    const other = posts.find(
      ({ post, name }) =>
        post.unitId === unitId &&
        post.role === 'secretary' &&
        fold(name) !== fold(row.name) &&
        !ending(post.personId),
    );
    if (other) warnings.push(faultOf(row, 'secretary_exists', params));
  }
};

/** Whom the file invites and whose post it ends. */
export const planPeople = (planning: PeoplePlanning, rows: readonly PersonRow[]): PlannedPeople => {
  const invites: PlannedInvite[] = [];
  const ended: Post[] = [];
  const revoked: PostInvitation[] = [];
  let unchanged = 0;
  const all = placed(planning, rows);
  for (const one of all) {
    const { row, node, unitId } = one;
    const held = heldBy(planning, one);
    const invited = invitedAs(planning, one);
    const before = invites.length + ended.length + revoked.length;
    if (row.ended !== undefined) {
      if (held && held.post.to === undefined) {
        ended.push({ ...held.post, to: instantOf(row.ended) });
      }
      if (invited) revoked.push(invited);
    } else if (!held && !invited) {
      invites.push({ unitId, unitName: node.name, role: row.role, name: row.name });
    }
    const changed = invites.length + ended.length + revoked.length > before;
    if (!changed) unchanged += 1;
    else if (!planning.mayInvite(unitId, !node.existing, row.role)) {
      planning.faults.push(faultOf(row, 'outside_scope', { name: node.name }));
    }
  }
  warnOfSecretaries(planning, all);
  return { invites, unchanged, ended, revoked };
};
