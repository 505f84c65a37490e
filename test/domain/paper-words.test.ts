import { describe, expect, test } from '@jest/globals';
import {
  bodyName,
  listLines,
  officialDay,
  ownLineOf,
  paperNumber,
  paragraphsFrom,
  parsePaperDay,
  parsePaperNumber,
  placeOf,
  planSymbolOf,
  superiorLineOf,
} from '../../src/domain/paper-words.ts';
import { at } from './office.ts';

describe('the heading of a paper', () => {
  test.each([
    ['Đoàn trường THPT Mẫu', 'BCH ĐOÀN TRƯỜNG THPT MẪU', 'KH/ĐTN'],
    ['Xã Sơn Định', 'BCH ĐOÀN XÃ SƠN ĐỊNH', 'KH/ĐTN'],
    ['Chi đoàn cơ sở Trạm Y tế Mẫu', 'CHI ĐOÀN CƠ SỞ TRẠM Y TẾ MẪU', 'KH/CĐCS'],
  ])('of %s is %s with %s', (name, line, symbol) => {
    expect(ownLineOf(name)).toBe(line);
    expect(planSymbolOf(name)).toBe(symbol);
  });

  test.each([
    ['Huyện đoàn Chợ Lách', 'HUYỆN ĐOÀN CHỢ LÁCH'],
    ['Đoàn phường Sao Mai', 'ĐOÀN PHƯỜNG SAO MAI'],
    ['Phường Sao Mai', 'ĐOÀN PHƯỜNG SAO MAI'],
  ])('names the superior %s as %s', (name, line) => {
    expect(superiorLineOf(name)).toBe(line);
  });

  test('calls a unit Đoàn once', () => {
    expect(bodyName('Xã Mẫu')).toBe('Đoàn Xã Mẫu');
    expect(bodyName('Tỉnh đoàn Mẫu')).toBe('Tỉnh đoàn Mẫu');
    // "đoạn" is no "đoàn" for a reader, though it folds to it
    expect(bodyName('Đoàn thanh niên Công an Mẫu')).toBe('Đoàn thanh niên Công an Mẫu');
  });

  test.each([
    [['Đoàn xã Vĩnh Mẫu'], 'Vĩnh Mẫu'],
    [['Đoàn trường THPT Mẫu', 'Đoàn phường Sao Mai (Mẫu)'], 'Sao Mai'],
    [['Đoàn phường 12'], 'Phường 12'],
    [['Đoàn xã Mẫu'], 'Xã Mẫu'],
    [['Đoàn đặc khu Thổ Châu'], 'Thổ Châu'],
    [['Đoàn Khối cơ quan', 'Tỉnh đoàn Mẫu'], ''],
  ])('takes the place from %j: "%s"', (names, place) => {
    expect(placeOf(names)).toBe(place);
  });
});

describe('the day of a paper', () => {
  test.each([
    ['2026-02-05', '05', '02', '2026'],
    ['2026-03-09', '09', '3', '2026'],
    ['2026-12-31', '31', '12', '2026'],
    ['2026-01-10', '10', '01', '2026'],
  ])('%s has zeros where the rule wants them', (day, date, month, year) => {
    expect(officialDay(day)).toEqual({ day: date, month, year });
  });

  const now = at('2026-11-24');
  test.each([
    ['05/02/2026', '2026-02-05'],
    ['5-2-26', '2026-02-05'],
    ['5.2.2026', '2026-02-05'],
    ['ngày 5 tháng 2 năm 2026', '2026-02-05'],
    ['Ngày 05/02', '2026-02-05'],
    ['30/12', '2025-12-30'],
    ['24/11', '2026-11-24'],
    ['hôm nay', '2026-11-24'],
    ['Hom nay', '2026-11-24'],
    ['31/02/2026', undefined],
    ['29/2', undefined],
    ['2026-02-05', undefined],
    ['thứ hai', undefined],
    ['5', undefined],
  ])('is read from "%s" as %s', (words, day) => {
    expect(parsePaperDay(words, now)).toBe(day);
  });
});

describe('the number of a paper', () => {
  test.each([
    ['05', 5],
    ['5', 5],
    ['Số 05', 5],
    ['số: 12', 12],
    ['05-KH/ĐTN', 5],
    ['5 - KH/CĐCS', 5],
    ['105/KH-ĐTN', 105],
    ['05-KH', 5],
    ['0', undefined],
    ['-5', undefined],
    ['05-BC/ĐTN', undefined],
    ['12345', undefined],
    ['năm', undefined],
    ['', undefined],
  ])('is read from "%s" as %s', (words, number) => {
    expect(parsePaperNumber(words)).toBe(number);
  });

  test('has two digits at the least', () => {
    expect([1, 12, 345].map(paperNumber)).toEqual(['01', '12', '345']);
  });
});

describe('a standing text', () => {
  const blanks = {
    year: 2027,
    unitName: 'Đoàn xã Mẫu',
    superiorName: 'Tỉnh đoàn Mẫu',
    programme: { title: 'Xây dựng', source: '18-HD/TWĐTN, 24/05/2023' },
  };

  test('is filled in anew each year, paragraph by paragraph', () => {
    expect(
      paragraphsFrom(
        'Năm {năm} của {Đơn vị}\n\n  gửi {cấp trên}  \n{hướng dẫn}: {chương trình}',
        blanks,
      ),
    ).toEqual([
      'Năm 2027 của Đoàn xã Mẫu',
      'gửi Tỉnh đoàn Mẫu',
      '18-HD/TWĐTN ngày 24/05/2023: Xây dựng',
    ]);
  });

  test('keeps what it does not know', () => {
    expect(paragraphsFrom('{lạ} {} { năm }', blanks)).toEqual(['{lạ} {} 2027']);
  });

  test('of a list loses the marks that its writer set', () => {
    expect(listLines(['- Một;', '+ Hai.', 'Ba', '•  Bốn,'])).toEqual(['Một', 'Hai', 'Ba', 'Bốn']);
  });
});
