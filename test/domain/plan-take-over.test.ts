import { describe, expect, test } from '@jest/globals';
import type { CommandOf } from '../../src/domain/commands.ts';
import { takeBackPlan, takeOverPlan } from '../../src/domain/plan-take-over.ts';
import type { Registration } from '../../src/domain/registration.ts';
import { liveTasks } from '../../src/domain/state.ts';
import { saveTask } from '../../src/domain/task-saving.ts';
import { contextOf, done, draftOf, fields, later, refusedWith, season, send } from './office.ts';

const binh = contextOf('binh', 'truong1', season);

type Brought = CommandOf<'plan.take_over'>['tasks'];

const over = (tasks: Brought): CommandOf<'plan.take_over'> => ({
  type: 'plan.take_over',
  as: 'binh@truong1',
  year: 2027,
  tasks,
  mode: 'add',
});
const back = (batch: string): CommandOf<'plan.take_back'> => ({
  type: 'plan.take_back',
  as: 'binh@truong1',
  year: 2027,
  batch,
});
const work = (item: string, content: string, more: Partial<typeof fields> = {}) => ({
  item,
  fields: { ...fields, content, ...more },
});

const taken = (plan: Registration | undefined, tasks: Brought) => {
  const { changes, result, audit } = done(takeOverPlan(binh, plan, over(tasks)));
  return { plan: changes.registration, result, audit };
};

describe('taking a whole plan over', () => {
  test('opens the plan and adds every task with what is read from its words, in one note of the log', () => {
    const { plan, result, audit } = taken(undefined, [
      work('1.1', 'Rà soát hồ sơ đoàn viên'),
      work('2.3', 'Đổi mới sinh hoạt chi đoàn', { due: '' }),
    ]);
    expect(result).toMatchObject({ added: 2, duplicates: [], refused: [] });
    expect(plan?.summary).toMatchObject({ state: 'drafting', tasks: 2 });
    expect(plan?.tasks[0]).toMatchObject({ item: '1.1', due: { lastDay: '2027-03-31' } });
    expect(audit).toEqual([
      expect.objectContaining({
        action: 'plan.taken_over',
        after: { tasks: plan?.tasks.map(({ id }) => id) },
      }),
    ]);
  });

  test('what cannot be saved is named with its reason and keeps nothing else out', () => {
    const { plan, result } = taken(undefined, [
      work('1.1', 'Rà soát hồ sơ đoàn viên', { due: '31/02' }),
      work('9.9', 'Việc ở đâu đó'),
      work('1.2', 'x'.repeat(1001)),
      work('1.3', 'Tư vấn tâm lý cho học sinh'),
    ]);
    expect(result.added).toBe(1);
    expect(result.refused.map(({ index, refusal }) => [index, refusal.code])).toEqual([
      [0, 'invalid_field'],
      [1, 'not_found'],
      [2, 'too_long'],
    ]);
    expect(plan?.tasks.map(({ item }) => item)).toEqual(['1.3']);
  });

  test('the same work is not there twice, whatever its accents and signs', () => {
    const before = draftOf('1.1');
    const { plan, result } = taken(before, [
      work('1.1', `${fields.content} 1.1.`),
      work('1.2', 'Khảo sát tâm tư'),
      work('1.2', 'khao sat tam tu'),
    ]);
    expect(result).toMatchObject({ added: 1, duplicates: [0, 2] });
    expect(plan?.summary.tasks).toBe(2);
  });

  test('an item takes no more than it may hold; the rest is told', () => {
    const many = Array.from({ length: 14 }, (_, at) => work('1.1', `Việc thứ ${at + 1} của năm`));
    const { result } = taken(undefined, many);
    expect(result.added).toBe(12);
    expect(result.refused.map(({ refusal }) => refusal.code)).toEqual([
      'too_many_tasks',
      'too_many_tasks',
    ]);
  });

  test('nobody of another unit and no plan that is sent', () => {
    const tasks = [work('1.1', 'Rà soát hồ sơ đoàn viên')];
    const hoa = contextOf('hoa', 'truong2', season);
    expect(refusedWith(takeOverPlan(hoa, undefined, over(tasks)))?.code).toBe('not_allowed');
    const sent = send(draftOf('1.1', '2.1', '3.1'));
    expect(refusedWith(takeOverPlan(binh, sent, over(tasks)))?.code).toBe('locked');
  });

  test('nothing new changes nothing', () => {
    const { plan, audit } = taken(draftOf('1.1'), [work('1.1', `${fields.content} 1.1`)]);
    expect(plan).toBeUndefined();
    expect(audit).toEqual([]);
  });
});

describe('taking it back', () => {
  const { plan: begun, result } = taken(draftOf('1.1'), [
    work('1.2', 'Khảo sát tâm tư học sinh'),
    work('2.1', 'Xây dựng chương trình năm'),
    work('3.1', 'Đối thoại với Ban Giám hiệu'),
  ]);
  const plan = begun as Registration; // three tasks came
  const { batch } = result;

  test('takes out what came with it and nothing else', () => {
    const decided = done(takeBackPlan(binh, plan, back(batch)));
    expect(decided.result).toEqual({ removed: 3, kept: 0 });
    const left = decided.changes.registration as Registration; // it changed
    expect(liveTasks(left).map(({ item }) => item)).toEqual(['1.1']);
    expect(left.summary.tasks).toBe(1);
    expect(refusedWith(takeBackPlan(binh, left, back(batch)))?.code).toBe('nothing_to_undo');
  });

  test('what somebody has worked on since stays, and is told', () => {
    const task = plan.tasks.find(({ item }) => item === '1.2');
    const changed = done(
      saveTask(binh, plan, {
        type: 'task.save',
        as: 'binh@truong1',
        year: 2027,
        item: '1.2',
        fields: { ...fields, content: 'Khảo sát bằng phiếu' },
        taskId: task?.id ?? '',
        rev: 1,
      }),
    ).changes.registration;
    const decided = done(takeBackPlan(binh, changed, back(batch)));
    expect(decided.result).toEqual({ removed: 2, kept: 1 });
  });

  test('a day later, or once it was sent, it is too late', () => {
    const tomorrow = contextOf('binh', 'truong1', later(season, 24 * 3600 + 1));
    expect(refusedWith(takeBackPlan(tomorrow, plan, back(batch)))?.code).toBe('undo_too_late');
    expect(refusedWith(takeBackPlan(binh, send(plan), back(batch)))?.code).toBe('locked');
    expect(refusedWith(takeBackPlan(binh, undefined, back(batch)))?.code).toBe('nothing_to_undo');
  });
});
