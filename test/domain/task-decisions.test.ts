import { describe, expect, test } from '@jest/globals';
import type { CommandOf, TaskInput } from '../../src/domain/commands.ts';
import { holdSubject } from '../../src/domain/hold-subject.ts';
import { heldByOther } from '../../src/domain/holds.ts';
import type { Registration } from '../../src/domain/registration.ts';
import { deleteTask, restoreTask } from '../../src/domain/task-removal.ts';
import { saveTask } from '../../src/domain/task-saving.ts';
import { contextOf, done, draftOf, fields, later, refusedWith, season, send } from './office.ts';
import { closeAs, decideAs } from './reviewing.ts';

const binh = contextOf('binh', 'truong1', season);
const lan = contextOf('lan', 'truong1', later(season, 60));

const save = (more: Partial<CommandOf<'task.save'>> = {}): CommandOf<'task.save'> => ({
  type: 'task.save',
  as: 'binh@truong1',
  year: 2027,
  item: '1.1',
  fields,
  ...more,
});
const withField = (input: Partial<TaskInput>) => save({ fields: { ...fields, ...input } });

describe('saving a task', () => {
  test('opens the plan of the year and reads measures and last day from the words', () => {
    const { changes, result, audit, notices } = done(saveTask(binh, undefined, save()));
    const [task] = changes.registration.tasks;
    expect(changes.registration).toMatchObject({
      rev: 0,
      unitId: 'truong1',
      year: 2027,
      programmeId: '2023-2027',
      summary: { state: 'drafting', tasks: 1, itemsFilled: 1 },
    });
    expect(task).toMatchObject({
      rev: 1,
      item: '1.1',
      content: fields.content,
      target: {
        text: '02 lớp, 120 học viên',
        measures: [
          { number: 2, unit: 'lớp' },
          { number: 120, unit: 'học viên' },
        ],
      },
      due: { text: 'Quý I', lastDay: '2027-03-31' },
      review: { state: 'pending' },
      createdBy: binh.act,
      updatedBy: binh.act,
    });
    expect(result).toEqual({
      taskId: task!.id,
      rev: 1,
      registrationId: changes.registration.id,
    });
    expect(audit.map((line) => line.action)).toEqual(['task.added']);
    expect(notices).toEqual([]);
  });

  test('keeps a task that is vague: only its content must say something', () => {
    const vague = save({ fields: { content: 'Tổ chức hội trại', target: '', due: '', owner: '' } });
    const [task] = done(saveTask(binh, undefined, vague)).changes.registration.tasks;
    expect(task).toMatchObject({
      target: { text: '', measures: [] },
      due: { text: '' },
      owner: '',
    });
    expect(task).not.toHaveProperty('partners');
  });

  test.each<[string, Partial<TaskInput>, object]>([
    ['an empty content', { content: ' ' }, { code: 'missing_field', params: { field: 'content' } }],
    ['emoji only', { content: '👍👍' }, { code: 'missing_field', params: { field: 'content' } }],
    [
      '5,000 characters',
      { content: 'a'.repeat(5000) },
      { code: 'too_long', params: { field: 'content', max: 1000 } },
    ],
    [
      'a target of 501',
      { target: 'a'.repeat(501) },
      { code: 'too_long', params: { field: 'target', max: 500 } },
    ],
    [
      'a time of 201',
      { due: 'a'.repeat(201) },
      { code: 'too_long', params: { field: 'due', max: 200 } },
    ],
    [
      'a name of 201',
      { owner: 'a'.repeat(201) },
      { code: 'too_long', params: { field: 'owner', max: 200 } },
    ],
    [
      'evidence of 501',
      { evidence: 'a'.repeat(501) },
      { code: 'too_long', params: { field: 'evidence', max: 500 } },
    ],
    ['a day that is not', { due: '31/02' }, { code: 'invalid_field', params: { field: 'due' } }],
  ])('refuses %s', (_name, input, refusal) => {
    expect(refusedWith(saveTask(binh, undefined, withField(input)))).toEqual(refusal);
  });

  test('takes the longest texts', () => {
    const longest = withField({
      content: 'a'.repeat(1000),
      target: 'b'.repeat(500),
      due: 'c'.repeat(200),
      owner: 'd'.repeat(200),
      partners: 'e'.repeat(500),
      evidence: 'f'.repeat(500),
    });
    expect(refusedWith(saveTask(binh, undefined, longest))).toBeUndefined();
  });

  test('keeps NFD as NFC, without the line breaks that were pasted', () => {
    const typed = withField({ content: 'Mở lớp\ncảm tình Đoàn'.normalize('NFD') });
    const [task] = done(saveTask(binh, undefined, typed)).changes.registration.tasks;
    expect(task?.content).toBe('Mở lớp cảm tình Đoàn');
  });

  test.each([2022, 2028, 2026.5])('refuses the year %d outside the programme', (year) => {
    expect(refusedWith(saveTask(binh, undefined, save({ year })))).toEqual({
      code: 'year_outside',
      params: { year, firstYear: 2023, lastYear: 2027 },
    });
    const none = { ...binh, programme: undefined };
    expect(refusedWith(saveTask(none, undefined, save({ year })))?.code).toBe('year_outside');
  });

  test('refuses an item that the guidance does not have', () => {
    expect(refusedWith(saveTask(binh, undefined, save({ item: '4.1' })))?.code).toBe('not_found');
  });

  test.each([
    ['a stranger', contextOf('khach', 'truong1', season), 'binh@truong1'],
    ['a post that is not theirs', contextOf('canbo1', 'truong2', season), 'binh@truong1'],
    ['a superior’s cadre', contextOf('canbo1', 'xa1', season), 'canbo1@xa1'],
  ])('refuses %s', (_name, ctx, as) => {
    expect(refusedWith(saveTask(ctx, undefined, save({ as })))?.code).toBe('not_allowed');
  });

  test('refuses to write in the plan of another unit', () => {
    const hoa = contextOf('canbo1', 'truong2', season);
    const decided = saveTask(hoa, draftOf('1.1'), save({ as: 'hoa@truong2' }));
    expect(refusedWith(decided)?.code).toBe('not_allowed');
  });

  test('refuses a plan that was sent', () => {
    const sent = send(draftOf('1.1', '2.1', '3.1'));
    expect(refusedWith(saveTask(binh, sent, save()))).toEqual({
      code: 'locked',
      params: { state: 'sent' },
    });
  });

  test('holds twelve tasks an item and sixty a plan', () => {
    const twelve = draftOf(...Array.from({ length: 12 }, () => '1.1'));
    expect(refusedWith(saveTask(binh, twelve, save()))).toEqual({
      code: 'too_many_tasks',
      params: { max: 12 },
    });
    const items = ['1.1', '1.2', '1.3', '1.4', '1.5', '2.1'].flatMap((item) =>
      Array.from({ length: 10 }, () => item),
    );
    const sixty = draftOf(...items);
    expect(refusedWith(saveTask(binh, sixty, save({ item: '3.1' })))).toEqual({
      code: 'too_many_tasks',
      params: { max: 60 },
    });
    const [first] = sixty.tasks;
    const changed = save({ taskId: first!.id, rev: 1, item: '3.1' });
    expect(refusedWith(saveTask(binh, sixty, changed))).toBeUndefined();
  });
});

describe('changing a task', () => {
  const plan = draftOf('1.1', '2.1');
  const [task] = plan.tasks;
  const change = (more: Partial<CommandOf<'task.save'>> = {}) =>
    save({ as: 'lan@truong1', taskId: task!.id, rev: 1, ...more });

  test('raises its rev and says who, and leaves the others alone', () => {
    const { changes, result, audit } = done(saveTask(lan, plan, change({ item: '1.2' })));
    const [changed, other] = changes.registration.tasks;
    expect(result).toMatchObject({ taskId: task!.id, rev: 2 });
    expect(changed).toMatchObject({
      rev: 2,
      item: '1.2',
      content: fields.content,
      createdBy: binh.act,
      updatedBy: lan.act,
      updatedAt: lan.now,
    });
    expect(other).toEqual(plan.tasks[1]);
    expect(audit).toEqual([
      {
        action: 'task.changed',
        subject: task!.id,
        unitId: 'truong1',
        before: { rev: 1, item: '1.1', review: 'pending' },
        after: { rev: 2, item: '1.2', fields: ['content'] },
      },
    ]);
  });

  test('drops what was emptied', () => {
    const full = done(
      saveTask(lan, plan, change({ fields: { ...fields, partners: 'Hội LHTN', evidence: 'Ảnh' } })),
    ).changes.registration;
    const emptied = done(saveTask(lan, full, change({ rev: 2 }))).changes.registration;
    expect(emptied.tasks[0]).not.toHaveProperty('partners');
    expect(emptied.tasks[0]).not.toHaveProperty('evidence');
  });

  test('with the same words changes nothing', () => {
    const same = change({ fields: { ...fields, content: `${fields.content} 1.1` } });
    const decided = done(saveTask(lan, plan, same));
    expect(decided.changes.registration).toBe(plan);
    expect(decided.audit).toEqual([]);
    expect(decided.result.rev).toBe(1);
  });

  test('to another item is a change, even with the same words', () => {
    const moved = change({ item: '1.2', fields: { ...fields, content: `${fields.content} 1.1` } });
    const { changes, result } = done(saveTask(lan, plan, moved));
    expect(result.rev).toBe(2);
    expect(changes.registration.tasks[0]!.item).toBe('1.2');
  });

  test('that somebody changed first is refused, with who and when', () => {
    const faster = done(saveTask(lan, plan, change())).changes.registration;
    expect(refusedWith(saveTask(binh, faster, save({ taskId: task!.id, rev: 1 })))).toEqual({
      code: 'changed',
      params: { who: 'Đồng chí lan Mẫu', when: '08:01 20/09/2026' },
    });
    const { rev: _rev, ...unseen } = change();
    expect(refusedWith(saveTask(lan, plan, unseen))?.code).toBe('changed');
  });

  test('that is not there is refused', () => {
    expect(refusedWith(saveTask(lan, plan, change({ taskId: 'gone' })))?.code).toBe('not_found');
    expect(refusedWith(saveTask(lan, undefined, change()))?.code).toBe('not_found');
  });
});

describe('deleting a task', () => {
  const plan = draftOf('1.1', '2.1');
  const [task] = plan.tasks;
  const remove = { type: 'task.delete', as: 'binh@truong1', taskId: task!.id, rev: 1 } as const;
  const restore = { type: 'task.restore', as: 'lan@truong1', taskId: task!.id } as const;

  test('takes it out of the counts, and restoring brings it back as it was', () => {
    const deleted = done(deleteTask(binh, plan, remove));
    expect(deleted.result).toEqual({ taskId: task!.id, rev: 2 });
    expect(deleted.changes.registration.summary).toMatchObject({ tasks: 1, itemsFilled: 1 });
    const back = done(restoreTask(lan, deleted.changes.registration, restore));
    expect(back.result).toEqual({ taskId: task!.id, item: '1.1', year: 2027 });
    const [restored] = back.changes.registration.tasks;
    expect(restored).toEqual({ ...task, rev: 3, updatedAt: lan.now, updatedBy: lan.act });
    expect([...deleted.audit, ...back.audit].map((line) => line.action)).toEqual([
      'task.deleted',
      'task.restored',
    ]);
  });

  test('twice, or with an old rev, is refused', () => {
    const { registration } = done(deleteTask(binh, plan, remove)).changes;
    expect(refusedWith(deleteTask(binh, registration, { ...remove, rev: 2 }))?.code).toBe(
      'changed',
    );
    expect(refusedWith(deleteTask(binh, plan, { ...remove, rev: 0 }))?.code).toBe('changed');
  });

  test('restoring what is not deleted changes nothing', () => {
    expect(done(restoreTask(lan, plan, restore)).changes.registration).toBe(plan);
  });

  test('restoring needs room', () => {
    let full: Registration = done(deleteTask(binh, plan, remove)).changes.registration;
    for (let n = 0; n < 12; n += 1) full = done(saveTask(binh, full, save())).changes.registration;
    expect(refusedWith(restoreTask(lan, full, restore))?.code).toBe('too_many_tasks');
  });

  test('is refused when it is not there, not theirs, or the plan is locked', () => {
    expect(refusedWith(deleteTask(binh, undefined, remove))?.code).toBe('not_found');
    const hoa = contextOf('canbo1', 'truong2', season);
    const foreign = { ...remove, as: 'hoa@truong2' };
    expect(refusedWith(deleteTask(hoa, plan, foreign))?.code).toBe('not_allowed');
    const sent = send(draftOf('1.1', '2.1', '3.1'));
    const locked = { ...remove, taskId: sent.tasks[0]!.id };
    expect(refusedWith(deleteTask(binh, sent, locked))?.code).toBe('locked');
    const again = { ...restore, taskId: sent.tasks[0]!.id };
    expect(refusedWith(restoreTask(lan, sent, again))?.code).toBe('locked');
  });
});

describe('a hold', () => {
  const hold = (subject: string, as = 'binh@truong1') =>
    ({ type: 'plan.hold', as, year: 2027, subject }) as const;

  test('tells the others who writes where, before there is any task', () => {
    const { registration } = done(holdSubject(binh, undefined, hold('1.1'))).changes;
    expect(registration.summary.state).toBe('none');
    const seen = { personId: 'lan', now: season };
    expect(heldByOther(registration.holds, '1.1', seen)?.personId).toBe('binh');
    expect(heldByOther(registration.holds, '1.1', { ...seen, personId: 'binh' })).toBeUndefined();
    expect(heldByOther(registration.holds, '1.2', seen)).toBeUndefined();
  });

  test('is the only one of its person and ends when they save', () => {
    const first = done(holdSubject(binh, draftOf('1.1'), hold('1.1'))).changes.registration;
    const second = done(holdSubject(binh, first, hold(first.tasks[0]!.id))).changes.registration;
    expect(second.holds.map((one) => one.subject)).toEqual([first.tasks[0]!.id]);
    expect(done(saveTask(binh, second, save())).changes.registration.holds).toEqual([]);
  });

  test('is forgotten after ten minutes', () => {
    const { registration } = done(holdSubject(binh, draftOf('1.1'), hold('1.1'))).changes;
    const heldAfter = (seconds: number) =>
      heldByOther(registration.holds, '1.1', { personId: 'lan', now: later(season, seconds) });
    expect(heldAfter(600)?.personId).toBe('binh');
    expect(heldAfter(601)).toBeUndefined();
    const much = contextOf('lan', 'truong1', later(season, 601));
    const next = done(holdSubject(much, registration, hold('1.2', 'lan@truong1')));
    expect(next.changes.registration.holds.map((one) => one.personId)).toEqual(['lan']);
  });

  test('is refused where there is nothing to hold', () => {
    expect(refusedWith(holdSubject(binh, undefined, hold('9.9')))?.code).toBe('not_found');
    const sent = send(draftOf('1.1', '2.1', '3.1'));
    expect(refusedWith(holdSubject(binh, sent, hold('1.1')))?.code).toBe('locked');
    const outside = { ...hold('1.1'), year: 2031 };
    expect(refusedWith(holdSubject(binh, undefined, outside))?.code).toBe('year_outside');
  });
});

describe('changing a returned task', () => {
  test('keeps why it came back, for whoever reads it in the next round', () => {
    const sent = send(draftOf('1.1', '2.1', '3.1'));
    const returned = closeAs(
      'canbo1',
      decideAs('canbo1', decideAs('canbo1', sent, 'returned', [0]), 'approved', [1, 2]),
    );
    const [first] = returned.tasks;
    const { changes } = done(
      saveTask(
        binh,
        returned,
        save({
          taskId: first?.id ?? '',
          rev: first?.rev ?? 0,
          fields: { ...fields, due: 'Quý III' },
        }),
      ),
    );
    const [changed] = changes.registration.tasks;
    expect(changed?.review).toEqual({ state: 'pending', asked: { reason: 'no_time' } });
  });
});
