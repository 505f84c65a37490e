import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  byName,
  clean,
  compareNames,
  comparePeople,
  findPersonalData,
  fold,
  lastWord,
  nfc,
  oneLine,
  shorten,
} from '../../src/domain/text.ts';

const anyText = fc.string({ unit: 'grapheme' });
const anyUnits = fc.string({ unit: 'binary' });

describe('fold', () => {
  test.each([
    ['Đặng Thị Hòa', 'dang thi hoa'],
    ['Đặng Thị Hòa'.normalize('NFD'), 'dang thi hoa'],
    ['Tân Hoà', 'tan hoa'],
    ['  ĐOÀN   xã\u00a0Mỹ\u200b Lâm ', 'doan xa my lam'],
    ['Ðặng ðức', 'dang duc'],
    ['ưu ƯƠNG', 'uu uong'],
    ['\u202eQuý I\u202c', 'quy i'],
    ['', ''],
    ['🙂 ❤️', '🙂 ❤'],
  ])('makes %j comparable as %j', (words, folded) => {
    expect(fold(words)).toBe(folded);
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(anyUnits, (words) => fold(fold(words)) === fold(words)));
  });

  it('does not care about the normal form', () => {
    fc.assert(fc.property(anyText, (words) => fold(words.normalize('NFD')) === fold(nfc(words))));
  });
});

describe('clean', () => {
  test.each([
    ['  Mở  lớp\tbồi dưỡng \n nhận thức ', 'Mở lớp bồi dưỡng nhận thức'],
    ['Hòa'.normalize('NFD'), 'Hòa'.normalize('NFC')],
    ['a\u0000b\u0007c\u200bd\ufeffe\u00adf', 'abcdef'],
    ['\u202eđảo chữ\u202c', 'đảo chữ'],
    ['\u3164\u2800', ''],
    ['\ud83d', ''],
    ['', ''],
  ])('keeps %j as %j on one line', (words, kept) => {
    expect(clean(words)).toBe(kept);
    expect(oneLine(words)).toBe(kept);
  });

  it('keeps line breaks where asked, at most one empty line in a row', () => {
    expect(clean(' Kế hoạch \r\n\r\n\n\n 02 lớp \u2028 hết ', { lines: true })).toBe(
      'Kế hoạch\n\n02 lớp\nhết',
    );
  });

  it('changes nothing the second time and leaves nothing invisible', () => {
    fc.assert(
      fc.property(anyUnits, fc.boolean(), (words, lines) => {
        const once = clean(words, { lines });
        expect(clean(once, { lines })).toBe(once);
        expect(once).not.toMatch(/[\p{Cf}\p{Cs}]/u);
        expect(once.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe('shorten', () => {
  test.each([
    ['Mở lớp bồi dưỡng', 40, 'Mở lớp bồi dưỡng'],
    ['Mở lớp bồi dưỡng', 16, 'Mở lớp bồi dưỡng'],
    ['Mở lớp bồi dưỡng', 12, 'Mở lớp bồi…'],
    ['Mở lớp, bồi dưỡng', 9, 'Mở lớp…'],
    ['Nghiêngnghiêngnghiêng', 8, 'Nghiêng…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
    ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 13, '👨‍👩‍👧‍👦…'],
    ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 11, '…'],
  ])('shortens %j to %d as %j', (words, max, short) => {
    expect(shorten(words, max)).toBe(short);
  });

  it('never exceeds the room and never cuts a letter', () => {
    const segmenter = new Intl.Segmenter('vi', { granularity: 'grapheme' });
    const lettersOf = (words: string) => [...segmenter.segment(words)].map((one) => one.segment);
    fc.assert(
      fc.property(anyText, fc.nat(40), (words, max) => {
        const short = shorten(words, max);
        expect(short.length).toBeLessThanOrEqual(max);
        if (short === words || short === '') return;
        const kept = short.slice(0, -1);
        expect(lettersOf(words).slice(0, lettersOf(kept).length).join('')).toBe(kept);
      }),
    );
  });

  it('is quick with a very long text', () => {
    expect(shorten('chữ '.repeat(50_000), 20)).toBe('chữ chữ chữ chữ chữ…');
  });
});

describe('order', () => {
  it('puts units in Vietnamese order and numbers by size', () => {
    const names = ['Chi đoàn 10', 'Đoàn xã Ba', 'Chi đoàn 2', 'Doan', 'Ấp Đá', 'Ấp Dá'];
    expect([...names].sort(compareNames)).toEqual([
      'Ấp Dá',
      'Ấp Đá',
      'Chi đoàn 2',
      'Chi đoàn 10',
      'Doan',
      'Đoàn xã Ba',
    ]);
    expect(byName([{ n: 'b' }, { n: 'a' }], (one) => one.n)).toEqual([{ n: 'a' }, { n: 'b' }]);
  });

  it('puts people by the last word, then by the rest', () => {
    const names = ['Thị Hồng Mẫu', 'Danh Út', 'An Văn Mẫu', 'Lê Ân'];
    expect([...names].sort(comparePeople)).toEqual([
      'Lê Ân',
      'An Văn Mẫu',
      'Thị Hồng Mẫu',
      'Danh Út',
    ]);
    expect(lastWord('  Danh  Út ')).toBe('Út');
    expect(lastWord('')).toBe('');
  });
});

describe('findPersonalData', () => {
  test.each([
    ['Em Nguyễn Văn Mẫu, 091201000123', ['id_number']],
    ['091 201 000 123', ['id_number']],
    ['liên hệ 0912345678', ['phone']],
    ['0912.345.678 hoặc +84 912 345 678', ['phone']],
    ['84912345678', ['phone']],
    ['a.mau@example.vn, b.mau@example.vn', ['emails']],
    ['gửi về van-phong@example.vn', []],
    ['30 suất, mỗi suất 500.000.000.000 đồng', []],
    ['0,5% nợ quá hạn; 1.200.000.000 đồng', []],
    ['từ 03/05/2027 đến 30/11/2027', []],
    ['', []],
  ])('finds in %j: %j', (words, found) => {
    expect(findPersonalData(words)).toEqual(found);
  });

  it('never throws and stays quick on long input', () => {
    fc.assert(fc.property(anyUnits, (words) => Array.isArray(findPersonalData(words))));
    expect(findPersonalData('a@'.repeat(50_000))).toEqual([]);
    expect(findPersonalData('0'.repeat(100_000))).toEqual([]);
  });
});
