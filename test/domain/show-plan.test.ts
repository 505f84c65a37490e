import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { holdSubject } from '../../src/domain/hold-subject.ts';
import { withdrawPlan } from '../../src/domain/plan-withdrawal.ts';
import type { Registration } from '../../src/domain/registration.ts';
import { showBoard, showCheck, showItem, showTask } from '../../src/domain/show-plan.ts';
import { deleteTask } from '../../src/domain/task-removal.ts';
import { loadProgrammes } from '../../src/programmes/load.ts';
import { at, contextOf, done, draftOf, season, send } from './office.ts';
import { closeAs, decideAs } from './reviewing.ts';
import { rewrite, sightOf } from './seeing.ts';

const draft = draftOf('1.1', '1.1', '2.3', '3.5');
const sent = send(draft);
const returned = closeAs(
  'canbo1',
  decideAs('canbo1', decideAs('canbo1', sent, 'returned', [1]), 'approved', [0, 2, 3]),
);

const marks = (plan: Registration, who = 'binh'): Record<string, string> =>
  Object.fromEntries(
    showBoard(sightOf(who, plan))
      .heads.flatMap((head) => head.items)
      .filter((item) => item.mark !== 'empty')
      .map((item) => [item.code, item.mark]),
  );

describe('the board of a plan', () => {
  it('shows an empty plan with its deadline and what is missing', () => {
    const board = showBoard(sightOf('binh', undefined));
    expect(board).toMatchObject({
      unitName: 'Đoàn truong1 Mẫu',
      year: 2027,
      state: 'none',
      itemsFilled: 0,
      itemsTotal: 15,
      headsReady: 0,
      canEdit: true,
      canSend: false,
      canWithdraw: false,
      superiorName: 'Đoàn xa1 Mẫu',
      returnedTasks: [],
    });
    expect(board.deadline).toMatchObject({ dueBefore: '15/10/2026', daysLeft: 24, phase: 'open' });
    expect(board).not.toHaveProperty('registrationId');
    expect(board).not.toHaveProperty('sent');
  });

  it('counts what is filled and lets a plan with all heads be sent', () => {
    const board = showBoard(sightOf('binh', draft));
    expect(board).toMatchObject({
      state: 'drafting',
      itemsFilled: 3,
      headsReady: 3,
      canSend: true,
    });
    expect(board.heads.map((head) => head.tasks)).toEqual([2, 1, 1]);
    expect(marks(draft)).toEqual({ '1.1': 'filled', '2.3': 'filled', '3.5': 'filled' });
  });

  it('does not offer sending while a head is empty, the year is closed or one only looks on', () => {
    expect(showBoard(sightOf('binh', draftOf('1.1', '2.1'))).canSend).toBe(false);
    const closed = { now: at('2027-01-01') };
    expect(showBoard(sightOf('binh', draft, closed))).toMatchObject({
      canSend: false,
      canEdit: true,
    });
    expect(showBoard(sightOf('canbo1', draft))).toMatchObject({ canSend: false, canEdit: false });
  });

  it('shows the sending that stands, and that it can be taken back', () => {
    const board = showBoard(sightOf('binh', sent));
    expect(board).toMatchObject({
      state: 'sent',
      canEdit: false,
      canSend: false,
      canWithdraw: true,
    });
    expect(board.sent).toEqual({
      receipt: sent.rounds[0]!.receipt,
      round: 1,
      at: season.toISOString(),
      late: false,
      by: 'Đồng chí binh Mẫu',
    });
    const closed = { now: at('2027-01-01') };
    expect(showBoard(sightOf('binh', sent, closed)).canWithdraw).toBe(false);
    expect(showBoard(sightOf('canbo1', sent)).canWithdraw).toBe(false);
  });

  it('shows a plan that was taken back as a draft without a sending', () => {
    const back = done(
      withdrawPlan(contextOf('binh', 'truong1', season), sent, {
        type: 'plan.withdraw',
        as: 'binh@truong1',
        year: 2027,
      }),
    ).changes.registration;
    const board = showBoard(sightOf('binh', back));
    expect(board).toMatchObject({ state: 'drafting', canSend: true });
    expect(board).not.toHaveProperty('sent');
  });

  it('keeps decisions from the unit until the result is sent, and shows them to the superior', () => {
    const underReview = decideAs('canbo1', sent, 'returned', [1]);
    expect(marks(underReview)).toEqual({ '1.1': 'filled', '2.3': 'filled', '3.5': 'filled' });
    expect(showBoard(sightOf('binh', underReview))).toMatchObject({
      state: 'reviewing',
      claimedBy: 'Đồng chí canbo1 Mẫu',
      returnedTasks: [],
    });
    expect(marks(underReview, 'canbo2')['1.1']).toBe('returned');
    expect(marks(underReview, 'tinh1')['1.1']).toBe('returned');
  });

  it('shows what was returned, with reason and name, once the result is sent', () => {
    expect(marks(returned)).toEqual({ '1.1': 'returned', '2.3': 'approved', '3.5': 'approved' });
    const board = showBoard(sightOf('binh', returned));
    expect(board).toMatchObject({ state: 'returned', canEdit: true, canSend: true });
    expect(board.returnedTasks).toEqual([
      expect.objectContaining({
        id: returned.tasks[1]!.id,
        state: 'returned',
        reason: 'no_time',
        decidedBy: 'Đồng chí canbo1 Mẫu',
        canEdit: true,
        isNew: false,
      }),
    ]);
  });

  it('keeps in the second round what the first one said, and hides only the new decisions', () => {
    const again = send(rewrite(returned, { due: 'Quý II' }, 1), at('2026-10-01'));
    const decided = decideAs('canbo2', again, 'approved', [1]);
    const states = (who: string) =>
      decided.tasks.map((task) => showTask(sightOf(who, decided), task.id)?.state);
    expect(states('binh')).toEqual(['approved', 'pending', 'approved', 'approved']);
    expect(states('canbo1')).toEqual(['approved', 'approved', 'approved', 'approved']);
  });

  it('says which item a colleague writes at and which conversation was left', () => {
    const plan = done(
      holdSubject(contextOf('lan', 'truong1', season), draft, {
        type: 'plan.hold',
        as: 'lan@truong1',
        year: 2027,
        subject: draft.tasks[2]!.id,
      }),
    ).changes.registration;
    const itemsFor = (who: string) =>
      showBoard(sightOf(who, plan, { unfinished: new Set(['2.4']) }))
        .heads.flatMap((head) => head.items)
        .filter((item) => item.heldBy !== undefined || item.unfinished)
        .map(({ code, heldBy, unfinished }) => [code, heldBy, unfinished]);
    expect(itemsFor('binh')).toEqual([
      ['2.3', 'Đồng chí lan Mẫu', false],
      ['2.4', undefined, true],
    ]);
    expect(itemsFor('lan')).toEqual([['2.4', undefined, true]]);
    expect(itemsFor('canbo1')).toEqual([['2.4', undefined, true]]);
  });
});

describe('one item', () => {
  const programme = loadProgrammes(join(import.meta.dirname, '../../programmes'))[0]!;

  it('comes with its official words, its head and what others of the kind do', () => {
    const item = showItem(sightOf('binh', draft, { programme }), '1.1')!;
    expect(item).toMatchObject({
      code: '1.1',
      head: 1,
      headShort: 'Quản lý, chăm lo thanh niên',
      sectorRule: false,
      canEdit: true,
      state: 'drafting',
    });
    expect(item.official).toContain('phần mềm quản lý đoàn viên');
    expect(item.tasks).toHaveLength(2);
    expect(item.suggestions).toEqual([expect.objectContaining({ id: '1.1-b' })]);
    expect(item.suggestions[0]).not.toHaveProperty('kind');
  });

  it('lets armed forces answer with the rules of their sector where the guidance says so', () => {
    const unit = { id: 'truong1', name: 'Mẫu', kind: 'luc_luong_vu_trang' as const };
    const sight = sightOf('binh', undefined, { programme, unit });
    expect(showItem(sight, '1.1')?.sectorRule).toBe(true);
    expect(showItem(sight, '1.2')?.sectorRule).toBe(false);
  });

  it('is nothing when the programme has no such code', () => {
    expect(showItem(sightOf('binh', draft), '9.9')).toBeNull();
  });
});

describe('one task', () => {
  it('is locked with its plan and free again when it was returned', () => {
    const [first, second] = sent.tasks;
    expect(showTask(sightOf('binh', sent), first!.id)?.canEdit).toBe(false);
    expect(showTask(sightOf('binh', returned), first!.id)?.canEdit).toBe(false);
    expect(showTask(sightOf('binh', returned), second!.id)?.canEdit).toBe(true);
  });

  it('shows the words of the last sending beside changed ones', () => {
    const changed = rewrite(returned, { target: '03 lớp', due: 'Quý II' }, 1);
    const view = showTask(sightOf('binh', changed), changed.tasks[1]!.id)!;
    expect(view).toMatchObject({ state: 'pending', isNew: false, target: { text: '03 lớp' } });
    expect(view.before).toMatchObject({ target: { text: '02 lớp, 120 học viên' } });
    const untouched = showTask(sightOf('binh', changed), changed.tasks[0]!.id);
    expect(untouched).not.toHaveProperty('before');
    const added = rewrite(returned, { content: 'Một việc mới thêm vào' });
    expect(showTask(sightOf('binh', added), added.tasks.at(-1)!.id)).toMatchObject({ isNew: true });
  });

  it('is gone when it is deleted or belongs elsewhere', () => {
    const task = draft.tasks[0]!;
    const without = done(
      deleteTask(contextOf('binh', 'truong1', season), draft, {
        type: 'task.delete',
        as: 'binh@truong1',
        taskId: task.id,
        rev: task.rev,
      }),
    ).changes.registration;
    expect(showTask(sightOf('binh', without), task.id)).toBeNull();
    expect(showTask(sightOf('binh', undefined), task.id)).toBeNull();
  });
});

describe('the look before sending', () => {
  it('names vague tasks, empty items and missing heads', () => {
    const plan = rewrite(draftOf('1.1', '2.1'), { content: 'Việc', target: 'tốt', owner: 'Đoàn' });
    const check = showCheck(sightOf('binh', plan));
    expect(check).toMatchObject({
      tasks: 3,
      missingHeads: [3],
      late: false,
      round: 1,
      superiorName: 'Đoàn xa1 Mẫu',
    });
    expect(check.emptyItems).toHaveLength(13);
    expect(check.vague).toEqual([
      {
        id: plan.tasks[2]!.id,
        item: '1.1',
        content: 'Việc',
        flaws: ['no_number', 'no_person', 'short_content'],
      },
    ]);
  });

  it('says that a first sending would be late, and that a later one is not', () => {
    expect(showCheck(sightOf('binh', draft, { now: at('2026-10-14', '23:59') })).late).toBe(false);
    const late = { now: at('2026-10-15', '00:00') };
    expect(showCheck(sightOf('binh', draft, late)).late).toBe(true);
    expect(showCheck(sightOf('binh', returned, late))).toMatchObject({ late: false, round: 2 });
  });

  it('leaves out what is settled', () => {
    const vague = send(rewrite(draftOf('2.1', '3.1'), { target: 'nhiều' }));
    const decided = decideAs(
      'canbo1',
      decideAs('canbo1', vague, 'returned', [0]),
      'approved',
      [1, 2],
    );
    expect(showCheck(sightOf('binh', closeAs('canbo1', decided))).vague).toEqual([]);
  });
});
