import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '../app/until.ts';
import { joinAs } from './zalo-joining.ts';
import { openZaloTalk, type ZaloPhone, type ZaloTalk } from './zalo-talk.ts';

type Stored = {
  rounds: { number: number; receipt: string }[];
  summary: { state: string; tasks: number; approved: number; returned: number };
};

describe('the main job over Zalo', () => {
  let talk: ZaloTalk;
  let secretary: ZaloPhone;
  let cadre: ZaloPhone;

  const plan = (): Promise<Stored> => talk.api().get('/sim/api/registrations/thpt/2027');

  beforeAll(async () => {
    talk = await openZaloTalk();
    secretary = talk.phone('2468458835296197922', { lastInteractionAt: undefined });
    cadre = talk.phone('5521772797175877301', { lastInteractionAt: undefined });
  });
  afterAll(() => talk.close());

  test('two people follow the account, type their codes and join', async () => {
    await joinAs(talk, secretary, {
      search: 'thpt sao mai',
      unit: 'thpt',
      role: 'deputy',
      name: 'Phan Thị Mới Mẫu',
    });
    await joinAs(talk, cadre, {
      search: 'phuong sao mai',
      unit: 'saomai',
      role: 'cadre',
      name: 'Cao Văn Xét Mẫu',
    });
  });

  test('what was acknowledged when the power was cut is answered, each once', async () => {
    const words = Array.from({ length: 12 }, (_, index) => `mã lạ số ${String(index)}x`);
    const post = async (text: string): Promise<number> => {
      const { events } = talk.zalo;
      return (await talk.post(events.deliver(events.text(secretary.person.id, text)))).status;
    };
    const before = secretary.shown().length;
    const answers = await Promise.all(words.map((one) => post(one)));
    expect(answers).toEqual(words.map(() => 200));
    await until(async () => secretary.shown().length >= before + 2);
    await talk.restart();
    await talk.settle();
    // The first line of an answer says back what it answers.
    const said = secretary.shown().slice(before);
    const counts = words.map(
      (one) => said.filter(({ text = '' }) => text.split('\n')[0]?.includes(one)).length,
    );
    // Only the one message that was on the wire may come again.
    expect(counts.filter((count) => count !== 1).length).toBeLessThanOrEqual(1);
    expect(Math.min(...counts)).toBe(1);
    expect(Math.max(...counts)).toBeLessThanOrEqual(2);
  });

  test('a plan is written, over a power cut between two questions', async () => {
    for (const code of ['1.1', '2.1', '3.1']) {
      await secretary.type('/dangky');
      await secretary.type(code);
      await secretary.tap('Thêm phần việc');
      if (code === '2.1') await talk.restart();
      await secretary.type(`Hoạt động của tiểu mục ${code}; 02 hoạt động; Quý II; Phó Bí thư`);
      await secretary.tap('Lưu');
    }
    expect((await plan()).summary).toMatchObject({ state: 'drafting', tasks: 3 });
  });

  test('it is sent, and the reviewer is told in one request, byte for byte as Zalo wants it', async () => {
    await secretary.type('/dangky');
    await secretary.tap('Gửi đăng ký');
    const receipt = await secretary.tap('Gửi');
    const { rounds, summary } = await plan();
    expect(summary.state).toBe('sent');
    const [{ receipt: number } = { receipt: '' }] = rounds;
    expect(receipt).toContain(number);

    const request = talk.zalo.account.requests.findLast(({ body }) =>
      body.toString().includes(cadre.person.id),
    );
    const { id } = await talk.api().get<{ id: string }>('/sim/api/registrations/thpt/2027');
    expect(`${request?.method} ${request?.url}`).toBe('POST /v3.0/oa/message/cs');
    expect(request?.headers).toMatchObject({
      access_token: talk.zalo.tokens.current().access,
      'content-type': 'application/json',
    });
    expect(request?.headers).not.toHaveProperty('authorization');
    expect(request?.body.toString()).toBe(
      `{"recipient":{"user_id":"${cadre.person.id}"},"message":{"text":` +
        '"Đoàn trường THPT Sao Mai (Mẫu) đã gửi đăng ký năm 2027: 3 phần việc, lần gửi 1.\\n' +
        `Số biên nhận ${number}, đăng ký đúng hạn.\\n` +
        'Bấm “Duyệt ngay”, hoặc gõ /duyet lúc nào cũng được.",' +
        '"attachment":{"type":"template","payload":{"buttons":[' +
        `{"title":"Duyệt ngay","type":"oa.query.hide","payload":"#bcd:review:${id}:1"},` +
        '{"title":"Danh sách chờ duyệt","type":"oa.query.hide","payload":"#bcd:queue"}]}}}}',
    );
  });

  test('one task is returned by a typed number, fixed, sent again and approved', async () => {
    await cadre.tap('Duyệt ngay');
    expect(await cadre.tap('Yêu cầu bổ sung')).toMatch(/gõ số:\n1\. Thiếu chỉ tiêu/u);
    await cadre.type('1');
    await cadre.tap('Bỏ qua');
    await cadre.tap('Duyệt nội dung 2');
    await cadre.tap('Duyệt nội dung 3');
    await cadre.tap('Gửi kết quả duyệt');
    expect((await plan()).summary).toMatchObject({ state: 'returned', approved: 2, returned: 1 });
    expect(secretary.texts()).toMatch(/vẫn tính đúng hạn/u);

    await secretary.tap('Sửa ngay');
    await secretary.tap('Sửa chỉ tiêu');
    await secretary.type('04 hoạt động, 200 đoàn viên');
    await secretary.tap('Gửi');
    await secretary.tap('Gửi');
    await cadre.tap('Duyệt ngay');
    await cadre.tap('Duyệt nội dung 1');
    await cadre.tap('Gửi kết quả duyệt');
    const { rounds, summary } = await plan();
    expect(rounds.map(({ number }) => number)).toEqual([1, 2]);
    expect(summary).toMatchObject({ state: 'approved', approved: 3, returned: 0 });
    expect(secretary.texts()).toMatch(/đã duyệt toàn bộ/u);
  });

  test('an old button is redrawn, and its payload typed by somebody else opens nothing', async () => {
    const payload = cadre
      .shown()
      .flatMap(({ buttons }) => buttons)
      .find(({ title }) => title === 'Duyệt ngay')?.payload as string; // as the double has checked
    expect(await cadre.type(payload)).toMatch(/THPT Sao Mai/u);
    expect((await plan()).summary.approved).toBe(3);
    expect(await secretary.type(payload)).not.toMatch(/Duyệt nội dung/u);
    const stranger = talk.phone('7777777777777777777', { lastInteractionAt: undefined });
    expect(await stranger.type(payload)).toMatch(/mã mời/u);
  });
});
