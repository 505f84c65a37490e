import { beforeAll, describe, expect, test } from '@jest/globals';
import { linesOf, wordFile } from '../documents/word.ts';
import type { Bubble, Phone } from './phone.ts';
import { withProgram } from './with-program.ts';

const all = (bubbles: readonly Bubble[]): string => bubbles.map(({ text }) => text).join('\n');
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const pdf = { name: 'ban-ky.pdf', base64: base64(Buffer.from('%PDF-1.7 bản ký Mẫu')) };
const photo = (name: string) => ({
  name,
  base64: base64(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1])),
});

type Stored = { document?: { number?: number; date?: string; scans: { name: string }[] } };
type Entry = { action: string; before?: unknown; after?: unknown };

describe('the paper of a plan', () => {
  const program = withProgram();
  const { api } = program;
  /** A draft of the agency, and what the school has sent. */
  let drafting: Phone;
  let cadre: Phone;

  const newest = async (phone: Phone): Promise<Uint8Array> => {
    const bubble = (await phone.bubbles()).findLast(({ file }) => file !== undefined);
    const answer = await fetch(program.url() + (bubble?.file?.url ?? '/nothing'));
    return new Uint8Array(await answer.arrayBuffer());
  };
  const open = (phone: Phone, unit = 'ubnd'): Promise<Bubble[]> =>
    phone.send({ press: `document:${unit}:2027` });
  const make = async (phone: Phone): Promise<readonly string[]> => {
    await phone.press('document_make');
    await api.settle();
    return linesOf(await newest(phone));
  };

  beforeAll(async () => {
    drafting = api.phone('bithu-2');
    cadre = api.phone('canbo-1');
  });

  test('is a draft that opens in Word before the plan is sent', async () => {
    expect(all(await open(drafting))).toMatch(/VĂN BẢN KẾ HOẠCH NĂM 2027/);
    const lines = await make(drafting);
    expect(lines).toContain(' DỰ THẢO ');
    expect(lines).toContain('BCH ĐOÀN CƠ SỞ UBND PHƯỜNG SAO MAI (MẪU)');
    expect(lines).toContain('TM. BAN CHẤP HÀNH');
    expect(lines.at(-1)).toBe('Trần Văn Bình Mẫu');
    expect(
      lines.filter((line) => /^\d\.\d\. /u.test(line)).map((line) => line.slice(0, 3)),
    ).toEqual(['1.1', '1.2', '1.4', '2.1', '2.3', '2.4', '3.2']);
  });

  test('gets its number and date once the plan is sent, and is no draft then', async () => {
    await drafting.send({ press: 'send:ubnd:2027' });
    await drafting.press('yes');
    await open(drafting);
    await drafting.press('document_number');
    await drafting.type('05-KH/ĐTN');
    expect(all(await drafting.type('hôm nay'))).toMatch(/số 05-KH\/ĐTN, ngày 14\/09\/2026/);
    const lines = await make(drafting);
    expect(lines).toContain('Số: 05-KH/ĐTN');
    expect(lines).toContain('Sao Mai, ngày 14 tháng 9 năm 2026');
    expect(lines).not.toContain(' DỰ THẢO ');
  });

  test('takes an album of the signed pages, which the superior looks at', async () => {
    await open(drafting);
    await drafting.press('document_scan');
    await drafting.send({ files: [photo('trang-1.jpg'), photo('trang-2.jpg')] });
    await drafting.press('done');
    await api.settle();
    const plan = await api.get<Stored>('/sim/api/registrations/ubnd/2027');
    expect(plan.document).toMatchObject({ number: 5, date: '2026-09-14' });
    expect(plan.document?.scans.map(({ name }) => name)).toEqual(['trang-1.jpg', 'trang-2.jpg']);
    expect(all(await open(cadre))).toMatch(/2 tệp/);
    await cadre.press('document_look');
    await api.settle();
    const pictures = (await cadre.bubbles()).flatMap(({ image }) => image?.name ?? []);
    expect(pictures).toEqual(['trang-1.jpg', 'trang-2.jpg']);
  });

  test('keeps in the log what a new scan took the place of', async () => {
    await open(drafting);
    await drafting.press('document_scan');
    await drafting.send({ file: pdf });
    await api.settle();
    const log = await api.get<Entry[]>('/sim/api/audit');
    const scanned = log.filter(({ action }) => action === 'document.scanned');
    expect(scanned[0]).toMatchObject({
      before: { files: [{ name: 'trang-1.jpg' }, { name: 'trang-2.jpg' }] },
      after: { files: [{ name: 'ban-ky.pdf' }] },
    });
  });

  test('refuses a file that only calls itself a PDF, and keeps the old scan', async () => {
    await open(drafting);
    await drafting.press('document_scan');
    await drafting.send({ file: { name: 'gia.pdf', base64: base64(Buffer.from('MZ')) } });
    await api.settle();
    expect(all(await drafting.bubbles())).toMatch(/Không mở được: gia\.pdf/);
    await drafting.press('leave');
    const plan = await api.get<Stored>('/sim/api/registrations/ubnd/2027');
    expect(plan.document?.scans.map(({ name }) => name)).toEqual(['ban-ky.pdf']);
  });

  test('is not to be seen by people of another unit', async () => {
    expect(all(await open(api.phone('bithu-1')))).toMatch(/không tìm thấy/);
    expect(all(await api.phone('bithu-1').send({ press: 'document_look:ubnd:2027' }))).toMatch(
      /không tìm thấy/,
    );
  });

  test('says what the unit has written, the year after too', async () => {
    await open(drafting);
    await drafting.press('document_texts');
    await drafting.press('5');
    await drafting.type('Mục đích riêng của năm {năm}.');
    await api.settle();
    expect(all(await drafting.bubbles())).toMatch(/Mục đích riêng của năm 2027/);
    await open(drafting);
    expect(await make(drafting)).toContain('Mục đích riêng của năm 2027.');
  });

  test('follows a template that the superior sent after it was tried', async () => {
    await cadre.type('/mauvanban');
    await cadre.send({ file: { name: 'sai.docx', base64: base64(await wordFile(['{tên lạ}'])) } });
    await api.settle();
    expect(all(await cadre.bubbles())).toMatch(/không biết thẻ “tên lạ”/);
    const own = await wordFile([
      'MẪU RIÊNG {năm}',
      '{#tất cả phần việc}',
      '{tt}. {việc}',
      '{/tất cả phần việc}',
    ]);
    await cadre.send({ file: { name: 'rieng.docx', base64: base64(own) } });
    await api.settle();
    await open(drafting);
    const lines = await make(drafting);
    expect(lines[0]).toBe('MẪU RIÊNG 2027');
    expect(lines).toHaveLength(8);
    await cadre.press('drop');
    await api.settle();
    await open(drafting);
    expect(await make(drafting)).toContain('KẾ HOẠCH');
  });
});
