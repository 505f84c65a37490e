import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codeFor } from './zalo-joining.ts';
import { openZaloTalk, type ZaloPhone, type ZaloTalk } from './zalo-talk.ts';

describe('where Zalo takes no buttons of ours', () => {
  let talk: ZaloTalk;
  let secretary: ZaloPhone;

  beforeAll(async () => {
    talk = await openZaloTalk({}, { buttonShape: 'none' });
    secretary = talk.phone('2468458835296197922', { lastInteractionAt: undefined });
  });
  afterAll(() => talk.close());

  test('everything is chosen by typed numbers, from the consent to the receipt', async () => {
    const code = await codeFor(talk, { search: 'thpt sao mai', unit: 'thpt', role: 'deputy' });
    await secretary.follow();
    expect(await secretary.type(code)).toMatch(/\n1\. Đồng ý\n2\. Không đồng ý$/u);
    await secretary.type('1');
    const confirm = await secretary.type('Phan Thị Mới Mẫu');
    expect(confirm).toMatch(/Gõ số để chọn:\n1\. Đúng, tham gia\n/u);
    expect(await secretary.type('1')).toMatch(/Chào mừng/u);
    for (const item of ['1.1', '2.1', '3.1']) {
      await secretary.type('/dangky');
      await secretary.type(item);
      await secretary.type('1');
      await secretary.type(`Hoạt động của tiểu mục ${item}; 02 hoạt động; Quý II; Phó Bí thư`);
      expect(await secretary.type('luu')).toMatch(/Đã lưu/u);
    }
    const board = await secretary.type('/dangky');
    const send = /(\d+)\. Gửi đăng ký/u.exec(board)?.[1] ?? '';
    expect(await secretary.type(send)).toMatch(/1\. Gửi\n2\. Để sau$/u);
    expect(await secretary.type('1')).toMatch(/ĐÃ GỬI/u);
    const shape = secretary.shown().filter(({ buttons }) => buttons.length > 0);
    expect(shape).toEqual([]);
  });

  test('Zalo was asked once whether it takes them, and then no more for an hour', async () => {
    const asked = talk.zalo.account.requests.filter(({ body }) =>
      body.toString().includes('"buttons"'),
    );
    expect(asked).toHaveLength(1);
    await talk.advance('PT2H');
    await secretary.type('/trogiup');
    const again = talk.zalo.account.requests.filter(({ body }) =>
      body.toString().includes('"buttons"'),
    );
    expect(again).toHaveLength(2);
  });
});
