import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { programFolder } from '../../src/app/program-folder.ts';
import { openZaloTalk, type ZaloPhone, type ZaloTalk } from './zalo-talk.ts';
import { joinAs } from './zalo-joining.ts';

/** Where the stand-in keeps what people send. */
const openShelf = async (): Promise<{ root: string; asked: string[]; server: Server }> => {
  const samples = join(programFolder(), 'samples', 'plans');
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    readFile(join(samples, (request.url ?? '').slice(1))).then(
      (bytes) => response.end(bytes),
      () => response.end('MZ nothing to read'),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // a TCP server has an address with a port
  const { port } = server.address() as AddressInfo;
  return { root: `http://127.0.0.1:${port}`, asked, server };
};

describe('files over Zalo', () => {
  let talk: ZaloTalk;
  let shelf: Awaited<ReturnType<typeof openShelf>>;
  let secretary: ZaloPhone;

  beforeAll(async () => {
    talk = await openZaloTalk();
    shelf = await openShelf();
    secretary = talk.phone('2468458835296197922', { lastInteractionAt: undefined });
    await joinAs(talk, secretary, {
      search: 'thpt sao mai',
      unit: 'thpt',
      role: 'deputy',
      name: 'Phan Thị Mới Mẫu',
    });
  });
  afterAll(async () => {
    shelf.server.close();
    await talk.close();
  });
  const sendFile = (name: string, url = `${shelf.root}/${name}`) =>
    secretary.does(talk.zalo.events.file(secretary.person.id, { url, name, size: 20_000 }));

  const uploads = (): number =>
    talk.zalo.account.requests.filter(({ path }) => path === '/v2.0/oa/upload/file').length;
  const linkIn = (said: string): string => /https?:\/\/\S+\/f\/\S+/u.exec(said)?.[0] ?? '';

  test('what is no plan, or lies with a stranger, is answered kindly and asked for again', async () => {
    await secretary.type('/dangky');
    await secretary.tap('Nhập cả kế hoạch');
    expect(await sendFile('anh-nen.exe')).toMatch(/không có chữ nào đọc được/u);
    const before = shelf.asked.length;
    const elsewhere = await sendFile('ke-hoach.txt', 'http://localhost:9/ke-hoach.txt');
    expect(elsewhere).toMatch(/không tải được tệp/u);
    expect(shelf.asked).toHaveLength(before);
  });

  test('a sheet goes by a link that fetches it, and a changed link fetches nothing', async () => {
    const said = await secretary.tap('Lấy mẫu Excel');
    expect(said).toContain('mau-ke-hoach-2027.xlsx');
    const fetched = await fetch(linkIn(said));
    expect(fetched.status).toBe(200);
    expect(
      Buffer.from(await fetched.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect((await fetch(`${linkIn(said)}x`)).status).toBe(404);
  });

  test('a plan in a file is read, and its paper goes into the chat as a file', async () => {
    await secretary.type('/dangky');
    await secretary.tap('Nhập cả kế hoạch');
    expect(await sendFile('1-mau-ke-hoach.txt')).toMatch(/ĐỌC ĐƯỢC 9 PHẦN VIỆC/u);
    await secretary.tap('Đưa 9 phần việc');
    await secretary.type('/dangky');
    await secretary.tap('Văn bản kế hoạch');
    await secretary.tap('Tạo file Word');
    const paper = secretary.shown().findLast(({ file }) => file);
    expect(paper?.file?.name).toMatch(/\.docx$/u);
    expect(paper?.file?.bytes.subarray(0, 2).toString()).toBe('PK');
    expect(uploads()).toBe(1);
  });
});
