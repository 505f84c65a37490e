/**
 * Who may do what. The table state × action × role below is the only place that says so for plans; commands,
 * queries and views ask it. Rights follow the posts held now, never the account.
 */
import { entryOf } from './entry-post.ts';
import type { PostId, UnitId } from './ids.ts';
import type { Post, PostRole, Unit } from './organisation.ts';
import type { Registration, RegistrationState, Task } from './registration.ts';
import type { UnitTree } from './tree.ts';
import type { MyPost } from './views.ts';

/** `document`: number, date and scan of the issued paper. */
export const planActions = [
  'see',
  'edit',
  'send',
  'withdraw',
  'claim',
  'decide',
  'undo',
  'close',
  'document',
] as const;
export type PlanAction = (typeof planActions)[number];

/**
 * What somebody is towards one plan: `registrar` works for the unit itself, `reviewer` for its superior (and
 * holds no post in the unit), `overseer` for a unit further up; `enterer` writes it in the unit's place.
 */
export const planRoles = ['registrar', 'reviewer', 'overseer', 'admin', 'enterer'] as const;
export type PlanRole = (typeof planRoles)[number];

type Row = Readonly<Record<PlanAction, readonly PlanRole[]>>;

/** A superior guides its units, so it sees drafts too. */
const closedBook: Row = {
  see: planRoles,
  edit: [],
  send: [],
  withdraw: [],
  claim: [],
  decide: [],
  undo: [],
  close: [],
  document: ['registrar'],
};
const writers: readonly PlanRole[] = ['registrar', 'enterer'];
const writing: Row = { ...closedBook, edit: writers, send: writers, document: [] };
/** A plan that came back was sent once: its paper has been issued. */
const writingAgain: Row = { ...writing, document: ['registrar'] };
const waiting: Row = {
  ...closedBook,
  withdraw: writers,
  claim: ['reviewer'],
  decide: ['reviewer'],
  close: ['reviewer'],
};
const underReview: Row = { ...waiting, withdraw: [], undo: ['reviewer'] };

export const planTable: Readonly<Record<RegistrationState, Row>> = {
  none: writing,
  drafting: writing,
  sent: waiting,
  reviewing: underReview,
  returned: writingAgain,
  approved: closedBook,
};

/** Whether one of these roles may do this to a plan in that state. */
export const allows = (
  state: RegistrationState,
  action: PlanAction,
  roles: readonly PlanRole[],
): boolean => roles.some((role) => planTable[state][action].includes(role));

/** A task that the superior approved is settled; everything else of a plan that may be edited is free. */
export const isSettled = (state: RegistrationState, task: Pick<Task, 'review'>): boolean =>
  state === 'returned' && task.review.state === 'approved';

/** Whether this task (a new one when absent) may be written now. */
export const mayEditTask = (
  state: RegistrationState,
  roles: readonly PlanRole[],
  task?: Pick<Task, 'review'>,
): boolean => allows(state, 'edit', roles) && (task === undefined || !isSettled(state, task));

/** The posts held at that instant. */
export const postsAt = (posts: readonly Post[], now: Date): readonly Post[] =>
  posts.filter(({ from, to }) => from <= now && (to === undefined || now < to));

export const postOf = (posts: readonly Post[], id: PostId): Post | undefined =>
  posts.find((post) => post.id === id);

/** Secretaries, deputies and cadres do the work of a unit; an administrator looks after the program. */
export const isWorker = (post: Pick<Post, 'role'>): boolean => post.role !== 'admin';

const registersAt = (tree: UnitTree, post: Post): boolean =>
  isWorker(post) && tree.isOpen(post.unitId) && tree.unit(post.unitId)?.mayRegister === true;

const reviewsAt = (tree: UnitTree, post: Post): boolean =>
  isWorker(post) && tree.isOpen(post.unitId) && tree.unit(post.unitId)?.mayApprove === true;

/** Nobody decides on the plan of a unit where they hold a post, of whatever kind. */
export const isOwnUnit = (posts: readonly Post[], unitId: UnitId): boolean =>
  posts.some((post) => post.unitId === unitId && entryOf(post.id) === undefined);

/**
 * The unit whose people review this plan: the superior it was sent to, or the present one when that unit is
 * gone or approves no more.
 */
export const reviewingUnitOf = (
  tree: UnitTree,
  registration: Pick<Registration, 'unitId' | 'superiorId' | 'rounds'>,
): UnitId | undefined => {
  const sentTo = registration.superiorId;
  const stillThere =
    sentTo !== undefined && tree.isOpen(sentTo) && tree.unit(sentTo)?.mayApprove === true;
  return stillThere ? sentTo : tree.superiorOf(registration.unitId)?.id;
};

/** What these posts (held now) make somebody towards the plan of that unit. */
export const rolesToward = (
  tree: UnitTree,
  posts: readonly Post[],
  unitId: UnitId,
  superiorId: UnitId | undefined = tree.superiorOf(unitId)?.id,
): readonly PlanRole[] => {
  const held: Record<PlanRole, boolean> = {
    registrar: mayRegisterFor(
      tree,
      posts.filter(({ id }) => entryOf(id) === undefined),
      unitId,
    ),
    enterer: mayRegisterFor(
      tree,
      posts.filter(({ id }) => entryOf(id) !== undefined),
      unitId,
    ),
    reviewer: mayReview(tree, posts, unitId, superiorId),
    overseer: posts.some((post) => isWorker(post) && isAbove(tree, post.unitId, unitId)),
    admin: posts.some((post) => post.role === 'admin'),
  };
  return planRoles.filter((role) => held[role]);
};

const isAbove = (tree: UnitTree, upper: UnitId, lower: UnitId): boolean =>
  tree.isOpen(upper) &&
  tree.isBelow(lower, upper) &&
  (tree.unit(upper)?.mayApprove === true || tree.oversees(upper));

export const mayRegisterFor = (tree: UnitTree, posts: readonly Post[], unitId: UnitId): boolean =>
  posts.some((post) => post.unitId === unitId && registersAt(tree, post));

/** Works for the superior of that unit, own unit or not. */
export const worksAtSuperior = (
  tree: UnitTree,
  posts: readonly Post[],
  superiorId: UnitId | undefined,
): boolean => posts.some((post) => post.unitId === superiorId && reviewsAt(tree, post));

export const mayReview = (
  tree: UnitTree,
  posts: readonly Post[],
  unitId: UnitId,
  superiorId: UnitId | undefined = tree.superiorOf(unitId)?.id,
): boolean => worksAtSuperior(tree, posts, superiorId) && !isOwnUnit(posts, unitId);

/** May know of that unit and its plan at all. */
export const maySeeUnit = (tree: UnitTree, posts: readonly Post[], unitId: UnitId): boolean =>
  isOwnUnit(posts, unitId) || rolesToward(tree, posts, unitId).length > 0;

/** May open the report about the units below that unit. */
export const mayReport = (tree: UnitTree, posts: readonly Post[], unitId: UnitId): boolean =>
  (tree.unit(unitId)?.mayApprove === true || tree.oversees(unitId)) &&
  maySeeUnit(tree, posts, unitId);

/** Sets the template for its unit and those below: a superior for its own, an administrator for everybody. */
export const mayLeadPapers = (tree: UnitTree, post: Post): boolean =>
  tree.isOpen(post.unitId) &&
  (post.role === 'admin' ||
    tree.unit(post.unitId)?.mayApprove === true ||
    tree.oversees(post.unitId));

/** To whom a unit reports on those below it: the nearest unit above that approves or oversees. */
export const reportsTo = (tree: UnitTree, unitId: UnitId): Unit | undefined =>
  tree
    .ancestorsOf(unitId)
    .find(({ id, mayApprove }) => tree.isOpen(id) && (mayApprove || tree.oversees(id)));

/** Freezes and sends the report of its unit. */
export const mayReportUp = (tree: UnitTree, post: Post): boolean => reviewsAt(tree, post);

const rank: Readonly<Record<PostRole, number>> = { cadre: 1, deputy: 2, secretary: 3, admin: 4 };

/** A superior (or a unit that oversees) invites for the units below it, and below the own role for itself. */
export const mayInvite = (tree: UnitTree, post: Post, unitId: UnitId, role: PostRole): boolean => {
  if (!tree.isOpen(unitId)) return false;
  if (post.role === 'admin') return true;
  if (role === 'admin' || !tree.isOpen(post.unitId)) return false;
  const leads = tree.unit(post.unitId)?.mayApprove === true || tree.oversees(post.unitId);
  if (!leads) return false;
  return post.unitId === unitId ? rank[role] < rank[post.role] : tree.isBelow(unitId, post.unitId);
};

/** The units that this post may change, close and move: all for an administrator, for a superior what is below. */
export const managedUnits = (tree: UnitTree, post: Post): readonly UnitId[] | 'all' => {
  if (post.role === 'admin') return 'all';
  if (!mayManageUnits(tree, post)) return [];
  return tree
    .subtreeOf(post.unitId)
    .map(({ id }) => id)
    .filter((id) => id !== post.unitId);
};

/** Whether this post may change anything about units: a superior that has none yet may add some. */
export const mayManageUnits = (tree: UnitTree, post: Post): boolean =>
  post.role === 'admin' ||
  (tree.isOpen(post.unitId) &&
    (tree.unit(post.unitId)?.mayApprove === true || tree.oversees(post.unitId)));

/** The settings belong to whoever looks after the program and to the top of the organisation. */
export const maySet = (tree: UnitTree, post: Post): boolean =>
  post.role === 'admin' || (tree.isOpen(post.unitId) && tree.isRoot(post.unitId));

/** Templates cost money and are agreed with the vendor: by whoever looks after the program. */
export const maySetOutside = (post: Post): boolean => post.role === 'admin';

/** The units whose lines of the log this post may read. */
export const auditScope = (tree: UnitTree, post: Post): readonly UnitId[] | 'all' =>
  post.role === 'admin' ? 'all' : tree.subtreeOf(post.unitId).map((unit) => unit.id);

export const maySeeAudit = (tree: UnitTree, post: Post, unitId: UnitId): boolean => {
  const scope = auditScope(tree, post);
  return scope === 'all' || scope.includes(unitId);
};

/** The posts held now, with what each lets its holder do. */
export const myPosts = (tree: UnitTree, posts: readonly Post[], now: Date): readonly MyPost[] =>
  postsAt(posts, now).flatMap((post) => {
    const unit = tree.unit(post.unitId);
    if (unit === undefined) return [];
    const admin = post.role === 'admin';
    return {
      postId: post.id,
      role: post.role,
      unitId: unit.id,
      unitName: unit.name,
      kind: unit.kind,
      registers: registersAt(tree, post),
      reviews: reviewsAt(tree, post),
      oversees: tree.isOpen(unit.id) && tree.oversees(unit.id),
      admin,
    };
  });
