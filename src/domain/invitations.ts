/** Inviting people: who may be asked to which unit, with codes of which only a hash is kept. */
import { auditScope, mayInvite } from './access.ts';
import { note } from './audit-actions.ts';
import { invitationCodeLength, makeCode, type Chance } from './codes.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { actingPost, refuse, type DecideContext } from './decide.ts';
import type { UnitId } from './ids.ts';
import type { Decided } from './notices.ts';
import type { Invitation, Post, PostInvitation, Unit } from './organisation.ts';
import type { UnitTree } from './tree.ts';

type Create = CommandOf<'invitation.create'>;
type Change = { invitation: PostInvitation };

/** How a code comes about and how it is kept. */
export type Secrets = { chance: Chance; hash: (code: string) => string };

/** Worthless from now on, and no longer for anybody. */
export const withdrawn = (invitation: PostInvitation, now: Date): PostInvitation => {
  const { forName: _gone, ...kept } = invitation;
  return { ...kept, revokedAt: now };
};

/** Neither used, revoked nor over. */
export const isUsable = (invitation: Invitation, now: Date): boolean =>
  invitation.usedAt === undefined &&
  invitation.revokedAt === undefined &&
  now < invitation.expiresAt;

const day = 24 * 3_600_000;
const lasts = { post: 14 * day, open: 30 * day } as const;

/** Units that a newcomer with an open link of this superior may name. */
export const unitsOfOpenLink = (tree: UnitTree, superiorId: UnitId): readonly Unit[] =>
  tree
    .subtreeOf(superiorId)
    .filter((unit) => unit.id !== superiorId && (unit.mayRegister || unit.mayApprove));

/** Units for which this post may invite somebody, as a cadre at least. */
export const invitableUnits = (tree: UnitTree, post: Post): readonly Unit[] => {
  const scope = auditScope(tree, post);
  const units = scope === 'all' ? tree.open() : tree.subtreeOf(post.unitId);
  return units.filter((unit) => mayInvite(tree, post, unit.id, 'cadre'));
};

/** An open link belongs to a superior: the own one, or one below that this post may invite for. */
const mayOpen = (tree: UnitTree, post: Post, { unitId, role }: Create): boolean => {
  const unit = tree.unit(unitId);
  if (unit === undefined || role === 'admin') return false;
  if (!unit.mayApprove && !tree.oversees(unitId)) return false;
  // A newcomer of this link will stand below its superior, whatever rank the inviter has there.
  return unitsOfOpenLink(tree, unitId).some((below) => mayInvite(tree, post, below.id, role));
};

/** A code for one person and post (14 days, once), or a superior's link for all its units (30 days). */
export const createInvitation = (
  ctx: DecideContext,
  command: Create,
  secrets: Secrets,
): Decided<Change, CommandResult<Create>> => {
  const post = actingPost(ctx, command.as);
  if (post === undefined) return refuse('not_allowed');
  const unit = ctx.tree.unit(command.unitId);
  if (unit === undefined || !ctx.tree.isOpen(unit.id)) return refuse('not_found');
  const { kind, unitId, role } = command;
  const allowed =
    kind === 'open' ? mayOpen(ctx.tree, post, command) : mayInvite(ctx.tree, post, unitId, role);
  if (!allowed) return refuse('not_allowed');
  const code = makeCode(secrets.chance, invitationCodeLength);
  const expiresAt = new Date(ctx.now.getTime() + lasts[kind]);
  const invitation: PostInvitation = {
    id: ctx.newId(),
    rev: 0,
    codeHash: secrets.hash(code),
    kind,
    unitId,
    role,
    createdAt: ctx.now,
    createdBy: ctx.act.personId,
    expiresAt,
  };
  const after = { kind, role, expiresAt: expiresAt.toISOString() };
  return {
    changes: { invitation },
    audit: [note('invitation.created', { subject: invitation.id, unitId, after })],
    notices: [],
    result: {
      invitationId: invitation.id,
      code,
      expiresAt: expiresAt.toISOString(),
      unitName: unit.name,
    },
  };
};

/** Makes a code worthless. Who could have made it may do so; twice is once. */
export const revokeInvitation = (
  ctx: DecideContext,
  invitation: Invitation | undefined,
  command: CommandOf<'invitation.revoke'>,
): Decided<Change, CommandResult<CommandOf<'invitation.revoke'>>> => {
  const post = actingPost(ctx, command.as);
  if (post === undefined) return refuse('not_allowed');
  if (invitation === undefined || invitation.kind === 'account') return refuse('not_found');
  const { unitId, role } = invitation;
  const own = invitation.createdBy === ctx.act.personId;
  if (!own && !mayInvite(ctx.tree, post, unitId, role)) return refuse('not_allowed');
  if (invitation.usedAt !== undefined) return refuse('invitation_used');
  const done = { notices: [], result: {} };
  if (invitation.revokedAt !== undefined) return { changes: { invitation }, audit: [], ...done };
  return {
    changes: { invitation: withdrawn(invitation, ctx.now) },
    audit: [note('invitation.revoked', { subject: invitation.id, unitId })],
    ...done,
  };
};
