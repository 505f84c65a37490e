import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '../app/until.ts';
import type { TelegramPhone } from '../channels/telegram-phone.ts';
import { openBench, type Bench } from './telegram-talk.ts';

const ways = {
  polling: {},
  webhook: {
    TELEGRAM_MODE: 'webhook',
    PUBLIC_URL: 'https://bot.example.vn',
    TELEGRAM_WEBHOOK_SECRET: 'a_Secret-1',
  },
} as const;

type Stored = {
  rounds: { number: number; receipt: string }[];
  summary: { state: string; tasks: number; approved: number; returned: number };
};

describe.each(Object.entries(ways))('the main job over Telegram, by %s', (way, env) => {
  let bench: Bench;
  let secretary: TelegramPhone;
  let cadre: TelegramPhone;

  const say = async (phone: TelegramPhone, text: string): Promise<string> => {
    const before = phone.texts().length;
    await phone.type(text);
    await bench.settle();
    return phone.texts().slice(before);
  };
  /** The message may be changed in place: what counts is what is on the screen then. */
  const press = async (phone: TelegramPhone, name: string): Promise<string> => {
    await phone.press(name);
    await bench.settle();
    return phone.texts();
  };
  const plan = (): Promise<Stored> => bench.api().get('/sim/api/registrations/thpt/2027');

  const join = async (phone: TelegramPhone, link: string, name: string): Promise<void> => {
    await phone.start(new URL(link).searchParams.get('start') ?? '');
    await bench.settle();
    expect(phone.texts()).toMatch(/dữ liệu cá nhân/);
    await press(phone, 'Đồng ý');
    await say(phone, name);
    expect(await press(phone, 'yes')).toMatch(/Chào mừng/);
  };
  const linkFrom = async (search: string, unit: string, role: string): Promise<string> => {
    const admin = bench.api().phone('quantri');
    await admin.type('/moithamgia');
    await admin.press('post');
    await admin.type(search);
    await admin.press(unit);
    const said = (await admin.press(role)).map(({ text }) => text).join('\n');
    const [link = ''] = /https:\/\/t\.me\/\S+/.exec(said) ?? [];
    expect(link).toMatch(/^https:\/\/t\.me\/BaChuDongMauBot\?start=[A-Z0-9]{12}$/);
    return link;
  };

  beforeAll(async () => {
    bench = await openBench(env);
    secretary = bench.phone(4_000_001);
    cadre = bench.phone(4_000_002);
  });
  afterAll(() => bench.close());

  test('connects: the webhook is set or taken away, and strangers have their commands', async () => {
    await until(async () => bench.double.menus.size >= 2);
    const webhook = bench.double.updates.webhook();
    expect(webhook?.url).toBe(
      way === 'webhook' ? 'https://bot.example.vn/webhooks/telegram' : undefined,
    );
    const commands = bench.double.menus.get('{"type":"default"}') ?? [];
    expect(commands.map(({ command }) => command)).toEqual(['start', 'ngonngu', 'trogiup']);
    const ready = await fetch(`${bench.program().url}/readyz`);
    expect(await ready.json()).toEqual({ ready: true, reasons: [] });
  });

  test('two people join by links that bring their codes along', async () => {
    await join(secretary, await linkFrom('thpt sao mai', 'thpt', 'deputy'), 'Phan Thị Mới Mẫu');
    await join(cadre, await linkFrom('phuong sao mai', 'saomai', 'cadre'), 'Cao Văn Xét Mẫu');
    const mine = (phone: TelegramPhone) =>
      (bench.double.menus.get(`{"type":"chat","chat_id":"${phone.id}"}`) ?? []).map(
        ({ command }) => command,
      );
    expect(mine(secretary)).toContain('dangky');
    expect(mine(secretary)).not.toContain('duyet');
    expect(mine(cadre)).toContain('duyet');
  });

  test('what lies in a batch when the power is cut is answered, each once', async () => {
    const words = Array.from({ length: 12 }, (_, index) => `mã lạ ${way}${index}x`);
    const before = secretary.shown().length;
    const taken = secretary.typeAll(words);
    await until(async () => secretary.shown().length >= before + 2);
    await bench.restart();
    await taken;
    await bench.settle();
    // The first line of an answer says back what it answers.
    const answers = secretary.shown().slice(before);
    const firstLines = answers.map(({ text }) => text.split('\n')[0] ?? '');
    const counts = words.map((one) => firstLines.filter((line) => line.includes(one)).length);
    // Only the one message that was on the wire may come again.
    expect(counts.filter((count) => count !== 1).length).toBeLessThanOrEqual(1);
    expect(Math.min(...counts)).toBe(1);
    expect(Math.max(...counts)).toBeLessThanOrEqual(2);
  });

  test('a plan is written over another power cut, between two questions', async () => {
    for (const code of ['1.1', '2.1', '3.1']) {
      await say(secretary, '/dangky');
      await say(secretary, code);
      await press(secretary, 'task_new');
      if (code === '2.1') await bench.restart();
      await say(secretary, `Hoạt động của tiểu mục ${code}; 02 hoạt động; Quý II; Phó Bí thư`);
      await press(secretary, 'save');
    }
    expect((await plan()).summary).toMatchObject({ state: 'drafting', tasks: 3 });
  });

  test('it is sent, reviewed with one task returned, fixed, sent again and approved', async () => {
    await say(secretary, '/dangky');
    await press(secretary, 'send');
    const receipt = await press(secretary, 'yes');
    expect(receipt).toContain((await plan()).rounds[0]?.receipt);
    expect(cadre.texts()).toMatch(/THPT Sao Mai \(Mẫu\) đã gửi đăng ký năm 2027/);

    await press(cadre, 'review');
    await press(cadre, 'return');
    await press(cadre, 'no_target');
    await press(cadre, 'Bỏ qua');
    await press(cadre, 'approve');
    await press(cadre, 'approve');
    await press(cadre, 'review_close');
    expect((await plan()).summary).toMatchObject({ state: 'returned', approved: 2, returned: 1 });
    expect(secretary.texts()).toMatch(/vẫn tính đúng hạn/);

    await press(secretary, 'fix');
    await press(secretary, 'named');
    await say(secretary, '04 hoạt động, 200 đoàn viên');
    await press(secretary, 'send');
    await press(secretary, 'yes');
    await press(cadre, 'review');
    await press(cadre, 'approve');
    await press(cadre, 'review_close');
    const { rounds, summary } = await plan();
    expect(rounds.map(({ number }) => number)).toEqual([1, 2]);
    expect(summary).toMatchObject({ state: 'approved', approved: 3, returned: 0 });
    await say(cadre, '/baocao');
    expect(await press(cadre, 'view')).toMatch(/Sao Mai/);
  });

  test('nobody read another person’s name, and every spinner was stopped', () => {
    expect(secretary.texts()).not.toContain('Cao Văn Xét Mẫu');
    expect(cadre.texts()).not.toContain('Phan Thị Mới Mẫu');
    const presses = bench.double.calls.filter(({ method }) => method === 'answerCallbackQuery');
    expect(bench.double.updates.answered).toHaveLength(presses.length);
    expect(presses.length).toBeGreaterThan(15);
  });

  test('who blocks the bot is reported to those above, once, and is back after one word', async () => {
    const reports = (): number => cadre.texts().split('không còn nhận được tin').length - 1;
    await secretary.block();
    await bench.settle();
    await secretary.block();
    await bench.settle();
    expect(reports()).toBe(1);
    expect(cadre.texts()).toMatch(/Phó Bí thư, Đoàn trường THPT Sao Mai \(Mẫu\) không còn nhận/);
    await secretary.unblock();
    expect(await say(secretary, '/dangky')).toMatch(/ĐĂNG KÝ NĂM 2027/);
    await secretary.block();
    await bench.settle();
    expect(reports()).toBe(2);
  });

  test('the administrator reads on another channel that the token is refused', async () => {
    bench.double.failNext(/^sendMessage$/, { code: 401, description: 'Unauthorized' });
    await cadre.type('/trogiup');
    await bench.settle();
    const told = await bench.api().phone('quantri').bubbles();
    expect(told.at(-1)?.text).toMatch(/Kênh Telegram đang không hoạt động/);
  });
});
