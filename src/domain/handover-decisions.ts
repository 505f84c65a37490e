/** A post is handed over: it ends on a day, its successor is invited, the superior hears of it. */
import { isWorker } from './access.ts';
import { note } from './audit-actions.ts';
import { invitationCodeLength, makeCode } from './codes.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { addDays, dayOf, formatDay, instantOf, isDay } from './dates.ts';
import { actingPost, refuse, type DecideContext, type Refused } from './decide.ts';
import { entryOf } from './entry-post.ts';
import { isUsable, withdrawn, type Secrets } from './invitations.ts';
import type { AuditNote, Decided, Notice } from './notices.ts';
import type { Invitation, Post, PostInvitation } from './organisation.ts';

type HandOver = CommandOf<'post.hand_over'>;

/** All posts of the unit, and all invitations to it. */
export type UnitPeople = { posts: readonly Post[]; invitations: readonly Invitation[] };

const farthest = 366;
const invitationLasts = 14 * 24 * 3_600_000;

/** Nobody else does the work of that post's kind at its unit once it has ended. */
export const isLast = (post: Post, posts: readonly Post[], at: Date): boolean =>
  !posts.some(
    (one) =>
      one.unitId === post.unitId &&
      one.personId !== post.personId &&
      isWorker(one) === isWorker(post) &&
      one.from <= at &&
      (one.to === undefined || at < one.to),
  );

/** Somebody was asked to come and can still do so. */
export const isInvited = (post: Post, invitations: readonly Invitation[], now: Date): boolean =>
  invitations.some(
    (one) =>
      one.kind === 'post' &&
      one.unitId === post.unitId &&
      isWorker(one) === isWorker(post) &&
      isUsable(one, now),
  );

/** Today is at once, any other day is its beginning. */
const endOf = (ctx: DecideContext, on: string): Refused | { to: Date } => {
  const today = dayOf(ctx.now);
  const isNear = isDay(on) && today <= on && on <= addDays(today, farthest);
  if (!isNear) return refuse('invalid_field', { field: 'day' });
  return { to: on === today ? ctx.now : instantOf(on) };
};

/** The own post, never one that writes for another unit. */
const ownPost = (ctx: DecideContext, as: string): Post | undefined =>
  entryOf(as) === undefined ? actingPost(ctx, as) : undefined;

const invitationFor = (
  ctx: DecideContext,
  post: Post,
  to: Date,
  secrets: Secrets,
): { invitation: PostInvitation; code: string } => {
  const code = makeCode(secrets.chance, invitationCodeLength);
  const { unitId, role } = post;
  const invitation: PostInvitation = {
    id: ctx.newId(),
    rev: 0,
    codeHash: secrets.hash(code),
    kind: 'post',
    unitId,
    role,
    createdAt: ctx.now,
    createdBy: ctx.act.personId,
    expiresAt: new Date(to.getTime() + invitationLasts),
  };
  return { invitation, code };
};

const told = (
  ctx: DecideContext,
  { unitId, role }: Post,
  more: { day: string; invited: boolean } | { kept: true },
): readonly Notice[] => {
  const superior = ctx.tree.superiorOf(unitId);
  if (!superior) return [];
  const unitName = ctx.tree.unit(unitId)?.name ?? '';
  const body = { name: 'post_handed_over' as const, unitName, role, ...more };
  return [{ to: { reviewersAt: superior.id }, except: ctx.act.personId, body }];
};

/** The last of a unit leaves it only with a successor invited, or saying so; the last administrator never alone. */
const leftAlone = (
  ctx: DecideContext,
  post: Post,
  { posts, invitations }: UnitPeople,
  { command, to }: { command: HandOver; to: Date },
): Refused | { invited: boolean } => {
  const invited = command.invite || isInvited(post, invitations, ctx.now);
  const mayLeave = command.leavesEmpty === true && isWorker(post);
  return isLast(post, posts, to) && !invited && !mayLeave ? refuse('post_last') : { invited };
};

type Successor = ReturnType<typeof invitationFor> | undefined;

const notes = ({ id, unitId, role }: Post, day: string, successor: Successor): AuditNote[] => [
  note('post.ended', { subject: id, unitId, after: { role, from: day } }),
  ...(successor
    ? [note('invitation.created', { subject: successor.invitation.id, unitId, after: { role } })]
    : []),
];

/** Ends the own post on that day, with a code for whoever comes after when one is wished. */
export const handOver = (
  ctx: DecideContext,
  people: UnitPeople,
  command: HandOver,
  secrets: Secrets,
): Decided<{ post: Post; invitation?: PostInvitation }, CommandResult<HandOver>> => {
  const post = ownPost(ctx, command.as);
  if (!post) return refuse('not_allowed');
  const end = endOf(ctx, command.on);
  if ('refused' in end) return end;
  const { to } = end;
  const left = leftAlone(ctx, post, people, { command, to });
  if ('refused' in left) return left;
  const successor = command.invite ? invitationFor(ctx, post, to, secrets) : undefined;
  const unitName = ctx.tree.unit(post.unitId)?.name ?? '';
  const result = { unitName, role: post.role, day: formatDay(to) };
  const changed = { post: { ...post, to } };
  const shared = {
    audit: notes(post, result.day, successor),
    notices: told(ctx, post, { day: result.day, invited: left.invited }),
  };
  if (!successor) return { changes: changed, ...shared, result };
  const { invitation, code } = successor;
  const expiresAt = invitation.expiresAt.toISOString();
  return { changes: { ...changed, invitation }, ...shared, result: { ...result, code, expiresAt } };
};

type Keep = CommandOf<'post.keep'>;

/** Takes a hand-over back before its day; what was sent to a successor is worthless. */
export const keepPost = (
  ctx: DecideContext,
  { invitations }: UnitPeople,
  command: Keep,
): Decided<{ post: Post; invitations: readonly PostInvitation[] }, CommandResult<Keep>> => {
  const post = ownPost(ctx, command.as);
  if (!post) return refuse('not_allowed');
  const { to, ...kept } = post;
  if (to === undefined) return refuse('not_found');
  const { unitId, role, personId } = post;
  const given = invitations.filter(
    (one): one is PostInvitation =>
      one.kind === 'post' &&
      one.unitId === unitId &&
      one.role === role &&
      one.createdBy === personId &&
      isUsable(one, ctx.now),
  );
  return {
    changes: { post: kept, invitations: given.map((one) => withdrawn(one, ctx.now)) },
    audit: [
      note('post.kept', { subject: post.id, unitId, before: { from: formatDay(to) } }),
      ...given.map(({ id }) => note('invitation.revoked', { subject: id, unitId })),
    ],
    notices: told(ctx, post, { kept: true }),
    result: { unitName: ctx.tree.unit(unitId)?.name ?? '' },
  };
};
