/** What people really send, and the exact words that come back. */
import { describe, expect, it } from '@jest/globals';
import { entries, flows } from '../../flows/index.ts';
import { createPhone, type Like } from './play.ts';
import { registeringWorlds } from './registering/worlds.ts';

/** A fresh phone after these lines; then what one more line brings, without its first line (the key). */
const reply = async (before: readonly string[], line: string, like: Like = 'web') => {
  const world = registeringWorlds['school, nothing yet']!();
  const phone = createPhone({ flows, entries, world, like });
  for (const one of before) await phone.send(one);
  const lines = await phone.send(line);
  return lines.filter((one) => !one.startsWith('<')).map((one) => one.replace(/^ {2}/u, ''));
};

const open = ['{task_new:u1/1.2:2027}'];
const atTarget = [...open, 'Khảo sát tâm tư học sinh'];
const atDue = [...atTarget, '02 đợt, 300 phiếu'];
const atOwner = [...atDue, 'tháng 10'];

const dueQuestion = [
  'Tiểu mục 1.2 Nắm tư tưởng, nguyện vọng · năm 2027 · Bước 3/4',
  'Làm khi nào? Đồng chí bấm nút hoặc gõ.',
  'Ví dụ: tháng 3, học kỳ I, trước 30/11',
  '[Quý I] [Quý II] [Quý III] [Quý IV] [Hằng tháng] [Hằng quý] [Quay lại]',
];
const targetQuestion = [
  'Tiểu mục 1.2 Nắm tư tưởng, nguyện vọng · năm 2027 · Bước 2/4',
  'Chỉ tiêu bao nhiêu? Đồng chí ghi con số đo được.',
  'Ví dụ: 02 đợt/năm',
  '[Quay lại]',
];
const ownerQuestion = [
  'Tiểu mục 1.2 Nắm tư tưởng, nguyện vọng · năm 2027 · Bước 4/4',
  'Ai phụ trách? Đồng chí bấm nút hoặc gõ chức vụ.',
  'Ví dụ: Phó Bí thư Đoàn trường',
  '[Bí thư Đoàn trường] [Phó Bí thư Đoàn trường] [Ủy viên Ban Chấp hành] [Bí thư các chi đoàn] [Quay lại]',
];

describe('the time of a task', () => {
  const wrong: [string, ...string[]][] = [
    ['31/02', 'Không có ngày 31/02. Đồng chí gõ lại thời gian, ví dụ: trước 30/11.'],
    ['quý 5', 'Không có quý 5: một năm có quý I đến quý IV. Đồng chí gõ lại thời gian.'],
    ['tháng 13', 'Không có tháng 13: một năm có tháng 1 đến tháng 12. Đồng chí gõ lại thời gian.'],
    [
      'trước 30/11/2026',
      'Thời gian này thuộc năm 2026, còn bản đăng ký là của năm 2027. Đồng chí gõ lại thời gian trong năm 2027.',
    ],
    [
      '15',
      'Hệ thống chưa rõ thời gian. Đồng chí gõ tháng, quý hoặc ngày, ví dụ: tháng 3, quý II, trước 30/11.',
    ],
  ];
  it.each(wrong)('"%s" is asked for again, and is shown back', async (typed, why) => {
    expect(await reply(atDue, typed)).toEqual([
      why,
      `Đồng chí đã gõ: “${typed}”`,
      '',
      ...dueQuestion,
    ]);
  });

  it.each([
    ['quý 1', '• Thời gian: quý 1 (hạn 31/03/2027)'],
    ['2', '• Thời gian: Quý II (hạn 30/06/2027)'],
    ['hang thang', '• Thời gian: Hằng tháng'],
    ['thang 3', '• Thời gian: thang 3 (hạn 31/03/2027)'],
    ['trước 30/11', '• Thời gian: trước 30/11 (hạn 29/11/2027)'],
    ['hằng tháng', '• Thời gian: Hằng tháng'],
    ['khi cần', '• Thời gian: khi cần'],
  ])('"%s" is understood', async (typed, line) => {
    const preview = await reply([...atDue, typed], 'Bí thư Đoàn trường');
    expect(preview.filter((one) => one.startsWith('• Thời gian'))).toEqual([line]);
  });
});

describe('any field', () => {
  it('5,000 characters are too many: how many, how many fit, and the beginning of them', async () => {
    const typed = 'học sinh '.repeat(556).slice(0, 5_000).trim();
    expect(await reply(atTarget, typed)).toEqual([
      'Câu vừa gõ dài 5.000 ký tự, tối đa 500. Đồng chí rút gọn rồi gửi lại; các phần đã ghi vẫn giữ nguyên.',
      `Đồng chí đã gõ: “${'học sinh '.repeat(13).trim()}…”`,
      '',
      ...targetQuestion,
    ]);
  });

  it('emoji alone are no words', async () => {
    expect(await reply(atTarget, '👍👍🎉')).toEqual([
      'Hệ thống chưa đọc được chữ nào. Đồng chí gõ lại bằng chữ.',
      'Đồng chí đã gõ: “👍👍🎉”',
      '',
      ...targetQuestion,
    ]);
  });

  it('decomposed letters come out composed', async () => {
    const preview = await reply([...atDue, 'tháng 10'], 'Phó Bí thư Đoàn trường'.normalize('NFD'));
    expect(preview).toContain('• Phụ trách: Phó Bí thư Đoàn trường');
  });

  it('pasted line breaks become spaces', async () => {
    const preview = await reply([...atDue, 'tháng 10'], 'Phó Bí thư\\n\\n  và các chi đoàn');
    expect(preview).toContain('• Phụ trách: Phó Bí thư và các chi đoàn');
  });

  it('a table row pasted as lines is a whole task', async () => {
    const pasted = 'Khảo sát tâm tư\\n02 đợt, 300 phiếu\\ntháng 10\\nPhó Bí thư';
    expect(await reply(open, pasted)).toEqual([
      'Xem lại trước khi lưu · tiểu mục 1.2 Nắm tư tưởng, nguyện vọng, năm 2027',
      '',
      '• Nội dung: Khảo sát tâm tư',
      '• Chỉ tiêu: 02 đợt, 300 phiếu',
      '   Hệ thống hiểu: 2 đợt, 300 phiếu',
      '• Thời gian: tháng 10 (hạn 31/10/2027)',
      '• Phụ trách: Phó Bí thư',
      '[Sửa nội dung] [Sửa chỉ tiêu] [Sửa thời gian] [Sửa người phụ trách]',
      '[Lưu] success',
      '[Thêm phối hợp, minh chứng]',
    ]);
  });

  it.each([
    ['(sticker)', 'Hệ thống chưa đọc được hình dán. Đồng chí trả lời bằng chữ.'],
    ['(voice)', 'Hệ thống chưa nghe được tin thoại. Đồng chí gõ bằng chữ.'],
    ['(album 3)', 'Hệ thống chưa nhận tệp và ảnh ở bước này. Đồng chí trả lời bằng chữ.'],
    [
      '(file ke-hoach.docx)',
      'Hệ thống chưa nhận tệp và ảnh ở bước này. Đồng chí trả lời bằng chữ.',
    ],
    ['(location)', 'Hệ thống chưa dùng vị trí. Đồng chí trả lời bằng chữ.'],
    [
      '(contact)',
      'Hệ thống không nhận danh thiếp để giữ kín thông tin cá nhân. Đồng chí trả lời bằng chữ.',
    ],
    ['(unsupported)', 'Hệ thống chưa đọc được loại tin này. Đồng chí trả lời bằng chữ.'],
    ['(empty)', 'Tin vừa nhận không có chữ. Đồng chí gõ lại giúp Hệ thống.'],
    ['   ', 'Tin vừa nhận không có chữ. Đồng chí gõ lại giúp Hệ thống.'],
  ])('%s is answered kindly, and the question comes again', async (sent, why) => {
    expect(await reply(atOwner, sent)).toEqual([why, '', ...ownerQuestion]);
  });

  it('nobody plans "bỏ qua"', async () => {
    expect(await reply(atOwner, 'bỏ qua')).toEqual([
      'Phần này không bỏ qua được. Chưa chắc thì đồng chí ghi ước lượng, sau này sửa được.',
      '',
      ...ownerQuestion,
    ]);
  });

  it('a number alone is no person', async () => {
    expect(await reply(atOwner, '12345')).toEqual([
      'Đồng chí ghi chức vụ bằng chữ, ví dụ: Phó Bí thư.',
      'Đồng chí đã gõ: “12345”',
      '',
      ...ownerQuestion,
    ]);
  });

  it.each(['Nguyễn Văn Mẫu 0912345678', 'Nguyễn Văn Mẫu, CCCD 091201000123'])(
    '"%s" is kept, with a warning to write counts',
    async (typed) => {
      expect(await reply(atOwner, typed)).toContain(
        '⚠ Có dãy số giống số điện thoại, số căn cước hoặc danh sách thư điện tử. Đồng chí chỉ ghi số lượng, không ghi thông tin cá nhân.',
      );
    },
  );
});

describe('the year', () => {
  it.each([
    ['/dangky 2035', 'Không có đăng ký năm 2035: chương trình gồm các năm 2023-2027.'],
    ['/dangky năm 2022', 'Không có đăng ký năm 2022: chương trình gồm các năm 2023-2027.'],
  ])('"%s" is outside the programme, and another year is offered', async (typed, why) => {
    expect(await reply([], typed)).toEqual([why, '[Mở đăng ký năm 2027] primary → plan:u1:2027']);
  });
});

describe('every message of registering', () => {
  it('fits a phone: at most 600 characters, but for the board and what the person wrote', async () => {
    const talk = [
      ...atOwner,
      'Phó Bí thư Đoàn trường',
      '[Thêm phối hợp, minh chứng]',
      'Ban Giám hiệu',
      'báo cáo',
      '[Lưu]',
      '{item:u1/1.2:2027}',
      '/trogiup',
      '/dulieu',
    ];
    for (let count = 1; count <= talk.length; count += 1) {
      const lines = await reply(talk.slice(0, count - 1), talk[count - 1]!, 'zalo');
      const text = lines.filter((one) => !/^[[!]/u.test(one)).join('\n');
      expect([talk[count - 1], text.length <= 600]).toEqual([talk[count - 1], true]);
    }
  });
});
