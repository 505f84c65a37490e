import type { ClusterId, InvitationId, PersonId, PostId, UnitId } from './ids.ts';
import type { UnitKind } from './programme.ts';

/** A value that held from one instant until another. `to` is exclusive; open when absent. */
export type Dated<T> = T & { from: Date; to?: Date };

export type Unit = {
  id: UnitId;
  rev: number;
  name: string;
  /** Folded name, for search. */
  searchKey: string;
  kind: UnitKind;
  parents: readonly Dated<{ unitId: UnitId }>[];
  clusters: readonly Dated<{ clusterId: ClusterId }>[];
  mayRegister: boolean;
  mayApprove: boolean;
  mayIssueDecision: boolean;
  closedAt?: Date;
  /** When its people were last asked to bring the units below in. */
  joinNudgedAt?: Date;
  /** Cadres of the superior who follow and guide it; without any those of its cluster do. */
  followedBy?: readonly PersonId[];
  /** Its people ask that the superior enter its plans. */
  asksEntering?: { by: { personId: PersonId; postId: PostId }; at: Date };
};

export type Cluster = { id: ClusterId; rev: number; name: string; followUp: readonly PersonId[] };

/** secretary and deputy lead a unit; cadre works for it; admin looks after the program itself. */
export type PostRole = 'secretary' | 'deputy' | 'cadre' | 'admin';

export type Post = Dated<{
  id: PostId;
  rev: number;
  personId: PersonId;
  unitId: UnitId;
  role: PostRole;
}>;

export type Consent = { noticeVersion: string; at: Date; channel: string };

export type Person = {
  id: PersonId;
  rev: number;
  name: string;
  lang: 'vi' | 'en';
  consent: Consent;
};

/** A chat address. Before consent nothing is kept but the address itself, and that for at most 24 hours. */
export type Account = {
  /** `channel:address`. */
  id: string;
  rev: number;
  channel: string;
  address: string;
  personId?: PersonId;
  /** When it was added to the other chats of its person; absent for the one they joined by. */
  linkedAt?: Date;
  lang: 'vi' | 'en';
  /** When they were last heard of, to ten minutes: windows of channels are counted from it, never too long. */
  seenAt: Date;
  /** The vendor says the person blocked us or is gone. */
  unreachableSince?: Date;
  /** A human of the office talks to them until then: the bot answers presses and commands only. */
  humanUntil?: Date;
  /** What they have shared of themselves so that reminders reach them, and when they agreed. */
  phone?: { number: string; at: Date };
  /** When they last agreed to share it: only then is what comes kept. */
  phoneAskedAt?: Date;
  /** Wrong invitation codes typed lately. */
  attempts: readonly Date[];
};

/** Only a hash of the code is kept. */
type Code = {
  id: InvitationId;
  rev: number;
  codeHash: string;
  createdAt: Date;
  createdBy?: PersonId;
  expiresAt: Date;
  usedAt?: Date;
  usedBy?: PersonId;
  revokedAt?: Date;
};

/**
 * `post`: one person for one post of one unit, used once. `open`: a superior's link; whoever comes names the
 * unit and the superior confirms.
 */
export type PostInvitation = Code & {
  kind: 'post' | 'open';
  unitId: UnitId;
  role: PostRole;
  /** Whom it is for, as its inviter wrote it; gone as soon as the invitation is used or worthless. */
  forName?: string;
};

/** Brings a further chat to a person who is known. One per person: a new one takes the place of the last. */
export type AccountInvitation = Code & { kind: 'account'; personId: PersonId };

export type Invitation = PostInvitation | AccountInvitation;

/** Somebody came by an open link and waits for the superior's word. */
export type JoinRequest = {
  id: string;
  rev: number;
  personId: PersonId;
  /** The unit whose posts decide: the superior that issued the link. */
  superiorId: UnitId;
  unitId: UnitId;
  role: PostRole;
  at: Date;
  decided?: { at: Date; by: PersonId; accepted: boolean };
};
