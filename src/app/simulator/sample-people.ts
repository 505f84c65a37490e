import { fold } from '../../domain/text.ts';
import type { Account, Cluster, Person, Post, Unit } from '../../domain/organisation.ts';
import type { Persona } from '../../channels/web/ports.ts';
import type { Sample } from './sample-file.ts';

/** Everything of the sample stands since long before its clock begins. */
const since = new Date('2025-07-01T00:00:00+07:00');

export const sampleUnits = ({ units, clusters }: Sample): readonly Unit[] =>
  units.map(({ id, name, kind, parent, approves }) => ({
    id,
    rev: 0,
    name,
    searchKey: fold(name),
    kind,
    parents: parent ? [{ unitId: parent, from: since }] : [],
    clusters: approves ? [] : clusters.map((one) => ({ clusterId: one.id, from: since })),
    mayRegister: !approves,
    mayApprove: approves,
    mayIssueDecision: approves,
  }));

export const sampleClusters = ({ clusters }: Sample): readonly Cluster[] =>
  clusters.map((cluster) => ({ ...cluster, rev: 0 }));

export const samplePersons = ({ people }: Sample): readonly Person[] =>
  people.map(({ id, name }) => ({
    id,
    rev: 0,
    name,
    lang: 'vi',
    consent: { noticeVersion: 'sample', at: since, channel: 'web' },
  }));

export const postId = (personId: string, unitId: string): string => `${personId}.${unitId}`;

export const samplePosts = ({ people }: Sample): readonly Post[] =>
  people.flatMap(({ id, posts }) =>
    posts.map(({ unit, role }) => ({
      id: postId(id, unit),
      rev: 0,
      personId: id,
      unitId: unit,
      role,
      from: since,
    })),
  );

/** Only personas have a chat; the others are secretaries who never came here. */
export const sampleAccounts = ({ people, clock }: Sample): readonly Account[] =>
  people
    .filter(({ like }) => like)
    .map(({ id }) => ({
      id: `web:${id}`,
      rev: 0,
      channel: 'web',
      address: id,
      personId: id,
      lang: 'vi',
      seenAt: new Date(clock),
      attempts: [],
    }));

const roleNames = {
  secretary: 'Bí thư',
  deputy: 'Phó Bí thư',
  cadre: 'Cán bộ',
  admin: 'Quản trị',
} as const;

export const samplePersonas = ({ people, units }: Sample): readonly Persona[] =>
  people.flatMap(({ id, name, like, posts }) => {
    const [post] = posts;
    if (!like || !post) return [];
    const unit = units.find((one) => one.id === post.unit)?.name ?? '';
    return [{ id, name, like, role: roleNames[post.role], unit }];
  });
