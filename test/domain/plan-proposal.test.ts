import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { formerYearIn, moveYears } from '../../src/domain/former-years.ts';
import { proposeFormer } from '../../src/domain/plan-former.ts';
import { looksLikePlan } from '../../src/domain/plan-paste.ts';
import { proposePlan, type PlanPiece, type ProposedTask } from '../../src/domain/plan-proposal.ts';
import { hidePersonalData } from '../../src/domain/text.ts';
import { loadProgrammes } from '../../src/programmes/load.ts';
import { draftOf } from './office.ts';

const root = join(import.meta.dirname, '../..');
const [programme] = loadProgrammes(join(root, 'programmes'));
if (!programme) throw new Error('there is a programme');

const sample = (name: string) => readFileSync(join(root, 'samples/plans', name), 'utf8');
const propose = (...pieces: PlanPiece[]) =>
  proposePlan(pieces, { programme, year: 2027, present: [] });
const proposeText = (text: string) => propose({ text });
const line = ({ item, head, fields }: ProposedTask) => {
  const { content, target, due, owner, partners, evidence } = fields;
  const more = [partners, evidence].filter((one) => one !== undefined);
  return [item ?? `(${head ?? '?'})`, content, target, due, owner, ...more].join(' | ');
};
const lines = (tasks: readonly ProposedTask[]) => tasks.map(line);

describe('plans as people write them', () => {
  test('the form of the guidance: headings in official or own wording, one task a line or labelled', () => {
    const { tasks, rest, moved } = proposeText(sample('1-mau-ke-hoach.txt'));
    expect(lines(tasks)).toEqual([
      '1.1 | Rà soát, cập nhật hồ sơ đoàn viên trên phần mềm | 100% đoàn viên | Quý I/2027 | Phó Bí thư Đoàn trường',
      '1.1 | Mở lớp bồi dưỡng nhận thức về Đoàn | 02 lớp, 120 học viên | tháng 3/2027 | Bí thư Đoàn trường',
      '1.2 | Khảo sát tâm tư, nguyện vọng học sinh qua phiếu trực tuyến | 02 đợt, 70% đoàn viên trả lời | tháng 10 và tháng 3 | Phó Bí thư Đoàn trường',
      '1.4 | Tặng học bổng cho học sinh khó khăn | 20 suất | trước ngày 30/11/2027 | Bí thư Đoàn trường',
      '2.1 | Xây dựng chương trình công tác năm 2027 | 01 chương trình | trước 31/01/2027 | Bí thư',
      '2.2 | Sân chơi vận động | 01 công trình | Quý II/2027 | Phó Bí thư',
      '2.3 | 100% chi đoàn sinh hoạt định kỳ, mỗi tháng 01 lần | 100% chi đoàn, 1 lần |  | ',
      '3.1 | Tổ chức đối thoại giữa Ban Giám hiệu với đoàn viên | 02 buổi, 200 đoàn viên | Quý II và quý IV năm 2027 | Bí thư Đoàn trường',
      '3.3 | Giới thiệu 05 đoàn viên ưu tú cho Đảng xem xét, kết nạp | 05 đoàn viên | cả năm | Bí thư',
    ]);
    expect(moved).toContainEqual({ from: 'Quý I/2026', to: 'Quý I/2027' });
    expect(rest).toContain('- Nâng cao chất lượng hoạt động của Đoàn cơ sở.');
    expect(rest.join('\n')).toContain('ngày 24/5/2023');
  });

  test('twenty tasks in one paste', () => {
    const { tasks, rest } = proposeText(sample('2-hai-muoi-viec.txt'));
    expect(tasks).toHaveLength(20);
    expect(
      tasks.every(({ item, fields }) => item && fields.target && fields.due && fields.owner),
    ).toBe(true);
    expect(rest).toHaveLength(1);
  });

  test('a list without accents, with dashes and bars between the fields; a head alone leaves the item open', () => {
    const { tasks } = proposeText(sample('3-khong-dau.txt'));
    expect(lines(tasks)).toEqual([
      '1.1 | Ra soat ho so doan vien tren phan mem | 100% doan vien | quy I | pho bi thu',
      '1.1 | Ket nap 10 doan vien moi | 10 doan vien moi | thang 3 | ',
      '1.5 | Sinh hoat chuyen de phap luat | 04 buoi | hang quy | bi thu',
      '2.2 | Tham gia ngay chu nhat xanh | 06 buoi, 120 doan vien | thang 6 | to truong',
      '2.4 | Moi doan vien van dong 01 thanh nien | 30 thanh nien | truoc 30/11 | bi thu',
      '(3) | Phoi hop cong doan tang qua cho cong nhan | 20 phan qua | dip Tet | bi thu',
      '(3) | Hop giao ban voi cap uy | 04 lan | hang quy | bi thu',
    ]);
  });

  test('messages copied from a chat: senders go, talk is left over, a phone number is hidden', () => {
    const { tasks, rest, hidden } = proposeText(sample('5-zalo.txt'));
    expect(lines(tasks)).toEqual([
      '1.1 | cập nhật phần mềm đoàn viên | 100% hồ sơ | xong trong quý I | em phụ trách',
      '1.3 | tư vấn tâm lý cho học sinh | 04 buổi, 400 lượt | mỗi học kỳ 02 buổi | Phó Bí thư',
      '2.1 | Xây dựng kế hoạch năm | 01 kế hoạch | trước 31/01 | Bí thư',
      '2.3 | đổi mới sinh hoạt chi đoàn | 09 buổi chuyên đề | hằng tháng | các chi đoàn',
      '2.5 | kiểm tra chi đoàn 02 đợt | 2 đợt | tháng 4, tháng 11 | ',
      '3.2 | Phối hợp công an phường tuyên truyền an toàn giao thông | 02 buổi | tháng 9 | Bí thư',
      '3.5 | vận động 10 triệu đồng làm quỹ học bổng | 10.000.000 đồng | quý III | ',
    ]);
    expect(hidden).toBe(1);
    expect(rest).toContain('Số điện thoại của em là ••• nếu cần');
    expect(rest).toContain('Vậy là đủ chưa chị?');
  });

  test('a table with a row for each heading, columns called as in practice, cells that reach over rows', () => {
    const { tasks, rest } = propose({
      rows: [
        [
          'STT',
          'Nội dung công việc',
          'Chỉ tiêu cần đạt',
          'Thời gian thực hiện',
          'Người/đơn vị thực hiện',
          'Đơn vị phối hợp',
          'Kết quả, minh chứng',
          'Ghi chú',
        ],
        ['I', 'Quản lý, chăm lo thanh niên', '', '', '', '', '', ''],
        ['1.1', 'Phần mềm quản lý đoàn viên', '', '', '', '', '', ''],
        [
          '1',
          'Rà soát hồ sơ',
          '100% đoàn viên',
          'Quý I/2026',
          'Phó Bí thư',
          'Các chi đoàn',
          'Ảnh phần mềm',
          'làm sớm',
        ],
        ['2', 'Mở lớp bồi dưỡng', '02 lớp', '', 'Phó Bí thư', '', '', ''],
        ['', '', '', 'tháng 3', '', '', '', ''],
        ['II', 'Kế hoạch công tác', '', '', '', '', '', ''],
        ['3', 'Họp rút kinh nghiệm', '02 buổi', 'tháng 6', 'Bí thư', '', '', ''],
      ],
    });
    expect(lines(tasks)).toEqual([
      '1.1 | Rà soát hồ sơ | 100% đoàn viên | Quý I/2027 | Phó Bí thư | Các chi đoàn | Ảnh phần mềm',
      '1.1 | Mở lớp bồi dưỡng | 02 lớp | tháng 3 | Phó Bí thư',
      '(2) | Họp rút kinh nghiệm | 02 buổi | tháng 6 | Bí thư',
    ]);
    expect(rest).toEqual(['làm sớm']);
  });

  test('a table whose first column names the item and whose second the work', () => {
    const { tasks } = propose({
      rows: [
        ['Nội dung', 'Phần việc cụ thể', 'Thời gian', 'Phụ trách'],
        ['1.2. Nắm tư tưởng, nguyện vọng', 'Khảo sát 200 học sinh', 'tháng 10', 'Phó Bí thư'],
        ['1.2. Nắm tư tưởng, nguyện vọng', 'Lập hộp thư góp ý', 'cả năm', 'Bí thư'],
        ['3.1', 'Đối thoại 02 buổi', 'Quý II', 'Bí thư'],
      ],
    });
    expect(tasks.map(({ item, fields }) => [item, fields.content])).toEqual([
      ['1.2', 'Khảo sát 200 học sinh'],
      ['1.2', 'Lập hộp thư góp ý'],
      ['3.1', 'Đối thoại 02 buổi'],
    ]);
  });

  test('headings in Roman numbers, "Nội dung 1", and items by their names alone', () => {
    const { tasks } = proposeText(
      [
        'NỘI DUNG 1: QUẢN LÝ, CHĂM LO THANH NIÊN',
        'Nắm tư tưởng, nguyện vọng',
        '- Khảo sát 02 đợt, tháng 10',
        'II.3. Đổi mới sinh hoạt chi đoàn',
        '- Sinh hoạt chuyên đề 09 buổi, hằng tháng',
        'III. CHỦ ĐỘNG THAM MƯU VỚI CẤP ỦY, PHỐI HỢP VỚI CHÍNH QUYỀN',
        'a) Đối thoại với thanh niên; 01 buổi; tháng 3; Bí thư',
      ].join('\n'),
    );
    expect(tasks.map(({ item, head }) => [head, item])).toEqual([
      [1, '1.2'],
      [2, '2.3'],
      [3, undefined],
    ]);
  });

  test('a line broken in two is one task, and no word is lost', () => {
    const words =
      '1.1\n- Rà soát hồ sơ của đoàn viên\n  đi làm ăn xa và mới trở về\n- Kết nạp đoàn viên';
    const { tasks } = proposeText(words);
    expect(tasks.map(({ fields }) => fields.content)).toEqual([
      'Rà soát hồ sơ của đoàn viên đi làm ăn xa và mới trở về',
      'Kết nạp đoàn viên',
    ]);
  });

  test('every word of the person stands in a task or among the left-over lines', () => {
    for (const name of ['1-mau-ke-hoach.txt', '2-hai-muoi-viec.txt', '3-khong-dau.txt']) {
      const { tasks, rest } = proposePlan([{ text: sample(name) }], {
        programme,
        year: 2023,
        present: [],
      });
      const kept = [...tasks.flatMap(({ fields }) => Object.values(fields)), ...rest].join(' ');
      const official = JSON.stringify(programme.heads);
      const words = sample(name).match(/\p{L}{3,}/gu) ?? [];
      const lost = words.filter(
        (word) =>
          !kept.includes(word) &&
          !official.toLowerCase().includes(word.toLowerCase()) &&
          !['Chỉ', 'tiêu', 'Thời', 'gian', 'Người', 'phụ', 'trách', 'Noi', 'dung'].includes(word),
      );
      expect(lost.filter((word) => word.normalize('NFD').replace(/\p{M}/gu, '') !== word)).toEqual(
        [],
      );
    }
  });

  test('twenty thousand characters are read at once', () => {
    const many = Array.from(
      { length: 250 },
      (_, at) => `- Việc số ${at} của chi đoàn; 02 buổi; tháng 3; Bí thư`,
    );
    const text = ['1.1', ...many].join('\n').slice(0, 20_000);
    const from = performance.now();
    expect(proposeText(text).tasks.length).toBeGreaterThan(200);
    expect(performance.now() - from).toBeLessThan(2_000);
  });

  test('a list of people with their numbers is no work, and their numbers are gone', () => {
    const text =
      '1.4\n- Giúp 10 trường hợp; 10 suất; tháng 1; BT\n1. Trần A Mẫu 091201000123\n2. Lê B Mẫu 0912345678';
    const { tasks, rest, hidden } = proposeText(text);
    expect(tasks.map(({ fields }) => fields.content)).toEqual(['Giúp 10 trường hợp']);
    expect(rest).toEqual(['1. Trần A Mẫu •••', '2. Lê B Mẫu •••']);
    expect(hidden).toBe(2);
  });

  test('what the plan has already is marked', () => {
    const present = [{ item: '1.1', content: 'Rà soát hồ sơ.' }];
    const text = '1.1\n- ra soat ho so; 100%; quý I; BT\n- Mở lớp; 02 lớp; tháng 3; BT';
    const { tasks } = proposePlan([{ text }], { programme, year: 2027, present });
    expect(tasks.map(({ duplicate }) => duplicate)).toEqual([true, undefined]);
  });
});

describe('years of a former plan', () => {
  test.each([
    ['31/3/2025', '31/3/2027'],
    ['31/3/25', '31/3/27'],
    ['Quý I/2025', 'Quý I/2027'],
    ['quý II năm 2025', 'quý II năm 2027'],
    ['tháng 3/2025 đến tháng 5/2025', 'tháng 3/2027 đến tháng 5/2027'],
    ['29/2/2024', '28/2/2027'],
    ['năm học 2025 - 2026', 'năm học 2026 - 2027'],
    ['Thang 3 nam 2025', 'Thang 3 nam 2027'],
    ['2025', '2027'],
  ])('%s becomes %s', (from, to) => {
    expect(moveYears(from, 2027).words).toBe(to);
  });

  test.each([
    'giai đoạn 2023 - 2027',
    'nhiệm kỳ 2022 - 2027',
    'Hướng dẫn số 18-HD/TWĐTN-BTC, ngày 24/5/2023',
    'Nghị quyết Đại hội năm 2025',
    'năm 2027',
    'năm 2030',
    '2025 lượt đoàn viên',
  ])('%s stays', (words) => {
    expect(moveYears(words, 2027)).toEqual({ words, moved: [] });
  });

  test('the year that most of the times name is the plan’s own', () => {
    expect(formerYearIn(['Quý I/2025', '31/3/2025', 'tháng 9/2024', 'cả năm'], 2027)).toBe(2025);
    expect(formerYearIn(['Quý I', 'hằng tháng'], 2027)).toBeUndefined();
  });
});

test('last year’s plan becomes a proposal without its reviews', () => {
  const former = { ...draftOf('1.1', '3.1'), year: 2026 };
  const [first] = former.tasks;
  const tasks = former.tasks.map((task) => ({ ...task, due: { text: 'Quý I/2026' } }));
  const proposal = proposeFormer({ ...former, tasks }, { programme, year: 2027, present: [] });
  expect(proposal.tasks).toEqual([
    {
      item: '1.1',
      fields: expect.objectContaining({ content: first?.content, due: 'Quý I/2027' }),
    },
    { item: '3.1', fields: expect.objectContaining({ due: 'Quý I/2027' }) },
  ]);
});

test('a whole plan is told from a task and from talk', () => {
  expect(looksLikePlan(sample('2-hai-muoi-viec.txt'))).toBe(true);
  expect(looksLikePlan(sample('5-zalo.txt'))).toBe(true);
  expect(looksLikePlan('1.1 Rà soát hồ sơ; 100%; quý I; Bí thư')).toBe(false);
  expect(looksLikePlan('1.5 km\n2.5 triệu\n3.5%')).toBe(false);
});

test('citizen and phone numbers are hidden, amounts and dates are not', () => {
  expect(hidePersonalData('Nguyễn A Mẫu 091201000123, 0912 345 678, +84 912345678')).toBe(
    'Nguyễn A Mẫu •••, •••, •••',
  );
  const fine = '120.000.000 đồng, 31/3/2027, 02 lớp, 1200 đoàn viên';
  expect(hidePersonalData(fine)).toBe(fine);
});
