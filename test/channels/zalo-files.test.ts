import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SendError } from '../../src/channels/channel.ts';
import { address, failure, openBench, say, type ZaloBench } from './zalo-bench.ts';

const cs = '/v3.0/oa/message/cs';
const uploadImage = '/v2.0/oa/upload/image';
const uploadFile = '/v2.0/oa/upload/file';
const dayMs = 86_400_000;

let bench: ZaloBench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.zalo.close());

const last = () => bench.person.shown.at(-1);
const uploads = (path: string) =>
  bench.zalo.account.requests.filter((one) => one.path === path).length;
const pass = (days: number): void => {
  bench.zalo.clock.now = new Date(bench.zalo.clock.now.getTime() + days * dayMs);
  bench.person.lastInteractionAt = bench.zalo.clock.now;
  bench.zalo.tokens.rotate();
};
const png = Buffer.from('89504e470d0a1a0a00', 'hex');
const put = (name: string, bytes: Buffer, type = 'application/x') =>
  bench.files.put(bytes, { name, type });

describe('files for Zalo', () => {
  test('are uploaded under their names, and sent', async () => {
    const file = await put('Kế hoạch "A"/1.docx'.normalize('NFD'), Buffer.from('docx'));
    await bench.channel.send(address, say('', { file }));
    expect(last()?.file).toMatchObject({
      name: 'Kế hoạch _A__1.docx',
      bytes: Buffer.from('docx'),
    });
    const image = await put('bieu-do.png', png, 'image/png');
    await bench.channel.send(address, say('', { image }));
    expect(last()?.media?.asset).toMatchObject({ kind: 'image', name: 'bieu-do.png' });
  });

  test('are uploaded once, however many people get them, until Zalo is about to forget', async () => {
    const file = await put('a.pdf', Buffer.from('pdf'));
    const send = () => bench.channel.send(address, say('', { file }));
    await Promise.all([send(), send(), send()]);
    pass(6);
    await send();
    expect(uploads(uploadFile)).toBe(1);
    pass(0.6);
    await send();
    expect(uploads(uploadFile)).toBe(2);
    expect(bench.person.shown).toHaveLength(5);
  });

  test('are uploaded again when Zalo has forgotten them earlier, and no more than once', async () => {
    const file = await put('a.pdf', Buffer.from('pdf'));
    await bench.channel.send(address, say('', { file }));
    bench.zalo.account.failNext(cs, { error: -100, message: 'attachment_id was expired' });
    await bench.channel.send(address, say('', { file }));
    expect([uploads(uploadFile), bench.person.shown.length]).toEqual([2, 2]);
    bench.zalo.account.failNext(cs, { error: -100, message: 'attachment_id was expired' }, 2);
    const error = await failure(bench.channel.send(address, say('', { file })));
    expect(error.code).toBe('transient');
    expect(uploads(uploadFile)).toBe(3);
  });

  test.each<[string, string, Buffer]>([
    ['a spreadsheet', 'Số liệu.xlsx', Buffer.from('xlsx')],
    ['a name without ending', 'README', Buffer.from('x')],
  ])('are a link where Zalo does not take them: %s', async (_what, name, bytes) => {
    const file = await put(name, bytes);
    await bench.channel.send(address, say('', { file }));
    expect(last()?.text).toBe(`${name}\nhttps://bot.example/f/${file.id}`);
    expect(uploads(uploadFile)).toBe(0);
  });

  test('are a link when a picture is too large or of another kind', async () => {
    const large = await put('a.png', Buffer.concat([png, Buffer.alloc(1_000_000)]), 'image/png');
    const drawing = await put('b.svg', Buffer.from('<svg/>'), 'image/svg+xml');
    for (const image of [large, drawing]) {
      await bench.channel.send(address, say('', { image }));
      expect(last()?.text).toContain('https://bot.example/f/');
    }
    expect(uploads(uploadImage)).toBe(0);
  });

  test('are a link when Zalo looks into them and refuses', async () => {
    const image = await put('a.png', Buffer.from('no picture'), 'image/png');
    await bench.channel.send(address, say('', { image }));
    expect(last()?.text).toBe(`a.png\nhttps://bot.example/f/${image.id}`);
    expect(bench.uploads.kept.size).toBe(0);
  });

  test('are rejected when they are not there', async () => {
    const file = { id: 'none', name: 'a.pdf', type: 'b', size: 1 };
    expect((await failure(bench.channel.send(address, say('', { file })))).code).toBe('rejected');
  });

  test('fail as any send does, and say whether they may be out', async () => {
    const file = await put('a.pdf', Buffer.from('pdf'));
    bench.zalo.account.failNext(uploadFile, { error: -32, message: 'x' });
    const slow = await failure(bench.channel.send(address, say('', { file })));
    expect([slow.code, slow.mayHaveActed]).toEqual(['throttled', false]);
    bench.zalo.account.failNext(uploadFile, { status: 503 });
    expect((await failure(bench.channel.send(address, say('', { file })))).code).toBe('transient');
  });

  test('are transient when our own memory is away', async () => {
    const own = await openBench(
      {},
      {
        uploads: {
          find: () => Promise.reject(new Error('mongodb://user:secret@host is away')),
          keep: async () => undefined,
        },
      },
    );
    const file = { id: 'x', name: 'a.pdf', type: 'b', size: 1 };
    const error = await failure(own.channel.send(address, say('', { file })));
    await own.zalo.close();
    expect(error).toBeInstanceOf(SendError);
    expect([error.code, error.message]).toEqual(['transient', 'zalo: could not be asked (Error)']);
  });
});
