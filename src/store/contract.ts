/**
 * What the store promises to src/app. Documents are the domain's own types, plain and immutable: never change
 * one in place. Each carries `rev`, the version it was read at (0 for one that was never stored); a write
 * states the rev it was decided on and fails as a `Conflict` when somebody was faster.
 */
import type {
  Account,
  Cluster,
  Invitation,
  JoinRequest,
  Person,
  Post,
  Unit,
} from '../domain/organisation.ts';
import type { Registration } from '../domain/registration.ts';
import type { ReminderMark } from '../domain/reminders.ts';
import type { Report } from '../domain/report-up.ts';
import type { Season } from '../domain/season.ts';
import type { Stationery } from '../domain/stationery.ts';
import type { Wave } from '../domain/waves.ts';

/** Everything that a unit of work may load and change by id. */
export type Kinds = {
  unit: Unit;
  cluster: Cluster;
  person: Person;
  post: Post;
  account: Account;
  invitation: Invitation;
  joinRequest: JoinRequest;
  registration: Registration;
  report: Report;
  season: Season;
  wave: Wave;
  stationery: Stationery;
};
export type Kind = keyof Kinds;

/** Append-only. Ids only: names are resolved when it is shown. `before` and `after` are small JSON. */
export type AuditEntry = {
  at: Date;
  personId?: string;
  postId?: string;
  channel: string;
  action: string;
  unitId?: string;
  subject: string;
  before?: unknown;
  after?: unknown;
};

/** `body` is the runner's dialog as JSON. At most one per owner is not paused. */
export type StoredDialog = {
  id: string;
  rev: number;
  owner: string;
  /** Flow and subject, so that the same talk is found again. */
  subject: string;
  paused: boolean;
  touchedAt: Date;
  body: unknown;
};

export type InboxRow = {
  /** `channel:eventId`. */
  id: string;
  channel: string;
  eventId: string;
  address: string;
  /** When it was accepted: the time by which a deadline is judged. */
  at: Date;
  /** The delivery as JSON; erased when done, a day later when dead. */
  payload: unknown;
  state: 'new' | 'done' | 'dead';
  attempts: number;
  notBefore: Date;
  errorId?: string;
};

export const outboxPriorities = { reply: 0, notice: 1, reminder: 2 } as const;

export type OutboxRow = {
  /** Deterministic, made from the event or the plan: inserting it twice inserts it once. */
  id: string;
  channel: string;
  address: string;
  personId?: string;
  /** The inbox row that caused it, when one did. */
  eventId?: string;
  priority: number;
  /** Order within one address: earlier first. */
  seq: number;
  notBefore: Date;
  lang: 'vi' | 'en';
  /** The message vocabulary as JSON; erased 30 days after the end. */
  message: unknown;
  slot?: string;
  /** Of a reminder: its words are made when it goes out, from what holds then. */
  reminder?: ReminderMark;
  /**
   * What was decided about delivery so far. `parked`: nobody can be written to there until they are heard of;
   * no row waits behind it.
   */
  state: 'queued' | 'sending' | 'sent' | 'failed' | 'parked';
  attempts: number;
  /** Parts already delivered, with the vendor's ids. */
  sent: readonly string[];
  /** The vendor's id, where it went out as an approved template. */
  template?: string;
  errorCode?: string;
  at: Date;
  endedAt?: Date;
};

/** Its `errorCode` while a person holds it back. */
export const heldCode = 'paused';

export type NewOutboxRow = Omit<
  OutboxRow,
  'state' | 'attempts' | 'sent' | 'template' | 'errorCode' | 'endedAt'
>;

/** What is known of a reminder, without its words. */
export type ReminderRow = Pick<
  OutboxRow,
  'id' | 'personId' | 'state' | 'errorCode' | 'at' | 'notBefore' | 'endedAt'
> & { reminder: ReminderMark };

/** Long work that a conversation waits for; gone when its result lies in the inbox. */
export type WorkRow = {
  /** `dialogId/key`. */
  id: string;
  channel: string;
  address: string;
  dialogId: string;
  key: string;
  /** The work as JSON. */
  payload: unknown;
  at: Date;
  attempts: number;
  notBefore: Date;
};

/** Somebody else wrote first: the caller starts the whole turn again. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/**
 * Collects one turn. Nothing is written before `commit`, which is one short transaction: documents where rev,
 * audit, dialogs where rev, outbox upserts, works, the inbox row done. After `commit` or a throw it is spent.
 */
export type UnitOfWork = {
  load<K extends Kind>(kind: K, id: string): Promise<Kinds[K] | undefined>;
  /** A new or changed document; later loads and overlays of this unit of work see it. */
  put<K extends Kind>(kind: K, doc: Kinds[K]): void;
  /** Deletes a document of this rev (drafts and forgotten newcomers only; history is never deleted). */
  remove<K extends Kind>(kind: K, doc: Kinds[K]): void;
  /** What a named find returned, with this unit of work's own changes laid over it. */
  overlay<K extends Kind>(
    kind: K,
    found: readonly Kinds[K][],
    belongs: (doc: Kinds[K]) => boolean,
  ): readonly Kinds[K][];
  audit(entry: AuditEntry): void;
  enqueue(row: NewOutboxRow): void;
  enqueueWork(row: WorkRow): void;
  saveDialog(dialog: StoredDialog): void;
  dropDialog(dialog: StoredDialog): void;
  /** For several rows when one turn ends several. */
  finishInbox(id: string, state: 'done' | 'dead', errorId?: string): void;
  /** Throws `Conflict`. Returns what was changed, for caches, and whether a work was begun. */
  commit(): Promise<ReadonlySet<Kind | 'work'>>;
};

/** Named finds; each has an index. Lists come in a stable order. */
export type Finds = {
  units(): Promise<readonly Unit[]>;
  season(): Promise<Season | undefined>;
  clusters(): Promise<readonly Cluster[]>;
  postsOfPerson(personId: string): Promise<readonly Post[]>;
  postsOfUnits(unitIds: readonly string[]): Promise<readonly Post[]>;
  accountsOfPersons(personIds: readonly string[]): Promise<readonly Account[]>;
  persons(ids: readonly string[]): Promise<readonly Person[]>;
  registrationOf(unitId: string, year: number): Promise<Registration | undefined>;
  registrationOfTask(taskId: string): Promise<Registration | undefined>;
  /** Without tasks' texts and rounds: `tasks` and `rounds` are empty, `summary` is what lists need. */
  summariesOf(unitIds: readonly string[], year: number): Promise<readonly Registration[]>;
  /** Waiting for review (sent or reviewing) at this superior, as summaries with `claim`; oldest first. */
  queueOf(superiorId: string): Promise<readonly Registration[]>;
  yearsOf(unitIds: readonly string[]): Promise<readonly number[]>;
  /** Every version, sent or not; by unit, oldest first. */
  reportsOf(unitIds: readonly string[], year: number): Promise<readonly Report[]>;
  invitationByHash(codeHash: string): Promise<Invitation | undefined>;
  /** To these units, of every age; oldest first. */
  invitationsOfUnits(unitIds: readonly string[]): Promise<readonly Invitation[]>;
  /** Undecided ones at this superior. */
  joinRequestsAt(superiorId: string): Promise<readonly JoinRequest[]>;
  /** The undecided one of this person, if any. */
  joinRequestOf(personId: string): Promise<JoinRequest | undefined>;
  /** Newest first; of these units, or of all when `unitIds` is undefined. */
  auditOf(
    unitIds: readonly string[] | undefined,
    skip: number,
    limit: number,
  ): Promise<readonly AuditEntry[]>;
  dialogsOf(owner: string): Promise<readonly StoredDialog[]>;
  /** Reminders to be read on that day or later, of everybody or of these people; oldest first. */
  remindersSince(day: string, personIds?: readonly string[]): Promise<readonly ReminderRow[]>;
  remindersOfWave(waveId: string): Promise<readonly ReminderRow[]>;
  /** Those of them for whom something waits until they are heard of. */
  parkedPeople(personIds: readonly string[]): Promise<readonly string[]>;
  /** Newest first. */
  wavesOf(unitId: string, limit: number): Promise<readonly Wave[]>;
};

export type Inbox = {
  /** Durable before it resolves. False when the event was known already. */
  accept(
    row: Omit<InboxRow, 'state' | 'attempts' | 'notBefore'> & { notBefore?: Date },
  ): Promise<boolean>;
  /**
   * New rows whose time has come, oldest first; none that came from an address after one that must wait. Leaves
   * out those of `underWay`.
   */
  due(now: Date, limit: number, underWay?: readonly string[]): Promise<readonly InboxRow[]>;
  get(id: string): Promise<InboxRow | undefined>;
  /** New rows from one address, whether their time has come or not, oldest first. */
  newAt(channel: string, address: string): Promise<readonly InboxRow[]>;
  /** What a new row carries, once it was fetched. */
  rewrite(id: string, payload: unknown): Promise<void>;
  /** After a fault or repeated conflicts: try again not before. */
  postpone(id: string, notBefore: Date): Promise<void>;
  /** Ends a row outside a turn, when even the apology could not be committed. */
  bury(id: string, errorId: string): Promise<void>;
  countNew(): Promise<number>;
};

export type Outbox = {
  /** Outside a turn (jobs). True when it was new. */
  put(row: NewOutboxRow): Promise<boolean>;
  /** The same for many at once; how many were new. */
  putAll(rows: readonly NewOutboxRow[]): Promise<number>;
  /** A reminder that waits says this too. False when it waits no more. */
  addToReminder(id: string, items: readonly string[]): Promise<boolean>;
  /**
   * The next due row of each address, by priority then seq; rows of one address never overtake within a
   * priority, and none goes while another of its address is on the wire. Skips addresses in `busy`
   * (`channel:address`).
   */
  due(now: Date, busy: readonly string[], limit: number): Promise<readonly OutboxRow[]>;
  /** Takes it for `leaseMs` (`notBefore` becomes the end of the lease); undefined when somebody else has it. */
  claim(id: string, now: Date, leaseMs: number): Promise<OutboxRow | undefined>;
  /** One part is out. */
  partSent(id: string, providerId: string): Promise<void>;
  /** `providerId` is that of the last part. */
  finish(
    id: string,
    at: Date,
    end: { sent: true; providerId: string; byTemplate?: true } | { failed: string },
  ): Promise<void>;
  /** Queued again, claimed or not. */
  retry(id: string, notBefore: Date, errorCode: string): Promise<void>;
  /** Waits, claimed or not, until `release`. */
  park(id: string, errorCode: string): Promise<void>;
  /** What is parked at this address, on this whole channel, or for this person, is due now; how many rows. */
  release(
    to: { channel: string; address?: string } | { personId: string },
    now: Date,
  ): Promise<number>;
  /** Goes to another address instead, as the same row; nothing of it has been sent. */
  reroute(id: string, to: { channel: string; address: string }, now: Date): Promise<void>;
  /**
   * Whoever is there wants to be forgotten: what waits ends, and no row says any more what was said or to whom. How
   * many waited.
   */
  dropFor(to: { channel: string; address: string }, at: Date): Promise<number>;
  /** The row that went out as this message from a template. */
  byTemplate(channel: string, providerId: string): Promise<OutboxRow | undefined>;
  /** Vendor ids of the last sent row with this slot at this address, while nothing newer stands between. */
  lastOfSlot(
    channel: string,
    address: string,
    slot: string,
  ): Promise<readonly string[] | undefined>;
  /** What has been sent to this address, newest first. */
  sentTo(channel: string, address: string, limit: number): Promise<readonly OutboxRow[]>;
  /** What a reminder says, once that is known. */
  reword(id: string, message: unknown): Promise<void>;
  ofEvent(eventId: string): Promise<readonly OutboxRow[]>;
  countDue(now: Date): Promise<number>;
  /** When the next row that waits for a later time may go; none that somebody holds back. */
  nextDue(after: Date): Promise<Date | undefined>;
  /** Newest first, for looking. */
  recent(limit: number): Promise<readonly OutboxRow[]>;
};

export type Works = {
  /** Oldest first. */
  due(now: Date, limit: number): Promise<readonly WorkRow[]>;
  /** Takes it until `until`, one attempt more; undefined when somebody else has it. */
  claim(id: string, now: Date, until: Date): Promise<WorkRow | undefined>;
  retry(id: string, notBefore: Date): Promise<void>;
  finish(id: string): Promise<void>;
  /** Whoever leads anew takes up what the one before had under way. */
  reopen(now: Date): Promise<void>;
};

export type Leases = {
  /** True when this holder has the lease now, taken or renewed. */
  hold(name: string, holder: string, now: Date, ms: number): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
  get(name: string): Promise<{ holder: string; until: Date } | undefined>;
};

/**
 * What a vendor has granted, sealed by the caller: the store reads none of it. One row for each account at a
 * vendor; `rev` grows with each write.
 */
export type GrantRow = {
  id: string;
  rev: number;
  /** Absent after the grant has died. */
  sealed?: string;
  refreshedAt: Date;
  /** When and why the vendor took it back. */
  dead?: { at: Date; reason: string };
};

export type Grants = {
  get(id: string): Promise<GrantRow | undefined>;
  /** Durable before it resolves. False when somebody wrote since `rev` (0: there was none). */
  put(row: GrantRow): Promise<boolean>;
};

/** Files that lie at a vendor's for a while; see channels/zalo/uploads.ts. */
export type Uploads = {
  find(key: string): Promise<{ handle: string; until: Date } | undefined>;
  keep(key: string, handle: string, until: Date): Promise<void>;
};

export type Settings = {
  get(name: string): Promise<unknown>;
  set(name: string, value: unknown): Promise<void>;
};

/** Retention, by `sweep`: counts of what was erased. */
export type Retention = {
  sweep(
    now: Date,
  ): Promise<Record<'inbox' | 'outbox' | 'dialogs' | 'accounts' | 'threads' | 'uploads', number>>;
};
