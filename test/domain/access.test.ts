import { describe, expect, test } from '@jest/globals';
import {
  allows,
  auditScope,
  isSettled,
  mayEditTask,
  mayInvite,
  mayRegisterFor,
  mayReport,
  mayReview,
  maySeeAudit,
  maySeeUnit,
  myPosts,
  planActions,
  planRoles,
  planTable,
  postsAt,
  reviewingUnitOf,
  rolesToward,
} from '../../src/domain/access.ts';
import { registrationStates, type TaskReview } from '../../src/domain/registration.ts';
import { treeAt } from '../../src/domain/tree.ts';
import { at, clusters, post, posts, tree, units } from './office.ts';

const now = at('2026-09-14');
const of = (personId: string) => posts.filter((one) => one.personId === personId);

/**
 * Columns: registrar, reviewer, overseer, admin, enterer. Written out by hand, apart from the code; a cell that is
 * missing here fails.
 */
const expected = `
             see   edit  send  withdraw claim decide undo  close document
none         RVOAE  R---E  R---E  -----  -----  -----  -----  -----  -----
drafting     RVOAE  R---E  R---E  -----  -----  -----  -----  -----  -----
sent         RVOAE  -----  -----  R---E  -V---  -V---  -----  -V---  R----
reviewing    RVOAE  -----  -----  -----  -V---  -V---  -V---  -V---  R----
returned     RVOAE  R---E  R---E  -----  -----  -----  -----  -----  R----
approved     RVOAE  -----  -----  -----  -----  -----  -----  -----  R----
`;

const cells = (): Map<string, boolean> => {
  const [columns = [], ...rows] = expected
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const found = new Map<string, boolean>();
  for (const [state, ...marks] of rows) {
    for (const [index, mark] of marks.entries()) {
      for (const [place, role] of planRoles.entries()) {
        found.set(`${state} ${columns[index]} ${role}`, mark.charAt(place) !== '-');
      }
    }
  }
  return found;
};

describe('the table state × action × role', () => {
  const written = cells();
  const all = registrationStates.flatMap((state) =>
    planActions.flatMap((action) => planRoles.map((role) => ({ state, action, role }))),
  );

  test('every cell has an expectation and there is none without a cell', () => {
    expect([...written.keys()].sort()).toEqual(
      all.map(({ state, action, role }) => `${state} ${action} ${role}`).sort(),
    );
    expect(Object.keys(planTable).sort()).toEqual([...registrationStates].sort());
  });

  test.each(all)('$state · $action · $role', ({ state, action, role }) => {
    expect(allows(state, action, [role])).toBe(written.get(`${state} ${action} ${role}`));
  });

  test('nobody may do anything without a role', () => {
    for (const { state, action } of all) expect(allows(state, action, [])).toBe(false);
  });
});

describe('a task', () => {
  const said = { decisionId: 'd', by: { personId: 'p', postId: 'p@x' }, at: now };
  const reviews: Record<string, TaskReview> = {
    pending: { state: 'pending' },
    approved: { state: 'approved', ...said },
    returned: { state: 'returned', reason: 'no_time', ...said },
  };
  const writable = new Set(['drafting', 'none']);

  test.each(
    registrationStates.flatMap((state) =>
      Object.keys(reviews).map((review) => ({ state, review })),
    ),
  )('that is $review in a plan that is $state', ({ state, review }) => {
    const free = writable.has(state) || (state === 'returned' && review !== 'approved');
    expect(mayEditTask(state, ['registrar'], { review: reviews[review]! })).toBe(free);
    expect(mayEditTask(state, ['reviewer'], { review: reviews[review]! })).toBe(false);
  });

  test('that is new may be added wherever the plan may be written', () => {
    const states = registrationStates.filter((state) => mayEditTask(state, ['registrar']));
    expect(states).toEqual(['none', 'drafting', 'returned']);
  });

  test('is settled only by an approval that was told', () => {
    expect(isSettled('returned', { review: reviews['approved']! })).toBe(true);
    expect(isSettled('drafting', { review: reviews['approved']! })).toBe(false);
  });
});

describe('roles toward a plan', () => {
  test.each([
    ['binh', 'truong1', ['registrar']],
    ['lan', 'truong1', ['registrar']],
    ['hoa', 'truong1', []],
    ['canbo1', 'truong1', ['reviewer', 'overseer']],
    ['canbo1', 'coquan', []],
    ['canbo3', 'truong1', []],
    ['tinh1', 'truong1', ['overseer']],
    ['tinh1', 'dactrieu', ['reviewer', 'overseer']],
    ['quantri', 'truong1', ['admin']],
    ['kiem', 'truong1', ['reviewer', 'overseer']],
    ['kiem', 'truong2', ['registrar', 'overseer']],
  ])('%s towards %s', (person, unitId, roles) => {
    expect(rolesToward(tree, of(person), unitId)).toEqual(roles);
  });

  test('nobody reviews the plan of a unit where they hold a post, whatever post that is', () => {
    expect(mayReview(tree, of('kiem'), 'truong1')).toBe(true);
    expect(mayReview(tree, of('kiem'), 'truong2')).toBe(false);
    const admin = [post('a', 'xa1', 'cadre'), post('a', 'truong1', 'admin')];
    expect(mayReview(tree, admin, 'truong1')).toBe(false);
  });

  test('an administrator neither registers nor reviews', () => {
    expect(mayRegisterFor(tree, [post('a', 'truong1', 'admin')], 'truong1')).toBe(false);
    expect(mayReview(tree, [post('a', 'xa1', 'admin')], 'truong1')).toBe(false);
  });

  test('a cadre registers for a registering unit and for no other', () => {
    expect(mayRegisterFor(tree, [post('a', 'truong1', 'cadre')], 'truong1')).toBe(true);
    expect(mayRegisterFor(tree, [post('a', 'khoi', 'secretary')], 'khoi')).toBe(false);
  });

  test('posts count from their first instant and no longer at their last', () => {
    const dated = [
      post('a', 'xa1', 'cadre', { from: at('2026-01-01', '00:00'), to: at('2026-09-14', '00:00') }),
    ];
    expect(postsAt(dated, at('2026-01-01', '00:00'))).toHaveLength(1);
    expect(postsAt(dated, new Date(at('2026-01-01', '00:00').getTime() - 1))).toHaveLength(0);
    expect(postsAt(dated, at('2026-09-14', '00:00'))).toHaveLength(0);
  });

  test('a plan is reviewed where it was sent, or by the present superior once that unit is gone', () => {
    const sent = { unitId: 'truong1', superiorId: 'xa2', rounds: [] };
    expect(reviewingUnitOf(tree, sent)).toBe('xa2');
    const closed = units.map((one) =>
      one.id === 'xa2' ? { ...one, closedAt: at('2026-09-01') } : one,
    );
    expect(reviewingUnitOf(treeAt(closed, clusters, now), sent)).toBe('xa1');
    expect(reviewingUnitOf(tree, { unitId: 'truong1', rounds: [] })).toBe('xa1');
  });
});

describe('what may be seen', () => {
  test.each([
    ['binh', 'truong1', true],
    ['binh', 'truong2', false],
    ['binh', 'xa1', false],
    ['canbo1', 'truong1', true],
    ['canbo1', 'chidoan', true],
    ['canbo1', 'xa1', true],
    ['canbo1', 'coquan', false],
    ['canbo1', 'tinh', false],
    ['tinh1', 'coquan', true],
    ['tinh1', 'xa2', true],
    ['quantri', 'coquan', true],
  ])('%s sees %s: %s', (person, unitId, sees) => {
    expect(maySeeUnit(tree, of(person), unitId)).toBe(sees);
  });

  test.each([
    ['binh', 'truong1', false],
    ['binh', 'xa1', false],
    ['canbo1', 'xa1', true],
    ['canbo1', 'xa2', false],
    ['canbo1', 'tinh', false],
    ['tinh1', 'tinh', true],
    ['tinh1', 'xa1', true],
    ['quantri', 'tinh', true],
  ])('%s opens the report of %s: %s', (person, unitId, may) => {
    expect(mayReport(tree, of(person), unitId)).toBe(may);
  });

  test('the log reaches as far as the tree below, and everywhere for an administrator', () => {
    const [cadre, admin, secretary] = ['canbo1', 'quantri', 'binh'].map((id) => of(id)[0]!);
    expect(auditScope(tree, admin!)).toBe('all');
    expect(auditScope(tree, secretary!)).toEqual(['truong1']);
    expect(maySeeAudit(tree, cadre!, 'truong2')).toBe(true);
    expect(maySeeAudit(tree, cadre!, 'coquan')).toBe(false);
    expect(maySeeAudit(tree, admin!, 'coquan')).toBe(true);
  });
});

describe('who may invite', () => {
  test.each([
    ['quantri@tinh', 'truong1', 'secretary', true],
    ['quantri@tinh', 'tinh', 'admin', true],
    ['quantri@tinh', 'unknown', 'cadre', false],
    ['canbo1@xa1', 'truong1', 'secretary', true],
    ['canbo1@xa1', 'truong1', 'admin', false],
    ['canbo1@xa1', 'coquan', 'secretary', false],
    ['canbo1@xa1', 'xa1', 'cadre', false],
    ['canbo2@xa1', 'xa1', 'cadre', true],
    ['canbo2@xa1', 'xa1', 'deputy', true],
    ['canbo2@xa1', 'xa1', 'secretary', false],
    ['canbo3@xa2', 'xa2', 'cadre', true],
    ['canbo3@xa2', 'xa2', 'deputy', false],
    ['tinh1@tinh', 'xa1', 'secretary', true],
    ['tinh1@tinh', 'truong1', 'cadre', true],
    ['tinh1@tinh', 'tinh', 'cadre', true],
    ['tinh1@tinh', 'tinh', 'secretary', false],
    ['binh@truong1', 'truong1', 'cadre', false],
    ['binh@truong1', 'truong2', 'cadre', false],
  ] as const)('%s, to %s as %s: %s', (postId, unitId, role, may) => {
    const inviter = posts.find((one) => one.id === postId)!;
    expect(mayInvite(tree, inviter, unitId, role)).toBe(may);
  });
});

describe('my posts', () => {
  test('say what each lets its holder do', () => {
    const flags = (person: string) =>
      myPosts(tree, of(person), now).map((one) => ({
        unit: one.unitId,
        can: [
          one.registers && 'registers',
          one.reviews && 'reviews',
          one.oversees && 'oversees',
          one.admin && 'admin',
        ].filter(Boolean),
      }));
    expect(flags('binh')).toEqual([{ unit: 'truong1', can: ['registers'] }]);
    expect(flags('kiem')).toEqual([
      { unit: 'xa1', can: ['reviews'] },
      { unit: 'truong2', can: ['registers'] },
    ]);
    expect(flags('tinh1')).toEqual([{ unit: 'tinh', can: ['reviews', 'oversees'] }]);
    expect(flags('quantri')).toEqual([{ unit: 'tinh', can: ['oversees', 'admin'] }]);
  });

  test('of the past or of a closed unit let nobody do anything', () => {
    const ended = [post('a', 'truong1', 'secretary', { to: at('2026-09-01') })];
    expect(myPosts(tree, ended, now)).toEqual([]);
    const closed = units.map((one) =>
      one.id === 'truong1' ? { ...one, closedAt: at('2026-09-01') } : one,
    );
    const [mine] = myPosts(treeAt(closed, clusters, now), of('binh'), now);
    expect(mine?.registers).toBe(false);
  });
});
