import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createBusiness } from '../../src/zalo-oa-sdk/business.ts';
import { zaloLimits } from '../../src/zalo-oa-sdk/limits.ts';
import type { ZaloButton, ZaloMessage } from '../../src/zalo-oa-sdk/message.ts';
import { createOfficialAccount } from '../../src/zalo-oa-sdk/official-account.ts';
import { startZaloDoubles, type ZaloDoubles } from './doubles.ts';

const userId = '2468458835296197922';
let zalo: ZaloDoubles;

beforeEach(async () => {
  zalo = await startZaloDoubles();
  zalo.world.addPerson(userId, { phone: '84912345678' });
});

afterEach(() => zalo.close());

const withButtons = (count: number, change: Partial<ZaloButton> = {}): ZaloMessage => {
  // the parts of one kind of button, put together by the caller
  const button = { title: 'a', type: 'oa.query.hide', payload: 'b', ...change } as ZaloButton;
  return { kind: 'text', text: 'a', buttons: Array<ZaloButton>(count).fill(button) };
};
const sms = (length: number) =>
  withButtons(1, { type: 'oa.open.sms', phone: '84901234567', content: 'x'.repeat(length) });
const asking = (title: number, subtitle: number): ZaloMessage => ({
  kind: 'request_user_info',
  title: 'x'.repeat(title),
  subtitle: 'x'.repeat(subtitle),
  imageUrl: 'https://example.vn/a.png',
});

describe('what the limits allow is taken, and one more is not', () => {
  test.each<[string, number, (size: number) => ZaloMessage]>([
    ['text', zaloLimits.text, (size) => ({ kind: 'text', text: 'ạ'.repeat(size) })],
    ['buttons', zaloLimits.buttons, (size) => withButtons(size)],
    ['titles', zaloLimits.buttonTitle, (size) => withButtons(1, { title: 'x'.repeat(size) })],
    ['payloads', zaloLimits.buttonPayload, (size) => withButtons(1, { payload: 'x'.repeat(size) })],
    ['text messages', zaloLimits.smsContent, sms],
    ['the title of a request', zaloLimits.userInfoTitle, (size) => asking(size, 1)],
    ['the subtitle of a request', zaloLimits.userInfoSubtitle, (size) => asking(1, size)],
  ])('%s', async (_what, limit, message) => {
    const client = createOfficialAccount(zalo.options, zalo.tokenSource());
    await client.send(userId, message(limit));
    await expect(client.send(userId, message(limit + 1))).rejects.toMatchObject({
      kind: 'too_long',
    });
  });

  test('uploads', async () => {
    const client = createOfficialAccount(zalo.options, zalo.tokenSource());
    const of = (start: string, size: number) =>
      Buffer.concat([Buffer.from(start, 'hex'), Buffer.alloc(size)]).subarray(0, size);
    const tooLong = { kind: 'too_long' };
    const image = (size: number) =>
      client.uploadImage({ bytes: of('ffd8ff', size), name: 'a.jpg' });
    await image(zaloLimits.image);
    await expect(image(zaloLimits.image + 1)).rejects.toMatchObject(tooLong);
    const gif = (size: number) => client.uploadGif({ bytes: of('47494638', size), name: 'a.gif' });
    await gif(zaloLimits.gif);
    await expect(gif(zaloLimits.gif + 1)).rejects.toMatchObject(tooLong);
    for (const type of zaloLimits.fileTypes) {
      const file = (size: number) => client.uploadFile({ bytes: of('', size), name: `a.${type}` });
      await file(zaloLimits.file);
      await expect(file(zaloLimits.file + 1)).rejects.toMatchObject(tooLong);
    }
  });

  test('tracking ids', async () => {
    zalo.world.addTemplate({ id: '1', name: 'Mẫu', status: 'ENABLE', byUid: true, parameters: [] });
    const business = createBusiness(zalo.options, zalo.tokenSource());
    const send = (size: number) =>
      business.sendTemplate({
        phone: '84912345678',
        templateId: '1',
        data: {},
        trackingId: 'x'.repeat(size),
      });
    await send(zaloLimits.trackingId);
    await expect(send(zaloLimits.trackingId + 1)).rejects.toMatchObject({ kind: 'bad_request' });
  });

  test('the days of an upload', async () => {
    const client = createOfficialAccount(zalo.options, zalo.tokenSource());
    const { token } = await client.uploadFile({ bytes: Buffer.from('a'), name: 'a.csv' });
    const start = zalo.clock.now.getTime();
    const person = zalo.world.people.get(userId)!;
    const sendAfter = async (ms: number) => {
      zalo.clock.now = new Date(start + ms);
      person.lastInteractionAt = zalo.clock.now;
      zalo.tokens.rotate();
      return client.send(userId, { kind: 'file', token });
    };
    await sendAfter(zaloLimits.assetDays * 86_400_000);
    await expect(sendAfter(zaloLimits.assetDays * 86_400_000 + 1)).rejects.toMatchObject({
      kind: 'asset_expired',
    });
  });
});
