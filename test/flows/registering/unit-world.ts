/**
 * One registering unit in memory: the real deciders of the domain over a registration that lives as long as
 * the transcript, and views drawn from it.
 */
import { join } from 'node:path';
import { myPosts } from '../../../src/domain/access.ts';
import { deadlineView, yearToRegister } from '../../../src/domain/deadlines.ts';
import type { DecideContext } from '../../../src/domain/decide.ts';
import { findFlaws } from '../../../src/domain/find-flaws.ts';
import { holdSubject } from '../../../src/domain/hold-subject.ts';
import type { Decided } from '../../../src/domain/notices.ts';
import type { Post, PostRole, Unit } from '../../../src/domain/organisation.ts';
import { sendPlan } from '../../../src/domain/plan-decisions.ts';
import { withdrawPlan } from '../../../src/domain/plan-withdrawal.ts';
import {
  allItems,
  headOf,
  itemOf,
  sectorRuleFor,
  suggestionsFor,
} from '../../../src/domain/programme-lookup.ts';
import type { ItemCode, Programme, UnitKind } from '../../../src/domain/programme.ts';
import type { Registration, Task } from '../../../src/domain/registration.ts';
import { missingHeads } from '../../../src/domain/sending-rules.ts';
import { liveTasks, standingRound, stateOf } from '../../../src/domain/state.ts';
import { deleteTask, restoreTask } from '../../../src/domain/task-removal.ts';
import { saveTask } from '../../../src/domain/task-saving.ts';
import { treeAt } from '../../../src/domain/tree.ts';
import type { BoardItem, ItemMark, PlanBoard, TaskView } from '../../../src/domain/views.ts';
import { allows, isSettled } from '../../../src/domain/access.ts';
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
  heldBy?: Readonly<Record<string, string>>;
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

const markOf = (tasks: readonly Task[]): ItemMark => {
  if (tasks.length === 0) return 'empty';
  if (tasks.some(({ review }) => review.state === 'returned')) return 'returned';
  return tasks.every(({ review }) => review.state === 'approved') ? 'approved' : 'filled';
};

export const createUnitWorld = (setting: UnitSetting = {}): World => {
  const now = setting.now ?? '2026-09-14T08:00:00+07:00';
  const at = new Date(now);
  const units = unitsOf(setting);
  const posts = postsOf(setting);
  const tree = treeAt(units, [], at);
  let registration = setting.registration;
  let ids = 0;

  const ctx: DecideContext = {
    now: at,
    newId: () => `t${(ids += 1)}`,
    programme,
    act,
    posts,
    tree,
    nameOf: (id) => (id === 'me' ? secretaryName : 'Lê Thị Mẫu'),
  };

  const settle = <C extends { registration: Registration }, R>(
    decided: Decided<C, R>,
  ): Outcome & ({ done: R } | { refused: never }) => {
    if ('refused' in decided) return decided as never; // a refusal is an outcome of any command
    registration = decided.changes.registration;
    return { done: decided.result } as never; // the decider of this command gave it
  };

  const stateNow = () => stateOf(registration);
  const mayEdit = () => allows(stateNow(), 'edit', ['registrar']);

  const taskView = (task: Task): TaskView => ({
    ...task,
    state: task.review.state,
    ...(task.review.state === 'returned'
      ? { reason: task.review.reason, ...(task.review.note ? { note: task.review.note } : {}) }
      : {}),
    isNew: task.sent === undefined,
    canEdit: mayEdit() && !isSettled(stateNow(), task),
    flaws: findFlaws(task),
    ...(setting.heldBy?.[task.id] ? { heldBy: setting.heldBy[task.id] as string } : {}),
  });

  const live = (unitId: string, year: number) =>
    registration?.unitId === unitId && registration.year === year ? liveTasks(registration) : [];

  const itemsOf = (unitId: string, year: number, codes: readonly string[]): BoardItem[] =>
    allItems(programme)
      .filter(({ code }) => codes.includes(code))
      .map(({ code, short }) => {
        const own = live(unitId, year).filter(({ item }) => item === code);
        const heldBy = setting.heldBy?.[code];
        return {
          code,
          short,
          tasks: own.length,
          mark: markOf(own),
          unfinished: setting.unfinished === code,
          ...(heldBy ? { heldBy } : {}),
        };
      });

  const sentOf = (): PlanBoard['sent'] => {
    const round = registration && standingRound(registration);
    if (!round) return undefined;
    const { receipt, number, sentAt } = round;
    const late = registration?.late ?? false;
    return { receipt, round: number, at: sentAt.toISOString(), late, by: secretaryName };
  };

  const boardOf = (unitId: string, year: number): PlanBoard | null => {
    const shown = tree.unit(unitId);
    if (!shown || year < programme.firstYear || year > programme.lastYear) return null;
    const tasks = live(unitId, year);
    const state = tasks.length > 0 || registration?.unitId === unitId ? stateNow() : 'none';
    const deadline = deadlineView(programme, year, at);
    const missing = missingHeads(programme, tasks);
    const isOpen = deadline.phase === 'open' || deadline.phase === 'late';
    const canEdit = allows(state, 'edit', ['registrar']) && (isOpen || state === 'returned');
    const sent = sentOf();
    return {
      unitId,
      unitName: shown.name,
      year,
      state,
      deadline,
      heads: programme.heads.map(({ number, short, items }) => {
        const codes = items.map(({ code }) => code);
        return {
          number,
          short,
          tasks: tasks.filter(({ item }) => codes.includes(item)).length,
          ready: !missing.includes(number),
          items: itemsOf(unitId, year, codes),
        };
      }),
      itemsFilled: new Set(tasks.map(({ item }) => item)).size,
      itemsTotal: 15,
      headsReady: 3 - missing.length,
      canEdit,
      canSend: canEdit && missing.length === 0,
      canWithdraw: state === 'sent',
      superiorName: superior,
      returnedTasks: tasks.filter(({ review }) => review.state === 'returned').map(taskView),
      ...(sent ? { sent } : {}),
    };
  };

  return {
    now,
    reads: {
      me: () => ({ person: { id: 'me', name: secretaryName }, posts: myPosts(tree, posts, at) }),
      contact: () => ({ name: 'Trần Văn Mẫu', phone: '0900 000 000' }),
      'plan.year': ({ unitId }) =>
        yearToRegister(
          programme,
          at,
          (year) =>
            registration?.unitId === unitId &&
            registration.year === year &&
            standingRound(registration) !== undefined,
        ),
      'plan.board': ({ unitId, year }) => boardOf(unitId, year),
      'plan.item': ({ unitId, year, item: code }) => {
        const item = itemOf(programme, code);
        const head = headOf(programme, code);
        const shown = tree.unit(unitId);
        const board = boardOf(unitId, year);
        if (!item || !head || !shown || !board) return null;
        const heldBy = setting.heldBy?.[code];
        return {
          unitId,
          unitName: shown.name,
          year,
          code,
          head: head.number,
          headShort: head.short,
          short: item.short,
          official: item.official,
          tasks: live(unitId, year)
            .filter((task) => task.item === code)
            .map(taskView),
          suggestions: suggestionsFor(programme, code, shown.kind),
          sectorRule: sectorRuleFor(item, shown.kind),
          canEdit: board.canEdit,
          state: board.state,
          ...(heldBy ? { heldBy } : {}),
        };
      },
      'plan.task': ({ taskId }) => {
        const task = registration && liveTasks(registration).find(({ id }) => id === taskId);
        if (!task || !registration) return null;
        const { unitId, year } = registration;
        const unitName = tree.unit(unitId)?.name ?? '';
        return { task: taskView(task), unitId, unitName, year, state: stateNow() };
      },
      'plan.check': ({ unitId, year }) => {
        const board = boardOf(unitId, year);
        if (!board) return null;
        const tasks = live(unitId, year);
        return {
          year,
          unitName: board.unitName,
          superiorName: superior,
          deadline: board.deadline,
          tasks: tasks.length,
          vague: tasks
            .map((task) => ({
              id: task.id,
              item: task.item,
              content: task.content,
              flaws: findFlaws(task),
            }))
            .filter(({ flaws }) => flaws.length > 0),
          emptyItems: board.heads
            .flatMap(({ items }) => items)
            .filter(({ mark }) => mark === 'empty')
            .map(({ code }) => code),
          missingHeads: missingHeads(programme, tasks),
          late: registration?.firstSentAt ? registration.late : board.deadline.phase === 'late',
          round: (registration?.rounds.length ?? 0) + 1,
        };
      },
      privacy: () => ({
        name: secretaryName,
        lang: 'vi',
        accounts: [{ channel: 'zalo', since: '2026-09-01T09:00:00+07:00' }],
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
      'person.language': ({ lang }) => ({ done: { lang } }),
    },
  };
};
