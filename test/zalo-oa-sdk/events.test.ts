import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { eventKeyOf, isProbe, parseEvent, timestampOf } from '../../src/zalo-oa-sdk/parse-event.ts';
import { verifySignature } from '../../src/zalo-oa-sdk/signature.ts';
import { createEvents } from './double-events.ts';

const [appId, oaId, user] = ['360846524940903967', '388613280878808645', '246845883529197922'];
const at = new Date('2026-11-24T08:00:15+07:00');
const timestamp = String(at.getTime());
const events = createEvents({ appId, oaId, oaSecret: 'oa-secret', now: () => at });
const parse = (event: object) => parseEvent(JSON.stringify(event));

const head = { appId, oaId, userId: user, userIdByApp: undefined, timestamp, at };
const sent = (name: string, message: object) => ({
  app_id: appId,
  sender: { id: user },
  recipient: { id: oaId },
  event_name: name,
  message: { msg_id: 'm1', ...message },
  timestamp,
});
const attached = (type: string, payload: object) => ({ attachments: [{ type, payload }] });
const bare = (name: string, rest: object) => ({
  app_id: appId,
  event_name: name,
  timestamp,
  ...rest,
});
const content = { messageId: 'm1', text: undefined, quotedId: undefined, attachments: [] };

describe('what a person sends', () => {
  test('a text, with what it answers', () => {
    const event = sent('user_send_text', { text: 'Xin chào', quote_msg_id: 'm0' });
    expect(parse({ ...event, user_id_by_app: '552177279717587730' })).toEqual({
      ...head,
      name: 'user_send_text',
      userIdByApp: '552177279717587730',
      kind: 'text',
      ...content,
      text: 'Xin chào',
      quotedId: 'm0',
    });
  });

  test('a text stays as it came: decomposed letters are the reader’s business', () => {
    const decomposed = 'Đồng chí'.normalize('NFD');
    expect(parse(events.text(user, decomposed))).toMatchObject({ text: decomposed });
  });

  test.each<[string, object, object]>([
    [
      'image',
      attached('image', { url: 'https://z/i', thumbnail: 'https://z/t' }),
      { type: 'image', url: 'https://z/i', thumbnail: 'https://z/t', description: undefined },
    ],
    [
      'gif',
      attached('gif', { url: 'https://z/g' }),
      { type: 'gif', url: 'https://z/g', thumbnail: undefined, description: undefined },
    ],
    [
      'audio',
      attached('audio', { url: 'https://z/a' }),
      { type: 'audio', url: 'https://z/a', thumbnail: undefined, description: undefined },
    ],
    [
      'video',
      attached('video', { url: 'https://z/v', description: 'Hội trại' }),
      { type: 'video', url: 'https://z/v', thumbnail: undefined, description: 'Hội trại' },
    ],
    [
      'file',
      attached('file', {
        url: 'https://z/f',
        name: 'Kế hoạch.docx',
        size: '233947',
        checksum: 'db8f',
        type: 'docx',
      }),
      {
        type: 'file',
        url: 'https://z/f',
        name: 'Kế hoạch.docx',
        size: 233947,
        extension: 'docx',
        checksum: 'db8f',
      },
    ],
    [
      'sticker',
      attached('sticker', { id: 7, url: 'https://z/s' }),
      { type: 'sticker', id: '7', url: 'https://z/s' },
    ],
    [
      'link',
      attached('link', { url: 'https://x', title: 'Tin', description: 'Nội dung' }),
      {
        type: 'link',
        url: 'https://x',
        title: 'Tin',
        description: 'Nội dung',
        thumbnail: undefined,
        card: undefined,
      },
    ],
    [
      'location',
      attached('location', { coordinates: { latitude: '10.76', longitude: 106.65 } }),
      { type: 'location', latitude: 10.76, longitude: 106.65 },
    ],
    ['business_card', attached('business_card', {}), { type: 'other', name: 'business_card' }],
  ])('%s', (kind, message, attachment) => {
    expect(parse(sent(`user_send_${kind}`, message))).toEqual({
      ...head,
      name: `user_send_${kind}`,
      kind,
      ...content,
      attachments: [attachment],
    });
  });

  test('a contact card in a link is opened, with all its digits', () => {
    const description = '{"phone":"84912345678","gUid":246845883529197922}';
    expect(parse(sent('user_send_link', attached('link', { description })))).toMatchObject({
      attachments: [{ card: { phone: '84912345678', gUid: '246845883529197922' } }],
    });
  });

  test('text and picture in one event are both there', () => {
    const message = { text: 'Ảnh hội trại', ...attached('image', { url: 'https://z/i' }) };
    expect(parse(sent('user_send_image', message))).toMatchObject({
      kind: 'image',
      text: 'Ảnh hội trại',
      attachments: [{ url: 'https://z/i' }],
    });
  });

  test('somebody without an account', () => {
    const event = sent('anonymous_send_text', { text: 'Chào' });
    const sender = { id: 'anon-1', conversation_id: 'c-1' };
    expect(parse({ ...event, sender })).toMatchObject({
      kind: 'anonymous',
      anonymousId: 'anon-1',
      conversationId: 'c-1',
      text: 'Chào',
    });
  });
});

describe('what a person does', () => {
  test.each(['follow', 'unfollow'])('%s', (kind) => {
    const event = kind === 'follow' ? events.follow(user) : events.unfollow(user);
    expect(parse(event)).toEqual({ ...head, name: kind, kind, source: 'oa_profile' });
  });

  test('shares name and phone, new and old', () => {
    const info = {
      name: 'Trần Thị Mẫu',
      phone: 84912345678,
      user_dob: '30/10/1999',
      gender: 'Nữ',
      full_address: { user_city: 'Cần Thơ', user_ward: 'Phường Mẫu', user_address: 'Số 1' },
    };
    const expected = {
      name: 'Trần Thị Mẫu',
      phone: '84912345678',
      birthday: '30/10/1999',
      gender: 'Nữ',
      city: 'Cần Thơ',
      district: undefined,
      ward: 'Phường Mẫu',
      address: 'Số 1',
    };
    expect(parse(events.submitInfo(user, info))).toEqual({
      ...head,
      name: 'user_submit_info',
      kind: 'submit_info',
      info: expected,
    });
    expect(parse(sent('user_submit_info', { text: JSON.stringify(info) }))).toMatchObject({
      info: expected,
    });
    const old = {
      name: 'Lê Mẫu',
      phone: '84900000000',
      address: 'Số 2',
      city: 'Huế',
      district: 'X',
    };
    expect(parse(events.submitInfo(user, old))).toMatchObject({
      info: { name: 'Lê Mẫu', address: 'Số 2', city: 'Huế', district: 'X' },
    });
    expect(parse(sent('user_submit_info', {}))).toMatchObject({ info: { phone: undefined } });
  });

  test('opens the chat, with a flat id or a follower', () => {
    const expected = { ...head, name: 'user_click_chatnow', kind: 'click_chatnow' };
    expect(parse(events.chatnow(user))).toEqual(expected);
    expect(parse(bare('user_click_chatnow', { oa_id: oaId, follower: { id: user } }))).toEqual(
      expected,
    );
  });

  test('withdraws', () => {
    expect(parse(events.withdraw(user))).toEqual({
      ...head,
      name: 'user_withdraw',
      kind: 'withdraw',
    });
  });

  test('reacts, and so does the account', () => {
    const message = { msg_id: 'm1', react_icon: '/-heart' };
    const expected = { kind: 'reaction', messageId: 'm1', icon: '/-heart' };
    expect(parse(sent('user_reacted_message', message))).toMatchObject({ ...expected, by: 'user' });
    const byAccount = { sender: { id: oaId }, recipient: { id: user }, message };
    expect(parse(bare('oa_reacted_message', byAccount))).toMatchObject({
      ...expected,
      by: 'oa',
      userId: user,
      oaId,
    });
  });

  test('changes what is known', () => {
    expect(parse(bare('update_user_info', { oa_id: oaId, user_id: user }))).toMatchObject({
      kind: 'user_info_changed',
      userId: user,
    });
  });

  test.each([
    ['add_user_to_tag', 'added'],
    ['remove_user_from_tag', 'taken_off'],
    ['remove_tag', 'removed'],
  ])('%s', (name, change) => {
    const tag = { user_ids: [user], name: 'Mẫu' };
    expect(parse(bare(name, { oa_id: oaId, tag }))).toMatchObject({
      kind: 'tag',
      change,
      tag: 'Mẫu',
      userIds: [user],
      userId: undefined,
    });
  });
});

describe('receipts and replies to templates', () => {
  test('received: the account is the sender', () => {
    expect(parse(events.received(user, { msg_id: 'm1' }))).toEqual({
      ...head,
      name: 'user_received_message',
      kind: 'received',
      messageId: 'm1',
      trackingId: undefined,
      deliveredAt: undefined,
    });
  });

  test('received by phone: the recipient is the number, the moment its own', () => {
    const message = { msg_id: 'm1', tracking_id: 'nhac-42', delivery_time: '1602960467432' };
    expect(parse(events.received('84123456789', message))).toMatchObject({
      userId: '84123456789',
      trackingId: 'nhac-42',
      deliveredAt: new Date(1_602_960_467_432),
    });
  });

  test('seen: several at a time, or one', () => {
    expect(parse(events.seen(user, ['m1', 'm2']))).toMatchObject({
      kind: 'seen',
      userId: user,
      oaId,
      messageIds: ['m1', 'm2'],
    });
    expect(parse(bare('user_seen_message', { message: { msg_id: 'm1' } }))).toMatchObject({
      messageIds: ['m1'],
    });
    expect(parse(bare('user_seen_message', {}))).toMatchObject({ messageIds: [] });
  });

  test('a quick reply names the message and nobody', () => {
    const reply = { messageId: 'm1', trackingId: 't1', text: 'Đã nhận' };
    expect(parse(events.templateReply(reply))).toEqual({
      ...head,
      userId: undefined,
      name: 'user_click_response_button',
      kind: 'template_reply',
      ...reply,
      submittedAt: at,
    });
  });

  test('a rating', () => {
    const message = { rate: 4, note: 'Tốt', feedbacks: ['Nhanh'], msg_id: 'm1', tracking_id: 't1' };
    expect(parse(bare('user_feedback', { oa_id: oaId, message }))).toMatchObject({
      kind: 'template_feedback',
      messageId: 'm1',
      trackingId: 't1',
      rate: 4,
      note: 'Tốt',
      answers: ['Nhanh'],
    });
  });
});

describe('what changes for the account', () => {
  test('a template is refused', () => {
    const event = events.templateStatus('31239', 'PENDING_REVIEW', 'REJECT', 'Mẫu tin bị lặp');
    expect(parse(event)).toEqual({
      ...head,
      userId: undefined,
      name: 'change_template_status',
      kind: 'template_status',
      templateId: '31239',
      reason: 'Mẫu tin bị lặp',
      from: 'PENDING_REVIEW',
      to: 'REJECT',
    });
  });

  test.each<[string, object, object]>([
    [
      'change_template_quality',
      { template_id: 9, quality: { prev_quality: 'HIGH', new_quality: 'LOW' } },
      { kind: 'template_quality', templateId: '9', from: 'HIGH', to: 'LOW' },
    ],
    [
      'change_template_quota',
      { template_id: '9', quota: { prev_value: 100, new_value: 50 } },
      { kind: 'template_quota', from: '100', to: '50' },
    ],
    [
      'change_oa_daily_quota',
      { quota: { prev_value: 1000, new_value: 500 } },
      { kind: 'daily_quota', oaId, from: '1000', to: '500' },
    ],
    [
      'change_oa_template_tags',
      { tags: { prev_tags: ['OTP', 'TRANSACTION'], new_tags: ['OTP'] } },
      { kind: 'template_tags', from: 'OTP, TRANSACTION', to: 'OTP' },
    ],
    ['change_template_quality', {}, { kind: 'template_quality', from: undefined, to: undefined }],
  ])('%s', (name, rest, expected) => {
    expect(parse(bare(name, { oaId, ...rest }))).toMatchObject({ ...expected, oaId });
  });
});

describe('echoes', () => {
  test('of this program name no human, of the tool they do', () => {
    expect(parse(events.echo(user, 'Chào'))).toMatchObject({
      kind: 'echo',
      what: 'text',
      userId: user,
      oaId,
      adminId: undefined,
      text: 'Chào',
    });
    expect(parse(events.echo(user, 'Chào', '9007199254740993'))).toMatchObject({
      adminId: '9007199254740993',
    });
  });

  test.each(['image', 'gif', 'list', 'file', 'sticker', 'template'])('of %s', (what) => {
    const event = { sender: { id: oaId }, recipient: { id: user }, message: { msg_id: 'm1' } };
    expect(parse(bare(`oa_send_${what}`, event))).toMatchObject({
      kind: 'echo',
      what,
      messageId: 'm1',
    });
  });
});

describe('what is not as expected', () => {
  test('an event that is not known keeps its name', () => {
    expect(parse(sent('user_send_group_text', { text: 'Chào' }))).toEqual({
      ...head,
      name: 'user_send_group_text',
      kind: 'unknown',
    });
    expect(parse({})).toMatchObject({ kind: 'unknown', name: '' });
  });

  test.each(['', 'x', '[]', '"text"', '12', 'null'])(
    'what is no object is no event: %s',
    (body) => {
      expect(parseEvent(body)).toBeUndefined();
      expect(parseEvent(Buffer.from(body))).toBeUndefined();
    },
  );

  test('missing and odd parts leave fields empty', () => {
    const odd = { sender: 'x', recipient: null, message: [], timestamp: {}, app_id: '' };
    expect(parse({ ...odd, event_name: 'user_send_text' })).toEqual({
      name: 'user_send_text',
      appId: undefined,
      oaId: undefined,
      userId: undefined,
      userIdByApp: undefined,
      timestamp: undefined,
      at: undefined,
      kind: 'text',
      messageId: undefined,
      text: undefined,
      quotedId: undefined,
      attachments: [],
    });
  });

  test('no JSON object makes it throw', () => {
    const names = fc.constantFrom(
      'user_send_text',
      'user_submit_info',
      'change_oa_daily_quota',
      'x',
    );
    const parts = fc.record(
      {
        event_name: fc.oneof(names, fc.jsonValue()),
        message: fc.oneof(
          fc.record({ attachments: fc.jsonValue(), text: fc.jsonValue() }, { requiredKeys: [] }),
          fc.jsonValue(),
        ),
        info: fc.jsonValue(),
        sender: fc.jsonValue(),
        quota: fc.jsonValue(),
        tag: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(parts, (event) => expect(parse(event)).toBeDefined()));
  });

  test('message_id and ids with strange letters are taken', () => {
    const event = {
      ...sent('user_send_text', { text: 'a' }),
      message: { message_id: 'a/b:c==', text: 'a' },
    };
    expect(parse(event)).toMatchObject({ messageId: 'a/b:c==' });
  });

  test('ids without quotes keep their digits', () => {
    const body = `{"event_name":"user_send_text","app_id":${appId},"sender":{"id":${user}},"recipient":{"id":${oaId}},"timestamp":${timestamp},"message":{"msg_id":12345678901234567890,"text":"a"}}`;
    expect(parseEvent(body)).toMatchObject({
      appId,
      userId: user,
      oaId,
      timestamp,
      at,
      messageId: '12345678901234567890',
    });
  });
});

describe('around an event', () => {
  test('a probe of the address is told from an event', () => {
    for (const body of ['', '{}', ' { } \n']) expect(isProbe(Buffer.from(body))).toBe(true);
    for (const body of ['{"a":1}', '[]', '0']) expect(isProbe(body)).toBe(false);
    expect(isProbe(`${' '.repeat(1_000_000)}x`)).toBe(false);
  });

  test('the key is the same for a repeat and another for another', () => {
    const keyOf = (event: object) => eventKeyOf(parse(event)!);
    const text = events.text(user, 'a');
    expect(keyOf(text)).toBe(keyOf(text));
    expect(keyOf(text)).not.toBe(keyOf(events.text(user, 'a')));
    expect(keyOf(events.seen(user, ['m1']))).toBe('user_seen_message:m1');
    expect(keyOf(events.follow(user))).toBe(`follow:${timestamp}:${user}`);
    expect(keyOf(sent('user_send_sticker', { msg_id: undefined }))).toBe(
      `user_send_sticker:${timestamp}:${user}`,
    );
  });

  test('a delivery is verified by the timestamp of the body, or of a header', () => {
    const verify = ({ headers, body }: ReturnType<typeof events.deliver>, oaSecret = 'oa-secret') =>
      verifySignature({
        appId,
        body,
        timestamp: headers['x-zevent-timestamp'] ?? timestampOf(body) ?? '',
        signature: headers['x-zevent-signature'] ?? '',
        oaSecret,
      });
    const event = events.text(user, 'Đồng chí');
    expect(verify(events.deliver(event))).toBe(true);
    expect(verify(events.deliver(event, { header: '1790000000000' }))).toBe(true);
    expect(verify(events.deliver(event), 'other')).toBe(false);
    expect(timestampOf('{"timestamp":1699003881354}')).toBe('1699003881354');
    expect(timestampOf('{}')).toBeUndefined();
  });
});
