import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Bubble, Phone } from './phone.ts';
import { withProgram } from './with-program.ts';

const items = [1, 2, 3].flatMap((head) =>
  [1, 2, 3, 4, 5].map((item) => `${String(head)}.${String(item)}`),
);
const all = (bubbles: readonly Bubble[]): string => bubbles.map(({ text }) => text).join('\n');

/** The plan of one year as it is stored. */
type Stored = {
  rounds: { number: number; receipt: string; closedAt?: string }[];
  tasks: {
    id: string;
    item: string;
    content: string;
    target: { text: string };
    review: { state: string };
  }[];
  summary: { state: string; tasks: number; approved: number; returned: number };
  late: boolean;
};

describe('the main job, driven from outside', () => {
  const program = withProgram();
  const { api } = program;
  let secretary: Phone;
  let cadre: Phone;
  const plan = (): Promise<Stored> => api.get('/sim/api/registrations/thpt/2027');
  const restart = async (): Promise<void> => {
    await program.restart();
    secretary = api.phone('bithu-1');
    cadre = api.phone('canbo-1');
  };

  beforeAll(async () => {
    secretary = api.phone('bithu-1');
    cadre = api.phone('canbo-1');
  });

  test('a stranger is told what this is, and joins with a code from an administrator', async () => {
    const admin = api.phone('quantri');
    await admin.type('/moithamgia');
    await admin.press('post');
    await admin.type('thpt');
    await admin.press('thpt');
    const [, code = ''] = /\/start ([A-Z0-9-]+)/.exec(all(await admin.press('deputy'))) ?? [];
    expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/);

    const { id } = await api.post<{ id: string }>('/sim/api/personas', {
      name: 'Khách',
      like: 'zalo',
    });
    const stranger = api.phone(id);
    expect(all(await stranger.type('xin chào'))).toMatch(/mã mời/);
    expect(all(await stranger.type('AAAA-BBBB-CCCC'))).toMatch(/không tìm thấy mã mời/);
    expect(all(await stranger.type(`/start ${code}`))).toMatch(/dữ liệu cá nhân/);
    await stranger.press('Đồng ý');
    expect(all(await stranger.type('Phan Thị Mới Mẫu'))).toMatch(/Phó Bí thư/);
    expect(all(await stranger.press('yes'))).toMatch(/Chào mừng/);
    expect(all(await stranger.type('/dangky'))).toMatch(/ĐĂNG KÝ NĂM 2027/);
    expect(all(await admin.bubbles())).toMatch(/Phan Thị Mới Mẫu đã tham gia/);

    const second = await api.post<{ id: string }>('/sim/api/personas', {
      name: 'Khách 2',
      like: 'web',
    });
    expect(all(await api.phone(second.id).type(code))).toMatch(/đã (được )?(dùng|sử dụng)/);
  });

  test('a secretary writes fifteen items, killed in the middle of a task, and goes on where she was', async () => {
    await secretary.type('/dangky');
    await secretary.type('1.1');
    await secretary.press('task_new');
    await secretary.type('Mở lớp bồi dưỡng nhận thức về Đoàn');
    expect(all(await secretary.type('02 lớp, 120 học viên'))).toMatch(/Bước 3\/4/);
    await restart();
    expect(all(await secretary.type('31/02'))).toMatch(/Không có ngày 31\/02/);
    expect(all(await secretary.press('Quý I'))).toMatch(/Bước 4\/4/);
    expect(all(await secretary.type('Bí thư Đoàn trường'))).toMatch(/2 lớp, 120 học viên/);
    await secretary.press('save');
    for (const code of items.slice(1)) {
      await secretary.type('/dangky');
      await secretary.type(code);
      await secretary.press('task_new');
      await secretary.type(`Hoạt động của tiểu mục ${code}; 02 hoạt động; Quý II; Phó Bí thư`);
      await secretary.press('save');
    }
    const { summary } = await plan();
    expect(summary).toMatchObject({ state: 'drafting', tasks: 15 });
  });

  test('the plan is sent in time, with a receipt, and the superior is told once', async () => {
    await secretary.type('/dangky');
    await secretary.press('send');
    const receipt = all(await secretary.press('yes'));
    const stored = await plan();
    expect(stored.late).toBe(false);
    expect(receipt).toContain(stored.rounds[0]?.receipt);
    await api.settle();
    const told = (await cadre.bubbles()).filter(({ text }) => text.includes('THPT Sao Mai'));
    expect(told).toHaveLength(1);
  });

  test('the cadre returns two tasks, approves the rest, and the unit hears of it once', async () => {
    await cadre.press('review');
    await cadre.press('return');
    await cadre.type('1, 3');
    await cadre.press('no_target');
    await cadre.press('Bỏ qua');
    for (let head = 1; head <= 3; head += 1) await cadre.press('approve');
    expect((await plan()).summary).toMatchObject({ state: 'reviewing', approved: 13, returned: 2 });
    expect(all(await secretary.bubbles())).not.toMatch(/bổ sung/);
    await restart();
    await cadre.press('review_close');
    await api.settle();
    const told = (await secretary.bubbles()).filter(({ text }) =>
      text.includes('vẫn tính đúng hạn'),
    );
    expect(told).toHaveLength(1);
    expect((await plan()).summary.state).toBe('returned');
  });

  test('the secretary fixes what was returned and sends again; approved tasks did not move', async () => {
    const before = await plan();
    await secretary.press('fix');
    for (let fixed = 0; fixed < 2; fixed += 1) {
      await secretary.press('named');
      await secretary.type('04 hoạt động, 200 đoàn viên');
    }
    const after = await plan();
    expect(after.summary.returned).toBe(0);
    const unchanged = before.tasks.filter(({ review }) => review.state === 'approved');
    for (const task of unchanged) {
      expect(after.tasks.find(({ id }) => id === task.id)).toEqual(task);
    }
    await secretary.press('send');
    await secretary.press('yes');
    expect((await plan()).rounds.map(({ number }) => number)).toEqual([1, 2]);
  });

  test('the cadre sees only what changed, approves it, and the reports agree', async () => {
    await api.settle();
    const shown = all(await cadre.press('review'));
    expect(shown).toContain('04 hoạt động, 200 đoàn viên');
    expect(shown).not.toContain('tiểu mục 1.2');
    await cadre.press('approve');
    await cadre.press('review_close');
    expect((await plan()).summary).toMatchObject({ state: 'approved', approved: 15, returned: 0 });
    await cadre.type('/baocao');
    expect(all(await cadre.press('view'))).toMatch(/Sao Mai/);
    await secretary.type('/baocao');
    expect(all(await secretary.press('view'))).toMatch(/đã duyệt/i);
  });
});
