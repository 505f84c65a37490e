import { normalizeCode } from '../../domain/codes.ts';
import type { CommandOf } from '../../domain/commands.ts';
import { handOver, keepPost, type UnitPeople } from '../../domain/handover-decisions.ts';
import type { Desk } from '../turns/desk.ts';
import { decideWith, postOfAsker, type Decision } from './decide-with.ts';
import type { JoinTools } from './join-commands.ts';

/** Everybody who works where this post is, and whoever was asked to. */
const peopleAt = async (desk: Desk, as: string): Promise<UnitPeople> => {
  const { finds, uow } = desk;
  const unitId = postOfAsker(desk, as)?.unitId;
  if (unitId === undefined) return { posts: [], invitations: [] };
  const posts = await finds.postsOfUnits([unitId]);
  const invitations = await finds.invitationsOfUnits([unitId]);
  return {
    posts: uow.overlay('post', posts, (one) => one.unitId === unitId),
    invitations: uow.overlay(
      'invitation',
      invitations,
      (one) => one.kind !== 'account' && one.unitId === unitId,
    ),
  };
};

const keep = async (desk: Desk, command: CommandOf<'post.keep'>): Promise<Decision> => {
  const people = await peopleAt(desk, command.as);
  const decision = await decideWith(desk, { as: command.as, programme: undefined }, (ctx) =>
    keepPost(ctx, people, command),
  );
  if ('refused' in decision) return decision;
  const { post, invitations } = decision.changes;
  for (const one of invitations) desk.uow.put('invitation', one);
  return { ...decision, changes: { post } };
};

export const handoverCommands = (tools: JoinTools) => ({
  'post.hand_over': async (desk: Desk, command: CommandOf<'post.hand_over'>): Promise<Decision> => {
    const people = await peopleAt(desk, command.as);
    const secrets = {
      chance: tools.chance,
      hash: (code: string) => tools.hash(normalizeCode(code)),
    };
    return decideWith<Decision>(desk, { as: command.as, programme: undefined }, (ctx) =>
      handOver(ctx, people, command, secrets),
    );
  },
  'post.keep': keep,
});
