import { describe, expect, it } from '@jest/globals';
import type { Registration } from '../../src/domain/registration.ts';
import { showQueue, showSheet } from '../../src/domain/show-review.ts';
import { at, draftOf, season, send } from './office.ts';
import { closeAs, decideAs } from './reviewing.ts';
import { rewrite, sightOf } from './seeing.ts';

const sheetFor = (who: string, registration: Registration, ownUnit = false) =>
  showSheet({ ...sightOf(who, registration), registration, ownUnit });

const shown = (registration: Registration, who = 'canbo1'): string[] =>
  sheetFor(who, registration)!.heads.flatMap((head) =>
    head.tasks.map((task) => `${task.item} ${task.state}${task.isNew ? ' new' : ''}`),
  );

const sent = send(draftOf('1.1', '1.2', '2.1', '3.1'));
const allDecided = decideAs(
  'canbo1',
  decideAs('canbo1', sent, 'returned', [1]),
  'approved',
  [0, 2, 3],
);
const closed = closeAs('canbo1', allDecided);
const second = send(
  rewrite(rewrite(closed, { due: 'Quý III' }, 1), { content: 'Một việc mới thêm vào' }),
  at('2026-10-01'),
);

describe('the sheet of a first sending', () => {
  it('lists everything under its head', () => {
    const sheet = sheetFor('canbo1', sent)!;
    expect(sheet).toMatchObject({
      unitName: 'Đoàn truong1 Mẫu',
      year: 2027,
      state: 'sent',
      round: 1,
      sentAt: season.toISOString(),
      sentBy: 'Đồng chí binh Mẫu',
      late: false,
      mine: false,
      ownUnit: false,
      pending: 4,
      approved: 0,
      returned: 0,
      canClose: false,
    });
    expect(sheet.heads.map((head) => head.tasks.length)).toEqual([2, 1, 1]);
    expect(sheet).not.toHaveProperty('claimedBy');
  });

  it('keeps decided tasks in their places, with the decision to undo', () => {
    const half = decideAs('canbo1', sent, 'approved', [0]);
    expect(shown(half)).toEqual([
      '1.1 approved new',
      '1.2 pending new',
      '2.1 pending new',
      '3.1 pending new',
    ]);
    const [first] = sheetFor('canbo1', half)!.heads[0]!.tasks;
    expect(first?.decisionId).toMatch(/^id/u);
    expect(sheetFor('canbo1', half)).toMatchObject({
      state: 'reviewing',
      mine: true,
      claimedBy: 'Đồng chí canbo1 Mẫu',
      heads: [{ approvedBefore: 0 }, {}, {}],
    });
  });

  it('may be closed when all is decided, by whoever has it and nobody of the unit', () => {
    expect(sheetFor('canbo1', allDecided)?.canClose).toBe(true);
    expect(sheetFor('canbo2', allDecided)).toMatchObject({ canClose: false, mine: false });
    expect(sheetFor('canbo1', allDecided, true)?.canClose).toBe(false);
    expect(sheetFor('tinh1', allDecided)?.canClose).toBe(false);
    expect(sheetFor('canbo1', closed)?.canClose).toBe(false);
  });

  it('says when and by whom it was closed', () => {
    expect(sheetFor('canbo2', closed)).toMatchObject({
      state: 'returned',
      closedBy: 'Đồng chí canbo1 Mẫu',
      closedAt: closed.rounds[0]!.closedAt!.toISOString(),
      approved: 3,
      returned: 1,
    });
  });

  it('is nothing for a plan that was never sent', () => {
    expect(sheetFor('canbo1', draftOf('1.1'))).toBeNull();
  });
});

describe('the sheet of a second sending', () => {
  it('lists what is new or changed and counts what was approved before', () => {
    expect(shown(second)).toEqual(['1.1 pending new', '1.2 pending']);
    expect(sheetFor('canbo1', second)).toMatchObject({
      round: 2,
      heads: [{ approvedBefore: 1 }, { approvedBefore: 1 }, { approvedBefore: 1 }],
      pending: 2,
      approved: 3,
    });
  });

  it('shows the words of the round before beside the changed ones only', () => {
    const [added, changed] = sheetFor('canbo1', second)!.heads[0]!.tasks;
    expect(changed).toMatchObject({ due: { text: 'Quý III' }, before: { due: { text: 'Quý I' } } });
    expect(added).not.toHaveProperty('before');
  });

  it('keeps what is approved now in its place', () => {
    expect(shown(decideAs('canbo2', second, 'approved', [1]), 'canbo2')).toEqual([
      '1.1 pending new',
      '1.2 approved',
    ]);
  });

  it('does not show what the unit wrote after the result', () => {
    const draft = rewrite(closed, { content: 'Một việc mới thêm vào' });
    expect(shown(draft)).toEqual(shown(closed));
  });
});

describe('the queue', () => {
  const entry = (id: string, year: number, sentAt: string, more: Partial<Registration> = {}) => ({
    ...sent,
    id,
    unitId: id,
    year,
    ...more,
    summary: { ...sent.summary, round: 1, sentAt: at(sentAt) },
    tasks: [],
    rounds: [],
  });
  const sight = {
    personId: 'canbo1',
    unitName: (id: string) => `Đoàn ${id} Mẫu`,
    clusterName: (id: string) => (id.startsWith('c') ? `Cụm ${id.slice(1)}` : undefined),
    nameOf: (id: string) => `Đồng chí ${id} Mẫu`,
  };

  it('goes by deadline, then by cluster, then by the time of sending', () => {
    const plans = [
      entry('c10', 2027, '2026-09-02'),
      entry('c2', 2027, '2026-09-03'),
      entry('late', 2026, '2026-09-09'),
      entry('b', 2027, '2026-09-08'),
      entry('a', 2027, '2026-09-07'),
    ];
    expect(showQueue(plans, sight).map((one) => one.unitId)).toEqual([
      'late',
      'a',
      'b',
      'c2',
      'c10',
    ]);
  });

  it('marks the plan of a unit where the reader holds a post', () => {
    const isOwn = (id: string) => id === 'c1';
    const plans = [entry('c1', 2027, '2026-09-02'), entry('c2', 2027, '2026-09-03')];
    expect(showQueue(plans, { ...sight, isOwn }).map(({ own }) => own)).toEqual([true, undefined]);
  });

  it('says who has taken a plan, and needs nothing but the summary', () => {
    const claim = { by: { personId: 'canbo1', postId: 'canbo1@xa1' }, at: season };
    expect(showQueue([entry('c1', 2027, '2026-09-02', { claim })], sight)).toEqual([
      {
        registrationId: 'c1',
        unitId: 'c1',
        unitName: 'Đoàn c1 Mẫu',
        year: 2027,
        clusterName: 'Cụm 1',
        round: 1,
        sentAt: at('2026-09-02').toISOString(),
        late: false,
        tasks: 4,
        pending: 4,
        claimedBy: 'Đồng chí canbo1 Mẫu',
        mine: true,
      },
    ]);
  });

  it('holds only what waits', () => {
    expect(showQueue([sent, allDecided, closed, draftOf('1.1'), second], sight)).toHaveLength(3);
  });
});
