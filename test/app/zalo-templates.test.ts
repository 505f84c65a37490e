import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { flows } from '../../flows/index.ts';
import { noticeMessage } from '../../flows/notices.ts';
import { SendError, type Channel, type TemplateAbout } from '../../src/channels/channel.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { openHouse, type House } from './house.ts';

const day = 86_400_000;

const known: TemplateAbout = {
  templateId: '1001',
  name: 'Nhắc hạn đăng ký',
  approved: true,
  params: [
    { name: 'customer_name', required: true, maxLength: 30 },
    { name: 'noi_dung_1', required: true, minLength: 1, maxLength: 100 },
  ],
  priceByUser: 560,
};

let store: TestStore;
let house: House;
beforeAll(async () => {
  store = await openTestStore();
});
afterEach(async () => {
  await house.stop();
  await store.store.reset();
});
afterAll(() => store.close());

const open = async (channel: Partial<Channel>): Promise<void> => {
  house = await openHouse(store.store, { flows, notice: noticeMessage, channel });
};

const lastOf = async (persona: string): Promise<string> =>
  (await house.thread(persona)).findLast(({ from }) => from === 'bot')?.text ?? '';

const type = async (text: string): Promise<string> => {
  await house.send('quantri', { text });
  await house.core.worker.settle();
  return lastOf('quantri');
};

const press = async (name: string): Promise<string> => {
  await house.send('quantri', { press: name });
  await house.core.worker.settle();
  return lastOf('quantri');
};

/** Presses the button with this answer under the last message. */
const choose = async (action: string): Promise<string> => {
  const shown = (await house.thread('quantri')).findLast(({ from }) => from === 'bot');
  return press(shown?.choices.find((one) => one.action === action)?.id ?? action);
};

const stored = async () => (await store.store.begin().load('season', 'season'))?.outside;

test('Zalo is asked about a template, and what it says is kept with it', async () => {
  const asked: string[] = [];
  await open({
    async aboutTemplate(id) {
      asked.push(id);
      if (id === '500') throw new SendError('transient', 'no answer');
      return id === known.templateId ? known : undefined;
    },
  });
  await press('outside_set:quantri.tinh/reminder');
  expect(await type('999')).toContain('Zalo không có mẫu tin mã 999');
  expect(await type('500')).toContain('Lúc này chưa hỏi được Zalo');
  expect(await type('1001')).toContain('Tham số “noi_dung_1” của mẫu hiện nội dung nào?');
  const shown = await choose('status');
  expect(shown).toContain('• noi_dung_1: Tình trạng, dài nhất 100 ký tự');
  expect(shown).toContain('Giá: 560 đ mỗi tin');
  expect(await choose('yes')).toContain('✓ Đã lưu');
  expect(asked).toEqual(['999', '500', '1001']);
  expect(await stored()).toMatchObject([
    {
      kind: 'reminder',
      templateId: '1001',
      params: [
        { name: 'customer_name', field: 'person', maxLength: 30 },
        { name: 'noi_dung_1', field: 'status', maxLength: 100 },
      ],
      priceByUser: 560,
    },
  ]);
  expect((await stored())?.[0]?.checkedAt).toBeInstanceOf(Date);
});

test('a work that somebody else starts asks nobody', async () => {
  const asked: string[] = [];
  await open({
    async aboutTemplate(id) {
      asked.push(id);
      return undefined;
    },
  });
  await house.send('tinh-1', { press: 'outside_set:tinh-1.tinh/reminder' });
  expect(await lastOf('tinh-1')).toContain('do quản trị đặt');
  expect(asked).toEqual([]);
});

test('before a wave goes out its price is said, counted by when people were last heard of', async () => {
  await open({ window: { freeMs: 2 * day, openMs: 7 * day } });
  const [free] = await house.send('canbo-1', { press: 'remind:saomai:2027' });
  expect(free?.text).not.toContain('Qua Zalo');
  await house.pass(4 * day);
  const [paid] = await house.send('canbo-1', { press: 'remind:saomai:2027' });
  expect(paid?.text).toMatch(/Qua Zalo: \d+ × 55 đ\.\nTổng khoảng [\d.]+ đ\./u);
  await house.pass(10 * day);
  const [parked] = await house.send('canbo-1', { press: 'remind:saomai:2027' });
  expect(parked?.text).toMatch(/\d+ người chưa gửi được qua Zalo: sẽ nhận khi nhắn lại\./u);
});

test('who has been silent for too long is counted at the price of the template', async () => {
  const window = { freeMs: 2 * day, openMs: 7 * day };
  const sent = { providerId: 'm1', by: 'user' } as const;
  await open({ window, aboutTemplate: async () => known, sendTemplate: async () => sent });
  await press('outside_set:quantri.tinh/reminder');
  await type('1001');
  await choose('status');
  await choose('yes');
  await house.pass(14 * day);
  const [view] = await house.send('canbo-1', { press: 'remind:saomai:2027' });
  const [, count = ''] = /Qua Zalo: (\d+) mẫu tin × 560 đ\./u.exec(view?.text ?? '') ?? [];
  const total = (Number(count) * 560).toLocaleString('de-DE');
  expect(view?.text).toContain(`Tổng khoảng ${total} đ.`);
  expect(view?.text).not.toContain('chưa gửi được qua Zalo');
  const [sure] = await house.send('canbo-1', { press: 'wave:saomai:2027' });
  expect(sure?.text).toContain(`Tổng khoảng ${total} đ.`);
});
