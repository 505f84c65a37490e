/** A small organisation, its people and a way to act in it, for the tests of this room. */
import type { DecideContext } from '../../src/domain/decide.ts';
import { instantOf } from '../../src/domain/dates.ts';
import type { Decided } from '../../src/domain/notices.ts';
import type { Cluster, Post, PostRole, Unit } from '../../src/domain/organisation.ts';
import type { HeadNumber, Programme } from '../../src/domain/programme.ts';
import type { Refusal } from '../../src/domain/refusals.ts';
import type { Registration } from '../../src/domain/registration.ts';
import { sendPlan } from '../../src/domain/plan-decisions.ts';
import { saveTask } from '../../src/domain/task-saving.ts';
import { treeAt } from '../../src/domain/tree.ts';

export const at = (day: string, time = '08:00'): Date => instantOf(day, time);
export const later = (from: Date, seconds: number): Date =>
  new Date(from.getTime() + seconds * 1000);

const head = (number: HeadNumber) => ({
  number,
  short: `Nội dung ${number}`,
  official: `Nội dung ${number}`,
  items: [1, 2, 3, 4, 5].map((item) => ({
    code: `${number}.${item}`,
    short: `Mục ${number}.${item}`,
    official: `Tiểu mục ${number}.${item}`,
  })),
});

export const programme: Programme = {
  id: '2023-2027',
  version: 1,
  title: '3 chủ động',
  firstYear: 2023,
  lastYear: 2027,
  source: '',
  heads: [head(1), head(2), head(3)],
  registration: {
    opensAt: { year: -1, date: '09-01' },
    dueBefore: { year: -1, date: '10-15' },
    lateUntil: { year: -1, date: '12-31' },
  },
  reportUp: { dueBefore: { year: -1, date: '10-25' } },
  rules: { minTasksPerHead: 1 },
  suggestions: [],
};

const founded = at('2025-07-01');

export const unit = (id: string, parent: string | undefined, more: Partial<Unit> = {}): Unit => ({
  id,
  rev: 1,
  name: `Đoàn ${id} Mẫu`,
  searchKey: `doan ${id} mau`,
  kind: 'truong_hoc',
  parents: parent === undefined ? [] : [{ unitId: parent, from: founded }],
  clusters: [],
  mayRegister: false,
  mayApprove: false,
  mayIssueDecision: false,
  ...more,
});

const registers = { mayRegister: true };
const approves = { mayApprove: true };

/** Shape B below `tinh`: xa1 over truong1, truong2 and a unit that only groups; xa2 over coquan. */
export const units: readonly Unit[] = [
  unit('tinh', undefined, approves),
  unit('xa1', 'tinh', approves),
  unit('xa2', 'tinh', approves),
  unit('truong1', 'xa1', {
    ...registers,
    clusters: [{ clusterId: 'cum1', from: founded }],
  }),
  unit('truong2', 'xa1', registers),
  unit('khoi', 'xa1'),
  unit('chidoan', 'khoi', registers),
  unit('coquan', 'xa2', registers),
  /** Shape A: straight below the province. */
  unit('dactrieu', 'tinh', registers),
];

export const clusters: readonly Cluster[] = [
  { id: 'cum1', rev: 1, name: 'Cụm số 1 Mẫu', followUp: [] },
];

export const tree = treeAt(units, clusters, at('2026-09-14'));

/** Post ids read "person@unit". */
export const post = (
  personId: string,
  unitId: string,
  role: PostRole = 'secretary',
  more: Partial<Post> = {},
): Post => ({
  id: `${personId}@${unitId}`,
  rev: 1,
  personId,
  unitId,
  role,
  from: founded,
  ...more,
});

export const posts: readonly Post[] = [
  post('binh', 'truong1'),
  post('lan', 'truong1', 'deputy'),
  post('hoa', 'truong2'),
  post('canbo1', 'xa1', 'cadre'),
  post('canbo2', 'xa1', 'secretary'),
  post('canbo3', 'xa2', 'deputy'),
  post('tinh1', 'tinh', 'deputy'),
  post('quantri', 'tinh', 'admin'),
  /** Works for the commune and leads a unit below it. */
  post('kiem', 'xa1', 'deputy'),
  post('kiem', 'truong2', 'deputy'),
];

/** Ids that count up: chance without surprises. */
export const counter = (prefix = 'id'): (() => string) => {
  let last = 0;
  return () => `${prefix}${++last}`;
};

const ids = counter();

export const contextOf = (
  personId: string,
  unitId: string,
  now: Date,
  more: Partial<DecideContext> = {},
): DecideContext => ({
  now,
  newId: ids,
  programme,
  act: { personId, postId: `${personId}@${unitId}` },
  posts: posts.filter((one) => one.personId === personId),
  tree,
  nameOf: (id) => `Đồng chí ${id} Mẫu`,
  ...more,
});

/** What a decider changed; a refusal is a failed test. */
export const done = <C, R>(
  decided: Decided<C, R> | { refused: Refusal },
): Exclude<Decided<C, R>, { refused: Refusal }> => {
  if ('refused' in decided) throw new Error(`refused: ${JSON.stringify(decided.refused)}`);
  return decided;
};

/** Why a decider said no, or undefined. */
export const refusedWith = (decided: object): Refusal | undefined =>
  'refused' in decided ? (decided.refused as Refusal) : undefined; // every decider's no is a Refusal

export const fields = {
  content: 'Mở lớp cảm tình Đoàn cho đoàn viên mới',
  target: '02 lớp, 120 học viên',
  due: 'Quý I',
  owner: 'Trần Văn Mẫu',
};

export const season = at('2026-09-20');

/** A draft of truong1 with a task under each of these items. */
export const draftOf = (...items: readonly string[]): Registration => {
  let plan: Registration | undefined;
  for (const item of items) {
    plan = done(
      saveTask(contextOf('binh', 'truong1', season), plan, {
        type: 'task.save',
        as: 'binh@truong1',
        year: 2027,
        item,
        fields: { ...fields, content: `${fields.content} ${item}` },
      }),
    ).changes.registration;
  }
  if (plan === undefined) throw new Error('a draft needs items');
  return plan;
};

export const send = (plan: Registration, now = season): Registration =>
  done(
    sendPlan(contextOf('binh', 'truong1', now), plan, {
      type: 'plan.send',
      as: 'binh@truong1',
      year: 2027,
    }),
  ).changes.registration;
