import { describe, expect, test } from '@jest/globals';
import { parseDue } from '../../src/domain/due.ts';
import { findFlaws } from '../../src/domain/find-flaws.ts';
import { parseTarget } from '../../src/domain/measures.ts';
import { parseTaskLine } from '../../src/domain/task-line.ts';
import { clean, findPersonalData, fold, shorten } from '../../src/domain/text.ts';

const due = (words: string): string => {
  const parsed = parseDue(words, 2027);
  return 'error' in parsed ? parsed.error : (parsed.ok.lastDay ?? '-');
};

const line = (words: string): string => parseTaskLine(words)?.fields.due ?? '-';

const zalgo = `Quý I${'\u0301\u0302\u0303'.repeat(500)}`;

describe('whatever people paste', () => {
  //  words, kept on one line, due, measures, due of the task line
  test.each([
    ['31/02', '31/02', 'no_such_day', 0, '-'],
    ['quý 5', 'quý 5', 'no_such_quarter', 0, '-'],
    ['tháng 13 năm 2027', 'tháng 13 năm 2027', 'no_such_month', 0, '-'],
    ['30/11/1999', '30/11/1999', 'year_outside', 0, '-'],
    ['', '', 'empty', 0, '-'],
    [' \u00a0\u200b\n\t ', '', 'empty', 0, '-'],
    ['🙂👍🏽👨‍👩‍👧', '🙂👍🏽👨👩👧', 'empty', 0, '-'],
    ['...;;;---', '...;;;---', 'empty', 0, '-'],
    ['\u202eQuý\u202c I\u200f', 'Quý I', '2027-03-31', 0, '-'],
    ['Quý\nI\r\n', 'Quý I', '2027-03-31', 0, '-'],
    ['Tháng 3'.normalize('NFD'), 'Tháng 3', '2027-03-31', 0, '-'],
    ['02 lớp\n120 học viên\nQuý I', '02 lớp 120 học viên Quý I', '2027-03-31', 2, 'Quý I'],
    ['\ufeffMở lớp; 02 lớp; Quý I\u0000', 'Mở lớp; 02 lớp; Quý I', '2027-03-31', 1, 'Quý I'],
    ['<b>Quý I</b> {{x}} $& \\n', '<b>Quý I</b> {{x}} $& \\n', '2027-03-31', 0, '-'],
    ['__proto__; constructor; Quý I', '__proto__; constructor; Quý I', '2027-03-31', 0, 'Quý I'],
    ['/huy', '/huy', '-', 0, '-'],
    ['ＱＵÝ Ⅰ', 'ＱＵÝ Ⅰ', '-', 0, '-'],
    ['٣/٤', '٣/٤', '-', 0, '-'],
  ])(
    '%j is kept as %j, is due %s and holds %d measures',
    (words, kept, when, measures, lineDue) => {
      expect(clean(words)).toBe(kept);
      expect(due(words)).toBe(when);
      expect(parseTarget(words).measures).toHaveLength(measures);
      expect(line(words)).toBe(lineDue);
    },
  );

  test.each([
    ['one letter', 'a'.repeat(5000)],
    ['words', 'Mở lớp 02 buổi quý I; '.repeat(250)],
    ['digits', '0'.repeat(5000)],
    ['dates', '31/02 '.repeat(800)],
    ['line breaks', '\n'.repeat(5000)],
    ['accents on one letter', zalgo],
    ['halves of pairs', '\ud83d'.repeat(5000)],
    ['families', '👨‍👩‍👧‍👦'.repeat(450)],
    ['tabs', 'a\tb\t'.repeat(1250)],
    ['colons', 'Nội dung: '.repeat(500)],
  ])('5,000 characters of %s pass through everything', (_what, words) => {
    const text = clean(words, { lines: true });
    expect(shorten(text, 60).length).toBeLessThanOrEqual(60);
    expect(fold(fold(words))).toBe(fold(words));
    expect(['too_long', 'empty']).toContain(due(words));
    expect(findPersonalData(words)).toEqual([]);
    const target = parseTarget(words);
    const flaws = findFlaws({ content: text, target, due: { text }, owner: text });
    expect(new Set(flaws).size).toBe(flaws.length);
    const read = parseTaskLine(words);
    expect(read === undefined || read.fields.content !== '').toBe(true);
  });
});
