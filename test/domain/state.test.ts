import { describe, expect, test } from '@jest/globals';
import type { Registration, Round, Task } from '../../src/domain/registration.ts';
import { previousRound, standingRound, stateOf } from '../../src/domain/state.ts';
import { summarise } from '../../src/domain/summary.ts';
import { at, draftOf } from './office.ts';

const by = { personId: 'p', postId: 'p@x' };
const now = at('2026-09-20');
const said = { decisionId: 'd', by, at: now };
const draft = draftOf('1.1', '2.1', '3.1');

const round = (number: number, plan: Registration, more: Partial<Round> = {}): Round => ({
  number,
  receipt: `2027-0${number}-AAAA`,
  sentAt: now,
  by,
  unitName: 'Đoàn trường Mẫu',
  tasks: plan.tasks,
  ...more,
});

const reviewed = (...states: readonly ('pending' | 'approved' | 'returned')[]): Registration => ({
  ...draft,
  tasks: draft.tasks.map((task, index): Task => {
    const state = states[index] ?? 'approved';
    if (state === 'pending') return { ...task, review: { state } };
    return state === 'approved'
      ? { ...task, review: { state, ...said } }
      : { ...task, review: { state, reason: 'no_time', ...said } };
  }),
});

const closed = { reviewBegunAt: now, closedAt: now, closedBy: by };

describe('the state of a registration', () => {
  const returned = reviewed('approved', 'returned', 'approved');
  const fixed = reviewed('approved', 'pending', 'approved');
  const approved = reviewed();
  const dropped: Registration = {
    ...returned,
    tasks: returned.tasks.map((task) =>
      task.review.state === 'returned' ? { ...task, deletedAt: now } : task,
    ),
  };
  test.each<[string, Registration | undefined, string]>([
    ['that does not exist', undefined, 'none'],
    ['in which nobody wrote', { ...draft, tasks: [] }, 'none'],
    ['with tasks', draft, 'drafting'],
    ['that was sent', { ...draft, rounds: [round(1, draft)] }, 'sent'],
    [
      'that was taken back',
      { ...draft, rounds: [round(1, draft, { withdrawnAt: now })] },
      'drafting',
    ],
    [
      'with a first decision',
      { ...returned, rounds: [round(1, draft, { reviewBegunAt: now })] },
      'reviewing',
    ],
    ['closed with a returned task', { ...returned, rounds: [round(1, draft, closed)] }, 'returned'],
    [
      'whose returned task was changed',
      { ...fixed, rounds: [round(1, draft, closed)] },
      'returned',
    ],
    [
      'whose returned task was deleted',
      { ...dropped, rounds: [round(1, draft, closed)] },
      'returned',
    ],
    [
      'closed with nothing returned',
      { ...approved, rounds: [round(1, draft, closed)] },
      'approved',
    ],
    ['sent again', { ...fixed, rounds: [round(1, draft, closed), round(2, draft)] }, 'sent'],
    [
      'whose second sending was taken back',
      { ...fixed, rounds: [round(1, draft, closed), round(2, draft, { withdrawnAt: now })] },
      'returned',
    ],
  ])('%s', (_name, registration, state) => {
    expect(stateOf(registration)).toBe(state);
  });

  test('a second round is compared with the reviewed one before it, not with one taken back', () => {
    const rounds = [
      round(1, draft, closed),
      round(2, draft, { withdrawnAt: now }),
      round(3, draft),
    ];
    expect(standingRound({ ...fixed, rounds })?.number).toBe(3);
    expect(previousRound({ ...fixed, rounds })?.number).toBe(1);
    expect(previousRound({ ...fixed, rounds: rounds.slice(0, 1) })).toBeUndefined();
  });
});

describe('a summary', () => {
  test('counts what is there by head and by review, without what was deleted', () => {
    const plan = reviewed('approved', 'returned', 'pending');
    const [first] = plan.tasks;
    const tasks = [
      ...plan.tasks,
      { ...first!, id: 'same-item', item: '1.1' },
      { ...first!, id: 'deleted', item: '1.2', deletedAt: now },
    ];
    const summary = summarise({
      ...plan,
      tasks,
      rounds: [round(1, draft, { reviewBegunAt: now })],
      late: true,
      firstSentAt: now,
    });
    expect(summary).toEqual({
      state: 'reviewing',
      tasks: 4,
      itemsFilled: 3,
      byHead: [
        { head: 1, tasks: 2, approved: 2, returned: 0 },
        { head: 2, tasks: 1, approved: 0, returned: 1 },
        { head: 3, tasks: 1, approved: 0, returned: 0 },
      ],
      pending: 1,
      approved: 2,
      returned: 1,
      late: true,
      sentAt: now,
      round: 1,
      firstSentAt: now,
      touchedAt: plan.tasks[0]?.updatedAt,
    });
  });
});
