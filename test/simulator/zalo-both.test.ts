import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTelegramDouble, type TelegramDouble } from '../channels/telegram-double.ts';
import { telegramPhone, type TelegramPhone } from '../channels/telegram-phone.ts';
import { openZaloTalk, type ZaloPhone, type ZaloTalk } from './zalo-talk.ts';

describe('one person on Telegram and on Zalo', () => {
  let telegram: TelegramDouble;
  let talk: ZaloTalk;
  let there: TelegramPhone;
  let here: ZaloPhone;

  beforeAll(async () => {
    telegram = await openTelegramDouble();
    talk = await openZaloTalk({
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.root,
    });
    there = telegramPhone(telegram, 4_000_001);
    here = talk.phone('2468458835296197922', { lastInteractionAt: undefined });
  });
  afterAll(async () => {
    await talk.close();
    await telegram.close();
  });

  const onTelegram = async (work: () => Promise<void>): Promise<string> => {
    const before = there.shown().length;
    await work();
    await talk.settle();
    return there
      .shown()
      .slice(before)
      .map(({ text }) => text)
      .join('\n');
  };
  const type = (text: string) => onTelegram(() => there.type(text));
  const press = (name: string) => onTelegram(() => there.press(name));
  const codeIn = (text: string): string =>
    /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/u.exec(text)?.[0] ?? '';

  test('who has joined on Telegram brings their Zalo along by a code, told Zalo’s address first', async () => {
    const admin = talk.api().phone('quantri');
    await admin.type('/moithamgia');
    await admin.press('post');
    await admin.type('thpt sao mai');
    await admin.press('thpt');
    const said = (await admin.press('deputy')).map(({ text }) => text).join('\n');
    const places = [said.indexOf('https://zalo.me/'), said.indexOf('https://t.me/')];
    expect(places[0]).toBeGreaterThan(0);
    expect(places[0]).toBeLessThan(places[1] ?? 0);
    await onTelegram(() => there.start(codeIn(said).replaceAll('-', '')));
    await press('Đồng ý');
    await type('Phan Thị Mới Mẫu');
    await press('yes');

    await type('/dulieu');
    const code = codeIn(await press('account_add'));
    await here.follow();
    expect(await here.type(code)).toMatch(/Phan Thị Mới Mẫu/u);
  });

  test('what was begun on Telegram goes on in Zalo, and is answered there alone', async () => {
    await type('/dangky');
    await type('1.2');
    await press('task_new');
    expect(await type('Tổ chức hai buổi đối thoại')).not.toBe('');

    await here.tap('Đúng');
    const before = there.shown().length;
    const next = await here.type('02 buổi, 150 đoàn viên');
    expect(next).toMatch(/thời gian|khi nào|bao giờ/iu);
    await here.type('Quý II');
    expect(await here.type('Phó Bí thư')).toMatch(/Xem lại trước khi lưu/u);
    expect(await here.tap('Lưu')).toMatch(/Tổ chức hai buổi đối thoại/u);
    expect(there.shown()).toHaveLength(before);
    const { summary } = await talk
      .api()
      .get<{ summary: { tasks: number } }>('/sim/api/registrations/thpt/2027');
    expect(summary.tasks).toBe(1);
  });

  test('a reminder goes where they were heard of last, and to Telegram when Zalo is shut', async () => {
    const reminders = () => ({
      zalo: here.shown().filter(({ text }) => text?.includes('⏰')).length,
      telegram: there.shown().filter(({ text }) => text.includes('⏰')).length,
    });
    await talk.advance('P15D');
    await here.type('/trogiup');
    const before = reminders();
    await talk.advance('P1DT2H');
    expect(reminders()).toEqual({ ...before, zalo: before.zalo + 1 });
    await talk.advance('P7D');
    expect(reminders()).toEqual({ zalo: before.zalo + 1, telegram: before.telegram + 1 });
  });
});
