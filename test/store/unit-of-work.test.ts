import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { plainSeason } from '../../src/domain/season.ts';
import type { Kinds } from '../../src/store/contract.ts';
import { Conflict } from '../../src/store/contract.ts';
import type { Store } from '../../src/store/connect.ts';
import {
  account,
  dialog,
  eight,
  event,
  person,
  registration,
  reply,
  task,
  unit,
} from './documents.ts';
import { openTestStore, type TestStore } from './open-test-store.ts';
import { reportContent } from '../domain/report-content.ts';

let test: TestStore;
let store: Store;
beforeAll(async () => {
  test = await openTestStore();
  store = test.store;
  await store.stampSample();
});
beforeEach(() => store.reset());
afterAll(() => test.close());

const save = async (plan: (uow: ReturnType<Store['begin']>) => void): Promise<void> => {
  const uow = store.begin();
  plan(uow);
  await uow.commit();
};

describe('documents', () => {
  const examples: { [K in keyof Kinds]: Kinds[K] } = {
    unit: unit('u1', { closedAt: eight }),
    cluster: { id: 'c1', rev: 0, name: 'Cụm 1', followUp: ['p1'] },
    person: person('p1'),
    post: { id: 'q1', rev: 0, personId: 'p1', unitId: 'u1', role: 'cadre', from: eight, to: eight },
    account: account('web:p1', { personId: 'p1', attempts: [eight], unreachableSince: eight }),
    invitation: {
      id: 'i1',
      rev: 0,
      codeHash: 'hash',
      kind: 'post',
      unitId: 'u1',
      role: 'secretary',
      createdAt: eight,
      expiresAt: eight,
    },
    season: {
      ...plainSeason,
      milestones: [{ year: 2027, dueBefore: '2026-10-20' }],
      holidays: [{ day: '2026-11-24', name: 'Ngày nghỉ Mẫu', source: 'văn bản mẫu' }],
      workdays: ['2026-11-29'],
      minTasksPerHead: 2,
      contact: { name: 'Hỗ Trợ Mẫu', phone: '0297 000 0000', organisation: 'Đơn vị Mẫu' },
    },
    wave: {
      id: 'w1',
      rev: 0,
      unitId: 'u1',
      year: 2027,
      by: { personId: 'p1', postId: 'q1' },
      at: eight,
      people: 12,
      paused: true,
    },
    report: {
      id: 'r1',
      rev: 0,
      unitId: 'u1',
      year: 2027,
      version: 1,
      at: eight,
      by: { personId: 'p1', postId: 'q1' },
      content: reportContent('u1'),
      signer: { name: 'Trần Văn Ký Mẫu', post: 'deputy' },
      number: 12,
      date: '2026-10-20',
      files: {
        docx: { id: 'f1', name: 'bao-cao.docx', type: 'application/msword', size: 10 },
        xlsx: { id: 'f2', name: 'bao-cao.xlsx', type: 'application/msexcel', size: 10 },
      },
      sent: { at: eight, by: { personId: 'p1', postId: 'q1' }, to: 's1' },
      mailedAt: eight,
    },
    stationery: {
      id: 'u1',
      rev: 0,
      texts: { place: 'Sao Mai', purpose: 'Một\nHai' },
      signer: { name: 'Trần Văn Ký Mẫu', post: 'deputy' },
      planTemplate: {
        file: { id: 'f1', name: 'mau.docx', type: 'application/msword', size: 10 },
        at: eight,
        by: { personId: 'p1', postId: 'q1' },
      },
    },
    joinRequest: {
      id: 'j1',
      rev: 0,
      personId: 'p1',
      superiorId: 's1',
      unitId: 'u1',
      role: 'deputy',
      at: eight,
      decided: { at: eight, by: 'p2', accepted: true },
    },
    registration: registration('r1', {
      claim: { by: { personId: 'p1', postId: 'q1' }, at: eight },
      document: {
        number: 5,
        date: '2026-10-05',
        scans: [{ id: 'f1', name: 'a.pdf', type: 'application/pdf', size: 9 }],
        scannedAt: eight,
      },
    }),
  };
  const kinds = Object.keys(examples) as (keyof Kinds)[];

  it.each(kinds)('a %s comes back as it was written, one revision later', async (kind) => {
    await save((uow) => uow.put(kind, examples[kind]));
    const read = await store.begin().load(kind, examples[kind].id);
    expect(read).toStrictEqual({ ...examples[kind], rev: 1 });
  });

  it('what is absent stays absent, undefined included', async () => {
    const half = { ...account('web:x'), personId: undefined } as unknown as Kinds['account'];
    await save((uow) => uow.put('account', half));
    expect(await store.begin().load('account', 'web:x')).toStrictEqual({
      ...account('web:x'),
      rev: 1,
    });
  });

  it('a field that the table does not know is refused, not dropped', async () => {
    const strange = { ...unit('u1'), colour: 'red' };
    await expect(save((uow) => uow.put('unit', strange))).rejects.toThrow(/colour/);
    expect(await store.finds.units()).toEqual([]);
  });

  it('one unit of work reads its own changes and removals', async () => {
    await save((uow) => uow.put('unit', unit('u1')));
    const uow = store.begin();
    const before = (await uow.load('unit', 'u1'))!;
    uow.put('unit', { ...before, name: 'Tên mới Mẫu' });
    expect((await uow.load('unit', 'u1'))?.name).toBe('Tên mới Mẫu');
    uow.remove('unit', before);
    expect(await uow.load('unit', 'u1')).toBeUndefined();
    expect(await store.begin().load('unit', 'u1')).toBeDefined();
  });

  it('loading the same document twice gives the same object', async () => {
    await save((uow) => uow.put('unit', unit('u1')));
    const uow = store.begin();
    const [one, two] = await Promise.all([uow.load('unit', 'u1'), uow.load('unit', 'u1')]);
    expect(one).toBe(two);
  });

  it('a document that was put and removed before it was ever stored is not written', async () => {
    const uow = store.begin();
    uow.put('registration', registration('r1'));
    uow.remove('registration', registration('r1'));
    await uow.commit();
    expect(await store.begin().load('registration', 'r1')).toBeUndefined();
  });

  it('a removed document frees its unique key for a new one in the same commit', async () => {
    await save((uow) => uow.put('registration', registration('r1')));
    const uow = store.begin();
    uow.put('registration', registration('r2'));
    uow.remove('registration', (await uow.load('registration', 'r1'))!);
    await uow.commit();
    expect((await store.finds.registrationOf('u1', 2027))?.id).toBe('r2');
  });

  it('the commit tells which kinds changed', async () => {
    const uow = store.begin();
    uow.put('unit', unit('u1'));
    uow.put('person', person('p1'));
    expect([...(await uow.commit())].sort()).toEqual(['person', 'unit']);
  });

  it('is spent after its commit', async () => {
    const uow = store.begin();
    await uow.commit();
    expect(() => uow.put('unit', unit('u1'))).toThrow(/spent/);
    await expect(uow.load('unit', 'u1')).rejects.toThrow(/spent/);
    await expect(uow.commit()).rejects.toThrow(/spent/);
  });
});

describe('overlay', () => {
  const inTinh = (one: { parents: readonly { unitId: string }[] }): boolean =>
    one.parents[0]?.unitId === 'tinh';

  it('lays own changes over what a find returned', async () => {
    await save((uow) => {
      for (const id of ['a', 'b', 'c']) uow.put('unit', unit(id));
    });
    const uow = store.begin();
    const [a, b] = await Promise.all([uow.load('unit', 'a'), uow.load('unit', 'b')]);
    uow.put('unit', { ...a!, name: 'Đổi Mẫu' });
    uow.remove('unit', b!);
    uow.put('unit', unit('d'));
    uow.put('unit', unit('e', { parents: [{ unitId: 'khac', from: eight }] }));
    const seen = uow.overlay('unit', await store.finds.units(), inTinh);
    expect(seen.map(({ id, name }) => [id, name])).toEqual([
      ['a', 'Đổi Mẫu'],
      ['c', unit('c').name],
      ['d', unit('d').name],
    ]);
  });

  it('leaves out what no longer belongs', async () => {
    await save((uow) => uow.put('unit', unit('a')));
    const uow = store.begin();
    const a = (await uow.load('unit', 'a'))!;
    uow.put('unit', { ...a, parents: [{ unitId: 'khac', from: eight }] });
    expect(uow.overlay('unit', await store.finds.units(), inTinh)).toEqual([]);
  });
});

describe('all or nothing', () => {
  it('writes a whole turn', async () => {
    await store.inbox.accept(event('e1'));
    await save((uow) => {
      uow.put('registration', registration('r1'));
      uow.audit({ at: eight, channel: 'web', action: 'submit', subject: 'r1', after: { n: 1 } });
      uow.saveDialog(dialog('d1'));
      uow.enqueue(reply('e1/a', { eventId: 'web:e1' }));
      uow.enqueue(reply('e1/b', { eventId: 'web:e1', seq: 2 }));
      uow.finishInbox('web:e1', 'done');
    });
    expect(await store.finds.registrationOf('u1', 2027)).toMatchObject({ id: 'r1', rev: 1 });
    expect(await store.finds.auditOf(undefined, 0, 9)).toStrictEqual([
      { at: eight, channel: 'web', action: 'submit', subject: 'r1', after: { n: 1 } },
    ]);
    expect(await store.finds.dialogsOf('p1')).toStrictEqual([{ ...dialog('d1'), rev: 1 }]);
    expect((await store.outbox.ofEvent('web:e1')).map(({ id }) => id)).toEqual(['e1/a', 'e1/b']);
    expect(await store.inbox.get('web:e1')).toMatchObject({ state: 'done' });
    expect(await store.inbox.get('web:e1')).not.toHaveProperty('payload');
  });

  it('one write that fails leaves nothing behind', async () => {
    await store.inbox.accept(event('e1'));
    await save((uow) => uow.saveDialog(dialog('d1')));
    const turn = save((uow) => {
      uow.put('registration', registration('r1'));
      uow.audit({ at: eight, channel: 'web', action: 'submit', subject: 'r1' });
      uow.saveDialog(dialog('d1', { rev: 7 }));
      uow.enqueue(reply('e1/a'));
      uow.finishInbox('web:e1', 'done');
    });
    await expect(turn).rejects.toThrow(Conflict);
    expect(await store.finds.registrationOf('u1', 2027)).toBeUndefined();
    expect(await store.finds.auditOf(undefined, 0, 9)).toEqual([]);
    expect(await store.outbox.recent(9)).toEqual([]);
    expect(await store.inbox.get('web:e1')).toMatchObject({ state: 'new' });
  });

  it('a document that somebody changed meanwhile is a conflict', async () => {
    await save((uow) => uow.put('unit', unit('u1')));
    const mine = store.begin();
    const read = (await mine.load('unit', 'u1'))!;
    await save((uow) => uow.put('unit', { ...read, name: 'Nhanh hơn Mẫu' }));
    mine.put('unit', { ...read, name: 'Chậm hơn Mẫu' });
    await expect(mine.commit()).rejects.toThrow(Conflict);
    expect(await store.begin().load('unit', 'u1')).toMatchObject({ name: 'Nhanh hơn Mẫu', rev: 2 });
  });

  it('a document that somebody changed or removed cannot be removed', async () => {
    await save((uow) => uow.put('unit', unit('u1')));
    const read = (await store.begin().load('unit', 'u1'))!;
    await save((uow) => uow.put('unit', read));
    await expect(save((uow) => uow.remove('unit', read))).rejects.toThrow(Conflict);
    expect(await store.begin().load('unit', 'u1')).toBeDefined();
  });

  it('a second registration of the same unit and year is a conflict', async () => {
    await save((uow) => uow.put('registration', registration('r1')));
    await expect(save((uow) => uow.put('registration', registration('r2')))).rejects.toThrow(
      Conflict,
    );
  });

  it('of two at once on one document, one wins and the other gets a conflict', async () => {
    await save((uow) => uow.put('registration', registration('r1')));
    const attempts = ['một', 'hai', 'ba', 'bốn'].map(async (owner) => {
      const uow = store.begin();
      const read = (await uow.load('registration', 'r1'))!;
      uow.put('registration', { ...read, tasks: [{ ...task('t1'), owner }] });
      uow.audit({ at: eight, channel: 'web', action: 'edit', subject: owner });
      await uow.commit();
    });
    const ends = await Promise.allSettled(attempts);
    const lost = ends.filter((end) => end.status === 'rejected');
    expect(lost.map(({ reason }) => reason as unknown)).toEqual(
      lost.map(() => expect.any(Conflict)),
    );
    const saved = (await store.begin().load('registration', 'r1'))!;
    const winners = ends.length - lost.length;
    expect(saved.rev).toBe(1 + winners);
    expect(await store.finds.auditOf(undefined, 0, 9)).toHaveLength(winners);
    expect(winners).toBeGreaterThanOrEqual(1);
  });

  it('turns on different documents do not disturb each other', async () => {
    const ids = Array.from({ length: 20 }, (_, i) => `u${String(i)}`);
    await Promise.all(ids.map((id) => save((uow) => uow.put('unit', unit(id)))));
    expect(await store.finds.units()).toHaveLength(20);
  });

  it('the same event ends one turn only', async () => {
    await store.inbox.accept(event('e1'));
    const turn = (): Promise<void> =>
      save((uow) => {
        uow.enqueue(reply('e1/a'));
        uow.audit({ at: eight, channel: 'web', action: 'hello', subject: 'p1' });
        uow.finishInbox('web:e1', 'done');
      });
    await turn();
    await expect(turn()).rejects.toThrow(Conflict);
    expect(await store.finds.auditOf(undefined, 0, 9)).toHaveLength(1);
  });

  it('a dead event keeps its payload and the id of the fault', async () => {
    await store.inbox.accept(event('e1'));
    await save((uow) => uow.finishInbox('web:e1', 'dead', 'K7'));
    expect(await store.inbox.get('web:e1')).toMatchObject({
      state: 'dead',
      errorId: 'K7',
      payload: { text: 'có' },
    });
  });

  it('a message put into the outbox twice is there once, as it was first', async () => {
    await save((uow) => uow.enqueue(reply('e1/a')));
    await save((uow) => {
      uow.enqueue(reply('e1/a', { seq: 5 }));
      uow.enqueue(reply('e1/a', { seq: 6 }));
      uow.enqueue(reply('e1/b', { seq: 7 }));
    });
    const rows = await store.outbox.recent(9);
    expect(rows.map(({ id, seq }) => [id, seq])).toEqual([
      ['e1/b', 7],
      ['e1/a', 1],
    ]);
    expect(rows[1]).toStrictEqual({ ...reply('e1/a'), state: 'queued', attempts: 0, sent: [] });
  });
});

describe('dialogs', () => {
  it('an owner has one talk that is not paused', async () => {
    await save((uow) => uow.saveDialog(dialog('d1')));
    await expect(save((uow) => uow.saveDialog(dialog('d2')))).rejects.toThrow(Conflict);
    await save((uow) => uow.saveDialog(dialog('d3', { owner: 'p2' })));
  });

  it('pausing one and opening another is one commit, in whatever order it was said', async () => {
    await save((uow) => uow.saveDialog(dialog('d1')));
    const [old] = await store.finds.dialogsOf('p1');
    await save((uow) => {
      uow.saveDialog(dialog('d2'));
      uow.saveDialog({ ...old!, paused: true });
    });
    const found = await store.finds.dialogsOf('p1');
    expect(found.map(({ id, paused }) => [id, paused]).sort()).toEqual([
      ['d1', true],
      ['d2', false],
    ]);
  });

  it('two paused ones may change places', async () => {
    await save((uow) => {
      uow.saveDialog(dialog('d1'));
      uow.saveDialog(dialog('d2', { paused: true }));
    });
    const found = await store.finds.dialogsOf('p1');
    await save((uow) => {
      for (const one of found) uow.saveDialog({ ...one, paused: !one.paused });
    });
    const awake = (await store.finds.dialogsOf('p1')).filter(({ paused }) => !paused);
    expect(awake.map(({ id }) => id)).toEqual(['d2']);
  });

  it('a dropped talk makes room for the next', async () => {
    await save((uow) => uow.saveDialog(dialog('d1')));
    const [old] = await store.finds.dialogsOf('p1');
    await save((uow) => {
      uow.saveDialog(dialog('d2'));
      uow.dropDialog(old!);
    });
    expect((await store.finds.dialogsOf('p1')).map(({ id }) => id)).toEqual(['d2']);
  });

  it('a talk that went on meanwhile is a conflict', async () => {
    await save((uow) => uow.saveDialog(dialog('d1')));
    const [read] = await store.finds.dialogsOf('p1');
    await save((uow) => uow.saveDialog(read!));
    await expect(save((uow) => uow.saveDialog(read!))).rejects.toThrow(Conflict);
    await expect(save((uow) => uow.dropDialog(read!))).rejects.toThrow(Conflict);
  });

  it('what was said comes back as it was: dots, dollars, empty lists and objects', async () => {
    const body = { path: [['ask:a.b', { $set: 1, 'x.y': [] }]], ahead: [], open: {}, none: null };
    await save((uow) => uow.saveDialog(dialog('d1', { body })));
    expect((await store.finds.dialogsOf('p1'))[0]?.body).toStrictEqual(body);
  });
});
