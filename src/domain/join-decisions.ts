/** Becoming a member: by a code for one post at once, by an open link after the superior's word. */
import { note } from './audit-actions.ts';
import type { CommandOf, CommandResult } from './commands.ts';
import { refuse, type Refused } from './decide.ts';
import type { NewId } from './ids.ts';
import { usableInvitation, type CountedRefusal } from './invitation-tries.ts';
import { unitsOfOpenLink } from './invitations.ts';
import type { AuditNote, Decided, Notice } from './notices.ts';
import type { Account, JoinRequest, Person, Post, PostInvitation, Unit } from './organisation.ts';
import { postsAt } from './access.ts';
import { clean } from './text.ts';
import type { UnitTree } from './tree.ts';

type Accept = CommandOf<'join.accept'>;

/** What is known of the one who asks; `person` is absent for a newcomer. */
export type Newcomer = {
  account: Account;
  person: Person | undefined;
  posts: readonly Post[];
  /** The undecided request of this person, if any. */
  request: JoinRequest | undefined;
};

export type JoinContext = { now: Date; newId: NewId; tree: UnitTree };

type Joined = {
  account: Account;
  person: Person;
  post?: Post;
  invitation?: PostInvitation;
  joinRequest?: JoinRequest;
};

const nameLimits = { min: 2, max: 60 } as const;

/** One full name, never split: two letters at least. */
export const readName = (typed: string): Refused | { name: string } => {
  const name = clean(typed);
  const letters = name.match(/\p{L}/gu)?.length ?? 0;
  if (letters < nameLimits.min) return refuse('missing_field', { field: 'name' });
  return name.length > nameLimits.max
    ? refuse('too_long', { field: 'name', max: nameLimits.max })
    : { name };
};

/** The known person, whose name stays, or a new one; either way with this consent. */
const personOf = (
  ctx: JoinContext,
  { account, person }: Newcomer,
  command: Accept,
): Refused | { person: Person } => {
  const consent = {
    noticeVersion: command.noticeVersion,
    at: ctx.now,
    channel: account.channel,
  };
  if (person !== undefined) {
    const known = person.consent.noticeVersion === command.noticeVersion;
    return { person: known ? person : { ...person, consent } };
  }
  const read = readName(command.name);
  if ('refused' in read) return read;
  const { name } = read;
  return { person: { id: ctx.newId(), rev: 0, name, lang: account.lang, consent } };
};

/** The unit the code names, or the one that was chosen below the superior of an open link. */
const unitOf = (
  tree: UnitTree,
  invitation: PostInvitation,
  command: Accept,
): Refused | { unit: Unit } => {
  if (invitation.kind === 'post') {
    const unit = tree.unit(invitation.unitId);
    return unit === undefined ? refuse('not_found') : { unit };
  }
  if (command.unitId === undefined) return refuse('missing_field', { field: 'unit' });
  const unit = unitsOfOpenLink(tree, invitation.unitId).find((one) => one.id === command.unitId);
  return unit === undefined ? refuse('not_found') : { unit };
};

const holds = (
  posts: readonly Post[],
  now: Date,
  { unitId, role }: Pick<Post, 'unitId' | 'role'>,
): boolean => postsAt(posts, now).some((post) => post.unitId === unitId && post.role === role);

type Entry = { person: Person; unit: Unit; invitation: PostInvitation; newcomer: Newcomer };

const consented = ({ person, newcomer }: Entry): readonly AuditNote[] =>
  newcomer.person?.consent === person.consent
    ? []
    : [
        note('join.consented', {
          subject: person.id,
          after: { noticeVersion: person.consent.noticeVersion, channel: person.consent.channel },
        }),
      ];

const base = ({ person, newcomer }: Entry): Pick<Joined, 'account' | 'person'> => ({
  person,
  account: { ...newcomer.account, personId: person.id, attempts: [] },
});

type Accepted = Decided<Joined, CommandResult<Accept>>;

/** A code for one post: the post begins now and whoever invited is told. */
const enterAtOnce = (ctx: JoinContext, entry: Entry): Accepted => {
  const { person, unit, invitation: used } = entry;
  // From here on the person's own name stands for them.
  const { forName: _invitedAs, ...invitation } = used;
  const { role } = invitation;
  const post = {
    id: ctx.newId(),
    rev: 0,
    personId: person.id,
    unitId: unit.id,
    role,
    from: ctx.now,
  };
  const told: Notice[] =
    invitation.createdBy === undefined
      ? []
      : [
          {
            to: { person: invitation.createdBy },
            except: person.id,
            body: { name: 'member_joined', person: person.name, unitName: unit.name, role },
          },
        ];
  return {
    changes: {
      ...base(entry),
      post,
      invitation: { ...invitation, usedAt: ctx.now, usedBy: person.id },
    },
    audit: [
      ...consented(entry),
      note('invitation.used', { subject: invitation.id, unitId: unit.id }),
      note('post.given', { subject: post.id, unitId: unit.id, after: { role } }),
    ],
    notices: told,
    result: { personId: person.id, confirmed: true, unitName: unit.name, role },
  };
};

/** An open link: the superior that issued it says yes or no. Asking again replaces what was asked. */
const askToEnter = (ctx: JoinContext, entry: Entry): Accepted => {
  const { person, unit, invitation, newcomer } = entry;
  const { role } = invitation;
  const asked = { superiorId: invitation.unitId, unitId: unit.id, role, at: ctx.now };
  const before = newcomer.request;
  const result = { personId: person.id, confirmed: false, unitName: unit.name, role };
  const same =
    before?.unitId === unit.id && before.role === role && before.superiorId === asked.superiorId;
  if (same) return { changes: base(entry), audit: consented(entry), notices: [], result };
  const joinRequest: JoinRequest = {
    id: before?.id ?? ctx.newId(),
    rev: before?.rev ?? 0,
    personId: person.id,
    ...asked,
  };
  return {
    changes: { ...base(entry), joinRequest },
    audit: [
      ...consented(entry),
      note('join.requested', { subject: joinRequest.id, unitId: unit.id, after: { role } }),
    ],
    notices: [
      {
        to: { reviewersAt: invitation.unitId },
        except: person.id,
        body: {
          name: 'join_requested',
          requestId: joinRequest.id,
          person: person.name,
          unitName: unit.name,
          role,
        },
      },
    ],
    result,
  };
};

/** After "Đồng ý". Nothing of a newcomer was kept before this. */
export const acceptInvitation = (
  ctx: JoinContext,
  newcomer: Newcomer,
  invitation: PostInvitation | undefined,
  command: Accept,
): Accepted | CountedRefusal => {
  const usable = usableInvitation(ctx, newcomer.account, invitation);
  if ('refused' in usable) return usable;
  const found = unitOf(ctx.tree, usable.invitation, command);
  if ('refused' in found) return found;
  const wanted = { unitId: found.unit.id, role: usable.invitation.role };
  if (holds(newcomer.posts, ctx.now, wanted)) return refuse('already_member');
  const known = personOf(ctx, newcomer, command);
  if ('refused' in known) return known;
  const entry = { ...known, ...found, ...usable, newcomer };
  return usable.invitation.kind === 'post' ? enterAtOnce(ctx, entry) : askToEnter(ctx, entry);
};

/** After "Không đồng ý": a stranger's address is forgotten; a member only leaves the invitation unused. */
export const declineInvitation = (
  account: Account,
): Decided<{ forget?: Account }, CommandResult<CommandOf<'join.decline'>>> => ({
  changes: account.personId === undefined ? { forget: account } : {},
  audit: [],
  notices: [],
  result: {},
});
