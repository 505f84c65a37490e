import { beforeEach, expect, test } from '@jest/globals';

import { withProgram } from './with-program.ts';

const program = withProgram();
const { api } = program;
beforeEach(() => api.post('/sim/api/reset'));

test('a secretary hands over, the superior is told, the successor joins by the code', async () => {
  const phone = api.phone('bithu-2');
  const [page] = await phone.type('/bangiao');
  expect(page?.text).toContain('Đăng ký năm 2027: đang soạn');
  await phone.press('invite');
  await phone.press('today');
  const said = await phone.press('yes');
  const words = said.map(({ text }) => text).join('\n');
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/u.exec(words)?.[0] ?? '';
  expect(code).not.toBe('');
  await api.settle();
  expect((await api.phone('canbo-1').last()).text).toContain('bàn giao chức vụ');
  const [after] = await phone.type('/bangiao');
  expect(after?.text).toContain('không giữ chức vụ nào');

  const stranger = await api.post<{ id: string }>('/sim/api/personas', {
    name: 'Vũ Kế Nhiệm Mẫu',
    like: 'zalo',
  });
  const [greeting] = await api.phone(stranger.id).type(`/start ${code}`);
  expect(greeting?.text).toContain('Bí thư');
});

test('a cadre is named for a unit, told, and finds it among those to follow', async () => {
  const phone = api.phone('canbo-1');
  const [board] = await phone.type('/phancong');
  expect(board?.text).toContain('Phân công theo dõi');
  await phone.press('assign_unit');
  await phone.type('thu xet');
  await phone.press('☐ 1.');
  await phone.press('done');
  const done = await phone.press('yes');
  expect(done.map(({ text }) => text).join('\n')).toContain('✓ Đã phân công');
  await api.settle();
  expect((await api.phone('canbo-2').last()).text).toContain('được phân công theo dõi 1 đơn vị');
  const [mine] = await api.phone('canbo-2').send({ press: 'followed' });
  expect(mine?.text).toContain('đăng ký năm 2027');
});
