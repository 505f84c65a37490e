import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { isDay } from '../../src/domain/dates.ts';
import { hasTime, longestDue, parseDue } from '../../src/domain/due.ts';
import { oneLine } from '../../src/domain/text.ts';
import { loadProgrammes } from '../../src/programmes/load.ts';

const year = 2027;

/** dd/mm of the last day, "-" for words only, or the name of the error. */
const verdict = (words: string, of = year): string => {
  const parsed = parseDue(words, of);
  if ('error' in parsed) return parsed.error;
  const day = parsed.ok.lastDay;
  return day === undefined ? '-' : `${day.slice(8)}/${day.slice(5, 7)}`;
};

describe('a due time in words', () => {
  test.each([
    ['Quý I', '31/03'],
    ['quý một', '31/03'],
    ['Quy 2', '30/06'],
    ['quí IV/2027', '31/12'],
    ['Q3', '30/09'],
    ['quý 1 và quý 3', '30/09'],
    ['quý I, III', '30/09'],
    ['quý I-II', '30/06'],
    ['hết quý II năm 2027', '30/06'],
    ['trước quý II', '31/03'],
    ['từ quý I', '-'],
  ])('of quarters: %s ends on %s', (words, expected) => {
    expect(verdict(words)).toBe(expected);
  });

  test.each([
    ['tháng 3', '31/03'],
    ['tháng 3/2027', '31/03'],
    ['3/2027', '31/03'],
    ['3/27', '31/03'],
    ['tháng 3 năm 2027', '31/03'],
    ['T3', '31/03'],
    ['tháng tư', '30/04'],
    ['tháng năm', '31/05'],
    ['thang muoi hai', '31/12'],
    ['từ tháng 3 đến tháng 5', '31/05'],
    ['Đợt 1: tháng 3; đợt 2: tháng 11', '30/11'],
    ['tháng 3, 6, 9 và 12', '31/12'],
    ['tháng 10-12', '31/12'],
    ['tháng 3, 15 buổi', '31/03'],
    ['trước tháng 3', '28/02'],
    ['từ nay đến tháng 5', '31/05'],
    ['tháng 10 đến tháng 4', '-'],
    ['từ tháng 10/2026 đến tháng 4/2027', '30/04'],
    ['trong tháng', '-'],
  ])('of months: %s ends on %s', (words, expected) => {
    expect(verdict(words)).toBe(expected);
  });

  test.each([
    ['30/11', '30/11'],
    ['30 / 11', '30/11'],
    ['30-11-2027', '30/11'],
    ['30.11.27', '30/11'],
    ['14.10', '14/10'],
    ['14-10', '14/10'],
    ['ngày 14 tháng 10', '14/10'],
    ['ngày 5 tháng 4 năm 2027', '05/04'],
    ['trước 30/11', '29/11'],
    ['Xong trước ngày 30/11', '29/11'],
    ['trước 01/01/2028', '31/12'],
    ['trước 01/01', '-'],
    ['đến hết ngày 30/11', '30/11'],
    ['xong trong ngày 30/11', '30/11'],
    ['chậm nhất 30/11', '30/11'],
    ['15-20/3', '20/03'],
    ['ngày 14 và 15 tháng 10', '15/10'],
    ['01/3-31/5/2027', '31/05'],
    ['từ 1/3', '-'],
    ['sau 30/11', '-'],
    ['15/8 âm lịch', '-'],
  ])('of days: %s ends on %s', (words, expected) => {
    expect(verdict(words)).toBe(expected);
  });

  test.each([
    ['6 tháng đầu năm', '30/06'],
    ['sáu tháng cuối năm', '31/12'],
    ['9 tháng đầu năm 2027', '30/09'],
    ['cuối năm', '31/12'],
    ['cả năm', '31/12'],
    ['năm 2027', '31/12'],
    ['2027', '31/12'],
    ['6 tháng năm 2027', '31/12'],
    ['hằng tháng', '-'],
    ['hàng tháng', '-'],
    ['mỗi tháng một lần', '-'],
    ['tháng 1 lần', '-'],
    ['hằng quý', '-'],
    ['T7 hằng tuần', '-'],
    ['thường xuyên', '-'],
    ['Tuần cuối mỗi quý', '-'],
    ['hằng tháng từ ngày 5', '-'],
    ['năm học 2026-2027', '-'],
    ['quỹ 10 triệu', '-'],
    ['theo chỉ đạo', '-'],
  ])('of parts of a year and of rates: %s ends on %s', (words, expected) => {
    expect(verdict(words)).toBe(expected);
  });

  test.each([
    ['quý 5', { error: 'no_such_quarter', params: { quarter: '5' } }],
    ['quý V', { error: 'no_such_quarter', params: { quarter: 'V' } }],
    ['tháng 13', { error: 'no_such_month', params: { month: '13' } }],
    ['31/02', { error: 'no_such_day', params: { day: '31/02' } }],
    ['29/02', { error: 'no_such_day', params: { day: '29/02' } }],
    ['10/14', { error: 'no_such_day', params: { day: '10/14' } }],
    ['31.4.2027', { error: 'no_such_day', params: { day: '31/4/2027' } }],
    ['ngày 32 hằng tháng', { error: 'no_such_day', params: { day: '32' } }],
    ['tháng 3/2026', { error: 'year_outside', params: { year: 2026, wanted: 2027 } }],
    ['30/11/28', { error: 'year_outside', params: { year: 2028, wanted: 2027 } }],
    ['quý I năm 2028', { error: 'year_outside', params: { year: 2028, wanted: 2027 } }],
    [
      'từ tháng 10/2027 đến tháng 4/2028',
      { error: 'year_outside', params: { year: 2028, wanted: 2027 } },
    ],
    ['', { error: 'empty', params: {} }],
    [' \n\u200b ', { error: 'empty', params: {} }],
    ['🙂🙂', { error: 'empty', params: {} }],
    ['quý I '.repeat(1000), { error: 'too_long', params: { max: longestDue } }],
  ])('that cannot be: %j', (words, expected) => {
    expect(parseDue(words, year)).toEqual(expected);
  });

  it('knows leap years', () => {
    expect(verdict('29/02', 2028)).toBe('29/02');
    expect(verdict('tháng 2', 2028)).toBe('29/02');
  });

  it('keeps the words, cleaned', () => {
    expect(parseDue('  Quý  I\u202c,\n xong sớm ', year)).toEqual({
      ok: { text: 'Quý I, xong sớm', lastDay: '2027-03-31' },
    });
    expect(parseDue('Quý I'.normalize('NFD'), year)).toEqual({
      ok: { text: 'Quý I', lastDay: '2027-03-31' },
    });
  });
});

describe('the due times of all suggestions', () => {
  const suggestions = loadProgrammes(join(import.meta.dirname, '../../programmes'))[0]!.suggestions;
  const expected: Record<string, string> = {
    'Xong trong quý I; rà soát lại vào tuần cuối mỗi quý': '31/03',
    'Đợt 1: tháng 3; đợt 2: tháng 11': '30/11',
    'Tháng 02 và tháng 11': '30/11',
    'Tuần cuối mỗi quý': '-',
    'Báo cáo ngày 20 hằng tháng': '-',
    'Tháng 10 và tháng 3': '31/10',
    'Trước Tết và tháng 7': '31/07',
    'Tháng 6': '30/06',
    'Tháng 6 đến tháng 8': '31/08',
    'Mỗi học kỳ 02 buổi': '-',
    'Quý II và quý IV': '31/12',
    'Rà soát trong tháng 01; giúp đỡ cả năm': '31/12',
    'Đánh giá 6 tháng/lần': '-',
    'Tháng 9 và tháng 01': '30/09',
    'Cả năm, sơ kết tháng 6': '31/12',
    'Mỗi quý 01 buổi': '-',
    'Hằng tháng': '-',
    'Tháng 11 và tháng 3': '30/11',
    'Quý II, quý IV': '31/12',
    'Ban hành trước 31/01': '30/01',
    'Trước 20/02 và trước 20/5': '19/05',
    'Trong tháng 01': '31/01',
    'Khởi công tháng 3, bàn giao tháng 6': '30/06',
    'Tháng 10 đến tháng 4': '-',
    'Hoàn thành trước 30/9': '29/09',
    'Trước ngày 10 hằng tháng': '-',
    'Tuần đầu hằng tháng': '-',
    'Từ quý I': '-',
    'Sơ kết tháng 6, tổng kết tháng 11': '30/11',
    'Tháng 9 đến tháng 5': '-',
    'Quý II và quý III': '30/09',
    'Tháng 4 và tháng 9': '30/09',
    'Tháng 11': '30/11',
    'Tháng 3 và tháng 5': '31/05',
    'Đăng ký quý I, tổng kết quý IV': '31/12',
    'Tháng 3': '31/03',
    'Tháng 6 và tháng 11': '30/11',
    'Mỗi học kỳ 01 buổi': '-',
    'Quý III': '30/09',
    'Ký trước 28/02': '27/02',
    'Tháng 01 đến tháng 02': '28/02',
    'Thứ Bảy hằng tuần': '-',
    'Cả năm học': '-',
    'Xét hằng quý': '-',
    'Theo lịch của Đảng ủy': '-',
    'Tháng 10 đến tháng 5': '-',
    'Cả năm': '31/12',
    'Theo kỳ rà soát quy hoạch': '-',
    'Tháng 9 và tháng 02': '30/09',
    'Quý II': '30/06',
    'Cao điểm tháng 3, tháng 6, Trung thu': '30/06',
    'Hoàn thành trước 26/3': '25/03',
    'Hoàn thành trước 30/7': '29/07',
  };

  it.each(suggestions.map((one) => [one.id, one.due] as const))('%s: %s', (_id, due) => {
    expect(verdict(due)).toBe(expected[due]);
    expect(hasTime(due)).toBe(true);
  });
});

describe('hasTime', () => {
  test.each([
    ['hằng tháng', true],
    ['hang thang', true],
    ['dịp 26/3', true],
    ['thứ bảy', true],
    ['trong 24 giờ', true],
    ['theo kế hoạch', true],
    ['theo quy định', false],
    ['ký kết với lực lượng công an', false],
    ['hệ thống quỹ', false],
    ['càng sớm càng tốt', false],
    ['', false],
  ])('of %j is %s', (words, expected) => {
    expect(hasTime(words)).toBe(expected);
  });
});

describe('any words at all', () => {
  const word = fc.oneof(
    fc.constantFrom(
      ...'quý tháng ngày trước đến từ hết năm và , ; / - . I II V 6 đầu cuối hằng T Q lần âm lịch'.split(
        ' ',
      ),
    ),
    fc.nat(40).map(String),
    fc.integer({ min: 2024, max: 2030 }).map(String),
  );
  const noise = fc.string({ unit: 'binary', maxLength: 4 });
  const sentenceOf = (piece: fc.Arbitrary<string>) =>
    fc
      .array(fc.tuple(piece, fc.constantFrom(' ', '', '/')), { maxLength: 12 })
      .map((pieces) => pieces.flat().join(''));
  const sentence = sentenceOf(fc.oneof(word, noise));

  it('give a last day within the year, or none, or a known error, and never a throw', () => {
    fc.assert(
      fc.property(sentence, fc.integer({ min: 2023, max: 2032 }), (words, of) => {
        const parsed = parseDue(words, of);
        if ('error' in parsed) return;
        expect(parsed.ok.text).toBe(oneLine(words));
        if (parsed.ok.lastDay === undefined) return;
        expect(isDay(parsed.ok.lastDay)).toBe(true);
        expect(parsed.ok.lastDay.slice(0, 4)).toBe(String(of));
        expect(hasTime(words)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('mean the same however they are accented, spaced and normalised', () => {
    fc.assert(
      fc.property(sentenceOf(word), (words) => {
        expect(verdict(` ${words.normalize('NFD')}\u200b `)).toBe(verdict(words));
        expect(verdict(words.toUpperCase())).toBe(verdict(words));
      }),
    );
  });
});
