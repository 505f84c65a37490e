import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { exampleOrganisation } from '../../src/app/papers/organisation-sheets.ts';
import type { Cell, Sheet } from '../../src/documents/sheet.ts';
import { writeXlsx } from '../../src/documents/write-xlsx.ts';
import type { Phone } from './phone.ts';
import { withProgram } from './with-program.ts';

const program = withProgram();
const { api } = program;
beforeEach(() => api.post('/sim/api/reset'));

const file = (bytes: Uint8Array, name = 'nguoi.xlsx') => ({
  file: { name, base64: Buffer.from(bytes).toString('base64') },
});

/** Sends a file where one is asked for; all that was said since. */
const bring = async (phone: Phone, bytes: Uint8Array, name?: string): Promise<string> => {
  const before = (await phone.bubbles()).length;
  await phone.send(file(bytes, name));
  await api.settle();
  const after = (await phone.bubbles()).slice(before);
  return after.map(({ text }) => text).join('\n');
};

const open = async (persona: string): Promise<Phone> => {
  const phone = api.phone(persona);
  await phone.type('/donvi');
  await phone.press('units_file');
  return phone;
};

const [units, people] = exampleOrganisation() as [Sheet, Sheet]; // it has these two
const unitRow = (...cells: Cell[]): readonly Cell[] => [null, ...cells];
const withUnit = (...rows: (readonly Cell[])[]) => writeXlsx([{ ...units, rows }]);
const withPerson = (...rows: (readonly Cell[])[]) => writeXlsx([{ ...people, rows }]);
const ward = 'Đoàn phường Sao Mai (Mẫu)';

describe('a file of units in the chat', () => {
  test('is shown, taken up after a yes, and its cards are handed out; again it changes nothing', async () => {
    const phone = await open('quantri');
    const bytes = readFileSync('samples/nguoi-mau.xlsx');
    const shown = await bring(phone, bytes);
    expect(shown).toContain('5 mới');
    expect(shown).toContain('4 lời mời mới');
    await phone.press('yes');
    await api.settle();
    const said = (await phone.bubbles()).slice(-3).map(({ text }) => text);
    expect(said.join('\n')).toContain('Danh sách 4 lời mời');
    await phone.type('/donvi');
    const [found] = await phone.type('ap mot');
    expect(found?.text).toContain('Chi đoàn cơ sở ấp Một (Mẫu) (Đoàn xã Đất Lành (Mẫu))');
    expect(found?.text).toContain('1 lời mời đang chờ');
    const again = await open('quantri');
    expect(await bring(again, bytes)).toContain('Không có gì thay đổi');
  });

  test('is left without a trace after a no', async () => {
    const phone = await open('quantri');
    await bring(phone, readFileSync('samples/nguoi-mau.xlsx'));
    await phone.press('no');
    await phone.type('/donvi');
    const [found] = await phone.type('ap mot');
    expect(found?.text).not.toContain('ấp Một');
  });

  test('that is no spreadsheet, or damaged, is asked for again', async () => {
    const phone = await open('quantri');
    expect(await bring(phone, new TextEncoder().encode('xin chào'), 'a.txt')).toContain(
      'không phải tệp Excel',
    );
    const whole = readFileSync('samples/nguoi-mau.xlsx');
    expect(await bring(phone, whole.subarray(0, 2_000))).toContain('bị hỏng');
    expect(await bring(phone, whole)).toContain('Nhập tất cả?');
  });

  test.each<[string, () => Promise<Uint8Array>, string]>([
    [
      'an unknown superior',
      () => withUnit(unitRow('Đoàn A (Mẫu)', null, 'Địa bàn', 'Đoàn Z (Mẫu)')),
      'Đơn vị, dòng 2: không có cấp trên “Đoàn Z (Mẫu)”',
    ],
    [
      'a circle',
      () =>
        withUnit(
          unitRow('A B (Mẫu)', null, 'Địa bàn', 'C D (Mẫu)'),
          unitRow('C D (Mẫu)', null, 'Địa bàn', 'A B (Mẫu)'),
        ),
      'Đơn vị, dòng 3: “C D (Mẫu)” đứng dưới chính mình',
    ],
    [
      'a day that does not exist',
      () =>
        withUnit(
          unitRow('Đoàn A (Mẫu)', null, 'Địa bàn', ward, null, null, null, null, '31/02/2027'),
        ),
      '“31/02/2027” ở cột “Từ ngày” không phải ngày',
    ],
    [
      'an unknown role',
      () => withPerson(['Lê A Mẫu', ward, null, 'Trưởng ban']),
      'Người, dòng 2: chức vụ “Trưởng ban” không có',
    ],
    [
      'the same person twice',
      () => withPerson(['Lê A Mẫu', ward, null, 'Cán bộ'], ['lê a mẫu', ward, null, 'Cán bộ']),
      'Người, dòng 3: “lê a mẫu” đã có',
    ],
    [
      'a missing column',
      () =>
        writeXlsx([
          {
            name: 'Người',
            columns: [{ title: 'Họ và tên' }, { title: 'Đơn vị' }],
            rows: [['Lê A Mẫu', ward]],
          },
        ]),
      'thiếu cột “Chức vụ”',
    ],
  ])('with %s is named by sheet and row, and nothing changes', async (_what, make, words) => {
    const phone = await open('quantri');
    const said = await bring(phone, await make());
    expect(said).toContain(words);
    expect(said).toContain('Chưa có gì thay đổi');
  });

  test('of a superior reaches no further than what is below it', async () => {
    const phone = await open('canbo-1');
    const said = await bring(
      phone,
      await withUnit(unitRow('Đoàn A (Mẫu)', null, 'Địa bàn', 'Tỉnh đoàn Hải Giang (Mẫu)')),
    );
    expect(said).toContain('ngoài phạm vi đồng chí quản lý');
    expect(
      await bring(phone, await withUnit(unitRow('Đoàn A (Mẫu)', null, 'Địa bàn', ward))),
    ).toContain('1 mới');
  });
});

test('a unit is added, renamed and closed one by one, each after a yes', async () => {
  const phone = api.phone('canbo-1');
  await phone.type('/donvi');
  await phone.press('unit_add');
  await phone.type('Đoàn trường Mầm Non Mới (Mẫu)');
  await phone.press('truong_hoc');
  await phone.press('registers');
  await phone.press('own');
  const [added] = await phone.press('yes');
  expect(added?.text).toContain('✓ Đã thêm');
  await phone.type('/donvi');
  await phone.type('mam non');
  await phone.press('unit');
  await phone.press('unit_rename');
  await phone.type('Đoàn trường Mầm Non Hoa Mai (Mẫu)');
  const [renamed] = await phone.press('yes');
  expect(renamed?.text).toContain('Hoa Mai');
  await phone.press('unit');
  await phone.press('unit_close');
  await phone.type('14/09/2026');
  const [closed] = await phone.press('yes');
  expect(closed?.text).toContain('dừng hoạt động từ ngày 14/09/2026');
});

test('the province sees who has not joined and reminds their superior, once a day', async () => {
  const phone = api.phone('tinh-1');
  await phone.type('/donvi');
  const [gaps] = await phone.press('units_missing');
  expect(gaps?.text).toContain(ward);
  await phone.press('units_gap');
  const [nudged] = await phone.press('unit_nudge');
  expect(nudged?.text).toContain('✓ Đã nhắc');
  await api.settle();
  expect((await api.phone('canbo-1').last()).text).toContain('chưa có ai tham gia');
  const [again] = await phone.send({ press: nudged!.choices.length > 0 ? 'unit_nudge:x/y' : '' });
  expect(again?.text).toBeDefined();
});
