import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { joinAs } from './zalo-joining.ts';
import { openZaloTalk, type ZaloPhone, type ZaloTalk } from './zalo-talk.ts';

describe('whoever has been silent on Zalo', () => {
  let talk: ZaloTalk;
  let secretary: ZaloPhone;

  beforeAll(async () => {
    talk = await openZaloTalk();
    secretary = talk.phone('2468458835296197922', { lastInteractionAt: undefined });
    await joinAs(talk, secretary, {
      search: 'thpt sao mai',
      unit: 'thpt',
      role: 'deputy',
      name: 'Phan Thị Mới Mẫu',
    });
  });
  afterAll(() => talk.close());

  const told = async (persona: string): Promise<string> =>
    (await talk.api().phone(persona).bubbles()).map(({ text }) => text).join('\n\n');

  const news = (): readonly string[] => secretary.shown().map(({ text = '' }) => text);
  const reminders = (): number => news().filter((text) => text.includes('⏰')).length;
  const unsent = async (): Promise<number> =>
    (await told('canbo-1')).split('chưa gửi được qua Zalo').length - 1;

  test('misses no reminder: it waits, and the superior reads so once', async () => {
    const before = reminders();
    await talk.advance('P16DT2H');
    expect(reminders()).toBe(before + 1);
    expect(await unsent()).toBe(1);
    expect(await told('canbo-1')).toContain('Phó Bí thư, Đoàn trường THPT Sao Mai (Mẫu)');
    const { status } = await fetch(`${talk.program().url}/readyz`);
    expect(status).toBe(200);
  });

  test('has what waited with their first word, as it stands then', async () => {
    await talk.advance('P1D');
    const before = reminders();
    const said = await secretary.type('chào');
    expect(said).toMatch(/còn 13 ngày/u);
    expect(said).toMatch(/Đồng chí muốn làm gì/u);
    expect(reminders()).toBe(before + 1);
  });

  test('is written to by a template, once the office has entered one that Zalo takes', async () => {
    talk.zalo.world.addTemplate({
      id: '789001',
      name: 'Nhắc hạn đăng ký',
      status: 'ENABLE',
      byUid: true,
      parameters: [
        { name: 'customer_name', require: true, maxLength: 30 },
        { name: 'unit', require: true, maxLength: 20 },
        { name: 'year', require: true, maxLength: 20 },
        { name: 'deadline', require: true, maxLength: 20 },
        { name: 'status', require: true, maxLength: 30 },
      ],
    });
    const admin = talk.api().phone('quantri');
    await admin.type('/caidat');
    await admin.press('Mẫu tin Zalo');
    await admin.press('Nhắc hạn');
    await admin.type('789001');
    await talk.settle();
    await admin.press('yes');

    await talk.advance('P9D');
    const sent = talk.zalo.account.requests.filter(({ path }) => path.endsWith('/template'));
    expect(sent.map(({ body }) => body.toString())).toEqual([
      `{"user_id":"${secretary.person.id}","template_id":"789001","template_data":{` +
        '"customer_name":"Phan Thị Mới Mẫu","unit":"Đoàn trường THPT…","year":"2027",' +
        '"deadline":"14/10/2026","status":"chưa ghi phần việc nào"}}',
    ]);
    expect(await unsent()).toBe(1);
  });

  test('taps the answer under it, and reads all of it in the chat', async () => {
    const template = secretary.shown().findLast((one) => one.template);
    const { events } = talk.zalo;
    secretary.person.lastInteractionAt = talk.zalo.world.now();
    const before = secretary.shown().length;
    const messageId = template?.messageId ?? '';
    await talk.post(
      events.deliver(events.templateReply({ messageId, trackingId: '', text: 'Xem' })),
    );
    await talk.settle();
    expect(secretary.shown().slice(before)[0]?.text).toMatch(/Đăng ký năm 2027/u);
  });

  test('is written to no more by a template that Zalo takes back; the administrator reads why', async () => {
    const { events } = talk.zalo;
    await talk.post(
      events.deliver(events.templateStatus('789001', 'ENABLE', 'REJECT', 'Sai mục đích gửi')),
    );
    await talk.settle();
    expect(await told('quantri')).toMatch(/789001[\s\S]*Sai mục đích gửi/u);
  });

  test('is not needed to see a template that Zalo allows again: the administrator is sent one on trial', async () => {
    const { events } = talk.zalo;
    await talk.post(events.deliver(events.templateStatus('789001', 'REJECT', 'ENABLE')));
    await talk.settle();
    const admin = talk.api().phone('quantri');
    await admin.press('Gửi thử cho tôi');
    expect(await told('quantri')).toMatch(/cần tham gia bằng Zalo để nhận tin thử/u);

    const own = talk.phone('3579135791357913579', { lastInteractionAt: undefined });
    await admin.type('/dulieu');
    const shown = (await admin.press('account_add')).map(({ text }) => text).join('\n');
    await own.follow();
    await own.type(/[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/u.exec(shown)?.[0] ?? '');
    await own.tap('Đúng');

    await admin.press('Gửi thử cho tôi');
    await talk.settle();
    const templates = own.shown().flatMap(({ template }) => template ?? []);
    expect(templates).toEqual([
      {
        id: '789001',
        data: {
          customer_name: 'Đặng Quản Trị Mẫu',
          unit: expect.stringMatching(/^.{1,20}$/u),
          year: '2027',
          deadline: '14/10/2026',
          status: 'tin thử',
        },
      },
    ]);
    expect(await told('quantri')).toMatch(/✓ Đã gửi thử mẫu 789001 cho “Nhắc hạn” \(560 đ\)/u);
  });
});
