/** The superior's word on somebody who came by an open link. */
import { mayInvite, postsAt } from './access.ts';
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { actingPost, refuse, whoWhen, type DecideContext, type Refused } from './decide.ts';
import type { Decided, Notice } from './notices.ts';
import type { JoinRequest, Post } from './organisation.ts';

type Decide = CommandOf<'join.decide'>;

/** The posts that the request's person holds now or ever held. */
export type Applicant = { request: JoinRequest | undefined; posts: readonly Post[] };

/** People of the superior that issued the link, and whoever may invite for that unit. Never oneself. */
const notAllowed = (
  ctx: DecideContext,
  command: Decide,
  request: JoinRequest,
): Refused | undefined => {
  const post = actingPost(ctx, command.as);
  const may =
    post !== undefined &&
    request.personId !== ctx.act.personId &&
    mayInvite(ctx.tree, post, request.unitId, request.role);
  return may ? undefined : refuse('not_allowed');
};

const decidedBefore = (ctx: DecideContext, { decided }: JoinRequest): Refused | undefined =>
  decided === undefined
    ? undefined
    : refuse('already_decided', {
        ...whoWhen(ctx, decided.by, decided.at),
        what: decided.accepted ? 'accepted' : 'rejected',
      });

/** A post the person got in another way meanwhile is not given twice. */
const postFor = (ctx: DecideContext, request: JoinRequest, posts: readonly Post[]): Post[] => {
  const { personId, unitId, role } = request;
  const held = postsAt(posts, ctx.now).some((one) => one.unitId === unitId && one.role === role);
  return held ? [] : [{ id: ctx.newId(), rev: 0, personId, unitId, role, from: ctx.now }];
};

const told = (ctx: DecideContext, request: JoinRequest, accepted: boolean): Notice => {
  const { personId, unitId, superiorId, role } = request;
  const unitName = ctx.tree.unit(unitId)?.name ?? '';
  const superiorName = ctx.tree.unit(superiorId)?.name ?? '';
  return {
    to: { person: personId },
    body: { name: 'join_decided', accepted, unitName, role, superiorName },
  };
};

/** Gives the post, or not, and tells the person either way. */
export const decideJoin = (
  ctx: DecideContext,
  { request, posts }: Applicant,
  command: Decide,
): Decided<{ joinRequest: JoinRequest; post?: Post }, CommandResult<Decide>> => {
  if (request === undefined) return refuse('not_found');
  const refused = notAllowed(ctx, command, request) ?? decidedBefore(ctx, request);
  if (refused !== undefined) return refused;
  const { personId, unitId, role } = request;
  const { accept: accepted } = command;
  const joinRequest = { ...request, decided: { at: ctx.now, by: ctx.act.personId, accepted } };
  const given = accepted ? postFor(ctx, request, posts) : [];
  const [post] = given;
  const line = { unitId, after: { role } };
  return {
    changes: { joinRequest, ...(post === undefined ? {} : { post }) },
    audit: [
      note(accepted ? 'join.confirmed' : 'join.rejected', { subject: request.id, ...line }),
      ...given.map(({ id }) => note('post.given', { subject: id, ...line })),
    ],
    notices: [told(ctx, request, accepted)],
    result: { name: ctx.nameOf(personId), unitName: ctx.tree.unit(unitId)?.name ?? '' },
  };
};
