import { expect, test } from '@jest/globals';
import PizZip from 'pizzip';
import { invitationSheet, type InvitationCard } from '../../src/documents/invitation-sheet.ts';
import { readFile } from '../../src/documents/read-file.ts';

const words = {
  title: 'THƯ MỜI',
  note: 'Mỗi mã chỉ dùng một lần.',
  code: 'Mã:',
  steps: ['Quét mã QR.', 'Gửi mã cho Hệ thống.'],
  expires: 'Dùng được đến',
};

const card = (more: Partial<InvitationCard>): InvitationCard => ({
  unitName: 'Đoàn xã Mẫu <A & B>',
  role: 'Bí thư',
  code: '3CD-K7M2',
  expires: new Date('2026-11-30T16:59:00Z'),
  ...more,
});

test('each invitation is a card that tells unit, role, code, link and until when', async () => {
  const bytes = await invitationSheet(
    [
      card({ name: 'Trần Thị Mẫu\u0001', link: 'https://t.me/x_bot?start=K7M2&a=1' }),
      card({ code: 'B-2' }),
    ],
    words,
  );
  const read = await readFile({ name: 'thu-moi.docx', bytes });
  const said = JSON.stringify(read);
  for (const words of [
    'Đoàn xã Mẫu <A & B>',
    'Trần Thị Mẫu · Bí thư',
    'Mã: 3CD-K7M2',
    'https://t.me/x_bot?start=K7M2&a=1',
    'Mã: B-2',
    'Dùng được đến 23:59 ngày 30/11/2026',
  ]) {
    expect(said).toContain(words);
  }
});

test('each card has a QR picture of its own, and the document names every one of them', async () => {
  const zip = new PizZip(
    await invitationSheet(
      [card({ link: 'https://t.me/x?start=1' }), card({ link: 'https://t.me/x?start=2' })],
      words,
    ),
  );
  const pictures = [0, 1].map((at) => zip.file(`word/media/image${at}.png`)?.asUint8Array());
  expect(pictures.map((bytes) => Buffer.from(bytes ?? []).toString('latin1', 1, 4))).toEqual([
    'PNG',
    'PNG',
  ]);
  expect(pictures[0]).not.toEqual(pictures[1]);
  const named = [
    ...(zip.file('word/document.xml')?.asText() ?? '').matchAll(/r:embed="(\w+)"/gu),
  ].map(([, id]) => id);
  const known = [
    ...(zip.file('word/_rels/document.xml.rels')?.asText() ?? '').matchAll(/Id="(image\d)"/gu),
  ].map(([, id]) => id);
  expect(named).toEqual(['image0', 'image1']);
  expect(known).toEqual(named);
});
