/**
 * One registering unit in memory: the domain's own deciders and views over a registration that lives as long
 * as the transcript.
 */
import { join } from 'node:path';
import { myPosts, rolesToward } from '../../../src/domain/access.ts';
import { yearToRegister } from '../../../src/domain/deadlines.ts';
import type { DecideContext } from '../../../src/domain/decide.ts';
import { holdSubject } from '../../../src/domain/hold-subject.ts';
import type { Decided } from '../../../src/domain/notices.ts';
import type { Post, PostRole, Unit } from '../../../src/domain/organisation.ts';
import { sendPlan } from '../../../src/domain/plan-decisions.ts';
import { proposeFormer } from '../../../src/domain/plan-former.ts';
import { proposePlan } from '../../../src/domain/plan-proposal.ts';
import { takeBackPlan, takeOverPlan } from '../../../src/domain/plan-take-over.ts';
import { withdrawPlan } from '../../../src/domain/plan-withdrawal.ts';
import type { ItemCode, Programme, UnitKind } from '../../../src/domain/programme.ts';
import type { Registration, Task } from '../../../src/domain/registration.ts';
import { showBoard, showCheck, showItem, showTask } from '../../../src/domain/show-plan.ts';
import type { PlanSight } from '../../../src/domain/show-task.ts';
import { liveTasks, standingRound, stateOf } from '../../../src/domain/state.ts';
import { deleteTask, restoreTask } from '../../../src/domain/task-removal.ts';
import { saveTask } from '../../../src/domain/task-saving.ts';
import { treeAt } from '../../../src/domain/tree.ts';
import type { Outcome } from '../../../src/dialog/turn.ts';
import { loadProgrammes } from '../../../src/programmes/load.ts';
import type { World } from '../play.ts';

export type UnitSetting = {
  kind?: UnitKind;
  unitName?: string;
  now?: string;
  roles?: readonly PostRole[];
  /** A second registering unit of the same person. */
  second?: string;
  registration?: Registration;
  /** The plan of the year before. */
  former?: Registration;
  /** What files of these names say. */
  files?: Readonly<Record<string, string>>;
  unfinished?: string;
};

const [programme] = loadProgrammes(join(import.meta.dirname, '../../../programmes')) as [Programme]; // there is one

export const superior = 'Đoàn phường Sông Mẫu';
const secretaryName = 'Nguyễn Văn Mẫu';

const since = new Date('2025-01-01T00:00:00+07:00');

const unit = (id: string, name: string, more: Partial<Unit>): Unit => ({
  id,
  rev: 1,
  name,
  searchKey: name,
  kind: 'dia_ban',
  parents: [],
  clusters: [],
  mayRegister: false,
  mayApprove: false,
  mayIssueDecision: false,
  ...more,
});

const unitsOf = ({ kind = 'truong_hoc', unitName, second }: UnitSetting): Unit[] => {
  const below = { parents: [{ unitId: 'u-top', from: since }], mayRegister: true, kind };
  return [
    unit('u-top', superior, { mayApprove: true }),
    unit('u1', unitName ?? 'Đoàn trường THPT Hoa Mẫu', below),
    ...(second ? [unit('u2', second, below)] : []),
  ];
};

const postsOf = ({ roles = ['secretary'], second }: UnitSetting): Post[] => [
  ...roles.map((role, i) => ({
    id: `p${i + 1}`,
    rev: 1,
    personId: 'me',
    unitId: 'u1',
    role,
    from: since,
  })),
  ...(second
    ? [
        {
          id: 'p-second',
          rev: 1,
          personId: 'me',
          unitId: 'u2',
          role: 'deputy' as const,
          from: since,
        },
      ]
    : []),
];

const act = { personId: 'me', postId: 'p1' };

/** A task as it stands in a plan. */
export const taskOf = (
  id: string,
  item: ItemCode,
  words: readonly [content: string, target: string, due: string, owner: string],
  more: Partial<Task> = {},
): Task => {
  const [content, target, due, owner] = words;
  return {
    id,
    rev: 1,
    item,
    content,
    target: { text: target, measures: [] },
    due: { text: due },
    owner,
    createdBy: act,
    updatedAt: since,
    updatedBy: act,
    review: { state: 'pending' },
    ...more,
  };
};

export const planOf = (tasks: readonly Task[], more: Partial<Registration> = {}): Registration => ({
  id: 'r1',
  rev: 1,
  unitId: 'u1',
  year: 2027,
  programmeId: programme.id,
  tasks,
  rounds: [],
  late: false,
  holds: [],
  summary: {
    state: 'drafting',
    tasks: tasks.length,
    itemsFilled: 0,
    byHead: [],
    pending: 0,
    approved: 0,
    returned: 0,
    late: false,
  },
  ...more,
});

export const createUnitWorld = (setting: UnitSetting = {}): World => {
  const now = setting.now ?? '2026-09-14T08:00:00+07:00';
  const at = new Date(now);
  const units = unitsOf(setting);
  const posts = postsOf(setting);
  const tree = treeAt(units, [], at);
  let registration = setting.registration;
  let ids = 0;

  const nameOf = (id: string) => (id === 'me' ? secretaryName : 'Lê Thị Mẫu');

  const ctx: DecideContext = {
    now: at,
    newId: () => `t${(ids += 1)}`,
    programme,
    act,
    posts,
    tree,
    nameOf,
  };

  const settle = <C extends { registration?: Registration }, R>(
    decided: Decided<C, R>,
  ): Outcome & ({ done: R } | { refused: never }) => {
    if ('refused' in decided) return decided as never; // a refusal is an outcome of any command
    registration = decided.changes.registration ?? registration;
    return { done: decided.result } as never; // the decider of this command gave it
  };

  const planOfUnit = (unitId: string, year: number) =>
    registration?.unitId === unitId && registration.year === year ? registration : undefined;

  const see = <T>(unitId: string, year: number, show: (sight: PlanSight) => T): T | null => {
    const shown = tree.unit(unitId);
    if (!shown || year < programme.firstYear || year > programme.lastYear) return null;
    return show({
      unit: shown,
      year,
      programme,
      registration: planOfUnit(unitId, year),
      now: at,
      personId: 'me',
      roles: rolesToward(tree, posts, unitId),
      superiorName: tree.superiorOf(unitId)?.name,
      nameOf,
      unfinished: new Set(setting.unfinished ? [setting.unfinished] : []),
    });
  };

  const isSent = (unitId: string) => (year: number) => {
    const plan = planOfUnit(unitId, year);
    return plan !== undefined && standingRound(plan) !== undefined;
  };

  const { former, files = {} } = setting;
  const present = () => (registration ? liveTasks(registration) : []);

  return {
    now,
    works: {
      'plan.read_file'({ files: sent, year }) {
        const names = sent.map(({ name }) => name);
        const name = names.find((one) => files[one] === undefined);
        if (name !== undefined) return { unreadable: 'damaged', name };
        const pieces = names.map((one) => ({ text: files[one] ?? '' }));
        const about = { programme, year, present: present() };
        return { proposal: proposePlan(pieces, about), formulas: 0 };
      },
      'plan.template': () => ({
        file: { id: 'form', name: 'mau-ke-hoach-2027.xlsx', type: 'xlsx', size: 9_000 },
      }),
    },
    reads: {
      'plan.propose': ({ year, pieces }) =>
        proposePlan(pieces, { programme, year, present: present() }),
      'plan.former': () => (former ? { year: former.year, tasks: liveTasks(former).length } : null),
      'plan.former_tasks': ({ year }) =>
        former ? proposeFormer(former, { programme, year, present: present() }) : null,
      me: () => ({ person: { id: 'me', name: secretaryName }, posts: myPosts(tree, posts, at) }),
      contact: () => ({ name: 'Trần Văn Mẫu', phone: '0900 000 000' }),
      'plan.year': ({ unitId }) => yearToRegister(programme, at, isSent(unitId)),
      'plan.board': ({ unitId, year }) => see(unitId, year, showBoard),
      'plan.item': ({ unitId, year, item }) => see(unitId, year, (sight) => showItem(sight, item)),
      'plan.task': ({ taskId }) => {
        if (!registration) return null;
        const { unitId, year } = registration;
        const task = see(unitId, year, (sight) => showTask(sight, taskId));
        const unitName = tree.unit(unitId)?.name ?? '';
        return task && { task, unitId, unitName, year, state: stateOf(registration) };
      },
      'plan.check': ({ unitId, year }) => see(unitId, year, showCheck),
      privacy: () => ({
        name: secretaryName,
        lang: 'vi',
        accounts: [
          { id: 'zalo:a', channel: 'zalo', since: '2026-09-01T09:00:00+07:00', present: true },
        ],
        posts: [
          { unitName: units[1]?.name ?? '', role: 'secretary', from: '2026-09-01T09:00:00+07:00' },
        ],
        consent: { noticeVersion: '1', at: '2026-09-01T09:00:00+07:00', channel: 'zalo' },
      }),
    },
    runs: {
      'plan.hold': (command) => settle(holdSubject(ctx, registration, command)),
      'task.save': (command) => settle(saveTask(ctx, registration, command)),
      'task.delete': (command) => settle(deleteTask(ctx, registration, command)),
      'task.restore': (command) => settle(restoreTask(ctx, registration, command)),
      'plan.send': (command) => settle(sendPlan(ctx, registration, command)),
      'plan.withdraw': (command) => settle(withdrawPlan(ctx, registration, command)),
      'plan.take_over': (command) => settle(takeOverPlan(ctx, registration, command)),
      'plan.take_back': (command) => settle(takeBackPlan(ctx, registration, command)),
      'person.language': ({ lang }) => ({ done: { lang } }),
    },
  };
};
