import { auditScope, mayInvite, myPosts, postsAt } from '../../domain/access.ts';
import { entryOf, heldPostId } from '../../domain/entry-post.ts';
import type { PersonId, PostId, UnitId } from '../../domain/ids.ts';
import { unitsOfOpenLink } from '../../domain/invitations.ts';
import type { Post, Unit } from '../../domain/organisation.ts';
import { phoneEnding } from '../../domain/phone-number.ts';
import type { QueryOf } from '../../domain/queries.ts';
import { byName } from '../../domain/text.ts';
import type {
  AuditLine,
  JoinRequestView,
  Me,
  PrivacyView,
  UnitChoice,
} from '../../domain/views.ts';
import type { AuditEntry } from '../../store/contract.ts';
import { withNames, type Desk } from '../turns/desk.ts';

const auditPage = 10;

const unitName = ({ tree }: Desk, id: UnitId | undefined): string =>
  (id && tree.unit(id)?.name) ?? '';

/** Who waits for a superior's word holds nothing yet: whoever holds a post is not asked about. */
const pendingRequest = async (desk: Desk, personId: PersonId): Promise<Pick<Me, 'waitingFor'>> => {
  const request = await desk.finds.joinRequestOf(personId);
  const pending = desk.uow.overlay(
    'joinRequest',
    request ? [request] : [],
    (one) => one.personId === personId && !one.decided,
  )[0];
  if (!pending) return {};
  const { unitId, superiorId } = pending;
  return {
    waitingFor: {
      unitName: unitName(desk, unitId),
      superiorName: unitName(desk, superiorId),
    },
  };
};

export const readMe = async (desk: Desk): Promise<Me> => {
  const { person, posts } = desk.asker();
  if (!person) return { posts: [] };
  return {
    person: { id: person.id, name: person.name },
    posts: myPosts(desk.tree, posts, desk.now),
    ...(posts.length === 0 ? await pendingRequest(desk, person.id) : {}),
  };
};

export const readPrivacy = async (desk: Desk): Promise<PrivacyView | null> => {
  const { uow } = desk;
  const { person, account } = desk.asker();
  if (!person) return null;
  const found = await desk.finds.accountsOfPersons([person.id]);
  const accounts = uow.overlay('account', found, ({ personId }) => personId === person.id);
  const posts = await desk.finds.postsOfPerson(person.id);
  const { noticeVersion, at, channel } = person.consent;
  return {
    name: person.name,
    lang: person.lang,
    accounts: accounts.map((one) => ({
      id: one.id,
      channel: one.channel,
      since: (one.linkedAt ?? at).toISOString(),
      present: one.id === account.id,
      ...(one.phone
        ? {
            phone: { ending: phoneEnding(one.phone.number), at: one.phone.at.toISOString() },
          }
        : {}),
    })),
    posts: posts.map(({ unitId, role, from, to }) => ({
      unitName: unitName(desk, unitId),
      role,
      from: from.toISOString(),
      ...(to ? { to: to.toISOString() } : {}),
    })),
    consent: { noticeVersion, at: at.toISOString(), channel },
  };
};

const choicesOf = async (
  desk: Desk,
  units: readonly Unit[],
  posts: readonly Post[],
): Promise<readonly UnitChoice[]> => {
  const leading = postsAt(posts, desk.now).filter(({ role }) => role === 'secretary');
  return withNames(desk, (nameOf) =>
    byName(units, ({ name }) => name).map(({ id, name }) => ({
      unitId: id,
      name,
      secretaries: leading
        .filter(({ unitId }) => unitId === id)
        .map(({ personId }) => nameOf(personId)),
    })),
  );
};

/** Units below that the asker may invite somebody for. */
export const readUnitsBelow = async (
  desk: Desk,
  { unitId }: QueryOf<'units.below'>,
): Promise<readonly UnitChoice[]> => {
  const { posts } = desk.asker();
  const units = desk.tree
    .subtreeOf(unitId)
    .filter(({ id }) => posts.some((post) => mayInvite(desk.tree, post, id, 'cadre')));
  return choicesOf(desk, units, await desk.finds.postsOfUnits(units.map(({ id }) => id)));
};

/** For a newcomer with a code of an open link: names of units, nobody's name. */
export const readUnitsForCode = async (
  desk: Desk,
  codeHash: string,
): Promise<readonly UnitChoice[]> => {
  const invitation = await desk.finds.invitationByHash(codeHash);
  const isUsable = invitation?.kind === 'open' && invitation.expiresAt > desk.now;
  if (!isUsable || invitation.revokedAt) return [];
  return choicesOf(desk, unitsOfOpenLink(desk.tree, invitation.unitId), []);
};

const postUnit = (desk: Desk, as: PostId): UnitId | undefined =>
  desk.asker().posts.find(({ id }) => id === as)?.unitId;

export const readJoinRequests = async (
  desk: Desk,
  { as }: QueryOf<'join.requests'>,
): Promise<readonly JoinRequestView[]> => {
  const superiorId = postUnit(desk, as);
  if (!superiorId) return [];
  const found = await desk.finds.joinRequestsAt(superiorId);
  const open = desk.uow.overlay(
    'joinRequest',
    found,
    (one) => one.superiorId === superiorId && !one.decided,
  );
  return withNames(
    desk,
    (nameOf) =>
      open.map(({ id, personId, unitId, role, at }) => ({
        id,
        name: nameOf(personId),
        unitName: unitName(desk, unitId),
        role,
        at: at.toISOString(),
      })),
    'needed',
  );
};

const detailOf = ({ before, after }: AuditEntry): string =>
  [before, after].every((one) => one === undefined) ? '' : JSON.stringify({ before, after });

/** The posts that these entries name, each read once. */
const actingPosts = async (
  { uow }: Desk,
  entries: readonly AuditEntry[],
): Promise<ReadonlyMap<PostId, Post>> => {
  const ids = new Set(entries.flatMap(({ postId }) => (postId ? [heldPostId(postId)] : [])));
  const posts = await Promise.all([...ids].map((id) => uow.load('post', id)));
  return new Map(posts.flatMap((post) => (post ? [[post.id, post] as const] : [])));
};

const actedAs = (
  desk: Desk,
  { unitId }: AuditEntry,
  post: Post | undefined,
): Pick<AuditLine, 'as' | 'asUnit'> => ({
  as: post?.role ?? '',
  ...(post && post.unitId !== unitId ? { asUnit: unitName(desk, post.unitId) } : {}),
});

/** The log as far as this post may read it, newest first. */
export const readAudit = async (
  desk: Desk,
  { as, page }: QueryOf<'audit.recent'>,
): Promise<{ lines: readonly AuditLine[]; more: boolean }> => {
  const post = desk.asker().posts.find(({ id }) => id === as);
  if (!post) return { lines: [], more: false };
  const scope = auditScope(desk.tree, post);
  const units = scope === 'all' ? undefined : scope;
  const entries = await desk.finds.auditOf(units, page * auditPage, auditPage + 1);
  const shown = entries.slice(0, auditPage);
  const acting = await actingPosts(desk, shown);
  const lines = await withNames(desk, (nameOf) =>
    shown.map((entry) => ({
      at: entry.at.toISOString(),
      who: entry.personId ? nameOf(entry.personId) : '',
      ...actedAs(desk, entry, acting.get(heldPostId(entry.postId ?? ''))),
      action: entry.action,
      unitName: unitName(desk, entry.unitId),
      detail: detailOf(entry),
      ...(entryOf(entry.postId ?? '') ? { behalf: true as const } : {}),
    })),
  );
  return { lines, more: entries.length > auditPage };
};
