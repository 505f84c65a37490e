import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { flows } from '../../flows/index.ts';
import { noticeMessage } from '../../flows/notices.ts';
import type { Account } from '../../src/domain/organisation.ts';
import { openTestStore, type TestStore } from '../store/open-test-store.ts';
import { openHouse, type House } from './house.ts';

const phone = '0912 345 678';
const hour = 3_600_000;

let opened: TestStore;
let house: House;

beforeEach(async () => {
  opened = await openTestStore();
  house = await openHouse(opened.store, { flows, notice: noticeMessage });
});
afterEach(async () => {
  await house.stop();
  await opened.close();
});

const accountOf = (id: string): Promise<Account | undefined> =>
  opened.store.begin().load('account', id);
const words = (bubbles: readonly { text: string }[]): string =>
  bubbles.map(({ text }) => text).join('\n');
const actions = async (): Promise<string[]> =>
  (await opened.store.finds.auditOf(undefined, 0, 100)).map(({ action }) => action);
const answer = async (persona: string, action: string) => {
  const choices = (await house.thread(persona)).flatMap((one) => one.choices);
  const id = choices.findLast((one) => one.action === action)?.id ?? action;
  return house.send(persona, { press: id });
};
const agree = async (persona: string): Promise<string> => {
  await house.send(persona, { press: 'phone' });
  return words(await answer(persona, 'yes'));
};
/** One more chat of somebody, with a phone of its own. */
const giveChat = async (address: string, personId: string): Promise<void> => {
  const like = 'zalo';
  await opened.store.threads.addPersona({ id: address, name: address, role: '', unit: '', like });
  const uow = opened.store.begin();
  uow.put('account', {
    id: `web:${address}`,
    rev: 0,
    channel: 'web',
    address,
    personId,
    lang: 'vi',
    seenAt: new Date(house.now().getTime() - hour),
    attempts: [],
  });
  await uow.commit();
};

describe('a phone number', () => {
  test('is kept after consent, shown by its end, and taken back', async () => {
    expect(words(await house.send('bithu-1', { text: '/dulieu' }))).not.toContain('678');
    expect(await agree('bithu-1')).toContain('Chia sẻ số điện thoại');
    const [kept] = await house.send('bithu-1', { contact: { name: 'Ai đó', phone } });
    expect(kept?.text).toMatch(/đã giữ số …678/u);
    const account = await accountOf('web:bithu-1');
    expect(account?.phone?.number).toBe('84912345678');
    expect(account?.phone?.at).toEqual(account?.phoneAskedAt);
    const shown = words(await house.send('bithu-1', { text: '/dulieu' }));
    expect(shown).toContain('…678');
    expect(shown).not.toContain('912345');
    await answer('bithu-1', 'phone_drop');
    expect(await accountOf('web:bithu-1')).not.toHaveProperty('phone');
    expect((await actions()).filter((one) => one.startsWith('phone.')).toSorted()).toEqual([
      'phone.agreed',
      'phone.dropped',
      'phone.shared',
    ]);
  });

  test('stands in the account and nowhere else', async () => {
    await agree('bithu-1');
    await house.send('bithu-1', { contact: { phone } }, 'shared');
    const { finds, outbox, inbox } = opened.store;
    const told = [
      house.log,
      await finds.auditOf(undefined, 0, 100),
      await outbox.recent(100),
      await inbox.get('web:shared'),
      await finds.dialogsOf('p:bithu-1'),
      await house.thread('bithu-1'),
    ];
    expect(JSON.stringify(told)).not.toMatch(/912.?345|Ai đó/u);
  });

  test('that nobody asked for is not kept, and the open question stays open', async () => {
    await house.send('bithu-1', { text: '/ngonngu' });
    const [told] = await house.send('bithu-1', { contact: { phone } });
    expect(told?.text).toMatch(/không giữ thông tin liên hệ/u);
    expect(await accountOf('web:bithu-1')).not.toHaveProperty('phone');
    expect(words(await house.send('bithu-1', { text: 'English' }))).toMatch(/English/u);
  });

  test('is not kept when it comes a day after the consent', async () => {
    await agree('bithu-1');
    await house.pass(25 * hour);
    const [told] = await house.send('bithu-1', { contact: { phone } });
    expect(told?.text).toMatch(/quá 24 giờ/u);
    expect(await accountOf('web:bithu-1')).not.toHaveProperty('phone');
  });

  test('is taken also while a human of the office answers by hand', async () => {
    await agree('bithu-1');
    await house.send('bithu-1', { human: true });
    const [kept] = await house.send('bithu-1', { contact: { phone } });
    expect(kept?.text).toMatch(/đã giữ số …678/u);
  });

  test('cannot be typed as a press, and a stranger’s is not kept', async () => {
    await agree('bithu-1');
    await house.send('bithu-1', { press: 'contact_shared:0912345678' });
    expect(await accountOf('web:bithu-1')).not.toHaveProperty('phone');
    const like = 'zalo';
    await opened.store.threads.addPersona({ id: 'la', name: 'Lạ', role: '', unit: '', like });
    const [told] = await house.send('la', { contact: { phone } });
    expect(told?.text).toMatch(/không giữ thông tin liên hệ/u);
    expect(told?.choices).toEqual([]);
    expect(await accountOf('web:la')).not.toHaveProperty('phone');
  });
});

describe('a demand to be forgotten', () => {
  const demand = async (address: string, eventId: string) => {
    const answers = await house.send(address, { withdraws: true }, eventId);
    await house.core.worker.settle();
    return answers;
  };
  const wait = (id: string, address: string) => {
    const at = house.now();
    const notBefore = new Date(at.getTime() + 30 * 24 * hour);
    const message = { message: { lines: [{ raw: 'bí mật' }] }, token: '', inPlace: false };
    const [priority, seq] = [1, 1];
    const base = { id, channel: 'web', address, priority, seq, lang: 'vi', message, at } as const;
    return opened.store.outbox.put({ ...base, notBefore, personId: 'bithu-1' });
  };

  test('forgets the chat and what was shared in it, ends what waits, and says nothing there', async () => {
    await agree('bithu-1');
    await house.send('bithu-1', { contact: { phone } });
    await house.send('bithu-1', { text: '/ngonngu' });
    await wait('later', 'bithu-1');
    await wait('parked', 'bithu-1');
    await opened.store.outbox.park('parked', 'window_closed');
    const before = (await house.thread('bithu-1')).length;

    expect(await demand('bithu-1', 'w1')).toEqual([]);
    expect(await accountOf('web:bithu-1')).toBeUndefined();
    expect(await opened.store.finds.dialogsOf('p:bithu-1')).toEqual([]);
    const rows = await opened.store.outbox.recent(100);
    for (const id of ['later', 'parked']) {
      const row = rows.find((one) => one.id === id);
      expect(row).toMatchObject({ state: 'failed', errorCode: 'withdrawn', address: '' });
      expect(row).not.toHaveProperty('message');
    }
    expect(rows.filter(({ address }) => address === 'bithu-1')).toEqual([]);
    expect(await house.thread('bithu-1')).toHaveLength(before);
    expect(house.log.join('')).not.toMatch(/"level":"error"/u);
  });

  test('is told to administrators and to those above, and noted by ids', async () => {
    await demand('bithu-1', 'w1');
    for (const reader of ['quantri', 'canbo-1', 'canbo-2']) {
      const told = words(await house.thread(reader));
      expect(told).toMatch(/đã yêu cầu web xoá dữ liệu cá nhân, ngày 14\/09\/2026/u);
      expect(told).toMatch(/hết ngày 16\/09\/2026.*hết ngày 29\/09\/2026.*hết ngày 04\/10\/2026/su);
      expect(told).toMatch(/không nhắn được cho người này nữa/u);
    }
    expect(words(await house.thread('tinh-1'))).not.toMatch(/xoá dữ liệu/u);
    const [entry] = await opened.store.finds.auditOf(['thpt'], 0, 1);
    expect(entry).toMatchObject({
      action: 'privacy.withdrawn',
      personId: 'bithu-1',
      subject: 'bithu-1',
      unitId: 'thpt',
      before: { channel: 'web' },
      after: { chats: 0 },
    });
  });

  test('names post and unit only, where names may not go', async () => {
    const uow = opened.store.begin();
    const seenAt = new Date(house.now().getTime() + hour);
    const [channel, address, personId, lang] = ['telegram', '7', 'quantri', 'vi'] as const;
    const known = { id: 'telegram:7', rev: 0, channel, address, personId, lang, attempts: [] };
    uow.put('account', { ...known, seenAt });
    await uow.commit();
    await demand('bithu-1', 'w1');
    const name = (await opened.store.finds.persons(['bithu-1']))[0]?.name ?? '?';
    const told = (await opened.store.outbox.recent(100)).filter(({ id }) => /withdrawal/u.test(id));
    const byChannel = (wanted: string) =>
      JSON.stringify(told.filter((one) => one.channel === wanted).map(({ message }) => message));
    expect(byChannel('telegram')).toMatch(/secretary.*Đoàn trường/u);
    expect(byChannel('telegram')).not.toContain(name);
    expect(byChannel('web')).toContain(name);
  });

  test('that comes twice changes nothing more', async () => {
    await demand('bithu-1', 'w1');
    const noted = await actions();
    const sent = (await opened.store.outbox.recent(100)).length;
    await demand('bithu-1', 'w1');
    await demand('bithu-1', 'w2');
    expect(await actions()).toEqual(noted);
    expect(await opened.store.outbox.recent(100)).toHaveLength(sent);
    expect(await accountOf('web:bithu-1')).toBeUndefined();
  });

  test('leaves the other chat of the person, their talk, and tells it', async () => {
    await giveChat('may-2', 'bithu-1');
    await house.send('may-2', { text: '/ngonngu' });
    await demand('bithu-1', 'w1');
    expect(await accountOf('web:bithu-1')).toBeUndefined();
    expect((await accountOf('web:may-2'))?.personId).toBe('bithu-1');
    expect(await opened.store.finds.dialogsOf('p:bithu-1')).toHaveLength(1);
    await house.pass(hour);
    const told = words(await house.thread('may-2'));
    expect(told).toMatch(/Đồng chí vừa yêu cầu web xoá dữ liệu cá nhân/u);
    expect(words(await house.thread('quantri'))).not.toMatch(/không nhắn được cho người này/u);
    expect(words(await house.send('may-2', { text: '/dangky' }))).toMatch(/ĐĂNG KÝ NĂM 2027/u);
  });

  test('says that nobody can write to the person whose other chat has shut the bot out', async () => {
    await giveChat('may-2', 'bithu-1');
    await house.send('may-2', { presence: 'left' });
    await house.send('bithu-1', { text: '/ngonngu' });
    await demand('bithu-1', 'w1');
    expect(words(await house.thread('quantri'))).toMatch(/không nhắn được cho người này nữa/u);
    expect(await opened.store.finds.dialogsOf('p:bithu-1')).toEqual([]);
    expect((await accountOf('web:may-2'))?.personId).toBe('bithu-1');
  });

  test('that breaks says so in the log only', async () => {
    await house.stop();
    const dropFor = () => Promise.reject(new Error('a bug'));
    const outbox = { ...opened.store.outbox, dropFor };
    house = await openHouse({ ...opened.store, outbox }, { flows, notice: noticeMessage });
    expect(await demand('bithu-1', 'w1')).toEqual([]);
    const row = await opened.store.inbox.get('web:w1');
    expect(row?.state).toBe('dead');
    expect(house.log.join('')).toContain(row?.errorId);
    expect(await house.thread('bithu-1')).toEqual([]);
  });

  test('of a stranger removes the address, and of nobody does nothing', async () => {
    const like = 'zalo';
    await opened.store.threads.addPersona({ id: 'la', name: 'Lạ', role: '', unit: '', like });
    await house.send('la', { text: 'xin chào' });
    expect(await accountOf('web:la')).toBeDefined();
    expect(await opened.store.finds.dialogsOf('a:web:la')).toHaveLength(1);
    expect(await demand('la', 'w1')).toEqual([]);
    expect(await accountOf('web:la')).toBeUndefined();
    expect(await opened.store.finds.dialogsOf('a:web:la')).toEqual([]);
    await demand('nobody', 'w2');
    expect(await accountOf('web:nobody')).toBeUndefined();
    expect((await actions()).filter((one) => one.startsWith('privacy'))).toEqual([]);
  });

  test('makes whoever writes there again a stranger', async () => {
    await demand('bithu-1', 'w1');
    expect(words(await house.send('bithu-1', { text: '/dangky' }))).toMatch(/mã mời/u);
  });
});
