import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Finds, UnitOfWork } from '../../src/store/contract.ts';
import {
  account,
  at,
  daysLater,
  dialog,
  eight,
  person,
  post,
  registration,
  unit,
} from './documents.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';

let test: TestStore;
let finds: Finds;

const organisation = (uow: UnitOfWork): void => {
  for (const id of ['u2', 'u1', 'u3']) uow.put('unit', unit(id));
  for (const id of ['c2', 'c1']) uow.put('cluster', { id, rev: 0, name: id, followUp: [] });
  for (const id of ['p3', 'p1', 'p2']) uow.put('person', person(id));
  uow.put('post', post('q2', { unitId: 'u2', from: at('09:00:00') }));
  uow.put('post', post('q1', { unitId: 'u1', from: at('10:00:00') }));
  uow.put('post', post('q3', { unitId: 'u2', personId: 'p2' }));
  uow.put('account', account('web:b', { personId: 'p1' }));
  uow.put('account', account('web:a', { personId: 'p2' }));
  uow.put('account', account('web:stranger'));
};

const entrance = (uow: UnitOfWork): void => {
  const request = { rev: 0, superiorId: 's1', unitId: 'u1', role: 'deputy', at: eight } as const;
  uow.put('joinRequest', { ...request, id: 'j2', personId: 'p2' });
  uow.put('joinRequest', { ...request, id: 'j1', personId: 'p1', at: at('09:00:00') });
  uow.put('joinRequest', {
    ...request,
    id: 'j3',
    personId: 'p3',
    decided: { at: eight, by: 'p1', accepted: false },
  });
  uow.put('invitation', {
    id: 'i1',
    rev: 0,
    codeHash: 'h1',
    kind: 'open',
    unitId: 's1',
    role: 'secretary',
    createdAt: eight,
    expiresAt: eight,
  });
};

const plans = (uow: UnitOfWork): void => {
  const { summary } = registration('any');
  uow.put('registration', registration('r2', { unitId: 'u2' }));
  uow.put('registration', registration('r1', { unitId: 'u1' }));
  uow.put('registration', registration('old', { unitId: 'u1', year: 2026 }));
  uow.put(
    'registration',
    registration('r3', {
      unitId: 'u3',
      claim: { by: { personId: 'p1', postId: 'q1' }, at: eight },
      summary: { ...summary, state: 'reviewing', sentAt: daysLater(-1) },
    }),
  );
  uow.put(
    'registration',
    registration('done', { unitId: 'u4', summary: { ...summary, state: 'approved' } }),
  );
  uow.put('registration', registration('elsewhere', { unitId: 'u5', superiorId: 's2' }));
};

const history = (uow: UnitOfWork): void => {
  for (const [n, unitId] of ['u1', 'u2', 'u1', undefined].entries())
    uow.audit({
      at: n === 3 ? at('07:00:00') : eight,
      channel: 'web',
      action: 'edit',
      subject: String(n),
      ...(unitId ? { unitId } : {}),
    });
  uow.saveDialog(dialog('d1', { touchedAt: at('09:00:00') }));
  uow.saveDialog(dialog('d2', { paused: true, touchedAt: at('10:00:00') }));
  uow.saveDialog(dialog('d3', { owner: 'p2' }));
};

beforeAll(async () => {
  test = await openTestStore();
  finds = test.store.finds;
  const uow = test.store.begin();
  for (const fill of [organisation, entrance, plans, history]) fill(uow);
  await uow.commit();
});
afterAll(() => test.close());

const ids = async (found: Promise<readonly { id: string }[]>): Promise<string[]> =>
  (await found).map(({ id }) => id);

it('units, clusters and persons come by id', async () => {
  expect(await ids(finds.units())).toEqual(['u1', 'u2', 'u3']);
  expect(await ids(finds.clusters())).toEqual(['c1', 'c2']);
  expect(await ids(finds.persons(['p2', 'p1', 'none']))).toEqual(['p1', 'p2']);
});

it('posts come by their beginning, of units one after the other', async () => {
  expect(await ids(finds.postsOfPerson('p1'))).toEqual(['q2', 'q1']);
  expect(await ids(finds.postsOfUnits(['u2', 'u1']))).toEqual(['q1', 'q3', 'q2']);
  expect(await finds.postsOfUnits([])).toEqual([]);
});

it('accounts are found by their persons', async () => {
  expect(await ids(finds.accountsOfPersons(['p1', 'p2']))).toEqual(['web:a', 'web:b']);
  expect(await finds.accountsOfPersons(['p3'])).toEqual([]);
});

it('an invitation is found by its hash', async () => {
  expect((await finds.invitationByHash('h1'))?.id).toBe('i1');
  expect(await finds.invitationByHash('h2')).toBeUndefined();
});

it('join requests are found while they are undecided, oldest first', async () => {
  expect(await ids(finds.joinRequestsAt('s1'))).toEqual(['j2', 'j1']);
  expect((await finds.joinRequestOf('p2'))?.id).toBe('j2');
  expect(await finds.joinRequestOf('p3')).toBeUndefined();
});

it('a registration is found by unit and year, and by any of its tasks', async () => {
  const whole = { ...registration('r1'), rev: 1 };
  expect(await finds.registrationOf('u1', 2027)).toStrictEqual(whole);
  expect(await finds.registrationOfTask('r1t2')).toStrictEqual(whole);
  expect(await finds.registrationOf('u1', 2028)).toBeUndefined();
  expect(await finds.registrationOfTask('none')).toBeUndefined();
});

it('summaries leave out texts and rounds, nothing else', async () => {
  const found = await finds.summariesOf(['u2', 'u1', 'none'], 2027);
  expect(found).toStrictEqual(
    ['r1', 'r2'].map((id) => ({
      ...registration(id, { unitId: id === 'r1' ? 'u1' : 'u2' }),
      rev: 1,
      tasks: [],
      rounds: [],
    })),
  );
});

it('the queue of a superior holds what waits there, the longest wait first, with its claim', async () => {
  const queue = await finds.queueOf('s1');
  expect(queue.map(({ id }) => id)).toEqual(['r3', 'old', 'r1', 'r2']);
  expect(queue[0]).toMatchObject({ claim: { by: { personId: 'p1' }, at: eight }, tasks: [] });
});

it('the years of units are each named once', async () => {
  expect(await finds.yearsOf(['u1', 'u2'])).toEqual([2026, 2027]);
  expect(await finds.yearsOf(['none'])).toEqual([]);
});

it('the log is read from its end, in portions, of some units or of all', async () => {
  const subjects = async (...args: Parameters<Finds['auditOf']>): Promise<string[]> =>
    (await finds.auditOf(...args)).map(({ subject }) => subject);
  expect(await subjects(undefined, 0, 9)).toEqual(['2', '1', '0', '3']);
  expect(await subjects(undefined, 1, 2)).toEqual(['1', '0']);
  expect(await subjects(['u1'], 0, 9)).toEqual(['2', '0']);
  expect(await subjects(['u1', 'u2'], 0, 2)).toEqual(['2', '1']);
  expect(await subjects([], 0, 9)).toEqual([]);
});

it('the talks of an owner come with the last touched first', async () => {
  expect(await ids(finds.dialogsOf('p1'))).toEqual(['d2', 'd1']);
});
