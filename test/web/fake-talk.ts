import type { FileRef, Rendered, RenderedChoice, Tone } from '../../src/dialog/message.ts';

/** What a very small bot says: representative of every kind of message the page must show. */
export type Reply = Partial<Rendered> & { edits?: string };

const choice = (id: string, label: string, more: Partial<RenderedChoice> = {}): RenderedChoice => ({
  id,
  label,
  tone: 'plain',
  action: id.split(':')[0] ?? id,
  ...more,
});
const toned = (id: string, label: string, tone: Tone) => choice(id, label, { tone });

const items = [
  ['1.1', 'Học tập, làm theo Bác'],
  ['1.2', 'Nghiên cứu lý luận chính trị'],
  ['1.3', 'Nắm bắt tư tưởng thanh niên'],
  ['1.4', 'Tuyên truyền trên mạng xã hội'],
  ['1.5', 'Giáo dục truyền thống'],
  ['2.1', 'Công trình thanh niên'],
  ['2.2', 'Tình nguyện vì cộng đồng'],
  ['2.3', 'Chuyển đổi số'],
  ['2.4', 'Bảo vệ môi trường'],
  ['2.5', 'Đồng hành với thanh niên'],
  ['3.1', 'Phát triển đoàn viên'],
  ['3.2', 'Nâng cao chất lượng chi đoàn'],
  ['3.3', 'Bồi dưỡng cán bộ'],
  ['3.4', 'Giới thiệu đoàn viên ưu tú'],
  ['3.5', 'Quản lý đoàn viên'],
] as const;

const board = (done: number): Reply => ({
  slot: 'board',
  text: [
    'Bản đăng ký năm 2027 của Đoàn trường THPT Mẫu',
    `Đã có ${done}/15 phần việc. Hạn gửi: trước ngày 15/10/2026 (hết ngày 14/10/2026).`,
    '',
    ...items.map(([code, name], i) => `${i < done ? '●' : '○'} ${code} ${name}`),
  ].join('\n'),
  choices: [
    ...items.map(([code]) => choice(`item:${code}`, code, { code, narrow: true })),
    toned('send:1', 'Gửi bản đăng ký', 'primary'),
    choice('preview:1', 'Xem trước'),
    choice('close:1', 'Để sau'),
  ],
});

const long = Array.from(
  { length: 24 },
  (_, i) =>
    `Phần ${i + 1}. Đồng chí ghi phần việc cụ thể, có chỉ tiêu đo được, thời gian hoàn thành và người phụ trách. Nội dung viết ngắn gọn, tránh nêu chung chung để cấp trên dễ duyệt và dễ theo dõi trong năm.`,
).join('\n\n');

const review: Reply = {
  text: 'Đoàn trường THPT Mẫu, năm 2027\nMục 1.1: Tổ chức 02 buổi sinh hoạt chuyên đề trong năm học\nChỉ tiêu: 2 buổi. Hạn: Quý I (31/03/2027). Phụ trách: Ban Chấp hành.',
  choices: [
    toned('ok:1', 'Duyệt', 'success'),
    toned('back:1', 'Yêu cầu bổ sung', 'danger'),
    choice('prev:1', 'Trước', { narrow: true }),
    choice('next:1', 'Sau', { narrow: true }),
    choice('note:1', 'Ghi chú'),
    choice('task:1', 'Xem toàn bộ phần việc'),
    choice('list:1', 'Về danh sách'),
  ],
};

export const replyTo = (
  said: string,
  pictures: { image: FileRef; file: FileRef },
): Reply | 'fault' => {
  const { image, file } = pictures;
  if (said === '/dangky' || said === '/kehoach') return board(3);
  if (said.startsWith('item:')) return { ...board(4), edits: 'board' };
  if (said === '/duyet') return review;
  if (said === 'dài') return { text: long, choices: [toned('read:1', 'Đã đọc', 'primary')] };
  if (said === 'ảnh') return { text: 'Mã QR để mời đoàn viên tham gia.', image };
  if (said === 'tệp')
    return { text: 'Bản đăng ký đã soạn. Xem thêm tại https://example.vn/huong-dan.', file };
  if (said === 'lỗi') return 'fault';
  if (said === '/start')
    return {
      text: 'Kính chào đồng chí!\nHệ thống giúp đăng ký, duyệt và theo dõi “3 chủ động”.',
      choices: [toned('go:1', 'Bắt đầu', 'primary'), choice('help:1', 'Trợ giúp')],
    };
  return { text: `Hệ thống đã nhận: ${said}` };
};
