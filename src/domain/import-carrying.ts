/** A file that is in order, taken up: documents, lines for the log, and the codes, which are shown this once. */
import { note } from './audit-actions.ts';
import { invitationCodeLength, makeCode } from './codes.ts';
import type { Iso, NewId, PersonId } from './ids.ts';
import { withdrawn, type Secrets } from './invitations.ts';
import type { AuditNote } from './notices.ts';
import type { UnreadableReason } from './files.ts';
import type { TableFault } from './import-faults.ts';
import type { ImportRows } from './import-rows.ts';
import type { ImportCounts, ImportPlan } from './organisation-import.ts';
import type { Cluster, Post, PostInvitation, PostRole, Unit } from './organisation.ts';

/** People who are met once a month get their card in time. */
const lastsMs = 30 * 24 * 3_600_000;

/** One invitation with its code, as it goes onto paper. */
export type InvitedByFile = { unitName: string; role: PostRole; name: string; code: string };

/** What a file says, compared with what stands. Faults and warnings are cut short; the counts tell of all. */
export type OrganisationRead =
  | { unreadable: UnreadableReason }
  | { refused: true }
  | {
      rows: ImportRows;
      counts: ImportCounts;
      idle: boolean;
      faults: readonly TableFault[];
      warnings: readonly TableFault[];
      faultCount: number;
      warningCount: number;
    };

export type ImportChanges = {
  units: readonly Unit[];
  clusters: readonly Cluster[];
  posts: readonly Post[];
  invitations: readonly PostInvitation[];
};

export type CarriedOut = {
  changes: ImportChanges;
  audit: readonly AuditNote[];
  invited: readonly InvitedByFile[];
  expiresAt: Iso;
};

export type Carrying = { now: Date; newId: NewId; secrets: Secrets; by?: PersonId };

const unitNotes = ({ units }: ImportPlan): AuditNote[] =>
  units.map(({ unit, isNew, differences }) => {
    const line = { subject: unit.id, unitId: unit.id };
    if (isNew) return note('unit.added', { ...line, after: { name: unit.name } });
    const side = (which: 'before' | 'after') =>
      Object.fromEntries(differences.map((one) => [one.field, one[which]]));
    return note('unit.changed', { ...line, before: side('before'), after: side('after') });
  });

/** Pure: the same plan with the same chance gives the same documents. */
export const carryOut = (plan: ImportPlan, { now, newId, secrets, by }: Carrying): CarriedOut => {
  const expiresAt = new Date(now.getTime() + lastsMs);
  const made = plan.invites.map(({ unitId, unitName, role, name }) => {
    const code = makeCode(secrets.chance, invitationCodeLength);
    const invitation: PostInvitation = {
      id: newId(),
      rev: 0,
      codeHash: secrets.hash(code),
      kind: 'post',
      unitId,
      role,
      forName: name,
      createdAt: now,
      ...(by === undefined ? {} : { createdBy: by }),
      expiresAt,
    };
    return { invitation, invited: { unitName, role, name, code } };
  });
  return {
    changes: {
      units: plan.units.map(({ unit }) => unit),
      clusters: plan.clusters,
      posts: plan.ended,
      invitations: [
        ...plan.revoked.map((one) => withdrawn(one, now)),
        ...made.map(({ invitation }) => invitation),
      ],
    },
    audit: [
      ...unitNotes(plan),
      ...plan.ended.map(({ id, unitId, role }) =>
        note('post.ended', { subject: id, unitId, after: { role } }),
      ),
      ...plan.revoked.map(({ id, unitId }) => note('invitation.revoked', { subject: id, unitId })),
      ...made.map(({ invitation: { id, unitId, role } }) =>
        note('invitation.created', {
          subject: id,
          unitId,
          after: { kind: 'post', role, expiresAt: expiresAt.toISOString() },
        }),
      ),
    ],
    invited: made.map(({ invited }) => invited),
    expiresAt: expiresAt.toISOString(),
  };
};
