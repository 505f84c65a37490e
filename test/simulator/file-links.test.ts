import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from '../../src/documents/read-file.ts';
import type { Phone } from './phone.ts';
import { withProgram } from './with-program.ts';

const linkIn = (text: string): string => /https?:\/\/\S+\/f\/[\w-]+/u.exec(text)?.[0] ?? '';

/** Zalo takes no spreadsheets, and no file above 5 MB: a phone like Zalo is as strict. */
describe('a spreadsheet for a phone like Zalo', () => {
  const program = withProgram();
  const { api } = program;
  let phone: Phone;
  let link: string;

  beforeAll(async () => {
    phone = api.phone('canbo-2');
  });

  test('comes as a link that downloads it, under its name', async () => {
    await phone.type('/baocao');
    await phone.press('view');
    await phone.press('report_xlsx');
    await api.settle();
    const bubble = await phone.last();
    expect(bubble).not.toHaveProperty('file');
    expect(bubble.text).toMatch(/Tải tệp so-lieu-dang-ky-2027-.*\.xlsx tại: http:/u);
    link = linkIn(bubble.text);
    expect(link.startsWith(`${program.url()}/f/`)).toBe(true);
    const answer = await fetch(link);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="so-lieu-dang-ky-2027-.*\.xlsx"; filename\*=UTF-8''so-lieu/u,
    );
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const read = await readFile({ name: 'a.xlsx', bytes });
    expect(JSON.stringify(read)).toContain('Chi đoàn cơ sở Trạm Y tế (Mẫu)');
  });

  test('comes as a file for a phone that takes it', async () => {
    const other = api.phone('canbo-1');
    await other.type('/baocao');
    await other.press('view');
    await other.press('report_xlsx');
    await api.settle();
    expect((await other.last()).file?.name).toMatch(/\.xlsx$/u);
  });

  test('is not to be had by a link that was changed, nor without one', async () => {
    const changed = `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`;
    expect((await fetch(changed)).status).toBe(404);
    expect((await fetch(`${program.url()}/f/`)).status).toBe(404);
  });

  test('comes by a link that outlives a restart, and ends after seven days', async () => {
    await program.restart('stop');
    const again = `${program.url()}${new URL(link).pathname}`;
    expect((await fetch(again, { method: 'HEAD' })).status).toBe(200);
    await api.post('/sim/api/clock', { advance: 'P7D' });
    const over = await fetch(again);
    expect(over.status).toBe(410);
    const page = await over.text();
    expect(page).toContain('Đường tải này đã hết hạn');
    expect(page).toContain('Hệ thống gửi đường tải mới ngay');
  });
});
