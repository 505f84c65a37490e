import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { programFolder } from '../../src/app/program-folder.ts';
import type { Bubble, Phone } from './phone.ts';
import { withProgram } from './with-program.ts';

const all = (bubbles: readonly Bubble[]): string => bubbles.map(({ text }) => text).join('\n');

type Stored = { tasks: { item: string; content: string; deletedAt?: string }[] };

const twentyTasks = readFileSync(
  join(programFolder(), 'samples/plans/2-hai-muoi-viec.txt'),
  'utf8',
);

describe('a whole plan, brought in over the simulator', () => {
  const program = withProgram();
  const { api } = program;
  let secretary: Phone;
  let sent = 0;
  const counted = (phone: Phone): Phone => ({
    ...phone,
    type: (text) => ((sent += 1), phone.type(text)),
    press: (name) => ((sent += 1), phone.press(name)),
  });
  const live = async (): Promise<Stored['tasks']> => {
    const { tasks } = await api.get<Stored>('/sim/api/registrations/thpt/2027');
    return tasks.filter(({ deletedAt }) => deletedAt === undefined);
  };

  beforeAll(async () => {
    secretary = counted(api.phone('bithu-1'));
  });

  test('twenty tasks stand in the plan after at most ten messages', async () => {
    await secretary.type('/dangky');
    await secretary.press('bring');
    await secretary.type(twentyTasks);
    const overview = all(await secretary.press('done'));
    expect(overview).toContain('ĐỌC ĐƯỢC 20 PHẦN VIỆC');
    expect(all(await secretary.press('take'))).toContain('Đã đưa 20 phần việc');
    expect(sent).toBeLessThanOrEqual(10);
    expect(await live()).toHaveLength(20);
  });

  test('the same paste again changes nothing: each task is there already', async () => {
    await secretary.type('/dangky');
    const offer = all(await secretary.type(twentyTasks));
    expect(offer).toContain('cả một kế hoạch');
    expect(all(await secretary.press('done'))).toContain('20 phần việc bị trùng');
    await secretary.press('discard');
    await secretary.press('yes');
    expect(await live()).toHaveLength(20);
  });

  test('one button takes the tasks out again', async () => {
    expect(all(await secretary.press('bring_back'))).toContain('Đã bỏ 20 phần việc');
    expect(await live()).toHaveLength(0);
  });

  test('a paste that a phone cuts into four messages at once is whole; numbers of people are not kept', async () => {
    await secretary.type('/dangky');
    await secretary.press('bring');
    const parts = [
      '1.1\n- Rà soát hồ sơ; 100% đoàn viên; Quý I; Bí thư',
      '1.2\n- Khảo sát tâm tư; 02 đợt; tháng 10; Bí thư\nNguyễn Văn Mẫu 091201000123',
      '2.1\n- Xây dựng chương trình; 01 chương trình; trước 31/01; Bí thư',
      '3.1\n- Đối thoại; 02 buổi; Quý II; Bí thư',
    ];
    const phone = api.phone('bithu-1');
    await Promise.all(parts.map((text) => phone.type(text)));
    await api.settle();
    const overview = all(await secretary.press('done'));
    expect(overview).toContain('ĐỌC ĐƯỢC 4 PHẦN VIỆC');
    expect(overview).toContain('không lưu thông tin cá nhân');
    expect(all(await secretary.press('rest'))).toContain('Nguyễn Văn Mẫu •••');
  });

  test('what was left in the middle waits, also when the program stops', async () => {
    await program.restart();
    secretary = counted(api.phone('bithu-1'));
    await secretary.type('/trogiup');
    await secretary.type('/dangky');
    expect(all(await secretary.press('bring'))).toContain('Các dòng không đưa vào');
    await secretary.press('back');
    await secretary.press('discard');
    await secretary.press('yes');
    expect(await live()).toHaveLength(0);
  });

  test('a Word file with a table, after a picture that cannot be read', async () => {
    const cell = (words: string) => new TableCell({ children: [new Paragraph(words)] });
    const row = (...cells: string[]) => new TableRow({ children: cells.map(cell) });
    const table = new Table({
      rows: [
        row('Mục', 'Nội dung', 'Chỉ tiêu', 'Thời gian', 'Người thực hiện'),
        row('1.1', 'Rà soát hồ sơ đoàn viên', '100% đoàn viên', '31/3/2026', 'Phó Bí thư'),
        row('2.4', 'Vận động thanh niên 1+1', '200 thanh niên', 'tháng 9/2026', 'Bí thư'),
      ],
    });
    const bytes = await Packer.toBuffer(new Document({ sections: [{ children: [table] }] }));
    const file = (name: string, content: Buffer) => ({
      file: { name, base64: content.toString('base64') },
    });
    await secretary.type('/dangky');
    await secretary.press('bring');
    const phone = api.phone('bithu-1');
    await phone.send(file('anh.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')));
    await api.settle();
    expect((await phone.last()).text).toContain('chưa đọc được tệp “anh.png”');
    await phone.send(file('ke-hoach.xls', bytes));
    await api.settle();
    expect((await phone.last()).text).toContain('ĐỌC ĐƯỢC 2 PHẦN VIỆC');
    expect((await phone.last()).text).toContain('31/3/2026 → 31/3/2027');
    await secretary.press('take');
    expect((await live()).map(({ item }) => item)).toEqual(['1.1', '2.4']);
  });

  test('the Excel form comes as a file', async () => {
    await secretary.type('/dangky');
    await secretary.press('bring');
    await secretary.press('form');
    await api.settle();
    const sent = (await secretary.bubbles()).filter(({ text }) => text.includes('Mẫu Excel đây'));
    expect(sent).toHaveLength(1);
  });

  test('last year’s plan is used again, with its times moved on', async () => {
    await secretary.press('former');
    for (let head = 1; head <= 3; head += 1) await secretary.press('all');
    expect((await secretary.last()).text).toContain('Quý I/2026 → Quý I/2027');
    await secretary.press('take');
    expect(await live()).toHaveLength(8);
  });
});
