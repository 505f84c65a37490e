import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Template } from '../../src/channels/channel.ts';
import type { Fault } from '../zalo-oa-sdk/double-server.ts';
import { address, failure, openBench, type ZaloBench } from './zalo-bench.ts';

const byUser = '/v3.0/oa/message/template';
const byPhone = '/message/template';

const reviewed = {
  name: 'Nhắc hạn đăng ký',
  status: 'ENABLE' as const,
  parameters: [{ name: 'due', require: true, maxLength: 20 }],
};

let bench: ZaloBench;
beforeEach(async () => {
  bench = await openBench();
  bench.person.phone = '84912345678';
  bench.zalo.world.addTemplate({ ...reviewed, id: '789', byUid: true });
  bench.zalo.world.addTemplate({ ...reviewed, id: '790', byUid: false });
});
afterEach(() => bench.zalo.close());

const data = { due: 'Hạn 14/10'.normalize('NFD') };
const phone = { phone: '0912 345 678', key: 'reminder/2027/u1' };
const send = (template: Partial<Template> = {}, to: string | undefined = address) =>
  bench.channel.sendTemplate(to, { templateId: '789', data, ...template });
const shown = () => bench.person.shown.map(({ template }) => template);
const asked = () => [bench.zalo.account.requests.length, bench.zalo.business.requests.length];

describe('a template', () => {
  test('goes to the person by their id, also when the window has long closed', async () => {
    bench.person.lastInteractionAt = new Date(0);
    const sent = await send({ byPhone: phone });
    expect(sent).toEqual({
      providerId: expect.any(String),
      billed: false,
      remaining: 4821,
      by: 'user',
    });
    expect(shown()).toEqual([{ id: '789', data: { due: 'Hạn 14/10' } }]);
    expect(asked()).toEqual([1, 0]);
  });

  test('goes by phone where it does not go by id, under a name that tells nothing', async () => {
    const sent = await send({ templateId: '790', byPhone: phone });
    expect(sent).toEqual({
      providerId: expect.any(String),
      billed: true,
      remaining: 499,
      by: 'phone',
    });
    const [only] = shown();
    expect(only).toMatchObject({ id: '790', data: { due: 'Hạn 14/10' } });
    expect(only?.trackingId).toMatch(/^[\w-]{43}$/u);
    expect(asked()).toEqual([1, 1]);
  });

  test('goes by phone alone where no id is known, and nowhere without either', async () => {
    const { channel } = bench;
    const template = { templateId: '789', data };
    expect((await channel.sendTemplate(undefined, { ...template, byPhone: phone })).by).toBe(
      'phone',
    );
    const error = await failure(channel.sendTemplate(undefined, template));
    expect(error.code).toBe('unreachable');
    expect(asked()).toEqual([0, 1]);
  });

  test('goes to administrators only while it is tried', async () => {
    await bench.zalo.close();
    bench = await openBench({}, { development: true });
    Object.assign(bench.person, { phone: '84912345678', admin: true });
    bench.zalo.world.addTemplate({ ...reviewed, id: '790', byUid: false });
    const template = { templateId: '790', data, byPhone: phone };
    const sent = await bench.channel.sendTemplate(undefined, template);
    expect(sent.billed).toBe(false);
    expect(bench.zalo.business.requests[0]?.body.toString()).toContain('"mode":"development"');
    expect(asked()).toEqual([0, 1]);
  });

  test('that is refused says why in Zalo’s words and number, without the number of a person', async () => {
    bench.zalo.account.failNext(byUser, { error: -131, message: 'Template 0912345678 chưa duyệt' });
    expect((await failure(send())).said).toBe('Template … chưa duyệt (-131)');
    bench.zalo.account.failNext(byUser, { drop: 'before' });
    expect((await failure(send())).said).toBeUndefined();
  });

  test.each<[string, Fault, boolean, string]>([
    ['the person is banned', { error: -227, message: 'x' }, true, ''],
    ['nobody has this id', { error: -201, message: 'user_id is invalid' }, true, ''],
    ['the person has refused messages', { error: -244, message: 'x' }, false, 'blocked'],
    ['the answer was lost', { drop: 'after' }, false, 'transient'],
    ['the server broke', { status: 502 }, false, 'transient'],
    ['it is too fast', { error: -32, message: 'x' }, false, 'throttled'],
    ['the account has no money', { error: -321, message: 'x' }, false, 'config'],
    ['the data are too long', { error: -210, message: 'x' }, false, 'rejected'],
  ])(
    'has a second way by phone only where that doubles nothing: %s',
    async (_what, fault, second, code) => {
      bench.zalo.account.failNext(byUser, fault);
      const sent = send({ byPhone: phone });
      if (second) expect((await sent).by).toBe('phone');
      else expect((await failure(sent)).code).toBe(code);
      expect(asked()[1]).toBe(second ? 1 : 0);
    },
  );

  test('waits for the morning when Zalo sends nothing at night', async () => {
    const at = async (time: string) => {
      bench.zalo.clock.now = new Date(time);
      bench.zalo.account.failNext(byUser, { error: -234, message: 'night' });
      return (await failure(send())).retryAfter;
    };
    expect(await at('2026-11-24T22:00:00+07:00')).toBe(8 * 3_600);
    expect(await at('2026-11-25T05:59:30+07:00')).toBe(30);
    expect(await at('2026-11-25T06:00:00+07:00')).toBe(24 * 3_600);
  });

  test('is unreachable when the phone is no number or has no Zalo', async () => {
    for (const number of ['12', '0999999999']) {
      const error = await failure(
        send({ templateId: '790', byPhone: { ...phone, phone: number } }),
      );
      expect(error.code).toBe('unreachable');
      expect(error.message).not.toContain(number);
    }
    bench.zalo.business.failNext(byPhone, { error: -144, message: 'x' });
    const full = await failure(send({ templateId: '790', byPhone: phone }));
    expect([full.code, full.retryAfter]).toEqual(['throttled', 3_600]);
  });
});

describe('asking for the account', () => {
  test('tells who the account is, and that the token is bad', async () => {
    expect(await bench.channel.whoAmI()).toMatchObject({ oaId: bench.zalo.app.oaId });
    bench.zalo.account.failNext('/v2.0/oa/getoa', { error: -216, message: 'x' });
    expect((await failure(bench.channel.whoAmI())).code).toBe('config');
  });

  test('says nothing where Zalo has shut that page, and nothing is wrong then', async () => {
    bench.zalo.account.failNext('/v2.0/oa/getoa', { error: -240, message: 'API v2 is shut' });
    expect(await bench.channel.whoAmI()).toBeUndefined();
  });
});

describe('what is said about a template', () => {
  test('is its state, what it takes, and what it costs', async () => {
    expect(await bench.channel.aboutTemplate?.('789')).toEqual({
      templateId: '789',
      name: 'Nhắc hạn đăng ký',
      approved: true,
      params: [{ name: 'due', required: true, maxLength: 20 }],
      priceByUser: 560,
      priceByPhone: 800,
    });
    const why = { status: 'REJECT' as const, reason: 'Sai mục đích' };
    bench.zalo.world.addTemplate({ ...reviewed, ...why, id: '791', byUid: true });
    const refused = await bench.channel.aboutTemplate?.('791');
    expect(refused).toMatchObject({ approved: false, reason: 'Sai mục đích' });
    expect(await bench.channel.aboutTemplate?.('1')).toBeUndefined();
  });

  test.each([
    ['waits to be approved', 'PENDING_REVIEW', true, true],
    ['was refused', 'REJECT', true, undefined],
    ['waits, with nothing on trial', 'PENDING_REVIEW', false, undefined],
  ] as const)(
    'that it %s, and whether it may be tried',
    async (_what, status, trying, expected) => {
      await bench.zalo.close();
      bench = await openBench({}, { development: trying });
      bench.zalo.world.addTemplate({ ...reviewed, id: '792', status, byUid: true });
      const about = await bench.channel.aboutTemplate?.('792');
      expect([about?.approved, about?.development]).toEqual([false, expected]);
      expect(bench.channel.development).toBe(trying || undefined);
    },
  );
});
