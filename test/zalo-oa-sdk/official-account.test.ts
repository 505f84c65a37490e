import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ZaloMessage } from '../../src/zalo-oa-sdk/message.ts';
import {
  createOfficialAccount,
  zaloReactions,
  type OfficialAccount,
} from '../../src/zalo-oa-sdk/official-account.ts';
import type { Recorded } from './double-server.ts';
import type { Person } from './double-state.ts';
import { startZaloDoubles, type ZaloDoubles } from './doubles.ts';

const userId = '2468458835296197922';
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(20, 0xff)]);

let zalo: ZaloDoubles;
let person: Person;
let client: OfficialAccount;

beforeEach(async () => {
  zalo = await startZaloDoubles();
  person = zalo.world.addPerson(userId, { phone: '84912345678' });
  client = createOfficialAccount({ ...zalo.options, userAgent: 'mau/1.0' }, zalo.tokenSource());
});

afterEach(() => zalo.close());

const last = (): Recorded => zalo.account.requests.at(-1)!;
const sentBody = (): string => last().body.toString();
const bodyFor = (message: string): string =>
  `{"recipient":{"user_id":"${userId}"},"message":${message}}`;

describe('a consultation message', () => {
  test('goes to the cs address with the bare token', async () => {
    const sent = await client.send(userId, { kind: 'text', text: 'Chào đồng chí' });
    const { method, url, headers } = last();
    expect(`${method} ${url}`).toBe('POST /v3.0/oa/message/cs');
    expect(headers).toMatchObject({
      access_token: zalo.tokens.current().access,
      'content-type': 'application/json',
      'user-agent': 'mau/1.0',
      connection: 'close',
    });
    expect(headers.authorization).toBeUndefined();
    expect(headers.appsecret_proof).toBeUndefined();
    expect(sent).toEqual({
      messageId: person.shown[0]?.messageId,
      userId,
      sentAt: undefined,
      quota: { type: 'reply', remain: 8, total: 8, expires: undefined },
    });
  });

  test.each<[string, ZaloMessage, string]>([
    ['text', { kind: 'text', text: 'Xin chào 😀 "đ"' }, '{"text":"Xin chào 😀 \\"đ\\""}'],
    [
      'an answer to a message',
      { kind: 'text', text: 'Đã nhận', quote: '96d3cdf3af150460909' },
      '{"text":"Đã nhận","quote_message_id":"96d3cdf3af150460909"}',
    ],
    [
      'every kind of button',
      {
        kind: 'text',
        text: 'Đã nộp chưa?',
        buttons: [
          { title: 'Đã nộp', type: 'oa.query.show', payload: '#a' },
          { title: 'Chưa', type: 'oa.query.hide', payload: '#b' },
          { title: 'Mở mẫu', type: 'oa.open.url', url: 'https://example.vn/mau' },
          { title: 'Gọi', type: 'oa.open.phone', phone: '84901234567' },
          { title: 'Nhắn', type: 'oa.open.sms', phone: '84901234567', content: 'Chào' },
        ],
      },
      '{"text":"Đã nộp chưa?","attachment":{"type":"template","payload":{"buttons":[' +
        '{"title":"Đã nộp","type":"oa.query.show","payload":"#a"},' +
        '{"title":"Chưa","type":"oa.query.hide","payload":"#b"},' +
        '{"title":"Mở mẫu","type":"oa.open.url","payload":{"url":"https://example.vn/mau"}},' +
        '{"title":"Gọi","type":"oa.open.phone","payload":{"phone_code":"84901234567"}},' +
        '{"title":"Nhắn","type":"oa.open.sms","payload":{"content":"Chào","phone_code":"84901234567"}}' +
        ']}}}',
    ],
    [
      'a picture by its address',
      { kind: 'image', image: { url: 'https://example.vn/a.png' }, text: 'Ảnh' },
      '{"text":"Ảnh","attachment":{"type":"template","payload":{"template_type":"media",' +
        '"elements":[{"media_type":"image","url":"https://example.vn/a.png"}]}}}',
    ],
    [
      'a moving picture',
      { kind: 'gif', gif: { url: 'https://example.vn/a.gif' }, width: 20, height: 10 },
      '{"attachment":{"type":"template","payload":{"template_type":"media",' +
        '"elements":[{"media_type":"gif","url":"https://example.vn/a.gif","width":20,"height":10}]}}}',
    ],
    [
      'a sticker',
      { kind: 'sticker', attachmentId: 'bfe458bf64fa8da4d4eb' },
      '{"attachment":{"type":"template","payload":{"template_type":"media",' +
        '"elements":[{"media_type":"sticker","attachment_id":"bfe458bf64fa8da4d4eb"}]}}}',
    ],
    [
      'a request for name and phone',
      {
        kind: 'request_user_info',
        title: 'Đoàn xã Mẫu',
        subtitle: 'Xin phép lưu số điện thoại',
        imageUrl: 'https://example.vn/logo.png',
      },
      '{"attachment":{"type":"template","payload":{"template_type":"request_user_info",' +
        '"elements":[{"title":"Đoàn xã Mẫu","subtitle":"Xin phép lưu số điện thoại",' +
        '"image_url":"https://example.vn/logo.png"}]}}}',
    ],
  ])('%s has the vendor shape to the byte', async (_what, message, expected) => {
    await client.send(userId, message);
    expect(sentBody()).toBe(bodyFor(expected));
    expect(person.shown).toHaveLength(1);
  });

  test('buttons take the typed shape where the account wants that', async () => {
    zalo.rules.buttonShape = 'typed';
    const typed = createOfficialAccount(
      { ...zalo.options, buttonShape: 'typed' },
      zalo.tokenSource(),
    );
    const message: ZaloMessage = {
      kind: 'text',
      text: 'Chọn',
      buttons: [{ title: 'Một', type: 'oa.query.hide', payload: '1' }],
    };
    await typed.send(userId, message);
    expect(sentBody()).toBe(
      bodyFor(
        '{"attachment":{"type":"template","payload":{"template_type":"button","text":"Chọn",' +
          '"buttons":[{"title":"Một","type":"oa.query.hide","payload":"1"}]}}}',
      ),
    );
    await expect(client.send(userId, message)).rejects.toMatchObject({
      kind: 'bad_request',
      code: -233,
    });
  });

  test('one that was billed has no quota', async () => {
    person.lastInteractionAt = new Date(zalo.clock.now.getTime() - 3 * 86_400_000);
    const sent = await client.send(userId, { kind: 'text', text: 'Nhắc' });
    expect(sent.messageId).toBe(person.shown[0]?.messageId);
    expect(sent.quota).toBeUndefined();
  });

  test('an answer that says little still says that it was sent', async () => {
    zalo.account.failNext('/v3.0/oa/message/cs', { status: 200, body: '{"error":0}' });
    const sent = await client.send(userId, { kind: 'text', text: 'Nhắc' });
    expect(sent).toEqual({
      messageId: undefined,
      userId: undefined,
      sentAt: undefined,
      quota: undefined,
    });
  });
});

describe('uploads', () => {
  const boundaryOf = (): string => String(last().headers['content-type']).split('boundary=')[1]!;

  test('a file goes as the field file, byte for byte, and can be sent by its token', async () => {
    const bytes = Buffer.from('%PDF-1.7\r\n--x\r\n\u0000đ');
    const { token } = await client.uploadFile({
      bytes,
      name: 'Báo cáo "Mẫu".pdf',
      type: 'application/pdf',
    });
    expect(last().url).toBe('/v2.0/oa/upload/file');
    expect(last().headers['content-type']).toBe(`multipart/form-data; boundary=${boundaryOf()}`);
    expect(last().body).toEqual(
      Buffer.concat([
        Buffer.from(
          `--${boundaryOf()}\r\n` +
            'Content-Disposition: form-data; name="file"; filename="Báo cáo %22Mẫu%22.pdf"\r\n' +
            'Content-Type: application/pdf\r\n\r\n',
        ),
        bytes,
        Buffer.from(`\r\n--${boundaryOf()}--\r\n`),
      ]),
    );
    await client.send(userId, { kind: 'file', token });
    expect(sentBody()).toBe(
      bodyFor(`{"attachment":{"type":"file","payload":{"token":"${token}"}}}`),
    );
    expect(person.shown[0]?.file?.bytes).toEqual(bytes);
  });

  test('a picture and a moving one come back as attachment ids', async () => {
    const image = await client.uploadImage({ bytes: png, name: 'a.png', type: 'image/png' });
    expect(last().url).toBe('/v2.0/oa/upload/image');
    const gif = await client.uploadGif({ bytes: Buffer.from('GIF89a…'), name: 'a.gif' });
    expect(last().url).toBe('/v2.0/oa/upload/gif');
    await client.send(userId, { kind: 'image', image });
    await client.send(userId, { kind: 'gif', gif, width: 1, height: 1 });
    expect(person.shown.map((one) => one.media?.asset?.name)).toEqual(['a.png', 'a.gif']);
  });

  test('a part of a larger buffer is sent as that part', async () => {
    const whole = Buffer.concat([Buffer.from('before'), png, Buffer.from('after')]);
    const bytes = new Uint8Array(whole.buffer, whole.byteOffset + 6, png.length);
    await client.uploadImage({ bytes, name: 'a.png' });
    expect([...zalo.world.assets.values()][0]?.bytes).toEqual(png);
  });

  test.each([
    ['a name without extension', { bytes: png, name: 'anh' }, 'unsupported_file', undefined],
    ['a kind that Zalo does not take', { bytes: png, name: 'a.xlsx' }, 'unsupported_file', -201],
    ['more than 5 MB', { bytes: Buffer.alloc(5_000_001), name: 'a.pdf' }, 'too_long', -210],
  ])('%s is refused as such', async (_what, file, kind, code) => {
    await expect(client.uploadFile(file)).rejects.toMatchObject({ family: 'upload', kind, code });
    expect(zalo.account.requests).toHaveLength(1);
  });

  test('what was uploaded more than seven days ago has expired', async () => {
    const image = await client.uploadImage({ bytes: png, name: 'a.png' });
    zalo.clock.now = new Date('2026-12-01T08:00:16+07:00');
    zalo.tokens.rotate();
    await expect(client.send(userId, { kind: 'image', image })).rejects.toMatchObject({
      kind: 'asset_expired',
      code: -100,
    });
  });
});

describe('the other calls', () => {
  test('a template goes by user id', async () => {
    zalo.world.addTemplate({
      id: '7895417a7d3f9461cd2e',
      name: 'Nhắc việc',
      status: 'ENABLE',
      byUid: true,
      parameters: [{ name: 'customer_name', require: true, maxLength: 30 }],
    });
    const sent = await client.sendTemplate(userId, {
      templateId: '7895417a7d3f9461cd2e',
      data: { customer_name: 'Trần Thị Mẫu' },
    });
    expect(last().url).toBe('/v3.0/oa/message/template');
    expect(sentBody()).toBe(
      `{"user_id":"${userId}","template_id":"7895417a7d3f9461cd2e",` +
        '"template_data":{"customer_name":"Trần Thị Mẫu"}}',
    );
    expect(sent).toMatchObject({
      messageId: person.shown[0]?.messageId,
      sentAt: zalo.clock.now,
      quota: { type: 'purchase_quota', remain: 4821 },
    });
  });

  test('a reaction is an action, not a message', async () => {
    await client.react(userId, { messageId: '96d3cdf3af150460909', icon: zaloReactions.like });
    expect(last().url).toBe('/v2.0/oa/message');
    expect(sentBody()).toBe(
      `{"recipient":{"user_id":"${userId}"},"sender_action":{"react_icon":"/-strong",` +
        '"react_message_id":"96d3cdf3af150460909"}}',
    );
    expect(person.reactions).toEqual([{ messageId: '96d3cdf3af150460909', icon: '/-strong' }]);
  });

  test('a person is asked for with one JSON parameter', async () => {
    const user = await client.user(userId);
    expect(`${last().method} ${last().url}`).toBe(
      `GET /v3.0/oa/user/detail?data=${encodeURIComponent(`{"user_id":"${userId}"}`)}`,
    );
    expect(last().headers['content-type']).toBeUndefined();
    expect(user).toEqual({
      userId,
      userIdByApp: `9${userId}`,
      displayName: 'Nguyễn Văn Mẫu',
      alias: undefined,
      isFollower: true,
      isSensitive: false,
      lastInteractionDay: '24/11/2026',
      avatar: 'https://s120-ava.example/a.jpg',
      tags: ['Mẫu'],
      notes: [],
      shared: {
        name: 'Nguyễn Văn Mẫu',
        phone: '84912345678',
        address: undefined,
        city: undefined,
        district: undefined,
      },
    });
  });

  test('ids without quotes keep their digits', async () => {
    zalo.account.failNext('/v3.0/oa/user/detail', {
      status: 200,
      body: `{"error":0,"data":{"user_id":${userId},"user_id_by_app":5521772797177877301}}`,
    });
    const user = await client.user(userId);
    expect([user.userId, user.userIdByApp]).toEqual([userId, '5521772797177877301']);
  });

  test.each(['oa_id', 'oaid'])('the account is read, also under %s', async (field) => {
    const data = { [field]: '388613280878808645', is_verified: 'true', num_follower: '7' };
    zalo.account.failNext('/v2.0/oa/getoa', {
      status: 200,
      body: JSON.stringify({ error: 0, data }),
    });
    expect(await client.account()).toMatchObject({
      oaId: '388613280878808645',
      isVerified: true,
      followers: 7,
    });
    expect(`${last().method} ${last().url}`).toBe('GET /v2.0/oa/getoa');
  });

  test('the account tells of verification, package and cloud account', async () => {
    expect(await client.account()).toEqual({
      oaId: zalo.app.oaId,
      name: 'Đoàn Mẫu',
      description: undefined,
      isVerified: true,
      packageName: 'Tăng trưởng',
      packageValidThrough: '31/12/2027',
      followers: 12,
      linkedZca: 'zca-mau',
    });
  });

  test('the quota of a person tells when they were last in touch', async () => {
    expect(await client.userQuota(userId)).toEqual({
      lastInteractionAt: zalo.clock.now,
      reply: { remain: 8, total: 8 },
    });
    expect(`${last().method} ${last().url}`).toBe('POST /v3.0/oa/quota/message');
    expect(sentBody()).toBe(`{"user_id":"${userId}"}`);
  });

  test('the proof of the app secret goes along where it is wanted', async () => {
    zalo.rules.proofOf = (token) => (token.startsWith('access-') ? expectedProof : '');
    const expectedProof = '0584869ec908cfecf20763760e69c4baca98ac64aaeb6a938f47ca758dfe779f';
    const proving = createOfficialAccount(
      { ...zalo.options, proofSecret: 'appSecretKey' },
      { current: async () => 'accessToken', refreshed: async (died) => died },
    );
    await expect(proving.account()).rejects.toMatchObject({ kind: 'token_invalid' });
    expect(last().headers.appsecret_proof).toBe(expectedProof);
    await expect(client.account()).rejects.toMatchObject({ kind: 'permission', code: -242 });
  });
});
