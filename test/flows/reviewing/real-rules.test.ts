/** The talk of reviewers on the real rules of the domain: what the deciders and views say is what people read. */
import { describe, expect, test } from '@jest/globals';
import { entries, flows } from '../../../flows/index.ts';
import type { Refusal } from '../../../src/domain/refusals.ts';
import type { Registration } from '../../../src/domain/registration.ts';
import { myPosts } from '../../../src/domain/access.ts';
import { claimReview } from '../../../src/domain/review-claims.ts';
import { closeReview } from '../../../src/domain/review-closing.ts';
import { decideTasks } from '../../../src/domain/review-decisions.ts';
import { undoDecision } from '../../../src/domain/review-undo.ts';
import { showQueue, showSheet } from '../../../src/domain/show-review.ts';
import { contextOf, draftOf, later, posts, season, send, tree } from '../../domain/office.ts';
import { rewrite, sightOf } from '../../domain/seeing.ts';
import { createPhone, type World } from '../play.ts';

type Office = { plan: Registration; now: Date };
type Decided<R> = { refused: Refusal } | { changes: { registration: Registration }; result: R };

const nameOf = (id: string) => `Đồng chí ${id} Mẫu`;

const worldOf = (who: string, office: Office): World => {
  const mine = posts.filter(({ personId }) => personId === who);
  const context = () => contextOf(who, 'xa1', office.now);
  const settle = <R>(decided: Decided<R>): { refused: Refusal } | { done: R } => {
    if ('refused' in decided) return decided;
    office.plan = decided.changes.registration;
    return { done: decided.result };
  };
  return {
    now: office.now.toISOString(),
    reads: {
      me: () => ({ posts: myPosts(tree, mine, office.now) }),
      'review.queue': () =>
        showQueue([office.plan], {
          personId: who,
          unitName: () => 'Đoàn truong1 Mẫu',
          clusterName: () => undefined,
          nameOf,
        }),
      'review.sheet': () =>
        showSheet({ ...sightOf(who, office.plan), registration: office.plan, ownUnit: false }),
    },
    runs: {
      'review.claim': (command) => settle(claimReview(context(), office.plan, command)),
      'review.decide': (command) => settle(decideTasks(context(), office.plan, command)),
      'review.undo': (command) => settle(undoDecision(context(), office.plan, command)),
      'review.close': (command) => settle(closeReview(context(), office.plan, command)),
    },
  };
};

const phoneOf = (who: string, office: Office) => {
  const phone = createPhone({ flows, entries, world: worldOf(who, office), like: 'telegram' });
  return async (line: string) => (await phone.send(line)).join('\n');
};

const sentOffice = (): Office => ({
  plan: send(draftOf('1.1', '1.2', '2.1', '3.1')),
  now: later(season, 900),
});

describe('reviewing on the real rules', () => {
  test('a plan goes through two rounds, and the second one shows the change only', async () => {
    const office = sentOffice();
    const canbo = phoneOf('canbo1', office);
    const open = `{review:${office.plan.id}:1}`;
    expect(await canbo(open)).toContain('Duyệt nội dung 1 (2 phần việc)');
    await canbo('2');
    await canbo('[Thiếu chỉ tiêu]');
    expect(await canbo('[Bỏ qua]')).toContain('Còn 3 phần việc chờ duyệt');
    await canbo('[Duyệt 1 phần việc còn lại]');
    await canbo('[Duyệt nội dung 2 (1 phần việc)]');
    expect(await canbo('[Duyệt nội dung 3 (1 phần việc)]')).toContain('duyệt 3, yêu cầu bổ sung 1');
    expect(await canbo('[Gửi kết quả duyệt]')).toContain('Hiện không có đơn vị nào chờ');
    expect(office.plan.summary.state).toBe('returned');

    office.plan = rewrite(office.plan, { target: '03 lớp, 90 học viên' }, 1);
    office.plan = send(office.plan, later(office.now, 3_600));
    office.now = later(office.now, 7_200);
    const again = await canbo(`{review:${office.plan.id}:2}`);
    expect(again).toContain('Lần gửi 2');
    expect(again).toContain('– Chỉ tiêu: 02 lớp, 120 học viên → 03 lớp, 90 học viên');
    expect(again).toContain('[ĐÃ SỬA]');
    expect(again).not.toContain('– Thời gian');
    expect(again).toContain('Đã duyệt từ lần gửi trước: 1 phần việc');
    expect(await canbo('[Duyệt nội dung 1 (1 phần việc)]')).toContain('duyệt 4');
    await canbo('[Gửi kết quả duyệt]');
    expect(office.plan.summary.state).toBe('approved');
    expect(await canbo(open)).toContain('Nút vừa bấm thuộc lần gửi 1');
  });

  test('of two cadres the second one learns who reviews, takes over, and the first one is told', async () => {
    const office = sentOffice();
    const first = phoneOf('canbo1', office);
    const second = phoneOf('canbo2', office);
    const open = `{review:${office.plan.id}:1}`;
    await first(open);
    expect(await second(open)).toContain('đồng chí Đồng chí canbo1 Mẫu đang duyệt, từ 08:15');
    await second('[Nhận duyệt thay]');
    await second('[Duyệt nội dung 1 (2 phần việc)]');
    const lost = await first('[Duyệt nội dung 1 (2 phần việc)]');
    expect(lost).toContain('refused already_decided');
    expect(lost).toContain('canbo2');
    expect(lost).toContain('Quyết định vừa bấm chưa được ghi');
    expect(lost).toContain('[Nhận duyệt thay]');
  });

  test('a decision is undone within a minute and not after it', async () => {
    const office = sentOffice();
    const canbo = phoneOf('canbo1', office);
    await canbo(`{review:${office.plan.id}:1}`);
    await canbo('[Duyệt nội dung 1 (2 phần việc)]');
    office.now = later(office.now, 59);
    expect(await canbo('[Hoàn tác (trong 60 giây)]')).toContain('chờ duyệt trở lại');
    await canbo('[Duyệt lại nội dung 1]');
    await canbo('[Duyệt nội dung 1 (2 phần việc)]');
    office.now = later(office.now, 61);
    expect(await canbo('[Hoàn tác (trong 60 giây)]')).toContain('refused undo_too_late');
  });
});
