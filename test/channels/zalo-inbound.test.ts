import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ChannelReport, Delivery } from '../../src/channels/channel.ts';
import {
  events,
  forget,
  now,
  openReceiver,
  sent,
  timestamp,
  told,
  user,
  app,
} from './zalo-receiver.ts';

beforeEach(forget);

const channel = openReceiver();
const receive = (event: object | string): Delivery[] =>
  channel.receive(events.deliver(event as Parameters<typeof events.deliver>[0])); // any JSON

const attached = (type: string, payload: object, more: object = {}) => ({
  attachments: [{ type, payload }],
  ...more,
});
const base = (kind: string) => ({ eventId: `user_send_${kind}:m1`, address: user, at: now });
const ofMoment = (name: string) => ({
  eventId: `${name}:${timestamp}:${user}`,
  address: user,
  at: now,
});
const photo = 'https://f20-zpc.zdn.vn/1/a0b1.png';

describe('what comes from Zalo', () => {
  test.each<[string, object, Delivery]>([
    [
      'a text, composed',
      sent('text', { text: 'Đoàn trường'.normalize('NFD') }),
      { ...base('text'), text: 'Đoàn trường' },
    ],
    [
      'a text of 20,000 letters',
      sent('text', { text: 'ệ'.repeat(20_000) }),
      { ...base('text'), text: 'ệ'.repeat(20_000) },
    ],
    [
      'a text of nothing but space',
      sent('text', { text: ' \n ' }),
      { ...base('text'), other: 'empty' },
    ],
    ['no text at all', sent('text'), { ...base('text'), other: 'empty' }],
    [
      'a tap on a button of ours',
      sent('text', { text: '#bcd:=0k3x9z1a:~back' }),
      { ...base('text'), press: '=0k3x9z1a:~back' },
    ],
    [
      'a tap with space around it',
      sent('text', { text: ' #bcd:plan:u1:2027\n' }),
      { ...base('text'), press: 'plan:u1:2027' },
    ],
    ['our mark alone', sent('text', { text: '#bcd:' }), { ...base('text'), text: '#bcd:' }],
    [
      'our mark before far too much',
      sent('text', { text: `#bcd:${'x'.repeat(200)}` }),
      { ...base('text'), text: `#bcd:${'x'.repeat(200)}` },
    ],
    [
      'another button of the account',
      sent('text', { text: '#dangky' }),
      { ...base('text'), text: '#dangky' },
    ],
    [
      'a picture with words',
      sent('image', attached('image', { url: photo, thumbnail: 'https://t' }, { text: 'Ảnh' })),
      {
        ...base('image'),
        text: 'Ảnh',
        files: [{ ref: photo, name: 'a0b1.png', type: 'image/png' }],
      },
    ],
    [
      'two pictures whose addresses name none',
      sent('image', {
        attachments: ['https://a.zdn.vn/x', 'https://b.zdn.vn/y?z=1'].map((url) => ({
          type: 'image',
          payload: { url },
        })),
      }),
      {
        ...base('image'),
        files: [
          { ref: 'https://a.zdn.vn/x', name: 'photo-1.jpg', type: 'image/jpeg' },
          { ref: 'https://b.zdn.vn/y?z=1', name: 'photo-2.jpg', type: 'image/jpeg' },
        ],
      },
    ],
    [
      'a moving picture',
      sent('gif', attached('gif', { url: 'https://a.zdn.vn/x' })),
      {
        ...base('gif'),
        files: [{ ref: 'https://a.zdn.vn/x', name: 'photo-1.gif', type: 'image/gif' }],
      },
    ],
    [
      'a file',
      sent(
        'file',
        attached('file', {
          url: 'https://f.dlfl.vn/1',
          name: 'Kế hoạch.docx'.normalize('NFD'),
          size: '233947',
          type: 'docx',
          checksum: 'db8f',
        }),
      ),
      {
        ...base('file'),
        files: [
          {
            ref: 'https://f.dlfl.vn/1',
            name: 'Kế hoạch.docx',
            type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
            size: 233_947,
          },
        ],
      },
    ],
    [
      'a file of which little is said',
      sent('file', attached('file', { url: 'https://f.dlfl.vn/1' })),
      { ...base('file'), files: [{ ref: 'https://f.dlfl.vn/1', name: 'file-1.bin' }] },
    ],
    [
      'a file without an address',
      sent('file', attached('file', { name: 'a.pdf' })),
      { ...base('file'), other: 'unsupported' },
    ],
    [
      'a link, which is its address',
      sent('link', attached('link', { url: 'https://vd.example/bai', title: 'Bài viết' })),
      { ...base('link'), text: 'https://vd.example/bai' },
    ],
    [
      'a link whose address is in the words',
      sent(
        'link',
        attached('link', { url: 'https://vd.example/bai' }, { text: 'Xem https://vd.example/bai' }),
      ),
      { ...base('link'), text: 'Xem https://vd.example/bai' },
    ],
    [
      'a contact card that comes as a link',
      sent('link', attached('link', { url: 'https://zalo.me/0', description: '{"phone":"84"}' })),
      { ...base('link'), other: 'contact' },
    ],
    ['a business card', sent('business_card'), { ...base('business_card'), other: 'contact' }],
    [
      'a sticker',
      sent('sticker', attached('sticker', { id: '1' })),
      { ...base('sticker'), other: 'sticker' },
    ],
    [
      'a sticker without any id',
      sent('sticker', { msg_id: undefined }),
      { ...ofMoment('user_send_sticker'), other: 'sticker' },
    ],
    [
      'a voice note',
      sent('audio', attached('audio', { url: 'https://v' })),
      { ...base('audio'), other: 'voice' },
    ],
    [
      'a video',
      sent('video', attached('video', { url: 'https://v' })),
      { ...base('video'), other: 'unsupported' },
    ],
    [
      'a place',
      sent('location', attached('location', { coordinates: { latitude: 10.7, longitude: '106' } })),
      { ...base('location'), other: 'location' },
    ],
    ['somebody who follows', events.follow(user), { ...ofMoment('follow'), presence: 'arrived' }],
    ['somebody who leaves', events.unfollow(user), { ...ofMoment('unfollow'), presence: 'left' }],
    [
      'a tap on the chat button of the account',
      events.chatnow(user),
      { ...ofMoment('user_click_chatnow'), presence: 'arrived' },
    ],
    [
      'what somebody shares of themselves',
      events.submitInfo(user, { name: 'Nguyễn Văn Mẫu'.normalize('NFD'), phone: 84_912_345_678 }),
      {
        ...ofMoment('user_submit_info'),
        contact: { name: 'Nguyễn Văn Mẫu', phone: '84912345678' },
      },
    ],
    [
      'what somebody shares, as JSON in the text',
      { ...sent('x', { text: '{"phone":"84912345678"}' }), event_name: 'user_submit_info' },
      { ...ofMoment('user_submit_info'), contact: { phone: '84912345678' } },
    ],
    [
      'nothing shared',
      events.submitInfo(user, {}),
      { ...ofMoment('user_submit_info'), contact: {} },
    ],
    [
      'a demand to remove a person’s data',
      events.withdraw(user),
      { ...ofMoment('user_withdraw'), withdraws: true },
    ],
  ])('is taken as it was meant: %s', (_what, event, delivery) => {
    expect(receive(event)).toEqual([delivery]);
    expect([told.receipts, told.unknown]).toEqual([[], []]);
  });

  test('is one event however often it comes, and two when it is two', () => {
    const [one, two] = [events.text(user, 'a'), events.text(user, 'a')];
    const ids = [one, one, two].map((event) => receive(event)[0]?.eventId);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
  });

  test('is told apart by its words where it has neither id nor moment', () => {
    const bare = (text: string) => {
      const { timestamp: _, ...event } = sent('text', { text, msg_id: undefined });
      return receive(event)[0];
    };
    expect(bare('a')).toMatchObject({ text: 'a' });
    expect(bare('a')).not.toHaveProperty('at');
    expect(bare('a')?.eventId).toBe(bare('a')?.eventId);
    expect(bare('a')?.eventId).not.toBe(bare('b')?.eventId);
  });

  const management = (event_name: string, more: object) => ({
    event_name,
    app_id: app.appId,
    oa_id: app.oaId,
    timestamp,
    ...more,
  });
  test.each<[string, object, object]>([
    [
      'that a message has arrived',
      events.received(user, { msg_id: 'm1', tracking_id: 'k', delivery_time: timestamp }),
      { about: 'received', messageIds: ['m1'] },
    ],
    [
      'that it was seen',
      events.seen(user, ['m1', 'm2']),
      { about: 'seen', messageIds: ['m1', 'm2'] },
    ],
  ])('is no event of anybody’s: %s', (_what, event, receipt) => {
    expect(receive(event)).toEqual([]);
    expect(told.receipts).toEqual([receipt]);
    expect(told.unknown).toEqual([]);
  });

  test.each<[string, object, ChannelReport]>([
    [
      'a reply to a template',
      events.templateReply({ messageId: 'm1', trackingId: 'k', text: 'XEM' }),
      { about: 'reply', providerId: 'm1' },
    ],
    [
      'stars for a template',
      management('user_feedback', { message: { msg_id: 'm1', rate: 5, note: 'tốt' } }),
      { about: 'reply', providerId: 'm1' },
    ],
    [
      'the state of a template',
      events.templateStatus('789', 'PENDING_REVIEW', 'REJECT', 'sai'),
      {
        about: 'template',
        templateId: '789',
        what: 'status',
        from: 'PENDING_REVIEW',
        to: 'REJECT',
        reason: 'sai',
      },
    ],
    [
      'the quality of a template',
      management('change_template_quality', { template_id: '789' }),
      { about: 'template', templateId: '789', what: 'quality' },
    ],
    [
      'the allowance of a template',
      management('change_template_quota', { template_id: '789' }),
      { about: 'template', templateId: '789', what: 'quota' },
    ],
    [
      'the allowance of the account',
      management('change_oa_daily_quota', { quota: { prev_quota: 500, new_quota: 2_000 } }),
      { about: 'allowance', from: '500', to: '2000' },
    ],
  ])('is reported: %s', (_what, event, report) => {
    expect(receive(event)).toEqual([expect.objectContaining({ address: '', report })]);
    expect([told.receipts, told.unknown]).toEqual([[], []]);
  });

  test('makes the bot stand back only when a human of the office has answered', () => {
    expect(receive(events.echo(user, 'bot'))).toEqual([]);
    expect(receive(events.echo(user, 'người', '77'))).toEqual([
      expect.objectContaining({ address: user, human: true }),
    ]);
    expect([told.receipts, told.unknown]).toEqual([[], []]);
  });

  test.each<[string, object, string]>([
    [
      'somebody without an account',
      management('anonymous_send_text', { sender: { id: 'a' } }),
      'anonymous_send_text',
    ],
    [
      'a reaction',
      management('user_reacted_message', { sender: { id: user } }),
      'user_reacted_message',
    ],
    [
      'the kinds of templates',
      management('change_oa_template_tags', {}),
      'change_oa_template_tags',
    ],
    ['a tag', management('add_user_to_tag', {}), 'add_user_to_tag'],
    ['changed details', management('update_user_info', { user_id: user }), 'update_user_info'],
    ['a group chat', management('user_send_group_text', {}), 'user_send_group_text'],
    ['something of next year', management('user_telepathy', {}), 'user_telepathy'],
    ['an object of any kind', { timestamp, a: 1 }, 'no event'],
    [
      'a message of nobody',
      { ...sent('text', { text: 'a' }), sender: {} },
      'user_send_text of nobody',
    ],
    [
      'a message to another account of the app',
      { ...sent('text', { text: 'a' }), recipient: { id: '1' } },
      'user_send_text of another account',
    ],
    [
      'a receipt of another account',
      { ...events.received(user, { msg_id: 'm' }), sender: { id: '1' } },
      'user_received_message of another account',
    ],
    ['a name that is none', management('<b>\n"Mẫu"</b>', {}), '?b???M?u???b?'],
  ])('is named and left alone: %s', (_what, event, name) => {
    expect(receive(event)).toEqual([]);
    expect(told.unknown).toEqual([name]);
    expect(told.receipts).toEqual([]);
  });
});
