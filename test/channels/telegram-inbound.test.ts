import { describe, expect, test } from '@jest/globals';
import { Malformed, Unauthorized, type Delivery } from '../../src/channels/channel.ts';
import { createTelegramChannel } from '../../src/channels/telegram/channel.ts';
import { createMemoryFiles } from '../../src/channels/web/memory-files.ts';

const secret = 'a_Secret-1';
const unknown: string[] = [];
const channel = createTelegramChannel({
  token: '1234567890:AAtest_token-0123456789abcdefghij',
  root: 'http://127.0.0.1:9',
  webhookSecret: secret,
  files: createMemoryFiles(),
  onUnknown: (name) => void unknown.push(name),
  onTrouble: () => undefined,
});

const bytes = (body: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(body));
const receive = (update: object): Delivery[] =>
  channel.receive({
    headers: { 'x-telegram-bot-api-secret-token': secret },
    body: bytes({ update_id: 9, ...update }),
  });

const from = { id: 4242, is_bot: false, first_name: 'Mẫu' };
const chat = { id: 4242, type: 'private', first_name: 'Mẫu' };
const message = (content: object) => ({
  message: { message_id: 5, from, chat, date: 1_790_000_000, ...content },
});
const at = new Date(1_790_000_000_000);
const base = { eventId: '9', address: '4242', at };

const decomposed = 'Đoàn trường'.normalize('NFD');
const document = { file_id: 'D1', file_unique_id: 'u1', file_size: 2048 };
const photo = [
  { file_id: 'small', file_unique_id: 'a', width: 90, height: 60, file_size: 900 },
  { file_id: 'large', file_unique_id: 'b', width: 900, height: 600, file_size: 90_000 },
];
const member = (status: string) => ({
  my_chat_member: {
    chat,
    from,
    date: 1_790_000_000,
    old_chat_member: { status: 'member', user: from },
    new_chat_member: { status, user: from },
  },
});

describe('what comes from Telegram', () => {
  test.each<[string, object, Delivery]>([
    ['a text, composed', message({ text: decomposed }), { ...base, text: 'Đoàn trường' }],
    [
      'a command of a deep link',
      message({ text: '/start ABCD1234WXYZ', entities: [{ type: 'bot_command' }] }),
      { ...base, text: '/start ABCD1234WXYZ' },
    ],
    [
      'a command with the name of the bot',
      message({ text: '/dangky@BaChuDongMauBot 2027' }),
      { ...base, text: '/dangky@BaChuDongMauBot 2027' },
    ],
    ['a text of nothing but space', message({ text: ' \n ' }), { ...base, other: 'empty' }],
    [
      'a press, with the id of its update',
      {
        callback_query: {
          id: 'q',
          from,
          chat_instance: '1',
          data: 'plan:u1:2027',
          message: { chat },
        },
      },
      { eventId: '9', address: '4242', press: 'plan:u1:2027' },
    ],
    [
      'a press at a message that is too old to be named',
      { callback_query: { id: 'q', from, chat_instance: '1', data: 'help' } },
      { eventId: '9', address: '4242', press: 'help' },
    ],
    [
      'a document with its caption',
      message({
        document: { ...document, file_name: 'Kế hoạch.docx', mime_type: 'application/msword' },
        caption: decomposed,
      }),
      {
        ...base,
        text: 'Đoàn trường',
        files: [{ ref: 'D1', name: 'Kế hoạch.docx', type: 'application/msword', size: 2048 }],
      },
    ],
    [
      'a document without a name',
      message({ document }),
      { ...base, files: [{ ref: 'D1', name: 'file-u1', size: 2048 }] },
    ],
    [
      'the largest size of a photo',
      message({ photo }),
      {
        ...base,
        files: [{ ref: 'large', name: 'photo-5.jpg', type: 'image/jpeg', size: 90_000 }],
      },
    ],
    [
      'a part of an album',
      message({ photo, media_group_id: '777' }),
      {
        ...base,
        files: [{ ref: 'large', name: 'photo-5.jpg', type: 'image/jpeg', size: 90_000 }],
        album: '777',
      },
    ],
    ['a sticker', message({ sticker: {} }), { ...base, other: 'sticker' }],
    ['a voice note', message({ voice: {} }), { ...base, other: 'voice' }],
    ['a round video', message({ video_note: {} }), { ...base, other: 'voice' }],
    ['a place', message({ venue: {}, location: {} }), { ...base, other: 'location' }],
    ['a contact', message({ contact: {} }), { ...base, other: 'contact' }],
    ['a moving picture', message({ animation: {}, document }), { ...base, other: 'unsupported' }],
    ['a video', message({ video: {} }), { ...base, other: 'unsupported' }],
    ['a poll', message({ poll: {} }), { ...base, other: 'unsupported' }],
    [
      'changed words',
      { edited_message: { ...message({ text: 'mới' }).message, edit_date: 1_790_000_060 } },
      { ...base, at: new Date(1_790_000_060_000), other: 'edited' },
    ],
    ['somebody who blocks the bot', member('kicked'), { ...base, presence: 'left' }],
    ['somebody who lets it in again', member('member'), { ...base, presence: 'back' }],
  ])('is taken as it was meant: %s', (_what, update, delivery) => {
    expect(receive(update)).toEqual([delivery]);
  });

  test.each<[string, object, string]>([
    ['a group', message({ chat: { id: -5, type: 'group' }, text: 'x' }), 'message in a group'],
    [
      'a group that moves',
      message({ chat: { id: -5, type: 'supergroup' }, migrate_from_chat_id: -4 }),
      'message in a supergroup',
    ],
    [
      'a press in a group',
      {
        callback_query: { id: 'q', from, data: 'x', message: { chat: { id: -5, type: 'group' } } },
      },
      'callback_query in a group',
    ],
    ['a game', { callback_query: { id: 'q', from } }, 'callback_query without data'],
    ['a pinned message', message({ pinned_message: { message_id: 1 } }), 'message: pinned_message'],
    [
      'a shared place that moves',
      { edited_message: { ...message({ location: {} }).message, edit_date: 1 } },
      'message: location',
    ],
    ['a post in a channel', { channel_post: {} }, 'channel_post'],
    ['something of next year', { telepathy: { from } }, 'telepathy'],
    ['a message without a chat', { message: { message_id: 1 } }, 'damaged message'],
    [
      'being put into a group',
      { my_chat_member: { ...member('member').my_chat_member, chat: { id: -5, type: 'group' } } },
      'my_chat_member in a group',
    ],
  ])('is named and left alone: %s', (_what, update, name) => {
    unknown.length = 0;
    expect(receive(update)).toEqual([]);
    expect(unknown).toEqual([name]);
  });

  test.each([
    ['no secret', {}],
    ['a wrong secret', { 'x-telegram-bot-api-secret-token': `${secret}x` }],
    ['an empty secret', { 'x-telegram-bot-api-secret-token': '' }],
  ])('is refused with %s, whatever it says', (_what, headers) => {
    expect(() => channel.receive({ headers, body: bytes({ update_id: 1 }) })).toThrow(Unauthorized);
    expect(() => channel.receive({ headers, body: bytes('no json') })).toThrow(Unauthorized);
  });

  test('is refused by a channel that has no webhook, also without a secret', () => {
    const polling = createTelegramChannel({
      token: '1:a',
      root: 'http://127.0.0.1:9',
      webhookSecret: undefined,
      files: createMemoryFiles(),
      onUnknown: () => undefined,
      onTrouble: () => undefined,
    });
    const request = { headers: {}, body: bytes({ update_id: 1 }) };
    expect(() => polling.receive(request)).toThrow(Unauthorized);
  });

  test.each([
    ['no JSON', new TextEncoder().encode('{"update_id":')],
    ['no letters', new Uint8Array([0xff, 0xfe, 0x00])],
    ['nothing', new Uint8Array()],
    ['a list', bytes([])],
    ['null', bytes(null)],
    ['no number', bytes({ update_id: 'x' })],
    ['a number with a fraction', bytes({ update_id: 1.5 })],
  ])('is malformed when it is %s', (_what, body) => {
    const headers = { 'x-telegram-bot-api-secret-token': secret };
    expect(() => channel.receive({ headers, body })).toThrow(Malformed);
  });
});
