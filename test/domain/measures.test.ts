import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { parseTarget, showMeasures } from '../../src/domain/measures.ts';
import { fold, oneLine } from '../../src/domain/text.ts';
import { loadProgrammes } from '../../src/programmes/load.ts';

const measured = (words: string): string => showMeasures(parseTarget(words).measures);

describe('a target', () => {
  it('keeps its words, cleaned, beside the measures', () => {
    expect(parseTarget(' 02  lớp,\n120 học viên ')).toEqual({
      text: '02 lớp, 120 học viên',
      measures: [
        { number: 2, unit: 'lớp' },
        { number: 120, unit: 'học viên' },
      ],
    });
    expect(parseTarget('100% đoàn viên').measures).toEqual([{ number: 100, unit: '% đoàn viên' }]);
  });

  test.each([
    ['1.200 lượt', '1.200 lượt'],
    ['1,200 lượt', '1.200 lượt'],
    ['1.234.567 đồng', '1.234.567 đồng'],
    ['1,5 triệu đồng', '1.500.000 đồng'],
    ['1.5 triệu đồng', '1.500.000 đồng'],
    ['1,1 triệu', '1.100.000 đồng'],
    ['500k', '500.000 đồng'],
    ['2 tỷ', '2.000.000.000 đồng'],
    ['0,125 ha', '0,125 ha'],
    ['0,5%', '0,5%'],
    ['ít nhất 70%', '70%'],
    ['50 phần trăm đoàn viên', '50% đoàn viên'],
    ['100 % đoàn viên tham gia', '100% đoàn viên'],
    ['100% chi đoàn có sổ', '100% chi đoàn'],
    ['01 báo cáo mỗi tháng', '1 báo cáo'],
    ['mỗi tháng 01 báo cáo', '1 báo cáo'],
    ['20-30 đoàn viên', '20 đoàn viên'],
    ['từ 20 đến 30 đoàn viên', '20 đoàn viên'],
    ['10 - 20%', '10%'],
    ['2km đường', '2 km'],
    ['100 ngày công', '100 ngày công'],
    ['02 lop, 120 hoc vien', '2 lop, 120 hoc vien'],
    ['một công trình', '1 công trình'],
    ['mỗi quý một buổi', '1 buổi'],
    ['03 nồi bánh tét', '3 nồi bánh'],
    ['05', '5'],
    ['thêm 02, duy trì 05 câu lạc bộ', '2 câu lạc bộ, 5 câu lạc bộ'],
    ['02 lớp\n03 cuộc thi', '2 lớp, 3 cuộc thi'],
    ['năm 2027: 120 học viên', '120 học viên'],
    ['02 lớp'.normalize('NFD'), '2 lớp'],
    ['\u202e02\u200b lớp\u202c', '2 lớp'],
  ])('of %j is counted as %s', (words, expected) => {
    expect(measured(words)).toBe(expected);
  });

  test.each([
    'trước 30/11',
    'đăng ký ngày 28/02/2027',
    'quý 1',
    'tháng 3 năm 2027',
    'tháng ba',
    'chủ trương 1+1',
    'trực 24/7',
    'lúc 08:00',
    'mục 1.1 và 2.3',
    'trong 15 ngày',
    'báo trong 24 giờ',
    'học sinh lớp 12',
    'chi đoàn 10A1',
    'Nghị quyết số 35-NQ/TW',
    'danh hiệu 3 chủ động',
    'đợt 1',
    'tất cả đoàn viên',
    '091201000123',
    '🙂',
    '',
  ])('of %j has nothing to count', (words) => {
    expect(parseTarget(words).measures).toEqual([]);
  });
});

describe('the targets of all suggestions', () => {
  const suggestions = loadProgrammes(join(import.meta.dirname, '../../programmes'))[0]!.suggestions;
  const expected: Record<string, string> = {
    '1.1-a': '100% đoàn viên',
    '1.1-b': '2 lớp, 120 học viên, 80 đoàn viên',
    '1.1-c': '100% đoàn viên, 100%',
    '1.1-d': '100% chi đoàn, 1 lần',
    '1.2-a': '1 thành viên, 1 báo cáo',
    '1.2-b': '2 đợt, 70% đoàn viên, 100% kiến nghị',
    '1.2-c': '100% chi đoàn, 1 lần',
    '1.2-d': '2 lần, 80% đoàn viên',
    '1.3-a': '1 diễn đàn, 60 em, 100% ý kiến',
    '1.3-b': '2 lớp, 50 em, 80% em',
    '1.3-c': '4 buổi, 400 lượt học sinh',
    '1.3-d': '1 kiến nghị, 100% đoàn viên',
    '1.4-a': '100% ấp, 10 trường hợp',
    '1.4-b': '2 thanh thiếu niên',
    '1.4-c': '30 suất học bổng, 500.000 đồng, 5 em',
    '1.4-d': '2 em, 500.000 đồng',
    '1.5-a': '100% cán bộ đoàn, 95% đoàn viên, 4 buổi',
    '1.5-b': '8 tin bài, 2 bài',
    '1.5-c': '2 cuộc thi, 60% đoàn viên',
    '1.5-d': '2 chuyên đề, 100% đoàn viên',
    '2.1-a': '1 chương trình',
    '2.1-b': '2 kế hoạch, 5 chỉ tiêu',
    '2.1-c': '100% chi đoàn',
    '2.1-d': '3 nhiệm vụ',
    '2.2-a': '1 công trình, 1 km, 30.000.000 đồng',
    '2.2-b': '2 mô hình, 30 thanh niên, 10.000.000 đồng',
    '2.2-c': '30 ý tưởng, 3 ý tưởng',
    '2.2-d': '1 công trình, 1 sáng kiến',
    '2.3-a': '100% chi đoàn, 1 lần, 2 chi đoàn',
    '2.3-b': '1 chi đoàn, 6 buổi',
    '2.3-c': '1 buổi, 3 buổi',
    '2.3-d': '100% chi đoàn',
    '2.4-a': '80% đoàn viên, 100 thanh niên, 2 lần',
    '2.4-b': '1 chi đoàn',
    '2.4-c': '1 câu lạc bộ, 5 câu lạc bộ, 50% học sinh',
    '2.4-d': '1 đơn vị, 2 hoạt động',
    '2.5-a': '50% chi đoàn, 100%',
    '2.5-b': '100% chi đoàn',
    '2.5-c': '20 gương, 1 gương',
    '2.5-d': '1 mô hình',
    '3.1-a': '1 cuộc',
    '3.1-b': '2 lần, 100% kiến nghị',
    '3.1-c': '2 buổi, 80% ý kiến',
    '3.1-d': '1 cuộc',
    '3.2-a': '4 chương trình, 1 hoạt động',
    '3.2-b': '100% chỉ tiêu giao quân, 100% tân binh',
    '3.2-c': '1 tổ, 500 lượt',
    '3.2-d': '1 mô hình',
    '3.3-a': '10 đoàn viên, 65%',
    '3.3-b': '15 đoàn viên',
    '3.3-c': '10 học sinh, 1 học sinh, 2 giáo viên',
    '3.3-d': '100% đoàn viên ưu tú, 2 đảng viên',
    '3.4-a': '3 đồng chí, 1 đồng chí',
    '3.4-b': '100% bí thư chi đoàn, 2 đồng chí',
    '3.4-c': '2 lớp tập huấn, 100% Ban Chấp hành chi đoàn',
    '3.4-d': '2 đồng chí',
    '3.5-a': '50.000.000 đồng, 100% khoản thu chi',
    '3.5-b': '3 tổ tiết kiệm, 0,5%',
    '3.5-c': '1 sân chơi, 1 tủ sách, 20.000.000 đồng',
    '3.5-d': '1 công trình, 50.000.000 đồng',
  };

  it.each(suggestions.map((one) => [one.id, one.target] as const))('%s: %s', (id, target) => {
    expect(measured(target)).toBe(expected[id]);
  });
});

describe('any words at all', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...'lớp đoàn viên % triệu đến - – . , ; / + một mười tháng ngày công k'.split(' '),
    ),
    fc.nat(2_000_000).map(String),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const sentence = fc
    .array(fc.tuple(piece, fc.constantFrom(' ', '')), { maxLength: 14 })
    .map((pieces) => pieces.flat().join(''));

  it('give finite numbers with units out of the words, and never a throw', () => {
    fc.assert(
      fc.property(sentence, (words) => {
        const { text, measures } = parseTarget(words);
        expect(text).toBe(oneLine(words));
        for (const { number, unit } of measures) {
          expect(Number.isFinite(number) && number >= 0).toBe(true);
          const known = ['', 'đồng', ...(unit.startsWith('%') ? ['%'] : [])].includes(unit);
          expect(known || fold(text).includes(fold(unit.replace(/^% /u, '')))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are read quickly however long they are', () => {
    for (const words of ['1', '1.', '1/', 'lớp ', '20-', 'một hai ', '1 đến '])
      expect(() => parseTarget(words.repeat(2_000))).not.toThrow();
  });
});
