import { describe, expect, test } from '@jest/globals';
import { sendPlan } from '../../src/domain/plan-decisions.ts';
import { withdrawPlan } from '../../src/domain/plan-withdrawal.ts';
import type { Registration } from '../../src/domain/registration.ts';
import { deleteTask } from '../../src/domain/task-removal.ts';
import { saveTask } from '../../src/domain/task-saving.ts';
import { treeAt } from '../../src/domain/tree.ts';
import {
  at,
  contextOf,
  done,
  draftOf,
  fields,
  later,
  refusedWith,
  season,
  send,
  units,
} from './office.ts';
import { closeAs, decideAs } from './reviewing.ts';

const order = { type: 'plan.send', as: 'binh@truong1', year: 2027 } as const;
const back = { type: 'plan.withdraw', as: 'binh@truong1', year: 2027 } as const;
const binhAt = (now: Date) => contextOf('binh', 'truong1', now);
const full = draftOf('1.1', '2.1', '3.1');
const second = (iso: string) => new Date(iso);

describe('sending a plan', () => {
  test('freezes a round, gives a receipt and tells the superior’s people', () => {
    const { changes, result, notices, audit } = done(sendPlan(binhAt(season), full, order));
    const plan = changes.registration;
    const [round] = plan.rounds;
    expect(result).toEqual({
      registrationId: full.id,
      receipt: round!.receipt,
      round: 1,
      at: season.toISOString(),
      late: false,
      superiorName: 'Đoàn xa1 Mẫu',
    });
    expect(result.receipt).toMatch(/^2027-01-[2-9A-HJ-NP-TV-Z]{4}$/);
    expect(round).toMatchObject({
      number: 1,
      sentAt: season,
      unitName: 'Đoàn truong1 Mẫu',
      superiorId: 'xa1',
      superiorName: 'Đoàn xa1 Mẫu',
    });
    expect(round!.tasks.map((task) => task.content)).toEqual(full.tasks.map((one) => one.content));
    expect(plan.tasks.every((task) => task.sent?.content === task.content)).toBe(true);
    expect(plan).toMatchObject({
      superiorId: 'xa1',
      firstSentAt: season,
      late: false,
      summary: { state: 'sent', sentAt: season, pending: 3 },
    });
    expect(notices).toEqual([
      {
        to: { reviewersAt: 'xa1' },
        except: 'binh',
        body: {
          name: 'plan_sent',
          registrationId: full.id,
          unitName: 'Đoàn truong1 Mẫu',
          year: 2027,
          round: 1,
          tasks: 3,
          late: false,
          receipt: result.receipt,
        },
      },
    ]);
    expect(audit.map((line) => line.action)).toEqual(['plan.sent']);
  });

  test.each([
    ['2026-10-14T23:59:59+07:00', false],
    ['2026-10-14T23:59:59.999+07:00', false],
    ['2026-10-15T00:00:00+07:00', true],
    ['2026-12-31T23:59:59.999+07:00', true],
  ])('at %s is late: %s', (now, late) => {
    const { changes, result, notices } = done(sendPlan(binhAt(second(now)), full, order));
    expect(result.late).toBe(late);
    expect(changes.registration.late).toBe(late);
    expect(notices[0]?.body).toMatchObject({ late });
  });

  test.each(['2026-08-31T23:59:59+07:00', '2027-01-01T00:00:00+07:00'])(
    'at %s is refused: the year is not open',
    (now) => {
      expect(refusedWith(sendPlan(binhAt(second(now)), full, order))).toEqual({
        code: 'year_closed',
        params: { year: 2027, opens: '01/09/2026', closes: '31/12/2026' },
      });
    },
  );

  test('names the heads that lack tasks', () => {
    const missing = (plan: Registration | undefined) =>
      refusedWith(sendPlan(binhAt(season), plan, order));
    expect(missing(draftOf('1.1'))).toEqual({ code: 'head_missing', params: { heads: '2, 3' } });
    expect(missing(undefined)).toEqual({ code: 'head_missing', params: { heads: '1, 2, 3' } });
    const deleted = done(
      deleteTask(binhAt(season), full, {
        type: 'task.delete',
        as: 'binh@truong1',
        taskId: full.tasks[1]!.id,
        rev: 1,
      }),
    ).changes.registration;
    expect(missing(deleted)).toEqual({ code: 'head_missing', params: { heads: '2' } });
  });

  test('needs a superior', () => {
    const alone = treeAt(
      units.map((one) => ({ ...one, mayApprove: false })),
      [],
      season,
    );
    const ctx = { ...binhAt(season), tree: alone };
    expect(refusedWith(sendPlan(ctx, full, order))?.code).toBe('no_superior');
  });

  test('is for the unit’s own people and a year of the programme', () => {
    const canbo = contextOf('canbo1', 'xa1', season);
    expect(refusedWith(sendPlan(canbo, full, { ...order, as: 'canbo1@xa1' }))?.code).toBe(
      'not_allowed',
    );
    const hoa = contextOf('hoa', 'truong2', season);
    expect(refusedWith(sendPlan(hoa, full, { ...order, as: 'hoa@truong2' }))?.code).toBe(
      'not_allowed',
    );
    const ended = { ...binhAt(season), posts: [] };
    expect(refusedWith(sendPlan(ended, full, order))?.code).toBe('not_allowed');
    expect(refusedWith(sendPlan(binhAt(season), undefined, { ...order, year: 2028 }))?.code).toBe(
      'year_outside',
    );
  });

  test('twice is refused, and an approved plan stays as it is', () => {
    const sent = send(full);
    expect(refusedWith(sendPlan(binhAt(season), sent, order))?.code).toBe('already_sent');
    const approved = closeAs('canbo1', decideAs('canbo1', sent, 'approved'));
    expect(refusedWith(sendPlan(binhAt(season), approved, order))).toEqual({
      code: 'locked',
      params: { state: 'approved' },
    });
  });

  test('ends what anybody was holding', () => {
    const held = { ...full, holds: [{ subject: '1.1', personId: 'lan', at: season }] };
    expect(send(held).holds).toEqual([]);
  });

  test('forgets deleted tasks that nobody else ever saw', () => {
    const four = draftOf('1.1', '2.1', '3.1', '3.2');
    const taskId = four.tasks[3]!.id;
    const remove = { type: 'task.delete', as: 'binh@truong1', taskId, rev: 1 } as const;
    const plan = send(done(deleteTask(binhAt(season), four, remove)).changes.registration);
    expect(plan.tasks.map((task) => task.id)).not.toContain(taskId);
    expect(plan.rounds[0]!.tasks).toHaveLength(3);
  });
});

describe('withdrawing', () => {
  const sent = send(full);

  test('gives the draft back and tells the superior’s people', () => {
    const { changes, result, notices } = done(withdrawPlan(binhAt(later(season, 60)), sent, back));
    expect(result).toEqual({ round: 1 });
    expect(changes.registration.rounds[0]).toEqual({
      ...sent.rounds[0],
      withdrawnAt: later(season, 60),
    });
    expect(changes.registration.summary.state).toBe('drafting');
    expect(changes.registration.tasks.some((task) => task.sent !== undefined)).toBe(false);
    expect(notices).toEqual([
      {
        to: { reviewersAt: 'xa1' },
        except: 'binh',
        body: {
          name: 'plan_withdrawn',
          unitName: 'Đoàn truong1 Mẫu',
          year: 2027,
          by: 'Đồng chí binh Mẫu',
        },
      },
    ]);
  });

  test('frees a plan that a cadre had claimed', () => {
    const claimed = { ...sent, claim: { by: { personId: 'canbo1', postId: 'x' }, at: season } };
    const draft = done(withdrawPlan(binhAt(season), claimed, back)).changes.registration;
    expect(draft).not.toHaveProperty('claim');
  });

  test('does not make a plan late that was sent in time first', () => {
    const draft = done(withdrawPlan(binhAt(later(season, 60)), sent, back)).changes.registration;
    const again = done(sendPlan(binhAt(at('2026-11-20')), draft, order));
    expect(again.result).toMatchObject({ round: 2, late: false });
    expect(again.changes.registration.firstSentAt).toEqual(season);
    expect(again.changes.registration.rounds).toHaveLength(2);
  });

  test('is refused once anything is decided, and where nothing was sent', () => {
    const begun = decideAs('canbo1', sent, 'approved', [0]);
    expect(refusedWith(withdrawPlan(binhAt(season), begun, back))?.code).toBe('review_begun');
    const returned = closeAs('canbo1', decideAs('canbo1', sent, 'returned'));
    expect(refusedWith(withdrawPlan(binhAt(season), returned, back))?.code).toBe('not_sent');
    expect(refusedWith(withdrawPlan(binhAt(season), full, back))?.code).toBe('not_sent');
    expect(refusedWith(withdrawPlan(binhAt(season), undefined, back))?.code).toBe('not_sent');
    const canbo = contextOf('canbo1', 'xa1', season);
    expect(refusedWith(withdrawPlan(canbo, sent, { ...back, as: 'canbo1@xa1' }))?.code).toBe(
      'not_allowed',
    );
  });

  test('is refused when the year is closed: it could never be sent again', () => {
    const decided = withdrawPlan(binhAt(at('2027-01-01', '00:00')), sent, back);
    expect(refusedWith(decided)?.code).toBe('year_closed');
  });
});

describe('fixing what was returned', () => {
  const sent = send(full);
  const [kept, wrong] = sent.tasks;
  const partly = decideAs('canbo1', decideAs('canbo1', sent, 'approved', [0, 2]), 'returned', [1]);
  const returned = closeAs('canbo1', partly);
  const fix = (plan: Registration, now = later(season, 3600)): Registration =>
    done(
      saveTask(binhAt(now), plan, {
        type: 'task.save',
        as: 'binh@truong1',
        year: 2027,
        item: '2.1',
        taskId: wrong!.id,
        rev: 2,
        fields: { ...fields, content: 'Mở lớp cảm tình Đoàn tháng 3' },
      }),
    ).changes.registration;

  test('must touch every returned task before it is sent again', () => {
    expect(refusedWith(sendPlan(binhAt(season), returned, order))).toEqual({
      code: 'returned_untouched',
      params: { count: 1 },
    });
    const same = saveTask(binhAt(season), returned, {
      type: 'task.save',
      as: 'binh@truong1',
      year: 2027,
      item: '2.1',
      taskId: wrong!.id,
      rev: 2,
      fields: { ...fields, content: wrong!.content },
    });
    const { registration } = done(same).changes;
    expect(refusedWith(sendPlan(binhAt(season), registration, order))?.code).toBe(
      'returned_untouched',
    );
  });

  test('leaves approved tasks locked', () => {
    const touchKept = saveTask(binhAt(season), returned, {
      type: 'task.save',
      as: 'binh@truong1',
      year: 2027,
      item: '1.1',
      taskId: kept!.id,
      rev: 2,
      fields,
    });
    expect(refusedWith(touchKept)).toEqual({ code: 'locked', params: { state: 'approved' } });
    const dropKept = deleteTask(binhAt(season), returned, {
      type: 'task.delete',
      as: 'binh@truong1',
      taskId: kept!.id,
      rev: 2,
    });
    expect(refusedWith(dropKept)?.code).toBe('locked');
  });

  test('puts the task back to pending, and only that one is reviewed again', () => {
    const fixed = fix(returned);
    expect(fixed.tasks.map((task) => task.review.state)).toEqual([
      'approved',
      'pending',
      'approved',
    ]);
    expect(fixed.tasks[1]!.sent?.content).toBe(wrong!.content);
    expect(fixed.summary.state).toBe('returned');
    const again = done(sendPlan(binhAt(at('2026-11-02')), fixed, order));
    const plan = again.changes.registration;
    expect(again.result).toMatchObject({ round: 2, late: false });
    expect(again.result.receipt).toMatch(/^2027-02-/);
    expect(again.notices[0]?.body).toMatchObject({ name: 'plan_sent', round: 2, tasks: 1 });
    expect(plan.rounds[0]).toEqual(returned.rounds[0]);
    expect(plan.rounds[1]!.tasks).toHaveLength(3);
    const approved = closeAs('canbo2', decideAs('canbo2', plan, 'approved', [1]));
    expect(approved.summary).toMatchObject({ state: 'approved', approved: 3 });
  });

  test('may be sent after the year closed: the plan is registered already', () => {
    const again = sendPlan(binhAt(at('2027-01-10')), fix(returned), order);
    expect(done(again).result).toMatchObject({ round: 2, late: false });
  });

  test('by deleting leaves a plan that the superior only has to close', () => {
    const more = send(draftOf('1.1', '2.1', '2.2', '3.1'));
    const halfway = decideAs('canbo1', more, 'approved', [0, 1, 3]);
    const open = closeAs('canbo1', decideAs('canbo1', halfway, 'returned', [2]));
    const without = done(
      deleteTask(binhAt(season), open, {
        type: 'task.delete',
        as: 'binh@truong1',
        taskId: open.tasks[2]!.id,
        rev: 2,
      }),
    ).changes.registration;
    expect(without.summary.state).toBe('returned');
    const resent = send(without, later(season, 60));
    expect(resent.summary).toMatchObject({ state: 'sent', pending: 0, approved: 3 });
    expect(closeAs('canbo1', resent).summary.state).toBe('approved');
  });

  test('taken back after resending is returned still, compared with what was reviewed', () => {
    const resent = send(fix(returned), later(season, 7200));
    const again = done(withdrawPlan(binhAt(later(season, 7260)), resent, back));
    const plan = again.changes.registration;
    expect(plan.summary.state).toBe('returned');
    expect(plan.tasks[1]!.sent?.content).toBe(wrong!.content);
    expect(plan.tasks[0]!.review.state).toBe('approved');
  });
});
