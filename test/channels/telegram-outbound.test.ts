import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SendError, type Channel, type SendErrorCode } from '../../src/channels/channel.ts';
import { createTelegramApi } from '../../src/channels/telegram/api.ts';
import {
  createTelegramChannel,
  type TelegramChannel,
} from '../../src/channels/telegram/channel.ts';
import { createMemoryFiles } from '../../src/channels/web/memory-files.ts';
import type { Rendered, RenderedChoice } from '../../src/dialog/message.ts';
import { openTelegramDouble, type Fault, type TelegramDouble } from './telegram-double.ts';

const address = '5550001234';
let double: TelegramDouble;
let channel: TelegramChannel;
const files = createMemoryFiles();

beforeEach(async () => {
  double = await openTelegramDouble();
  double.chat(address);
  channel = createTelegramChannel({
    root: double.root,
    token: double.token,
    webhookSecret: undefined,
    files,
    onUnknown: () => undefined,
    onTrouble: () => undefined,
  });
});
afterEach(async () => {
  expect(double.slips).toEqual([]);
  await double.close();
});

const say = (text: string, more: Partial<Rendered> = {}): Rendered => ({
  text,
  choices: [],
  ...more,
});
const choice = (label: string, more: Partial<RenderedChoice> = {}): RenderedChoice => ({
  id: `a:${label}`,
  label,
  tone: 'plain',
  action: 'a',
  ...more,
});
const failure = async (work: Promise<unknown>): Promise<SendError> => {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(SendError);
  return thrown as SendError; // narrowed by the line above
};
const last = () => double.chat(address).shown.at(-1);

describe('what goes to Telegram', () => {
  test('is shown letter by letter, whatever HTML would make of it', async () => {
    const words = 'Lớp <b>1</b> & "2" > 0 &lt; 100% ✓\nhttps://example.org';
    await channel.send(address, say(words));
    expect(last()?.text).toBe(words);
    expect(double.calls.at(-1)?.args).toMatchObject({
      link_preview_options: { is_disabled: true },
    });
  });

  test('carries buttons in the colour of what they mean, narrow ones side by side', async () => {
    const choices = [
      choice('Đồng ý', { tone: 'success' }),
      choice('Không', { tone: 'danger' }),
      choice('Gửi', { tone: 'primary' }),
      ...['1', '2', '3', '4', '5'].map((label) => choice(label, { narrow: true })),
      choice('Một nhãn hẹp nhưng dài quá một hàng', { narrow: true }),
      choice('Quay lại', { narrow: true }),
    ];
    await channel.send(address, say('x', { choices }));
    const rows = last()?.keyboard ?? [];
    expect(rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['Đồng ý'],
      ['Không'],
      ['Gửi'],
      ['1', '2', '3', '4'],
      ['5'],
      ['Một nhãn hẹp nhưng dài quá một hàng'],
      ['Quay lại'],
    ]);
    expect(rows.flat().map(({ style }) => style)).toEqual([
      'success',
      'danger',
      'primary',
      ...Array.from({ length: 7 }, () => undefined),
    ]);
  });

  test('is a document with its name and caption, or a photo', async () => {
    const plan = await files.put(Buffer.from('docx'), { name: 'x', type: 'application/msword' });
    await channel.send(address, say('Tệp <đây>', { file: { ...plan, name: 'Kế hoạch "A".docx' } }));
    expect(last()).toMatchObject({
      text: 'Tệp <đây>',
      file: { kind: 'document', name: 'Kế hoạch _A_.docx', size: 4 },
    });
    const image = await files.put(Buffer.from('png'), { name: 'sơ đồ.png', type: 'image/png' });
    await channel.send(address, say('', { image, choices: [choice('Xem')] }));
    expect(last()).toMatchObject({ file: { kind: 'photo' }, keyboard: [[{ text: 'Xem' }]] });
  });

  test('is a document when Telegram does not like the sides of a photo, or shows no such pictures', async () => {
    const narrow = await files.put(Buffer.from('p'), { name: 'narrow.png', type: 'image/png' });
    await channel.send(address, say('', { image: narrow }));
    expect(last()?.file).toMatchObject({ kind: 'document', name: 'narrow.png' });
    const drawing = await files.put(Buffer.from('s'), { name: 'a.svg', type: 'image/svg+xml' });
    await channel.send(address, say('', { image: drawing }));
    expect(last()?.file).toMatchObject({ kind: 'document', name: 'a.svg' });
  });

  test('is rejected when its file is not there', async () => {
    const file = { id: 'none', name: 'a', type: 'b', size: 1 };
    expect((await failure(channel.send(address, say('x', { file })))).code).toBe('rejected');
  });

  test('changes a message in place, and is content when there is nothing to change', async () => {
    const { providerId } = await channel.send(address, say('một', { choices: [choice('a')] }));
    await channel.edit?.(address, providerId, say('hai'));
    expect(last()).toMatchObject({ text: 'hai', keyboard: [], edits: 1 });
    expect(await channel.edit?.(address, providerId, say('hai'))).toEqual({ providerId });
    expect(last()?.edits).toBe(1);
  });

  test.each(['99', 'x', ''])('says that the message %p to change is not there', async (id) => {
    const edit = channel.edit as NonNullable<Channel['edit']>; // this channel has it
    expect((await failure(edit(address, id, say('x')))).code).toBe('rejected');
  });

  test.each<[string, Fault, SendErrorCode]>([
    ['too fast', { code: 429, description: 'Too Many Requests', retryAfter: 3 }, 'throttled'],
    ['blocked', { code: 403, description: 'Forbidden: bot was blocked by the user' }, 'blocked'],
    ['deactivated', { code: 403, description: 'Forbidden: user is deactivated' }, 'unreachable'],
    [
      'never started',
      { code: 403, description: "Forbidden: bot can't initiate conversation with a user" },
      'unreachable',
    ],
    ['no such chat', { code: 400, description: 'Bad Request: chat not found' }, 'unreachable'],
    ['no such peer', { code: 400, description: 'Bad Request: PEER_ID_INVALID' }, 'unreachable'],
    ['token revoked', { code: 401, description: 'Unauthorized' }, 'config'],
    ['no such bot', { code: 404, description: 'Not Found' }, 'config'],
    ['two of us', { code: 409, description: 'Conflict: terminated' }, 'config'],
    ['bad content', { code: 400, description: 'Bad Request: BUTTON_DATA_INVALID' }, 'rejected'],
    ['too large', { code: 413, description: 'Request Entity Too Large' }, 'rejected'],
    ['server trouble', { code: 500, description: 'Internal Server Error' }, 'transient'],
    ['a proxy in between', { raw: 'html' }, 'transient'],
  ])('fails by the closed list: %s', async (_what, fault, code) => {
    double.failNext(/^sendMessage$/, fault);
    const error = await failure(channel.send(address, say('x')));
    expect(error.code).toBe(code);
    expect(error.retryAfter).toBe(code === 'throttled' ? 3 : undefined);
  });

  test('is transient when nobody listens there', async () => {
    const lonely = createTelegramApi({ token: double.token, root: 'http://127.0.0.1:1' });
    const { code, message } = await failure(lonely.call('getMe', {}));
    expect([code, message]).toEqual(['transient', 'getMe: no answer (ECONNREFUSED)']);
  });

  test('is given up at its deadline', async () => {
    const api = createTelegramApi(double);
    const polling = api.call('getUpdates', { timeout: 30 }, { timeoutMs: 50 });
    expect((await failure(polling)).code).toBe('transient');
  });
});

describe('the token', () => {
  const everything = (error: unknown): string =>
    error instanceof Error
      ? [error.message, error.stack, JSON.stringify(error), everything(error.cause)].join('\n')
      : JSON.stringify(error ?? '');

  test('stands in no error, whatever went wrong, and neither do the words of a message', async () => {
    const notJson = createTelegramApi({ token: double.token, root: `${double.root}/not/json` });
    const lonely = createTelegramApi({ token: double.token, root: 'http://127.0.0.1:1' });
    double.failNext(/^sendMessage$/, {
      code: 400,
      description: `Bad Request: can't parse "Lời riêng" of 5550001234 at bot${double.token}`,
    });
    const errors = [
      await failure(channel.send(address, say('Lời riêng'))),
      await failure(notJson.call('getMe', {})),
      await failure(lonely.call('sendMessage', { chat_id: address, text: 'Lời riêng' })),
      await failure(lonely.download('documents/file_1', 9)),
      await failure(createTelegramApi(double).download('documents/none', 9)),
    ];
    double.slips.length = 0;
    const said = errors.map(everything).join('\n');
    const [, hidden = ''] = double.token.split(':');
    expect(said).not.toContain(hidden);
    expect(said).not.toContain('Lời riêng');
    expect(said).not.toContain(address);
  });
});

describe('files from Telegram', () => {
  test('are fetched by their id', async () => {
    double.addFile('D1', Buffer.from('xin chào'), 'documents/tệp 1.docx');
    const fetched = await channel.fetchFile?.('D1');
    expect(Buffer.from(fetched?.bytes ?? []).toString()).toBe('xin chào');
  });

  test('are refused with a reason: larger than Telegram hands out, or gone', async () => {
    const fetchFile = channel.fetchFile as NonNullable<Channel['fetchFile']>; // this channel has it
    double.addFile('BIG', Buffer.alloc(20_000_001), 'documents/big.zip');
    expect(await failure(fetchFile('BIG'))).toMatchObject({ code: 'rejected', reason: 'too_big' });
    expect(await failure(fetchFile('NO'))).toMatchObject({ code: 'rejected', reason: 'gone' });
  });

  test('stop coming when they grow over the limit on the way', async () => {
    double.addFile('D1', Buffer.alloc(5_000), 'documents/d1');
    await channel.fetchFile?.('D1');
    const download = createTelegramApi(double).download('documents/d1', 4_000);
    expect(await failure(download)).toMatchObject({ reason: 'too_big' });
  });
});

describe('the small signs', () => {
  const press = async () => {
    const id = double.updates.spinner();
    void double.updates.push({
      callback_query: { id, from: { id: Number(address) }, data: 'x', chat_instance: '' },
    });
    const stop = new AbortController();
    for await (const [delivery] of channel.poll(stop.signal)) {
      stop.abort();
      return { id, delivery };
    }
    throw new Error('no press came');
  };

  test('stop the spinner of a press at once', async () => {
    const { id, delivery } = await press();
    if (delivery) await channel.ack?.(delivery);
    expect(double.updates.answered).toEqual([id]);
  });

  test('are left out silently when the vendor does not take them', async () => {
    const { delivery } = await press();
    double.failNext(/^answerCallbackQuery$/, { raw: 'down' });
    if (delivery) await channel.ack?.(delivery);
    expect(double.updates.answered).toEqual([]);
  });

  test('offer commands to everybody by language, and to one chat by itself', async () => {
    const menu = [{ word: 'dangky', description: 'Mở bảng đăng ký' }];
    await channel.setMenu?.(menu, { lang: 'vi' });
    await channel.setMenu?.(menu, { lang: 'en' });
    await channel.setMenu?.(menu, { address });
    expect([...double.menus.keys()]).toEqual([
      '{"type":"default"}',
      '{"type":"default"}en',
      `{"type":"chat","chat_id":"${address}"}`,
    ]);
    await channel.setMenu?.([], { address });
    expect(double.menus.size).toBe(2);
  });
});
