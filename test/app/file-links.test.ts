import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import fc from 'fast-check';
import { createMemoryFiles } from '../../src/channels/web/memory-files.ts';
import { createFileLinks, type FileLinks } from '../../src/app/file-links.ts';
import { attachmentOf, contentTypeOf } from '../../src/app/file-headers.ts';

const day = 86_400_000;
const secret = 'a secret of thirty-two letters, or more';
const bytes = Buffer.from('một hai ba');
const name = 'Kế hoạch “Đoàn” năm 2027.xlsx';
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let now: Date;
let base: string | undefined;
const files = createMemoryFiles();

const linksWith = (own = secret): FileLinks =>
  createFileLinks({
    secret: own,
    base: () => base,
    now: () => now,
    files,
    say: (key) => `<${key}>`,
  });

describe('a link to a file', () => {
  let app: FastifyInstance;
  let links: FileLinks;

  beforeEach(async () => {
    now = new Date('2026-09-14T01:00:00Z');
    base = 'https://bot.example/';
    links = linksWith();
    app = fastify();
    await app.register(links.routes);
  });
  afterEach(() => app.close());

  const pathOf = async (from = links): Promise<string> => {
    const url = from.linkTo(await files.put(bytes, { name, type }));
    expect(url).toMatch(/^https:\/\/bot\.example\/f\/[\w-]+$/u);
    return new URL(url ?? '').pathname;
  };

  test('hands out the bytes, under their name, to be saved and kept by no cache', async () => {
    const answer = await app.inject(await pathOf());
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.equals(bytes)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': type,
      'content-length': String(bytes.length),
      'content-disposition':
        'attachment; filename="Ke hoach _Doan_ nam 2027.xlsx"; ' +
        "filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20%E2%80%9C%C4%90o%C3%A0n%E2%80%9D%20n%C4%83m%202027.xlsx",
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers['content-security-policy']).toContain('sandbox');
    expect(answer.headers['x-robots-tag']).toContain('noindex');
  });

  test('answers HEAD with the same headers and no bytes', async () => {
    const path = await pathOf();
    const [head, get] = [await app.inject({ method: 'HEAD', url: path }), await app.inject(path)];
    expect(head.statusCode).toBe(200);
    expect(head.payload).toBe('');
    for (const one of ['content-length', 'content-type', 'content-disposition']) {
      expect(head.headers[one]).toBe(get.headers[one]);
    }
  });

  test('tells nothing of the file or of anybody', async () => {
    const signed = (await pathOf()).split('/').at(-1) ?? '';
    const shown = Buffer.from(signed, 'base64url').toString('latin1') + signed;
    for (const word of ['2027', 'xlsx', 'Ke', 'hoach']) expect(shown).not.toContain(word);
  });

  test('works for seven days, then says how to get another', async () => {
    const path = await pathOf();
    now = new Date(now.getTime() + 7 * day - 1_000);
    expect((await app.inject(path)).statusCode).toBe(200);
    now = new Date(now.getTime() + 1_000);
    const over = await app.inject(path);
    expect(over.statusCode).toBe(410);
    expect(over.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(over.headers['cache-control']).toContain('no-store');
    expect(over.headers).not.toHaveProperty('content-disposition');
    expect(over.body).toContain('link.expired');
    expect(over.body).toContain('link.ask_again');
  });

  test('to a file that is no longer kept is over too', async () => {
    const url = links.linkTo({ id: 'gone', name, type, size: 9 }) ?? '';
    expect((await app.inject(new URL(url).pathname)).statusCode).toBe(410);
  });

  test('is refused when a single bit of it is another', async () => {
    const path = await pathOf();
    const whole = Buffer.from(path.slice(3), 'base64url');
    for (let bit = 0; bit < whole.length * 8; bit += 3) {
      const other = Buffer.from(whole);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const answer = await app.inject(`/f/${other.toString('base64url')}`);
      expect([bit, answer.statusCode]).toEqual([bit, 404]);
    }
  });

  test.each(['', '.', 'x', 'A'.repeat(96), '%00', '..%2f..%2fetc%2fpasswd', 'z'.repeat(3_000)])(
    'is not %p',
    async (signed) => {
      const answer = await app.inject(`/f/${signed}`);
      expect([404, 414]).toContain(answer.statusCode);
      expect(answer.rawPayload.includes(bytes)).toBe(false);
    },
  );

  test('is not the same link written otherwise, nor one of another secret', async () => {
    const path = await pathOf();
    expect((await app.inject(`${path}=`)).statusCode).toBe(404);
    expect((await app.inject(`${path}%20`)).statusCode).toBe(404);
    expect((await app.inject(await pathOf(linksWith(`${secret}!`)))).statusCode).toBe(404);
  });

  test('is not made where nobody can reach the program', async () => {
    base = undefined;
    expect(links.linkTo(await files.put(bytes, { name, type }))).toBeUndefined();
  });
});

describe('what a file is called', () => {
  test.each([
    ['a"b\\c.docx', 'attachment; filename="a_b_c.docx"; filename*=UTF-8\'\'a%22b%5Cc.docx'],
    [
      "it's (1).pdf",
      'attachment; filename="it_s (1).pdf"; filename*=UTF-8\'\'it%27s%20%281%29.pdf',
    ],
    [
      'x\r\nSet-Cookie: a',
      'attachment; filename="xSet-Cookie_ a"; filename*=UTF-8\'\'xSet-Cookie%3A%20a',
    ],
  ])('%p', (given, header) => {
    expect(attachmentOf(given)).toBe(header);
  });

  test('is a header line, whatever it was, and comes back whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const header = attachmentOf(given);
        expect(header).toMatch(/^[\x20-\x7e]*$/u);
        const [, back = ''] = /filename\*=UTF-8''(\S*)$/u.exec(header) ?? [];
        expect(decodeURIComponent(back)).toBe(given.normalize('NFC').replace(/\p{Cc}/gu, ''));
      }),
    );
    expect(attachmentOf('a\ud800b')).toContain('%EF%BF%BD');
  });

  test('a type that is none is plain bytes', () => {
    expect(contentTypeOf('image/png')).toBe('image/png');
    expect(contentTypeOf('text/html\r\nx: y')).toBe('application/octet-stream');
    expect(contentTypeOf('')).toBe('application/octet-stream');
  });
});
