import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createBusiness, type Business } from '../../src/zalo-oa-sdk/business.ts';
import type { Recorded } from './double-server.ts';
import type { Person, Template } from './double-state.ts';
import { startZaloDoubles, type ZaloDoubles } from './doubles.ts';

const phone = '84912345678';
const template: Template = {
  id: '302411',
  name: 'Nhắc đăng ký',
  status: 'ENABLE',
  byUid: true,
  parameters: [
    { name: 'customer_name', require: true, maxLength: 30 },
    { name: 'time', require: false, maxLength: 20 },
  ],
};

let zalo: ZaloDoubles;
let person: Person;
let business: Business;

beforeEach(async () => {
  zalo = await startZaloDoubles({ daily: 3 });
  person = zalo.world.addPerson('2468458835296197922', { phone });
  zalo.world.addTemplate(template);
  business = createBusiness(zalo.options, zalo.tokenSource());
});

afterEach(() => zalo.close());

const last = (): Recorded => zalo.business.requests.at(-1)!;
const message = {
  phone,
  templateId: template.id,
  data: { customer_name: 'Trần Thị Mẫu' },
  trackingId: 'nhac-42_u17',
};

describe('a template message by phone', () => {
  test('goes to the business host with a tracking id', async () => {
    const sent = await business.sendTemplate(message);
    expect(`${last().method} ${last().url}`).toBe('POST /message/template');
    expect(last().headers.access_token).toBe(zalo.tokens.current().access);
    expect(last().body.toString()).toBe(
      '{"phone":"84912345678","template_id":"302411",' +
        '"template_data":{"customer_name":"Trần Thị Mẫu"},"tracking_id":"nhac-42_u17"}',
    );
    expect(sent).toEqual({
      messageId: person.shown[0]?.messageId,
      sentAt: zalo.clock.now,
      dailyQuota: 500,
      remainingQuota: 2,
    });
    expect(zalo.account.requests).toHaveLength(0);
  });

  test('a trial reaches administrators only', async () => {
    const trial = { ...message, development: true };
    await expect(business.sendTemplate(trial)).rejects.toMatchObject({
      kind: 'permission',
      code: -127,
    });
    person.admin = true;
    await business.sendTemplate(trial);
    expect(last().body.toString()).toMatch(/,"mode":"development"\}$/u);
    expect(person.shown[0]?.billed).toBe(false);
  });

  test.each<[string, Partial<typeof message>, string, number]>([
    ['a domestic number', { phone: '0912345678' }, 'bad_request', -108],
    ['a number without Zalo', { phone: '84999999999' }, 'unreachable', -118],
    ['an unknown template', { templateId: '1' }, 'not_found', -109],
    ['a missing parameter', { data: {} as never }, 'template_rejected', -1122],
    ['a long parameter', { data: { customer_name: 'x'.repeat(31) } }, 'too_long', -1121],
    ['a tracking id with a space', { trackingId: 'a b' }, 'bad_request', -132],
    ['a tracking id of 49', { trackingId: 'x'.repeat(49) }, 'bad_request', -132],
  ])('%s is refused', async (_what, change, kind, code) => {
    await expect(business.sendTemplate({ ...message, ...change })).rejects.toMatchObject({
      family: 'zbs',
      kind,
      code,
    });
    expect(zalo.business.requests).toHaveLength(1);
    expect(person.shown).toHaveLength(0);
  });

  test('the allowance of the day ends', async () => {
    for (const trackingId of ['a', 'b', 'c'])
      await business.sendTemplate({ ...message, trackingId });
    await expect(business.sendTemplate(message)).rejects.toMatchObject({
      kind: 'quota',
      code: -144,
    });
  });
});

describe('reading', () => {
  test('templates come in pages, ids as strings', async () => {
    zalo.world.addTemplate({ ...template, id: '7895417a7d3f9461cd2e', status: 'REJECT' });
    expect(await business.templates({ status: 'enabled' })).toEqual({
      templates: [
        {
          templateId: '302411',
          name: 'Nhắc đăng ký',
          status: 'ENABLE',
          quality: 'HIGH',
          createdAt: new Date(1_790_000_000_000),
        },
      ],
      total: 1,
    });
    expect(last().url).toBe('/template/all?offset=0&limit=100&status=1');
    const second = await business.templates({ offset: 1, limit: 1 });
    expect(second.templates.map((one) => one.templateId)).toEqual(['7895417a7d3f9461cd2e']);
    expect(last().url).toBe('/template/all?offset=1&limit=1');
  });

  test('a template tells its parameters, its price and why it was refused', async () => {
    zalo.world.addTemplate({ ...template, id: '7', status: 'REJECT', reason: 'Mẫu tin bị lặp' });
    expect(await business.template('7')).toMatchObject({
      templateId: '7',
      status: 'REJECT',
      reason: 'Mẫu tin bị lặp',
      parameters: [
        { name: 'customer_name', required: true, maxLength: 30, acceptsNull: false },
        { name: 'time', required: false, maxLength: 20 },
      ],
      buttons: [{ type: 1, title: 'Mở', content: 'https://example.vn' }],
      priceByPhone: 800,
      priceByUser: 560,
    });
    expect(last().url).toBe('/template/info/v2?template_id=7');
  });

  test('a message is delivered, or was never sent', async () => {
    const { messageId } = await business.sendTemplate(message);
    expect(await business.messageStatus(messageId!)).toEqual({
      status: 'delivered',
      deliveredAt: zalo.clock.now,
    });
    expect(last().url).toBe(`/message/status?message_id=${messageId!}`);
    expect(await business.messageStatus('x/y:z')).toMatchObject({ status: 'none' });
    expect(last().url).toBe('/message/status?message_id=x%2Fy%3Az');
  });

  test('a state that is new to this library is unknown, not an error', async () => {
    zalo.business.failNext('/template/info/v2', {
      status: 200,
      body: '{"error":0,"data":{"templateId":30241100000000000001,"status":"FROZEN"}}',
    });
    expect(await business.template('7')).toMatchObject({
      templateId: '30241100000000000001',
      status: 'unknown',
      parameters: [],
    });
  });

  test('the quota is read', async () => {
    expect(await business.quota()).toEqual({
      daily: 500,
      remaining: 3,
      monthlyPromotion: 125,
      remainingMonthlyPromotion: undefined,
    });
    expect(last().url).toBe('/message/quota');
  });
});
