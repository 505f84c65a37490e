import { beforeEach, expect, test } from '@jest/globals';
import { writeXlsx } from '../../src/documents/write-xlsx.ts';
import { clusterColumns } from '../../src/domain/cluster-table.ts';
import { outsideColumns } from '../../src/domain/outside-table.ts';
import { settingsSheets } from '../../src/domain/settings-table.ts';
import { wordingColumns } from '../../src/domain/wording-table.ts';

import { withProgram } from './with-program.ts';

const program = withProgram();
const { api } = program;
beforeEach(() => api.post('/sim/api/reset'));

test('an extension is asked for, shown, saved and told to the unit with both dates in full', async () => {
  const phone = api.phone('tinh-1');
  const [page] = await phone.type('/caidat');
  expect(page?.text).toContain('hạn trước ngày 15/10/2026 (hết ngày 14/10/2026)');
  await phone.press('Gia hạn năm 2027');
  const [shown] = await phone.type('20/10/2026');
  expect(shown?.text).toContain('Năm 2027, hạn trước ngày: theo hướng dẫn → 21/10/2026');
  const [saved] = await phone.press('yes');
  expect(saved?.text).toContain('✓ Đã lưu 1 thay đổi');
  await api.settle();
  const told = (await api.phone('bithu-1').last()).text;
  expect(told).toContain('trước ngày 15/10/2026 (hết ngày 14/10/2026)');
  expect(told).toContain('trước ngày 21/10/2026 (hết ngày 20/10/2026)');
  const [board] = await api.phone('bithu-1').type('/dangky');
  expect(board?.text).toContain('21/10/2026');
});

test('a day before the opening is refused with the reason, and nothing is saved', async () => {
  const phone = api.phone('quantri');
  await phone.type('/caidat');
  await phone.press('Gia hạn năm 2027');
  await phone.type('01/08/2026');
  const [said] = await phone.press('yes');
  expect(said?.text).toContain('theo thứ tự');
  const [page] = await phone.type('/caidat');
  expect(page?.text).toContain('hết ngày 14/10/2026');
});

test('a secretary may not set anything', async () => {
  const [said] = await api.phone('bithu-1').type('/caidat');
  expect(said?.text).toContain('Chỉ quản trị');
});

test('the file that is handed out changes nothing when it comes back', async () => {
  const phone = api.phone('quantri');
  await phone.type('/caidat');
  await phone.press('settings_file');
  await api.settle();
  const sent = await api.get<{ file?: { url: string } }[]>(
    '/sim/api/personas/quantri/messages?after=0',
  );
  const url = sent.findLast(({ file }) => file)?.file?.url ?? '';
  const bytes = Buffer.from(await (await fetch(program.url() + url)).arrayBuffer());
  await phone.press('settings_import');
  await phone.send({ file: { name: 'cai-dat.xlsx', base64: bytes.toString('base64') } });
  await api.settle();
  expect((await phone.last()).text).toContain('Không có gì khác');
});

const clustersFile = async (...rows: readonly (readonly [string, string, string])[]) => {
  const { name, cadres, units } = clusterColumns;
  const columns = [name, cadres, units].map(({ titles }) => ({ title: titles[0] }));
  const bytes = await writeXlsx([{ name: settingsSheets.clusters, columns, rows }]);
  return { name: 'cum.xlsx', base64: Buffer.from(bytes).toString('base64') };
};

test('clusters in the file are shown one by one, and made, filled and followed after one yes', async () => {
  const phone = api.phone('quantri');
  await phone.type('/caidat');
  await phone.press('settings_import');
  await phone.send({ file: await clustersFile(['Cụm số 2 (Mẫu)', 'Ai Lạ Mẫu', '']) });
  await api.settle();
  expect((await phone.last()).text).toContain('Cụm, dòng 2: không có cán bộ “Ai Lạ Mẫu”');
  const row = ['Cụm số 2 (Mẫu)', 'Phạm Thu Xét Mẫu', 'Chi đoàn cơ sở khu phố 3 (Mẫu)'] as const;
  await phone.send({ file: await clustersFile(row) });
  await api.settle();
  const shown = (await phone.last()).text;
  expect(shown).toContain('Cụm số 2 (Mẫu): cụm mới; thêm đơn vị Chi đoàn cơ sở khu phố 3 (Mẫu)');
  expect(shown).toContain('giữ nguyên: Cụm thi đua số 1 (Mẫu)');
  await phone.press('yes');
  await api.settle();
  const log = await api.get<{ action: string }[]>('/sim/api/audit');
  const actions = log.map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(['cluster.added', 'unit.changed']));
  expect(actions).toContain('unit.followed');
  expect((await api.phone('canbo-2').last()).text).toContain('Cụm số 2 (Mẫu)');
  await phone.type('/caidat');
  await phone.press('settings_import');
  await phone.send({ file: await clustersFile(row) });
  await api.settle();
  expect((await phone.last()).text).toContain('Không có gì khác');
});

test('wording for the units below comes by button and by file; the nearest superior comes first', async () => {
  const papers = async (): Promise<string> => {
    const [page] = await api.phone('bithu-1').send({ press: 'document_texts:thpt:2027' });
    return page?.text ?? '';
  };
  const { text, words } = wordingColumns;
  const columns = [text, words].map(({ titles }) => ({ title: titles[0] }));
  const rows = [
    ['Mục đích', 'Mục đích của tỉnh.'],
    ['Yêu cầu', 'Yêu cầu của tỉnh; rõ việc.'],
  ];
  const bytes = await writeXlsx([{ name: settingsSheets.wording, columns, rows }]);
  const file = { name: 'van-ban.xlsx', base64: Buffer.from(bytes).toString('base64') };
  const phone = api.phone('quantri');
  await phone.type('/caidat');
  await phone.press('settings_import');
  await phone.send({ file });
  await api.settle();
  expect((await phone.last()).text).toContain('Mục đích: theo câu có sẵn → Mục đích của tỉnh.');
  await phone.press('yes');
  expect(await papers()).toContain('Mục đích của tỉnh.');
  const superior = api.phone('canbo-1');
  await superior.send({ press: 'document_below' });
  await superior.type('2');
  await superior.type('Mục đích của phường.');
  expect((await superior.last()).text).toContain('Mục đích (đã sửa): Mục đích của phường.');
  const page = await papers();
  expect(page).toContain('Mục đích của phường.');
  expect(page).toContain('Yêu cầu của tỉnh; rõ việc.');
});

test('a superior enters and sends the plan of a unit that nobody has joined for', async () => {
  const phone = api.phone('canbo-1');
  await phone.type('/donvi khu phố 3');
  await phone.press('unit');
  await phone.press('behalf');
  await phone.press('no_device');
  const [board] = (await phone.bubbles()).slice(-1);
  expect(board?.text).toContain('Do cấp trên nhập thay: Lê Hoàng Duyệt Mẫu');
  for (const item of ['1.1', '2.1', '3.1']) {
    await phone.type(`${item}; Mở lớp ${item} cho đoàn viên; 02 lớp; Quý I; Lê Văn Mẫu`);
    await phone.press('save');
    await phone.send({ press: 'plan:kp3:2027' });
  }
  await phone.press('send');
  const sent = await phone.press('yes');
  expect(sent.map(({ text }) => text).join('\n')).toContain('2027');
  await phone.type('/duyet');
  await api.settle();
});

test('an administrator tries a template of Zalo, which nobody can be asked about here', async () => {
  const phone = api.phone('quantri');
  await phone.type('/caidat');
  await phone.press('Mẫu tin Zalo (ZBS)');
  await phone.press('Nhắc hạn');
  await phone.type('30111');
  await api.settle();
  const shown = (await phone.last()).text;
  expect(shown).toContain('mẫu được ghi mà chưa kiểm tra');
  expect(shown).toContain('• deadline: Ngày hạn, dài nhất 20 ký tự');
  const [saved] = await phone.press('yes');
  expect(saved?.text).toContain('✓ Đã lưu mẫu tin cho “Nhắc hạn”');
  const [list] = await phone.press('Xem các mẫu tin');
  expect(list?.text).toContain('• Nhắc hạn: mẫu 30111, chưa rõ giá; chưa hỏi Zalo (ghi ngày 14/09');
  const log = await api.get<{ action: string }[]>('/sim/api/audit');
  expect(log.map(({ action }) => action)).toContain('outside.set');
});

const templatesFile = async (...rows: readonly (readonly [string, string, string])[]) => {
  const { kind, templateId, params } = outsideColumns;
  const columns = [kind, templateId, params].map(({ titles }) => ({ title: titles[0] }));
  const bytes = await writeXlsx([{ name: settingsSheets.outside, columns, rows }]);
  return { name: 'mau.xlsx', base64: Buffer.from(bytes).toString('base64') };
};

test('templates outlive a change of other settings, and are changed by file with the rest', async () => {
  const phone = api.phone('quantri');
  await phone.send({ press: 'outside_set:quantri.tinh/reminder' });
  await phone.type('30111');
  await api.settle();
  await phone.press('yes');
  await phone.type('/caidat');
  await phone.press('Số phần việc ít nhất');
  await phone.type('2');
  await phone.press('yes');
  const [kept] = await phone.send({ press: 'outside' });
  expect(kept?.text).toContain('mẫu 30111');
  await phone.send({ press: 'settings_import' });
  const rows = [
    ['Nhắc hạn', '', ''],
    ['Thông báo chung', '40222', 'ten = Người nhận; han = Ngày hạn'],
  ] as const;
  await phone.send({ file: await templatesFile(...rows, ['Quảng cáo', '1', '']) });
  await api.settle();
  expect((await phone.last()).text).toContain('dòng 4: không có loại tin “Quảng cáo”');
  await phone.send({ file: await templatesFile(...rows) });
  await api.settle();
  const shown = (await phone.last()).text;
  expect(shown).toContain('Sẽ thay đổi 2 chỗ');
  expect(shown).toContain('→ mẫu 40222 (ten = Người nhận, han = Ngày hạn), chưa hỏi Zalo');
  const [saved] = await phone.press('yes');
  expect(saved?.text).toContain('✓ Đã lưu 2 thay đổi');
  const [list] = await phone.send({ press: 'outside' });
  expect(list?.text).toContain('• Nhắc hạn: chưa có.');
  expect(list?.text).toContain('• Thông báo chung: mẫu 40222');
});

test('the top of the organisation sets the rest, not what costs money', async () => {
  const phone = api.phone('tinh-1');
  const [page] = await phone.type('/caidat');
  expect(page?.choices.map(({ label }) => label)).not.toContain('Mẫu tin Zalo (ZBS)');
  const [said] = await phone.send({ press: 'outside' });
  expect(said?.text).toContain('do quản trị đặt');
});
