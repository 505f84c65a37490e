/** A superior's desk in memory: one plan to review, one that a colleague holds, one of last year. */
import type { Outcome } from '../../../src/dialog/turn.ts';
import type { CommandOf } from '../../../src/domain/commands.ts';
import type { Refusal } from '../../../src/domain/refusals.ts';
import type { MyPost, QueueEntry, ReviewSheet, TaskView } from '../../../src/domain/views.ts';
import type { World } from '../play.ts';
import { cadre, headNames } from './sample.ts';

export type Plan = {
  sheet: Omit<ReviewSheet, 'heads' | 'pending' | 'approved' | 'returned' | 'canClose'>;
  tasks: TaskView[];
  approvedBefore: number;
  clusterName?: string;
  as: string;
  /** Posts that may see the plan besides, without reviewing it. */
  seenBy?: readonly string[];
};

export const plan = (tasks: TaskView[], over: Partial<ReviewSheet> = {}): Plan => ({
  sheet: {
    registrationId: 'r-thpt',
    unitId: 'u-thpt',
    unitName: 'Đoàn trường THPT Hoa Mẫu',
    year: 2027,
    state: 'sent',
    round: 1,
    sentAt: '2026-10-12T09:15:00+07:00',
    sentBy: 'Nguyễn Văn Mẫu',
    late: false,
    mine: false,
    ownUnit: false,
    ...over,
  },
  tasks,
  approvedBefore: 0,
  clusterName: 'Cụm trường học',
  as: cadre.postId,
});

const count = (tasks: readonly TaskView[], state: TaskView['state']) =>
  tasks.filter((task) => task.state === state).length;

const sheetOf = ({ sheet, tasks, approvedBefore }: Plan): ReviewSheet => ({
  ...sheet,
  heads: ([1, 2, 3] as const).map((number) => ({
    number,
    short: headNames[number],
    tasks: tasks.filter(({ item }) => item.startsWith(`${number}.`)),
    approvedBefore: number === 1 ? approvedBefore : 0,
  })),
  pending: count(tasks, 'pending'),
  approved: count(tasks, 'approved'),
  returned: count(tasks, 'returned'),
  canClose: count(tasks, 'pending') === 0,
});

const entryOf = ({ sheet, tasks, clusterName }: Plan): QueueEntry => ({
  registrationId: sheet.registrationId,
  unitId: sheet.unitId,
  unitName: sheet.unitName,
  year: sheet.year,
  round: sheet.round,
  sentAt: sheet.sentAt,
  late: sheet.late,
  tasks: tasks.length,
  pending: count(tasks, 'pending'),
  mine: sheet.mine,
  ...(sheet.ownUnit ? { own: true } : {}),
  ...(clusterName ? { clusterName } : {}),
  ...(sheet.claimedBy ? { claimedBy: sheet.claimedBy } : {}),
});

const refuse = (code: Refusal['code'], params?: Refusal['params']): { refused: Refusal } => ({
  refused: { code, ...(params ? { params } : {}) },
});

const isWaiting = ({ sheet }: Plan) => sheet.state === 'sent' || sheet.state === 'reviewing';

export type Desk = {
  posts?: readonly MyPost[];
  plans: readonly Plan[];
  undoTooLate?: boolean;
  /** A colleague approves this task in the same moment as the reader's first decision. */
  faster?: string;
};

/** `posts` belong to the reader, Phạm Văn Mẫu. */
export const reviewWorld = ({ posts = [cadre], plans, undoTooLate, faster }: Desk): World => {
  const find = (id: string) => plans.find(({ sheet }) => sheet.registrationId === id);
  let decisions = 0;

  const claim = ({
    registrationId,
    takeOver,
  }: CommandOf<'review.claim'>): Outcome<CommandOf<'review.claim'>> => {
    const found = find(registrationId);
    if (!found) return refuse('not_found');
    const { claimedBy, mine } = found.sheet;
    if (claimedBy !== undefined && !mine && !takeOver) {
      return refuse('claimed_by_other', { who: claimedBy, when: '14:05 13/10/2026' });
    }
    found.sheet = { ...found.sheet, mine: true, claimedBy: 'Phạm Văn Mẫu' };
    return { done: { registrationId } };
  };

  const decide = (command: CommandOf<'review.decide'>): Outcome<CommandOf<'review.decide'>> => {
    const found = find(command.registrationId);
    if (!found) return refuse('not_found');
    if (decisions === 0) {
      found.tasks = found.tasks.map((task) =>
        task.id === faster ? { ...task, state: 'approved', rev: task.rev + 1 } : task,
      );
    }
    const meant = command.tasks.map(({ id, rev }) =>
      found.tasks.find((task) => task.id === id && task.rev === rev && task.state === 'pending'),
    );
    if (meant.includes(undefined)) {
      return refuse('already_decided', {
        who: 'Võ Thị Mẫu',
        when: '15:20 13/10/2026',
        what: 'approved',
      });
    }
    decisions += 1;
    const decisionId = `d${decisions}`;
    const { verdict, reason, note } = command;
    found.tasks = found.tasks.map((task) =>
      meant.includes(task)
        ? {
            ...task,
            rev: task.rev + 1,
            state: verdict,
            decisionId,
            ...(reason ? { reason } : {}),
            ...(note ? { note } : {}),
          }
        : task,
    );
    found.sheet = { ...found.sheet, state: 'reviewing' };
    const left = count(found.tasks, 'pending');
    return { done: { decisionId, undoUntil: '2026-10-14T08:01:00+07:00', left } };
  };

  const undo = ({
    registrationId,
    decisionId,
  }: CommandOf<'review.undo'>): Outcome<CommandOf<'review.undo'>> => {
    const found = find(registrationId);
    const undone = found?.tasks.filter((task) => task.decisionId === decisionId) ?? [];
    if (!found || undone.length === 0) return refuse('nothing_to_undo');
    if (undoTooLate) return refuse('undo_too_late');
    found.tasks = found.tasks.map((task) => {
      if (!undone.includes(task)) return task;
      const { reason: _reason, note: _note, decisionId: _decision, ...rest } = task;
      return { ...rest, state: 'pending', rev: task.rev + 1 };
    });
    return { done: { tasks: undone.map(({ id }) => id) } };
  };

  const close = ({
    registrationId,
  }: CommandOf<'review.close'>): Outcome<CommandOf<'review.close'>> => {
    const found = find(registrationId);
    if (!found) return refuse('not_found');
    const { pending, approved, returned, round } = sheetOf(found);
    if (pending > 0) return refuse('undecided_left', { count: pending });
    found.sheet = {
      ...found.sheet,
      state: returned > 0 ? 'returned' : 'approved',
      closedAt: '2026-10-14T08:00:00+07:00',
      closedBy: 'Phạm Văn Mẫu',
    };
    return { done: { approved, returned, round } };
  };

  return {
    now: '2026-10-14T08:00:00+07:00',
    reads: {
      contact: () => ({ name: 'Trần Văn Mẫu', phone: '0900 000 000' }),
      me: () => ({ person: { id: 'n-mau', name: 'Phạm Văn Mẫu' }, posts }),
      'review.queue': ({ as }) =>
        plans.filter((one) => one.as === as && isWaiting(one)).map(entryOf),
      'review.sheet': ({ as, registrationId }) => {
        const found = find(registrationId);
        const sees = found && (found.as === as || found.seenBy?.includes(as));
        return sees ? sheetOf(found) : null;
      },
      'plan.item': ({ unitId, year, item }) => ({
        unitId,
        unitName: 'Đoàn trường THPT Hoa Mẫu',
        year,
        code: item,
        head: 1,
        headShort: headNames[1],
        short: item,
        official: `${item}. Lời văn chính thức của tiểu mục ${item}.`,
        tasks: [],
        suggestions: [],
        sectorRule: false,
        canEdit: false,
        state: 'sent',
      }),
    },
    runs: {
      'review.claim': claim,
      'review.decide': decide,
      'review.undo': undo,
      'review.close': close,
      'review.release': ({ registrationId }) => {
        const found = find(registrationId);
        if (found) {
          const { claimedBy: _claimedBy, ...sheet } = found.sheet;
          found.sheet = { ...sheet, mine: false };
        }
        return { done: {} };
      },
    },
  };
};
