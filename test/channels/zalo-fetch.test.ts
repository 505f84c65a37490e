import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createFetchFile, type FetchDeps } from '../../src/channels/zalo/fetch-file.ts';
import { typeOfBytes } from '../../src/channels/zalo/file-type.ts';
import { failure } from './zalo-bench.ts';

let server: Server;
let root: string;
let asked: string[];
let answer: RequestListener;

beforeEach(async () => {
  asked = [];
  answer = (_, response) => void response.end('xin chào');
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server has a port
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const fetchWith = (more: Partial<FetchDeps> = {}) =>
  createFetchFile({ roots: [root], moreHosts: [], mostBytes: 1_000, timeoutMs: 2_000, ...more });

describe('a file that somebody sent', () => {
  test('is fetched from where the vendor is, and told by its bytes', async () => {
    answer = (_, response) => void response.end(Buffer.from('89504e470d0a1a0a', 'hex'));
    const { bytes, name, type } = await fetchWith()(`${root}/files/a.bin?key=1`);
    expect([bytes.length, name, type]).toEqual([8, 'a.bin', 'image/png']);
    expect(asked).toEqual(['/files/a.bin?key=1']);
  });

  test.each([
    'no address',
    '',
    'file:///etc/passwd',
    'data:text/plain,a',
    'http://f20-zpc.zdn.vn/a.jpg',
    'https://f20-zpc.zdn.vn:8443/a.jpg',
    'https://a:b@f20-zpc.zdn.vn/a.jpg',
    'https://zdn.vn.example/a.jpg',
    'https://evilzdn.vn/a.jpg',
    'http://169.254.169.254/latest/meta-data',
    'http://localhost:1/a',
    'https://example.org/a',
  ])('is asked for nowhere else: %p', async (ref) => {
    const error = await failure(fetchWith()(ref));
    expect(error).toMatchObject({ code: 'rejected', reason: 'gone' });
    expect(asked).toEqual([]);
  });

  test('is asked for over plain HTTP on no other machine than this, whatever the settings say', async () => {
    const roots = ['http://vendor.example'];
    const error = await failure(fetchWith({ roots })('http://vendor.example/a'));
    expect(error.reason).toBe('gone');
    expect((await failure(fetchWith({ roots })(`${root}/a`))).reason).toBe('gone');
  });

  test('is asked for where a setting allows it', async () => {
    const fetchFile = fetchWith({ roots: [], moreHosts: ['localhost'] });
    // Nobody is there, or not with that certificate: another matter than not being allowed to ask.
    const error = await failure(fetchFile('https://localhost/a'));
    expect([error.code, error.message]).toEqual(['transient', 'file: no answer']);
    expect((await failure(fetchFile('https://notlocalhost/a'))).reason).toBe('gone');
  });

  test('is followed when it is sent on, but not to a stranger and not for ever', async () => {
    answer = ({ url }, response) => {
      if (url === '/end') response.end('xong');
      else
        response.writeHead(302, { location: url === '/a' ? '/end' : (url ?? '').slice(4) }).end();
    };
    const fetchFile = fetchWith();
    expect(Buffer.from((await fetchFile(`${root}/a`)).bytes).toString()).toBe('xong');
    asked.length = 0;
    expect((await failure(fetchFile(`${root}/to=http://example.org/`))).reason).toBe('gone');
    expect(asked).toHaveLength(1);
    answer = (_, response) => void response.writeHead(302, { location: '/again' }).end();
    expect((await failure(fetchFile(`${root}/b`))).reason).toBe('gone');
    expect(asked).toHaveLength(5);
  });

  test('is given up when it is too big, said or not', async () => {
    const fetchFile = fetchWith();
    answer = (_, response) => void response.writeHead(200, { 'content-length': 5_000 }).end();
    expect(await failure(fetchFile(`${root}/a`))).toMatchObject({ reason: 'too_big' });
    answer = (_, response) => {
      response.write(Buffer.alloc(900));
      response.end(Buffer.alloc(900));
    };
    expect(await failure(fetchFile(`${root}/a`))).toMatchObject({ reason: 'too_big' });
    answer = (_, response) => void response.end(Buffer.alloc(1_000));
    expect((await fetchFile(`${root}/a`)).bytes).toHaveLength(1_000);
  });

  test.each<[number, string, string | undefined]>([
    [404, 'rejected', 'gone'],
    [403, 'rejected', 'gone'],
    [304, 'rejected', 'gone'],
    [429, 'transient', undefined],
    [503, 'transient', undefined],
  ])('is gone or only not there now: HTTP %d', async (status, code, reason) => {
    answer = (_, response) => void response.writeHead(status).end();
    expect(await failure(fetchWith()(`${root}/a`))).toMatchObject({ code, reason });
  });

  test('is not waited for without end', async () => {
    answer = (_, response) => void response.write('x');
    const error = await failure(fetchWith({ timeoutMs: 100 })(`${root}/a?key=geheim`));
    expect([error.code, error.message]).toEqual(['transient', 'file: no answer in time']);
  });

  test('is only not there now when the connection breaks on the way', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': 500 }).write('x');
      setImmediate(() => response.destroy());
    };
    expect((await failure(fetchWith()(`${root}/a`))).code).toBe('transient');
  });
});

describe('the kind of a file', () => {
  const zip = (part: string) => Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from(part)]);
  test.each<[string, Buffer, string]>([
    ['jpeg', Buffer.from('ffd8ffe0', 'hex'), 'image/jpeg'],
    ['gif', Buffer.from('GIF89a'), 'image/gif'],
    ['webp', Buffer.from('RIFF0000WEBP'), 'image/webp'],
    ['pdf', Buffer.from('%PDF-1.7'), 'application/pdf'],
    ['doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'application/msword'],
    [
      'docx',
      zip('word/document.xml'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    [
      'xlsx',
      zip('xl/workbook.xml'),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    ['zip', zip('a.txt'), 'application/zip'],
    ['words', Buffer.from('Kế hoạch'), 'application/octet-stream'],
    ['nothing', Buffer.alloc(0), 'application/octet-stream'],
  ])('is told by its first bytes: %s', (_what, bytes, type) => {
    expect(typeOfBytes(bytes)).toBe(type);
  });
});
