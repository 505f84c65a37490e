/** The nouns that plans of the Youth Union count, so that "120 học viên tham gia" is counted in "học viên". */
import { fold } from './text.ts';

const counted = [
  'lượt, suất, lớp, buổi, cuộc, đợt, kỳ, lần, lượt người, lượt học sinh, lượt đoàn viên, lượt thanh niên',
  'em, người, đồng chí, cháu, bạn, hộ, hộ gia đình, gia đình, trường hợp, tấm gương, gương',
  'đoàn viên, đoàn viên mới, đoàn viên ưu tú, thanh niên, thanh thiếu niên, thanh thiếu nhi, thiếu nhi, trẻ em',
  'học sinh, sinh viên, học viên, giáo viên, giảng viên, công nhân, người lao động, tân binh, chiến sĩ, đảng viên',
  'hội viên, tình nguyện viên, cán bộ, cán bộ đoàn, bí thư, bí thư chi đoàn, ủy viên, thành viên, cộng tác viên',
  'chi đoàn, chi đoàn cơ sở, đoàn cơ sở, chi hội, chi đội, liên đội, câu lạc bộ, đội, nhóm, tổ, tổ tiết kiệm, tổ hợp tác',
  'ban chấp hành, ban chấp hành chi đoàn, ban thường vụ, đơn vị, cơ quan, cơ sở, doanh nghiệp, trường, hợp tác xã',
  'ấp, khu phố, khóm, thôn, xã, phường, đặc khu, bản, khu nhà trọ, địa bàn, khu vực',
  'kế hoạch, chương trình, báo cáo, văn bản, nghị quyết, chuyên đề, hội nghị, hội thảo, hội thi, cuộc thi, diễn đàn',
  'tọa đàm, tập huấn, lớp tập huấn, sinh hoạt, hoạt động, phong trào, chiến dịch, nhiệm vụ, phần việc, việc làm, chỉ tiêu',
  'công trình, công trình thanh niên, mô hình, dự án, đề án, sáng kiến, ý tưởng, giải pháp, đề tài, sản phẩm, tác phẩm',
  'ý kiến, kiến nghị, đề xuất, câu hỏi, phiếu, hồ sơ, sổ, tài liệu, bản tin, tin, bài, tin bài, bài viết, video, clip',
  'suất quà, suất học bổng, phần quà, quà, học bổng, thư viện, tủ sách, cuốn sách, quyển sách, sân chơi, khu vui chơi',
  'căn nhà, nhà, nhà nhân ái, nhà tình nghĩa, ngôi nhà, cầu, cây cầu, tuyến đường, đoạn đường, đường, cây, cây xanh, bóng đèn',
  'đơn vị máu, ngày công, giờ công, khoản thu chi, chỉ tiêu giao quân, đồng, km, m, mét, m2, ha, kg, tấn, lít, bộ, chiếc, cái, thùng, kilômét',
].flatMap((line) => line.split(', '));

/** Typed with its accents or with none: "có sổ" (has a book) is not "cơ sở" (a base). */
const bothWays = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.flatMap((word) => [word, fold(word)]));

const listed = (words: string): ReadonlySet<string> => bothWays(words.split(', '));

const known = bothWays(counted);
const longest = 5;

/** How many of these lower-case words are a noun that is counted; 0 when none is known. */
export const knownUnitLength = (words: readonly string[]): number => {
  for (let length = Math.min(longest, words.length); length > 0; length -= 1)
    if (known.has(words.slice(0, length).join(' '))) return length;
  return 0;
};

/** Words that begin what is said about the counted thing, and so end its name. */
const stops = listed(
  'được, có, đã, đang, sẽ, tham, trên, tại, ở, cho, và, hoặc, mỗi, trong, là, do, đến, của, từ, gửi, trả, đăng, dự, dùng, thực, theo, với, để, khi, trở, số, mới, không, phải, trước, sau, hằng, hàng, tổ chức, cùng, nhằm, về, vào, ra, biết, tiến, đạt',
);

export const endsUnit = (word: string): boolean => stops.has(word);

/** A duration is when, not how much. */
const times = listed('giờ, phút, giây, ngày, tuần, tháng, quý, quí, năm');

/** "15 ngày", but not "100 ngày công". */
export const isTimeUnit = (words: readonly string[]): boolean =>
  times.has(words[0] ?? '') && knownUnitLength(words) === 0;

/** A number before one of these is the name of a title: "3 chủ động", "Học sinh 3 tốt". */
const titles = listed('chủ động, tốt, rèn luyện, sẵn sàng, xung kích, đồng hành, trách nhiệm');

export const isTitle = (words: readonly string[]): boolean =>
  [1, 2].some((length) => titles.has(words.slice(0, length).join(' ')));

/** A number after one of these is a name: "lớp 12", "tháng 3", "Nghị quyết số 35", "đợt 1". */
const namers = listed(
  'lớp, khối, tháng, quý, quí, ngày, năm, số, thứ, đợt, khóa, cấp, loại, hạng, điều, khoản, mục, điểm, đoạn, kỳ, tuần',
);

const rates = listed('mỗi, hằng, hàng, từng, một');

/** "mỗi tháng 01 báo cáo" names nothing, nor does "02 lớp 03 cuộc thi", where the word is counted itself. */
export const namesNumber = (previous: string, beforeIt: string): boolean => {
  const isCounted = /^\d/u.test(beforeIt) && !times.has(previous);
  return namers.has(previous) && !rates.has(beforeIt) && !isCounted;
};
