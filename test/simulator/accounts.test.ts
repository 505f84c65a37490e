import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Bubble, Phone } from './phone.ts';
import { withProgram } from './with-program.ts';

const all = (bubbles: readonly Bubble[]): string => bubbles.map(({ text }) => text).join('\n');

type Entry = { action: string; personId?: string; subject: string; after?: { channel?: string } };

describe('a person with two chats', () => {
  const program = withProgram();
  const { api } = program;
  let first: Phone;
  let second: Phone;
  let secondId: string;

  const newCode = async (): Promise<string> => {
    await first.type('/dulieu');
    const shown = all(await first.press('account_add'));
    return /\/start ([A-Z0-9-]+)/.exec(shown)?.[1] ?? '';
  };
  const stranger = async (like: string): Promise<string> => {
    const { id } = await api.post<{ id: string }>('/sim/api/personas', { name: 'Máy khác', like });
    return id;
  };
  const audit = (): Promise<Entry[]> => api.get('/sim/api/audit');

  beforeAll(async () => {
    first = api.phone('bithu-1');
    secondId = await stranger('telegram');
    second = api.phone(secondId);
  });

  test('makes a code that a newer one makes worthless and that ends after a quarter of an hour', async () => {
    const replaced = await newCode();
    expect(replaced).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    const late = await newCode();
    expect(all(await second.type(`/start ${replaced}`))).toMatch(/không tìm thấy mã/);
    await api.post('/sim/api/clock', { advance: 'PT15M' });
    expect(all(await second.type(late))).toMatch(/đã hết hạn/);
  });

  test('says whose the other chat would be, and a no leaves nothing', async () => {
    const code = await newCode();
    const shown = all(await second.type(`/start ${code}`));
    expect(shown).toMatch(/Về dữ liệu cá nhân/);
    await second.press('no');
    expect(all(await second.type('/dulieu'))).toMatch(/không giữ dữ liệu nào/);
    expect(all(await first.bubbles())).not.toMatch(/vừa được liên kết/);
  });

  test('links the other chat, greets it by role, and tells the first one', async () => {
    const code = await newCode();
    await second.type(`/start ${code}`);
    const greeting = all(await second.press('yes'));
    expect(greeting).toMatch(/vừa được liên kết/);
    expect(greeting).toMatch(/Bí thư · /);
    expect(greeting).toMatch(/Bước đầu tiên: mở bảng đăng ký/);
    await api.settle();
    expect(all(await first.bubbles())).toMatch(/vừa được liên kết với đồng chí/);
    const lines = (await audit()).filter(({ action }) =>
      ['join.consented', 'account.linked'].includes(action),
    );
    expect(lines.map(({ action }) => action).toSorted()).toEqual([
      'account.linked',
      'join.consented',
    ]);
    const personIds = new Set(lines.map(({ personId }) => personId));
    expect(personIds).toEqual(
      new Set([lines.find(({ action }) => action === 'join.consented')?.subject]),
    );
    expect(all(await second.type(`/start ${code}`))).toMatch(/đã là của đồng chí/);
  });

  test('does from the second chat what they do from the first, while a question was open there', async () => {
    await first.type('/dangky');
    expect(all(await second.type('/dangky'))).toMatch(/ĐĂNG KÝ NĂM 2027/);
    await second.type('1.2; Khảo sát tâm tư; 02 đợt, 200 phiếu; Quý I; Bí thư');
    await second.press('save');
    expect(all(await first.type('1.2'))).toMatch(/Khảo sát tâm tư/);
  });

  test('cannot take the chat of somebody else', async () => {
    const code = await newCode();
    expect(all(await api.phone('bithu-2').type(`/start ${code}`))).toMatch(/của một người khác/);
  });

  test('takes the other chat away, which is a stranger’s again', async () => {
    await first.type('/dulieu');
    await first.press('account_remove');
    expect(all(await first.press('Gỡ web'))).toMatch(/Đã gỡ tài khoản/);
    await api.settle();
    expect(all(await second.bubbles())).toMatch(/vừa được gỡ khỏi Hệ thống/);
    expect(all(await second.type('/dangky'))).toMatch(/mã mời/);
    expect((await audit()).filter(({ action }) => action === 'account.unlinked')).toMatchObject([
      { subject: `web:${secondId}` },
    ]);
    expect(all(await first.type('/dangky'))).toMatch(/ĐĂNG KÝ NĂM 2027/);
  });
});
