import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { flows } from '../../flows/index.ts';
import { noticeMessage } from '../../flows/notices.ts';
import { outsideWords } from '../../flows/talking/outside-words.ts';
import { SendError, type Channel } from '../../src/channels/channel.ts';
import { bodyOf } from '../../src/app/sending/outbox-message.ts';
import { templateFor } from '../../src/domain/message-ways.ts';
import type { Account } from '../../src/domain/organisation.ts';
import { plainSeason } from '../../src/domain/season.ts';
import type { OutboxRow } from '../../src/store/contract.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { openHouse, type House } from './house.ts';
import { said } from './talks.ts';
import { openChannel, windowChannel, type RecordingChannel } from './window-channel.ts';

const hour = 3_600_000;
const button = 'outside_try:quantri.tinh/reminder';

describe('a template that an administrator has sent to try it', () => {
  let test_: TestStore;
  let house: House;
  let zalo: RecordingChannel;
  let telegram: RecordingChannel;

  beforeAll(async () => {
    test_ = await openTestStore();
  });
  afterEach(async () => {
    await house.stop();
    await test_.store.reset();
  });
  afterAll(() => test_.close());

  const ago = (ms: number): Date => new Date(house.now().getTime() - ms);

  /** The house with one template entered, and the administrator's own chat on Zalo unless `account` is null. */
  const open = async (
    account: Partial<Account> | null = {},
    more: Partial<Channel> = {},
  ): Promise<void> => {
    zalo = { ...windowChannel('zalo'), ...more };
    telegram = openChannel('telegram');
    house = await openHouse(test_.store, {
      flows,
      notice: noticeMessage,
      outside: outsideWords,
      channels: [zalo, telegram],
    });
    const uow = test_.store.begin();
    const season = (await uow.load('season', 'season')) ?? plainSeason;
    const params = [
      { name: 'ten', field: 'person', maxLength: 30 },
      { name: 'don_vi', field: 'unit', maxLength: 30 },
      { name: 'han', field: 'deadline', maxLength: 20 },
      { name: 'con_lai', field: 'days_left', maxLength: 30 },
      { name: 'tinh_trang', field: 'status', maxLength: 30 },
      { name: 'viec', field: 'next', maxLength: 30 },
    ] as const;
    const template = { kind: 'reminder', templateId: '77', params, priceByUser: 560 } as const;
    uow.put('season', { ...season, outside: [{ ...template, checkedAt: house.now() }] });
    if (account) {
      const chat = { personId: 'quantri', lang: 'vi', seenAt: ago(hour), attempts: [] } as const;
      const at = { channel: 'zalo', address: 'z1' };
      uow.put('account', { id: 'zalo:z1', rev: 0, ...at, ...chat, ...account });
      const other = { channel: 'telegram', address: 't1' };
      uow.put('account', { id: 'telegram:t1', rev: 0, ...other, ...chat });
    }
    await uow.commit();
    house.core.forget();
  };

  const press = async (eventId?: string): Promise<string[]> => {
    const before = (await house.thread('quantri')).length;
    await house.send('quantri', { press: button }, eventId);
    await house.core.worker.settle();
    return said((await house.thread('quantri')).slice(before));
  };
  const rows = async (): Promise<OutboxRow[]> =>
    (await test_.store.outbox.recent(500)).filter((row) => bodyOf(row).trial);
  const ordinary = () => [...zalo.said, ...telegram.said];

  test('reaches their own Zalo with sample values, once, and they read what it cost', async () => {
    await open();
    const told = await press('e1');
    expect(zalo.templates).toEqual([
      {
        address: 'z1',
        template: {
          templateId: '77',
          data: {
            ten: 'Đặng Quản Trị Mẫu',
            don_vi: expect.any(String),
            han: '14/10/2026',
            con_lai: '30',
            tinh_trang: 'tin thử',
            viec: 'không phải làm gì',
          },
        },
      },
    ]);
    expect(told).toEqual([
      expect.stringContaining('đang gửi tin thử'),
      '✓ Đã gửi thử mẫu 77 cho “Nhắc hạn” (560 đ). Đồng chí xem trong Zalo.',
    ]);
    await press('e1');
    expect(zalo.templates).toHaveLength(1);
    expect(ordinary()).toEqual([]);
    const log = await test_.store.finds.auditOf(undefined, 0, 5);
    expect(log).toMatchObject([
      {
        action: 'outside.tried',
        personId: 'quantri',
        after: { kind: 'reminder', templateId: '77' },
      },
    ]);
  });

  test('goes to the chat that they ask in, whose window is open, and is told there', async () => {
    await open();
    await house.core.accept('zalo', { eventId: 'e1', address: 'z1', press: button });
    await house.core.worker.settle();
    expect(zalo.templates.map(({ address }) => address)).toEqual(['z1']);
    expect(zalo.said.map(({ message }) => message.text)).toEqual([
      expect.stringContaining('đang gửi tin thử'),
      expect.stringContaining('✓ Đã gửi thử mẫu 77'),
    ]);
  });

  test('goes also where the window has long closed', async () => {
    await open({ seenAt: new Date('2026-08-01T08:00:00+07:00') });
    await press();
    expect(zalo.templates).toHaveLength(1);
  });

  test.each([
    ['refused', new SendError('rejected', 'x', { said: 'Chưa duyệt (-131)' }), 'rejected'],
    ['not paid for', new SendError('config', 'x', { said: 'Hết tiền (-321)' }), 'config'],
    ['shut', new SendError('window_closed', 'x', { said: 'Quá hạn (-230)' }), 'window_closed'],
    ['blocked', new SendError('blocked', 'x', { said: 'Đã chặn (-244)' }), 'blocked'],
    [
      'used up',
      new SendError('throttled', 'x', { said: 'Hết lượt (-144)', retryAfter: 3_600 }),
      'throttled',
    ],
  ])(
    'that is %s ends there, in no other way and chat, and Zalo’s reason is told',
    async (_what, error, errorCode) => {
      await open();
      zalo.failTemplate(error);
      const told = await press();
      expect(told[1]?.split('\n')).toEqual([
        'Zalo không gửi tin thử bằng mẫu 77 cho “Nhắc hạn”.',
        `Lý do của Zalo: ${error.said ?? ''}`,
      ]);
      await house.pass(2 * hour);
      expect(zalo.templates).toEqual([]);
      expect(ordinary()).toEqual([]);
      expect(await rows()).toMatchObject([{ state: 'failed', errorCode, channel: 'zalo' }]);
      const account = await test_.store.begin().load('account', 'zalo:z1');
      expect(account?.unreachableSince).toBeUndefined();
    },
  );

  test('is tried again after a break of the network, and not where it may have arrived', async () => {
    await open();
    zalo.failTemplate(new SendError('transient', 'x'));
    expect(await press()).toHaveLength(1);
    await house.pass(hour);
    expect(zalo.templates).toHaveLength(1);
    zalo.failTemplate(new SendError('transient', 'x', { mayHaveActed: true }));
    expect((await press())[1]).toMatch(/có thể đã đến/u);
    await house.pass(hour);
    expect(zalo.templates).toHaveLength(1);
  });

  test('waits for six in the morning, and keeps nothing else waiting', async () => {
    await open();
    await house.pass(new Date('2026-09-14T22:30:00+07:00').getTime() - house.now().getTime());
    const told = await press();
    expect(told).toEqual([expect.stringContaining('06:00 ngày 15/09/2026')]);
    await test_.store.outbox.put({
      id: 'báo',
      channel: 'zalo',
      address: 'z1',
      priority: 1,
      seq: Number.MAX_SAFE_INTEGER,
      notBefore: house.now(),
      lang: 'vi',
      message: { message: { lines: [{ raw: 'báo' }] }, token: '', inPlace: false },
      at: house.now(),
    });
    await house.core.worker.settle();
    expect(zalo.said.map(({ message }) => message.text)).toEqual(['báo']);
    expect(zalo.templates).toEqual([]);
    await house.pass(8 * hour);
    expect(zalo.templates).toHaveLength(1);
    expect((await rows())[0]?.state).toBe('sent');
  });

  test('goes by phone alone while templates are tried so, and without cost', async () => {
    const sent = { providerId: 't', by: 'phone', billed: false } as const;
    const tried: unknown[] = [];
    const sendTemplate: Channel['sendTemplate'] = async (address, { byPhone }) => {
      tried.push({ address, phone: byPhone?.phone });
      return sent;
    };
    const phone = { number: '84900000123', at: new Date('2026-09-01T08:00:00+07:00') };
    await open({ phone }, { development: true, sendTemplate });
    expect((await press())[1]).toBe('✓ Đã gửi thử mẫu 77 cho “Nhắc hạn”. Đồng chí xem trong Zalo.');
    expect(tried).toEqual([{ address: undefined, phone: '84900000123' }]);
    expect(JSON.stringify(await rows())).not.toContain('84900000123');
  });

  test('may wait to be approved while it is tried so, and is no way to anybody else', async () => {
    const phone = { number: '84900000123', at: new Date('2026-09-01T08:00:00+07:00') };
    const about = {
      templateId: '88',
      name: 'Nhắc hạn mới',
      approved: false,
      development: true,
      params: [{ name: 'person', required: true, maxLength: 30 }],
    } as const;
    await open({ phone }, { development: true, aboutTemplate: async () => about });
    await house.send('quantri', { press: 'outside_set:quantri.tinh/reminder' });
    await house.send('quantri', { text: '88' });
    await house.core.worker.settle();
    const asked = said(await house.thread('quantri')).at(-1);
    expect(asked).toContain('Zalo chưa duyệt mẫu “Nhắc hạn mới”: mẫu chỉ để gửi thử');
    await house.send('quantri', { text: '1' });
    const season = await test_.store.begin().load('season', 'season');
    expect(season?.outside).toMatchObject([{ templateId: '88', refusedAt: expect.any(Date) }]);
    expect(templateFor(season?.outside, 'reminder')).toBeUndefined();
    expect((await press())[1]).toContain('✓ Đã gửi thử mẫu 88');
    expect(zalo.templates).toMatchObject([
      { address: undefined, template: { templateId: '88', byPhone: { phone: '84900000123' } } },
    ]);
  });

  test('is refused where no number was shared', async () => {
    await open({}, { development: true });
    expect(await press()).toEqual([expect.stringContaining('chưa cho số')]);
    expect(zalo.templates).toEqual([]);
  });

  test('is refused without a chat on Zalo', async () => {
    await open(null);
    expect(await press()).toEqual([
      expect.stringContaining('cần tham gia bằng Zalo để nhận tin thử'),
    ]);
    expect(await rows()).toEqual([]);
  });

  test('is offered to nobody but administrators, and nothing goes out where there is no Zalo', async () => {
    house = await openHouse(test_.store, { flows, notice: noticeMessage, outside: outsideWords });
    const [other] = await house.send('tinh-1', { press: 'outside_try:tinh-1.tinh/reminder' });
    expect(other?.text).toContain('do quản trị đặt');
    await house.send('quantri', { press: 'outside_set:quantri.tinh/reminder' });
    await house.send('quantri', { text: '1001' });
    await house.core.worker.settle();
    await house.send('quantri', { text: 'Lưu' });
    await house.core.worker.settle();
    expect(await press()).toEqual([expect.stringContaining('khi Hệ thống có dùng Zalo')]);
    expect(await rows()).toEqual([]);
  });
});
