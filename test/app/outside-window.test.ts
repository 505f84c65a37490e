import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { outsideWords } from '../../flows/talking/outside-words.ts';
import { SendError } from '../../src/channels/channel.ts';
import { raw } from '../../src/dialog/message.ts';
import type { Account } from '../../src/domain/organisation.ts';
import type { OutsideTemplate, OutsideWords } from '../../src/domain/outside.ts';
import { plainSeason } from '../../src/domain/season.ts';
import { outboxPriorities, type NewOutboxRow, type OutboxRow } from '../../src/store/contract.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { openHouse, type House } from './house.ts';
import { echo, said } from './talks.ts';
import { openChannel, windowChannel, type RecordingChannel } from './window-channel.ts';

const hour = 3_600_000;
const day = 24 * hour;

const outside: OutsideWords = {
  kind: 'notice',
  values: {
    person: { raw: 'Nguyễn Lặng Mẫu' },
    unit: { raw: 'Đoàn cơ sở Ủy ban nhân dân phường Sông Mẫu' },
    year: { raw: '2027' },
    deadline: { raw: '14/10/2026' },
    days_left: { raw: '30' },
    status: { key: 'brief.join_nudge', params: { count: 4 } },
    next: { key: 'brief.next_invite' },
  },
};

describe('people who have been silent for too long', () => {
  let test_: TestStore;
  let house: House;
  let zalo: RecordingChannel;
  let telegram: RecordingChannel;

  beforeAll(async () => {
    test_ = await openTestStore();
  });
  beforeEach(async () => {
    zalo = windowChannel('zalo');
    telegram = openChannel('telegram');
    house = await openHouse(test_.store, {
      flows: [echo],
      channels: [zalo, telegram],
      outside: outsideWords,
    });
  });
  afterEach(async () => {
    await house.stop();
    await test_.store.reset();
  });
  afterAll(() => test_.close());

  const ago = (ms: number): Date => new Date(house.now().getTime() - ms);
  const account = (channel: string, silentMs: number, more: Partial<Account> = {}): Account => ({
    id: `${channel}:z1`,
    rev: 0,
    channel,
    address: 'z1',
    personId: 'lang-mau',
    lang: 'vi',
    seenAt: ago(silentMs),
    attempts: [],
    ...more,
  });
  /** Somebody who registers for the unit whose superior both cadres are at. */
  const join = async (...accounts: Account[]): Promise<void> => {
    const uow = test_.store.begin();
    uow.put('person', {
      id: 'lang-mau',
      rev: 0,
      name: 'Nguyễn Lặng Mẫu',
      lang: 'vi',
      consent: { noticeVersion: '1', at: ago(400 * day), channel: 'zalo' },
    });
    const post = { id: 'lang-mau.ubnd', rev: 0, personId: 'lang-mau', unitId: 'ubnd' };
    uow.put('post', { ...post, role: 'deputy', from: ago(400 * day) });
    for (const one of accounts) uow.put('account', one);
    await uow.commit();
  };
  const template = (more: Partial<OutsideTemplate> = {}): OutsideTemplate => ({
    kind: 'notice',
    templateId: '77',
    params: [
      { name: 'ten', field: 'person', maxLength: 30 },
      { name: 'don_vi', field: 'unit', maxLength: 30 },
      { name: 'tinh_trang', field: 'status', maxLength: 60 },
    ],
    checkedAt: ago(day),
    ...more,
  });
  const offer = async (one: OutsideTemplate): Promise<void> => {
    const uow = test_.store.begin();
    const season = (await uow.load('season', 'season')) ?? plainSeason;
    uow.put('season', { ...season, outside: [one] });
    await uow.commit();
    house.core.forget();
  };
  let seq = 0;
  const notice = async (id: string, more: Partial<NewOutboxRow> = {}): Promise<void> => {
    seq += 1;
    await test_.store.outbox.put({
      id,
      channel: 'zalo',
      address: 'z1',
      personId: 'lang-mau',
      priority: outboxPriorities.notice,
      seq,
      notBefore: house.now(),
      lang: 'vi',
      message: { message: { lines: [raw(id)] }, token: '', inPlace: false, outside },
      at: house.now(),
      ...more,
    });
    await house.core.worker.settle();
  };
  const row = async (id: string): Promise<OutboxRow | undefined> =>
    (await test_.store.outbox.recent(500)).find((one) => one.id === id);
  const texts = (channel: RecordingChannel): string[] =>
    channel.said.map(({ message }) => message.text);
  const write = async (text: string, eventId: string = randomUUID()): Promise<void> => {
    await house.core.accept('zalo', { eventId, address: 'z1', text });
    await house.core.worker.settle();
  };
  const told = async (): Promise<string[]> => {
    const both = [await house.thread('canbo-1'), await house.thread('canbo-2')];
    return both.flatMap(said);
  };

  test.each([
    ['two days', 47 * hour],
    ['a week', 6 * day],
  ])(
    'within %s a notice goes as it is, and the channel knows when they were heard of',
    async (_, ms) => {
      await offer(template());
      const last = account('zalo', ms);
      await join(last);
      await notice('một');
      expect(zalo.said).toMatchObject([{ address: 'z1', context: { lastHeardAt: last.seenAt } }]);
      expect(zalo.templates).toEqual([]);
    },
  );

  test('a reply is tried whatever is known', async () => {
    await offer(template());
    await join(account('zalo', 30 * day));
    await notice('một', { priority: outboxPriorities.reply });
    expect(texts(zalo)).toEqual(['một']);
  });

  test('later the approved template says it by their id, each value within its length', async () => {
    await offer(template());
    await join(account('zalo', 8 * day));
    await notice('một');
    const [sent] = zalo.templates;
    expect(sent).toEqual({
      address: 'z1',
      template: {
        templateId: '77',
        data: {
          ten: 'Nguyễn Lặng Mẫu',
          don_vi: 'Đoàn cơ sở Ủy ban nhân dân…',
          tinh_trang: '4 đơn vị chưa ai tham gia',
        },
      },
    });
    for (const value of Object.values(sent?.template.data ?? {})) {
      expect(value).toBe(value.normalize('NFC'));
    }
    expect(texts(zalo)).toEqual([]);
    expect(await row('một')).toMatchObject({ state: 'sent', template: 't1' });
    expect((await test_.store.outbox.byTemplate('zalo', 't1'))?.id).toBe('một');
  });

  test.each([1, 2, 5, 13, 30, 200])('no value is longer than %i', async (maxLength) => {
    const params = [
      { name: 'a', field: 'unit', maxLength },
      { name: 'b', field: 'status', maxLength },
    ] as const;
    await offer(template({ params }));
    await join(account('zalo', 8 * day));
    await notice('một');
    const values = Object.values(zalo.templates[0]?.template.data ?? {});
    expect(values).toHaveLength(2);
    for (const value of values) {
      expect(value.length).toBeLessThanOrEqual(maxLength);
      expect(value.length).toBeGreaterThan(0);
    }
  });

  test('at night a template waits for six in the morning', async () => {
    await offer(template());
    await join(account('zalo', 8 * day));
    await house.pass(new Date('2026-09-14T22:30:00+07:00').getTime() - house.now().getTime());
    await notice('một');
    expect(zalo.templates).toEqual([]);
    expect((await row('một'))?.notBefore).toEqual(new Date('2026-09-15T06:00:00+07:00'));
    await house.pass(8 * hour);
    expect(zalo.templates).toHaveLength(1);
  });

  test('where Zalo says that it is shut, the template goes at once', async () => {
    await offer(template());
    await join(account('zalo', hour));
    zalo.failSend(new SendError('window_closed', '-230'));
    await notice('một');
    expect(zalo.templates).toHaveLength(1);
    expect(await row('một')).toMatchObject({ state: 'sent', attempts: 1 });
  });

  test.each([
    ['refused', new SendError('rejected', '-131')],
    ['used up for today', new SendError('throttled', '-144', { retryAfter: 3_600 })],
  ])(
    'a template that is %s gives way to an older chat elsewhere, without names there',
    async (_, error) => {
      await offer(template());
      await join(account('zalo', 8 * day), account('telegram', 20 * day));
      zalo.failTemplate(error);
      const message = { lines: [raw('Lê Văn Mẫu đã rút')] };
      const nameless = { lines: [raw('Bí thư đã rút')] };
      await notice('một', { message: { message, nameless, token: '', inPlace: false, outside } });
      expect(texts(telegram)).toEqual(['Bí thư đã rút']);
      expect(await row('một')).toMatchObject({ state: 'sent', channel: 'telegram' });
    },
  );

  test('what is for one chat alone is said in no other', async () => {
    await join(account('zalo', 8 * day), account('telegram', day));
    const message = { message: { lines: [raw('riêng')] }, token: '', inPlace: false, only: true };
    await notice('một', { message });
    expect(texts(telegram)).toEqual([]);
    expect((await row('một'))?.state).toBe('parked');
  });

  test('a chat that they came to later is told at once', async () => {
    await offer(template());
    await join(account('zalo', 8 * day), account('telegram', 7 * day));
    await notice('một');
    expect(texts(telegram)).toEqual(['một']);
    expect(zalo.templates).toEqual([]);
  });

  test('whoever has blocked one chat is told at the other', async () => {
    await join(account('zalo', 8 * day), account('telegram', day));
    telegram.failSend(new SendError('blocked', '403'));
    await notice('một', { channel: 'telegram' });
    expect(texts(telegram)).toEqual([]);
    expect(await row('một')).toMatchObject({ state: 'parked', channel: 'zalo' });
  });

  test('without any way it waits, those above are told once, and one word brings all of it in order', async () => {
    await join(account('zalo', 8 * day));
    await notice('một');
    await notice('hai');
    await notice('ba');
    expect(await told()).toEqual(['member_unsent', 'member_unsent']);
    expect(await test_.store.finds.parkedPeople(['lang-mau', 'bithu-1'])).toEqual(['lang-mau']);
    expect(texts(zalo)).toEqual([]);
    await write('/noi chào');
    expect(texts(zalo).filter((text) => text !== 'chào')).toEqual(['một', 'hai', 'ba']);
    expect(texts(zalo)).toContain('chào');
    expect(await told()).toHaveLength(2);
  });

  test('a new silence is told anew', async () => {
    await join(account('zalo', 8 * day));
    await notice('một');
    await write('/noi chào');
    await house.pass(8 * day);
    await notice('hai');
    expect(await told()).toHaveLength(4);
  });

  test('also an event that is known already brings it: a crash may have come between', async () => {
    await join(account('zalo', 8 * day));
    await write('/noi chào', 'e1');
    await house.pass(8 * day);
    await notice('một');
    expect((await row('một'))?.state).toBe('parked');
    await house.core.accept('zalo', { eventId: 'e1', address: 'z1', text: '/noi chào' });
    expect((await row('một'))?.state).not.toBe('parked');
  });

  test.each([
    ['leaves', { presence: 'left' as const }],
    ['is answered by a human', { human: true as const }],
  ])('it waits on when somebody %s', async (_, what) => {
    await join(account('zalo', 8 * day));
    await notice('một');
    await house.core.accept('zalo', { eventId: 'e1', address: 'z1', ...what });
    await house.core.worker.settle();
    expect((await row('một'))?.state).toBe('parked');
  });

  test('a word at another chat brings what waits here', async () => {
    await join(
      account('zalo', 8 * day),
      account('telegram', 9 * day, { unreachableSince: ago(day) }),
    );
    await notice('một');
    expect((await row('một'))?.state).toBe('parked');
    await house.core.accept('telegram', { eventId: 'e1', address: 'z1', text: '/noi chào' });
    await house.core.worker.settle();
    expect(texts(telegram).toSorted()).toEqual(['chào', 'một']);
  });

  test('whoever has written this very moment is not counted as silent', async () => {
    await join(account('zalo', 8 * day));
    const soon = new Date(house.now().getTime() + hour);
    const event = { channel: 'zalo', eventId: 'e1', address: 'z1', at: house.now() };
    await test_.store.inbox.accept({
      id: 'zalo:e1',
      ...event,
      payload: { text: '/noi chào' },
      notBefore: soon,
    });
    await notice('một');
    expect(texts(zalo)).toEqual(['một']);
  });

  test('a crash before it was put aside tells nobody twice', async () => {
    await join(account('zalo', 8 * day));
    await notice('một');
    const rows = test_.store.db.collection<{ _id: string }>('outbox');
    await rows.updateOne({ _id: 'một' }, { $set: { state: 'queued' } });
    await house.core.worker.settle();
    expect((await row('một'))?.state).toBe('parked');
    expect(await told()).toHaveLength(2);
  });

  const item = 'registration/2027/2026-10-14/ubnd/T-30';
  const reminder = { day: '2026-09-14', items: [item], by: 'plan' } as const;

  test('a phone number goes along with a reminder, for which it was shared, and with nothing else', async () => {
    const phone = { number: '84901234567', at: ago(9 * day) };
    await join(account('zalo', 8 * day, { phone }));
    await offer(template());
    await notice('một');
    await offer(template({ kind: 'reminder' }));
    await notice('nhắc', { reminder, priority: outboxPriorities.reminder });
    expect(zalo.templates.map(({ template: one }) => one.byPhone)).toEqual([
      undefined,
      { phone: '84901234567', key: 'nhắc' },
    ]);
  });

  test('after a year Zalo knows their id no more: a reminder goes by phone alone', async () => {
    const phone = { number: '84901234567', at: ago(380 * day) };
    await join(account('zalo', 370 * day, { phone }));
    await offer(template({ kind: 'reminder' }));
    await notice('nhắc', { reminder, priority: outboxPriorities.reminder });
    expect(zalo.templates).toMatchObject([
      { address: undefined, template: { byPhone: { phone: '84901234567' } } },
    ]);
  });

  test('a reminder that may be out already is never sent again; a notice is', async () => {
    await join(account('zalo', hour));
    const lost = () => new SendError('transient', 'timeout', { mayHaveActed: true });
    zalo.failSend(lost(), lost());
    await notice('nhắc', { reminder, priority: outboxPriorities.reminder });
    await notice('báo');
    expect(await row('nhắc')).toMatchObject({ state: 'failed', errorCode: 'unknown' });
    expect(await row('báo')).toMatchObject({ state: 'queued', errorCode: 'transient' });
    await house.pass(hour);
    expect(texts(zalo)).toEqual(['báo']);
  });

  test('so is one by template: it is given up rather than paid for twice', async () => {
    await offer(template({ kind: 'reminder' }));
    await join(account('zalo', 8 * day));
    zalo.failTemplate(new SendError('transient', 'timeout', { mayHaveActed: true }));
    await notice('nhắc', { reminder, priority: outboxPriorities.reminder });
    await house.pass(hour);
    expect(await row('nhắc')).toMatchObject({ state: 'failed', errorCode: 'unknown' });
    expect(zalo.templates).toEqual([]);
  });

  test('however many reminders waited, one message comes', async () => {
    await join(account('zalo', 8 * day));
    for (const date of ['2026-09-12', '2026-09-14']) {
      const mark = { ...reminder, day: date };
      await notice(date, { reminder: mark, priority: outboxPriorities.reminder });
    }
    expect((await row('2026-09-14'))?.state).toBe('parked');
    expect((await row('2026-09-12'))?.state).not.toBe('sent');
    await write('/noi chào');
    expect(texts(zalo).toSorted()).toEqual(['chào', 'reminder']);
  });

  test('on a phone of the simulator a notice waits too, and a reply is lost as before', async () => {
    house.fault('bithu-1', 'window_closed', 2);
    await house.send('bithu-1', { text: '/noi một' }, 'e1');
    await notice('hai', { channel: 'web', address: 'bithu-1', personId: 'bithu-1' });
    const [reply] = await test_.store.outbox.ofEvent('web:e1');
    expect(reply).toMatchObject({ state: 'failed', errorCode: 'window_closed' });
    expect((await row('hai'))?.state).toBe('parked');
    await house.send('bithu-1', { text: '/noi ba' });
    await house.core.worker.settle();
    expect(said(await house.thread('bithu-1')).toSorted()).toEqual(['ba', 'hai']);
  });
});
