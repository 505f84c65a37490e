import { describe, expect, test } from '@jest/globals';
import type { CommandOf } from '../../src/domain/commands.ts';
import type { DecideContext } from '../../src/domain/decide.ts';
import { withdrawPlan } from '../../src/domain/plan-withdrawal.ts';
import { claimReview, releaseReview } from '../../src/domain/review-claims.ts';
import { closeReview } from '../../src/domain/review-closing.ts';
import { decideTasks } from '../../src/domain/review-decisions.ts';
import { saveTask } from '../../src/domain/task-saving.ts';
import { undoDecision } from '../../src/domain/review-undo.ts';
import type { Registration } from '../../src/domain/registration.ts';
import { contextOf, done, draftOf, fields, later, refusedWith, season, send } from './office.ts';
import { closeAs, decideAs, decision } from './reviewing.ts';

const plan = send(draftOf('1.1', '2.1', '3.1'));
const now = later(season, 900);
const one = contextOf('canbo1', 'xa1', now);
const two = contextOf('canbo2', 'xa1', later(now, 5));

const claim = (who: string, takeOver = false): CommandOf<'review.claim'> => ({
  type: 'review.claim',
  as: `${who}@xa1`,
  registrationId: plan.id,
  ...(takeOver ? { takeOver } : {}),
});
const close = (who: string): CommandOf<'review.close'> => ({
  type: 'review.close',
  as: `${who}@xa1`,
  registrationId: plan.id,
});

describe('who may review', () => {
  type Act = (ctx: DecideContext, registration: Registration | undefined, as: string) => object;
  const acts: [string, Act][] = [
    ['claim', (ctx, it, as) => claimReview(ctx, it, { ...claim(''), as })],
    [
      'release',
      (ctx, it, as) =>
        releaseReview(ctx, it, { type: 'review.release', as, registrationId: plan.id }),
    ],
    ['decide', (ctx, it, as) => decideTasks(ctx, it, { ...decision('', plan, 'approved'), as })],
    [
      'undo',
      (ctx, it, as) =>
        undoDecision(ctx, it, {
          type: 'review.undo',
          as,
          registrationId: plan.id,
          decisionId: 'none',
        }),
    ],
    ['close', (ctx, it, as) => closeReview(ctx, it, { ...close(''), as })],
  ];

  const own = { ...plan, unitId: 'truong2' };
  test.each(acts)('%s is for the superior’s people, own unit excepted', (_name, act) => {
    const stranger = contextOf('khach', 'xa1', now);
    const other = contextOf('canbo3', 'xa2', now);
    const province = contextOf('tinh1', 'tinh', now);
    const admin = contextOf('quantri', 'tinh', now);
    const kiem = contextOf('kiem', 'xa1', now);
    expect(refusedWith(act(one, undefined, 'canbo1@xa1'))?.code).toBe('not_found');
    expect(refusedWith(act(stranger, plan, 'canbo1@xa1'))?.code).toBe('not_allowed');
    expect(refusedWith(act(other, plan, 'canbo3@xa2'))?.code).toBe('not_allowed');
    expect(refusedWith(act(province, plan, 'tinh1@tinh'))?.code).toBe('not_allowed');
    expect(refusedWith(act(admin, plan, 'quantri@tinh'))?.code).toBe('not_allowed');
    expect(refusedWith(act(kiem, own, 'kiem@xa1'))?.code).toBe('own_unit');
    expect(refusedWith(act(contextOf('binh', 'truong1', now), plan, 'binh@truong1'))?.code).toBe(
      'own_unit',
    );
    const ended = { ...one, posts: one.posts.map((post) => ({ ...post, to: now })) };
    expect(refusedWith(act(ended, plan, 'canbo1@xa1'))?.code).toBe('not_allowed');
  });

  test('somebody of the superior with a post elsewhere reviews the other units', () => {
    const kiem = contextOf('kiem', 'xa1', now);
    const decided = decideTasks(kiem, plan, decision('kiem', plan, 'approved'));
    expect(done(decided).result.left).toBe(0);
  });
});

describe('claiming', () => {
  test('keeps another cadre out until they take over in so many words', () => {
    const claimed = done(claimReview(one, plan, claim('canbo1')));
    const mine = claimed.changes.registration;
    expect(mine.claim).toEqual({ by: one.act, at: now });
    expect(claimed.audit.map((line) => line.action)).toEqual(['review.claimed']);
    expect(refusedWith(claimReview(two, mine, claim('canbo2')))).toEqual({
      code: 'claimed_by_other',
      params: { who: 'Đồng chí canbo1 Mẫu', when: '08:15 20/09/2026' },
    });
    const taken = done(claimReview(two, mine, claim('canbo2', true)));
    expect(taken.changes.registration.claim?.by).toEqual(two.act);
    expect(taken.audit).toEqual([
      {
        action: 'review.taken_over',
        subject: plan.id,
        unitId: 'truong1',
        before: { by: 'canbo1' },
      },
    ]);
  });

  test('again what one holds changes nothing', () => {
    const mine = done(claimReview(one, plan, claim('canbo1'))).changes.registration;
    const again = done(claimReview(one, mine, claim('canbo1')));
    expect(again.changes.registration).toBe(mine);
    expect(again.audit).toEqual([]);
  });

  test('is let go by its holder only', () => {
    const release = (who: string) =>
      ({ type: 'review.release', as: `${who}@xa1`, registrationId: plan.id }) as const;
    const mine = done(claimReview(one, plan, claim('canbo1'))).changes.registration;
    expect(refusedWith(releaseReview(two, mine, release('canbo2')))?.code).toBe('claimed_by_other');
    const free = done(releaseReview(one, mine, release('canbo1')));
    expect(free.changes.registration).not.toHaveProperty('claim');
    expect(done(releaseReview(two, plan, release('canbo2'))).changes.registration).toBe(plan);
  });

  test('needs a plan that waits for review', () => {
    const draft = draftOf('1.1');
    expect(refusedWith(claimReview(one, draft, claim('canbo1')))?.code).toBe('not_sent');
    const closed = closeAs('canbo1', decideAs('canbo1', plan, 'approved'));
    expect(refusedWith(claimReview(two, closed, claim('canbo2')))).toEqual({
      code: 'already_decided',
      params: { who: 'Đồng chí canbo1 Mẫu', when: '08:15 20/09/2026', what: 'closed' },
    });
  });
});

describe('deciding', () => {
  test('begins the review, claims the plan and can be undone for a minute', () => {
    const decided = done(decideTasks(one, plan, decision('canbo1', plan, 'approved', [0])));
    const after = decided.changes.registration;
    const { decisionId } = decided.result;
    expect(decided.result).toEqual({
      decisionId,
      undoUntil: later(now, 60).toISOString(),
      left: 2,
    });
    expect(after.tasks[0]).toMatchObject({
      rev: 2,
      review: { state: 'approved', decisionId, by: one.act, at: now },
    });
    expect(after.tasks[1]).toBe(plan.tasks[1]);
    expect(after.rounds[0]!.reviewBegunAt).toEqual(now);
    expect(after.claim?.by).toEqual(one.act);
    expect(after.summary).toMatchObject({ state: 'reviewing', approved: 1, pending: 2 });
    expect(decided.notices).toEqual([]);
    expect(decided.audit.map((line) => line.action)).toEqual(['review.approved']);
  });

  test('again leaves the beginning and the claim with the first decision', () => {
    const first = done(decideTasks(one, plan, decision('canbo1', plan, 'approved', [0])));
    const begun = first.changes.registration;
    const soon = contextOf('canbo1', 'xa1', later(now, 30));
    const second = done(decideTasks(soon, begun, decision('canbo1', begun, 'approved', [1])));
    expect(second.changes.registration.rounds[0]!.reviewBegunAt).toEqual(now);
    expect(second.changes.registration.claim?.at).toEqual(now);
  });

  test('returns with a reason, and with words where the reason is another one', () => {
    const say = (more: Partial<CommandOf<'review.decide'>>) =>
      decideTasks(one, plan, { ...decision('canbo1', plan, 'returned', [0]), ...more });
    const words = done(say({ reason: 'other', note: ' Ghi rõ\nđịa điểm ' }));
    expect(words.changes.registration.tasks[0]!.review).toMatchObject({
      state: 'returned',
      reason: 'other',
      note: 'Ghi rõ địa điểm',
    });
    expect(done(say({})).changes.registration.tasks[0]!.review).not.toHaveProperty('note');
    expect(refusedWith(say({ reason: 'other' }))).toEqual({
      code: 'missing_field',
      params: { field: 'note' },
    });
    expect(refusedWith(say({ reason: 'other', note: '  ' }))?.code).toBe('missing_field');
    expect(refusedWith(say({ note: 'a'.repeat(500) }))).toBeUndefined();
    expect(refusedWith(say({ note: 'a'.repeat(501) }))).toEqual({
      code: 'too_long',
      params: { field: 'note', max: 500 },
    });
    const { reason: _reason, ...noReason } = decision('canbo1', plan, 'returned', [0]);
    expect(refusedWith(decideTasks(one, plan, noReason))).toEqual({
      code: 'missing_field',
      params: { field: 'reason' },
    });
  });

  test('on what somebody else decided tells who, when and what, and decides nothing', () => {
    const first = decideAs('canbo1', plan, 'returned', [1]);
    expect(refusedWith(decideTasks(two, first, decision('canbo2', plan, 'approved')))).toEqual({
      code: 'already_decided',
      params: { who: 'Đồng chí canbo1 Mẫu', when: '08:15 20/09/2026', what: 'returned' },
    });
    expect(
      refusedWith(decideTasks(two, first, decision('canbo2', first, 'approved', [0]))),
    ).toEqual({
      code: 'claimed_by_other',
      params: { who: 'Đồng chí canbo1 Mẫu', when: '08:15 20/09/2026' },
    });
  });

  test('twice with a double tap decides once', () => {
    const tap = decision('canbo1', plan, 'approved', [0]);
    const first = done(decideTasks(one, plan, tap)).changes.registration;
    expect(refusedWith(decideTasks(one, first, tap))?.code).toBe('already_decided');
  });

  test('on words that were not on the screen is refused', () => {
    const tap = decision('canbo1', plan, 'approved', [0, 1]);
    const stale = { ...tap, tasks: tap.tasks.map((task, n) => ({ ...task, rev: task.rev - n })) };
    expect(refusedWith(decideTasks(one, plan, stale))).toEqual({
      code: 'changed',
      params: { who: 'Đồng chí binh Mẫu', when: '08:00 20/09/2026' },
    });
  });

  test('on what an undo has changed is refused in nobody’s name', () => {
    const [round, ...earlier] = [...plan.rounds].reverse();
    const later = { ...round!, sentAt: new Date(round!.sentAt.getTime() + 60_000) }; // it was sent
    const tap = decision('canbo1', plan, 'approved', [0]);
    const stale = { ...tap, tasks: tap.tasks.map((task) => ({ ...task, rev: task.rev - 1 })) };
    const sent = { ...plan, rounds: [...earlier.reverse(), later] };
    expect(refusedWith(decideTasks(one, sent, stale))).toEqual({ code: 'changed' });
  });

  test('on a task that is not there, or on none, is refused', () => {
    const tap = decision('canbo1', plan, 'approved', [0]);
    const unknown = { ...tap, tasks: [...tap.tasks, { id: 'gone', rev: 1 }] };
    expect(refusedWith(decideTasks(one, plan, unknown))?.code).toBe('not_found');
    expect(refusedWith(decideTasks(one, plan, { ...tap, tasks: [] }))?.code).toBe('not_found');
  });

  test('on a plan taken back or closed is refused', () => {
    const back = done(
      withdrawPlan(contextOf('binh', 'truong1', now), plan, {
        type: 'plan.withdraw',
        as: 'binh@truong1',
        year: 2027,
      }),
    ).changes.registration;
    const tap = decision('canbo1', plan, 'approved', [0]);
    expect(refusedWith(decideTasks(one, back, tap))?.code).toBe('not_sent');
    const closed = closeAs('canbo2', decideAs('canbo2', plan, 'approved'));
    expect(refusedWith(decideTasks(one, closed, tap))).toMatchObject({
      code: 'already_decided',
      params: { who: 'Đồng chí canbo2 Mẫu', what: 'approved' },
    });
  });
});

describe('undoing', () => {
  const decided = done(decideTasks(one, plan, decision('canbo1', plan, 'approved', [0, 1])));
  const after = decided.changes.registration;
  const undo = (who: string, decisionId: string = decided.result.decisionId) =>
    ({ type: 'review.undo', as: `${who}@xa1`, registrationId: plan.id, decisionId }) as const;
  const canbo1At = (seconds: number) => contextOf('canbo1', 'xa1', later(now, seconds));

  test.each([
    [59, undefined],
    [60, undefined],
    [60.001, 'undo_too_late'],
    [61, 'undo_too_late'],
  ])('after %d s: %s', (seconds, code) => {
    expect(refusedWith(undoDecision(canbo1At(seconds), after, undo('canbo1')))?.code).toBe(code);
  });

  test('takes the whole tap back, and raises the revs so that old buttons are noticed', () => {
    const undone = done(undoDecision(canbo1At(5), after, undo('canbo1')));
    const back = undone.changes.registration;
    expect(undone.result.tasks).toEqual([plan.tasks[0]!.id, plan.tasks[1]!.id]);
    expect(back.tasks.map((task) => [task.review.state, task.rev])).toEqual([
      ['pending', 3],
      ['pending', 3],
      ['pending', 1],
    ]);
    expect(back.summary.state).toBe('sent');
    expect(back.rounds[0]).not.toHaveProperty('reviewBegunAt');
    expect(undone.audit.map((line) => line.action)).toEqual(['review.undone']);
    const again = undoDecision(canbo1At(6), back, undo('canbo1'));
    expect(refusedWith(again)?.code).toBe('nothing_to_undo');
  });

  test('leaves other decisions and the beginning of the review', () => {
    const more = decideAs('canbo1', after, 'returned', [2]);
    const undone = done(undoDecision(canbo1At(5), more, undo('canbo1'))).changes.registration;
    expect(undone.tasks.map((task) => task.review.state)).toEqual([
      'pending',
      'pending',
      'returned',
    ]);
    expect(undone.rounds[0]!.reviewBegunAt).toEqual(now);
  });

  test('in a second round reaches no decision of the first', () => {
    const first = done(decideTasks(one, after, decision('canbo1', after, 'returned', [2])));
    const wrong = first.changes.registration.tasks[2]!;
    const ended = closeAs('canbo1', first.changes.registration);
    const fixed = done(
      saveTask(contextOf('binh', 'truong1', later(now, 10)), ended, {
        type: 'task.save',
        as: 'binh@truong1',
        year: 2027,
        item: '3.1',
        taskId: wrong.id,
        rev: wrong.rev,
        fields,
      }),
    ).changes.registration;
    const resent = send(fixed, later(now, 20));
    const again = done(
      decideTasks(canbo1At(25), resent, decision('canbo1', resent, 'approved', [2])),
    );
    const reviewing = again.changes.registration;
    expect(refusedWith(undoDecision(canbo1At(30), reviewing, undo('canbo1')))?.code).toBe(
      'undo_too_late',
    );
    const own = undo('canbo1', again.result.decisionId);
    const undone = done(undoDecision(canbo1At(30), reviewing, own)).changes.registration;
    expect(undone.summary).toMatchObject({ state: 'sent', approved: 2, pending: 1 });
  });

  test('is for one’s own decision', () => {
    expect(refusedWith(undoDecision(two, after, undo('canbo2')))?.code).toBe('not_allowed');
  });

  test('ends when the result was sent, however soon', () => {
    const closed = closeAs('canbo1', decideAs('canbo1', after, 'returned', [2]));
    expect(refusedWith(undoDecision(canbo1At(5), closed, undo('canbo1')))?.code).toBe(
      'undo_too_late',
    );
  });
});

describe('sending the result', () => {
  test('tells the unit once, with what is approved and what is asked', () => {
    const decided = decideAs(
      'canbo1',
      decideAs('canbo1', plan, 'approved', [0, 1]),
      'returned',
      [2],
    );
    const { changes, result, notices, audit } = done(closeReview(one, decided, close('canbo1')));
    expect(result).toEqual({ approved: 2, returned: 1, round: 1 });
    expect(notices).toEqual([
      {
        to: { unit: 'truong1' },
        body: {
          name: 'review_closed',
          registrationId: plan.id,
          unitId: 'truong1',
          unitName: 'Đoàn truong1 Mẫu',
          superiorName: 'Đoàn xa1 Mẫu',
          year: 2027,
          round: 1,
          approved: 2,
          returned: 1,
          late: false,
        },
      },
    ]);
    expect(audit.map((line) => line.action)).toEqual(['review.closed']);
    const closed = changes.registration;
    expect(closed.rounds[0]).toMatchObject({ closedAt: now, closedBy: one.act });
    expect(closed).not.toHaveProperty('claim');
    expect(closed.summary.state).toBe('returned');
    expect(refusedWith(closeReview(two, closed, close('canbo2')))).toEqual({
      code: 'already_decided',
      params: { who: 'Đồng chí canbo1 Mẫu', when: '08:15 20/09/2026', what: 'closed' },
    });
  });

  test('waits for a decision on every task', () => {
    expect(refusedWith(closeReview(one, plan, close('canbo1')))).toEqual({
      code: 'undecided_left',
      params: { count: 3 },
    });
    const partly = decideAs('canbo1', plan, 'approved', [0]);
    expect(refusedWith(closeReview(one, partly, close('canbo1')))).toEqual({
      code: 'undecided_left',
      params: { count: 2 },
    });
  });

  test('is for whoever claimed the plan', () => {
    const decided = decideAs('canbo1', plan, 'approved');
    expect(refusedWith(closeReview(two, decided, close('canbo2')))?.code).toBe('claimed_by_other');
  });
});
