import type {
  Account,
  AccountInvitation,
  Cluster,
  Consent,
  Dated,
  Invitation,
  JoinRequest,
  Person,
  Post,
  PostInvitation,
  Unit,
} from '../../domain/organisation.ts';
import type { Stored } from '../stored.ts';
import { json, part, table } from './table.ts';

export const units = table<Stored<Unit>>('units', {
  _id: String,
  rev: Number,
  name: String,
  searchKey: String,
  kind: String,
  parents: [part<Dated<{ unitId: string }>>({ unitId: String, from: Date, to: Date })],
  clusters: [part<Dated<{ clusterId: string }>>({ clusterId: String, from: Date, to: Date })],
  mayRegister: Boolean,
  mayApprove: Boolean,
  mayIssueDecision: Boolean,
  closedAt: Date,
  joinNudgedAt: Date,
  followedBy: [String],
  asksEntering: json,
});

export const clusters = table<Stored<Cluster>>('clusters', {
  _id: String,
  rev: Number,
  name: String,
  followUp: [String],
});

export const people = table<Stored<Person>>('people', {
  _id: String,
  rev: Number,
  name: String,
  lang: String,
  consent: part<Consent>({ noticeVersion: String, at: Date, channel: String }),
});

export const posts = table<Stored<Post>>(
  'posts',
  {
    _id: String,
    rev: Number,
    personId: String,
    unitId: String,
    role: String,
    from: Date,
    to: Date,
  },
  [
    { name: 'person', key: { personId: 1, from: 1, _id: 1 } },
    { name: 'unit', key: { unitId: 1, from: 1, _id: 1 } },
  ],
);

export const accounts = table<Stored<Account>>(
  'accounts',
  {
    _id: String,
    rev: Number,
    channel: String,
    address: String,
    personId: String,
    linkedAt: Date,
    lang: String,
    seenAt: Date,
    unreachableSince: Date,
    humanUntil: Date,
    phone: json,
    phoneAskedAt: Date,
    attempts: [Date],
  },
  [{ name: 'person', key: { personId: 1, seenAt: 1 } }],
);

/** Invitations of every kind in one table: a row has the fields of its kind. */
type StoredInvitation = Stored<Invitation> &
  Partial<
    Pick<PostInvitation, 'unitId' | 'role' | 'forName'> & Pick<AccountInvitation, 'personId'>
  >;

export const invitations = table<StoredInvitation>(
  'invitations',
  {
    _id: String,
    rev: Number,
    codeHash: String,
    kind: String,
    unitId: String,
    role: String,
    forName: String,
    personId: String,
    createdAt: Date,
    createdBy: String,
    expiresAt: Date,
    usedAt: Date,
    usedBy: String,
    revokedAt: Date,
  },
  [
    { name: 'code', key: { codeHash: 1 }, unique: true },
    { name: 'unit', key: { unitId: 1, createdAt: 1, _id: 1 } },
    { name: 'expiry', key: { expiresAt: 1 } },
  ],
);

export const requests = table<Stored<JoinRequest>>(
  'requests',
  {
    _id: String,
    rev: Number,
    personId: String,
    superiorId: String,
    unitId: String,
    role: String,
    at: Date,
    decided: part<NonNullable<JoinRequest['decided']>>({
      at: Date,
      by: String,
      accepted: Boolean,
    }),
  },
  [
    { name: 'superior', key: { superiorId: 1, 'decided.at': 1, at: 1 } },
    { name: 'person', key: { personId: 1, 'decided.at': 1 } },
  ],
);
