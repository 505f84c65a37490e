import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { noticeMessage } from '../../flows/notices.ts';
import { refreshZaloToken } from '../../jobs/refresh-zalo-token.ts';
import { createTroubles, type Troubles } from '../../src/app/doors/troubles.ts';
import { createLog } from '../../src/app/log.ts';
import { createMailer } from '../../src/app/mail.ts';
import { SendError } from '../../src/channels/channel.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { openHouse, type House } from './house.ts';
import { startMailbox, type Mailbox } from './mailbox.ts';
import { said } from './talks.ts';
import { until } from './until.ts';

const hour = 3_600_000;
const link = 'https://bot.example.vn/oauth/zalo/start';
const dead = new SendError('config', 'zalo: grant_dead: Zalo has ended the grant');

describe('a channel that does not work', () => {
  let stored: TestStore;
  let house: House;
  let troubles: Troubles;
  let mailbox: Mailbox;
  let takesMail: boolean;
  let log: string[];
  let fix: string | undefined;
  let upkeep: () => Promise<Record<string, number>>;

  beforeAll(async () => {
    stored = await openTestStore();
  });
  beforeEach(async () => {
    takesMail = true;
    log = [];
    fix = undefined;
    upkeep = async () => ({});
    mailbox = await startMailbox({
      onRcptTo: (_to, _session, done) => done(takesMail ? null : new Error('not today')),
    });
    const logger = createLog('info', { write: (line) => void log.push(line) });
    troubles = createTroubles(logger);
    const url = `smtp://bot:geheim@127.0.0.1:${String(mailbox.port)}`;
    const about = { url, from: 'bot@mau.example', to: 'quan-tri@mau.example' };
    house = await openHouse(stored.store, {
      flows: [],
      jobs: [refreshZaloToken],
      notice: noticeMessage,
      behind: {
        troubles,
        adminMail: createMailer(about, logger),
        fix: () => fix,
        upkeep: () => upkeep(),
      },
    });
  });
  afterEach(async () => {
    await house.stop();
    await mailbox.stop();
    await stored.store.reset();
    await stored.store.db.collection('settings').deleteMany({ _id: /^trouble-mail/ as never });
  });
  afterAll(() => stored.close());

  const toldTo = async (persona: string): Promise<string[]> =>
    said(await house.thread(persona)).filter((text) => text.includes('Zalo'));
  const firstTold = (): Promise<string> => until(async () => (await toldTo('quantri'))[0]);
  const mails = () => Promise.all(mailbox.mails.map((mail) => simpleParser(mail)));

  test('is told to whoever looks after the program, with the way to mend it, and to nobody else', async () => {
    fix = link;
    troubles.note('zalo', dead);
    expect(await firstTold()).toMatch(/Kênh Zalo đang không hoạt động[^]*oauth\/zalo\/start/);
    expect(await firstTold()).toContain('tự gửi đi sau đó');
    expect(await toldTo('bithu-1')).toEqual([]);
    expect(await toldTo('tinh-1')).toEqual([]);
    expect(troubles.reasons()).toEqual([dead.message]);
  });

  test('without such a way names the operator', async () => {
    troubles.note('zalo', dead);
    expect(await firstTold()).toContain('Người vận hành kiểm tra');
  });

  test('is told by mail in the same words', async () => {
    fix = link;
    troubles.note('zalo', dead);
    await until(async () => mailbox.mails.length === 1);
    const [mail] = await mails();
    expect(mail?.subject).toBe('Hệ thống 3 chủ động: kênh Zalo đang không hoạt động');
    expect(mail?.text).toContain('Kênh Zalo đang không hoạt động');
    expect(mail?.text).toContain(link);
  });

  test('is told once a day, and again on the next while it stands, not at night', async () => {
    const seen = async (): Promise<number[]> => {
      await house.core.worker.settle();
      return [(await toldTo('quantri')).length, mailbox.mails.length];
    };
    troubles.note('zalo', dead);
    troubles.note('zalo', undefined);
    troubles.note('zalo', dead);
    await until(async () => (await seen()).join() === '1,1');
    for (let n = 0; n < 3; n += 1) {
      troubles.note('zalo', undefined);
      troubles.note('zalo', dead);
      await house.pass(hour);
    }
    expect(await seen()).toEqual([1, 1]);
    // From 11:00 to 6:00, then to 7:00 on the next day.
    await house.pass(19 * hour);
    expect(await seen()).toEqual([1, 1]);
    await house.pass(hour);
    expect(await seen()).toEqual([2, 2]);
    troubles.note('zalo', undefined);
    await house.pass(24 * hour);
    expect(await seen()).toEqual([2, 2]);
    expect(log.filter((line) => line.includes('works again'))).toHaveLength(5);
    expect(troubles.reasons()).toEqual([]);
  });

  test('a mail that was not taken is sent with the next hour', async () => {
    takesMail = false;
    troubles.note('zalo', dead);
    await until(async () => log.some((line) => line.includes('mail: not sent')));
    takesMail = true;
    await house.pass(hour);
    expect(mailbox.mails).toHaveLength(1);
    expect(log.join('')).not.toContain('geheim');
  });

  test('does not keep the job from its work, nor is its failure hidden', async () => {
    upkeep = async () => ({ refreshed: 1, dead: 0 });
    troubles.note('zalo', dead);
    expect(await house.core.jobs.run(refreshZaloToken)).toEqual({ refreshed: 1, dead: 0 });
    upkeep = async () => {
      throw new Error('no answer');
    };
    await expect(house.core.jobs.run(refreshZaloToken)).rejects.toThrow('no answer');
  });
});
