import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { labelledField, parseTaskLine } from '../../src/domain/task-line.ts';

const fields = {
  content: 'Mở lớp bồi dưỡng',
  target: '02 lớp',
  due: 'Quý I',
  owner: 'Bí thư',
};
const all = { ...fields, partners: 'Ban Giám hiệu', evidence: 'Ảnh, quyết định' };

describe('a task in one line', () => {
  test.each([
    ['Mở lớp bồi dưỡng; 02 lớp; Quý I; Bí thư; Ban Giám hiệu; Ảnh, quyết định', { fields: all }],
    ['Mở lớp bồi dưỡng;02 lớp;Quý I;Bí thư', { fields }],
    ['Mở lớp bồi dưỡng; 02 lớp; Quý I; Bí thư;', { fields }],
    ['  Mở  lớp bồi dưỡng ; 02 lớp；Quý I;\nBí thư', { fields }],
    ['1.2; Mở lớp bồi dưỡng; 02 lớp; Quý I; Bí thư', { item: '1.2', fields }],
    ['1.2: Mở lớp bồi dưỡng; 02 lớp; Quý I; Bí thư', { item: '1.2', fields }],
    ['Mục 1.2: Mở lớp bồi dưỡng; 02 lớp; Quý I; Bí thư', { item: '1.2', fields }],
    ['1.2 Mở lớp bồi dưỡng; 02 lớp; Quý I; Bí thư', { item: '1.2', fields }],
    ['tiểu mục 1,2 Mở lớp bồi dưỡng; 02 lớp; Quý I; Bí thư', { item: '1.2', fields }],
    ['1.2 Mở lớp bồi dưỡng', { item: '1.2', fields: { content: 'Mở lớp bồi dưỡng' } }],
    [
      '3.1; Tham mưu đối thoại; nhiều; khi thuận lợi',
      {
        item: '3.1',
        fields: { content: 'Tham mưu đối thoại', target: 'nhiều', due: 'khi thuận lợi' },
      },
    ],
    [
      '1.5 km đường hoa; 02 lần; Quý I; Bí thư',
      { fields: { ...fields, content: '1.5 km đường hoa', target: '02 lần' } },
    ],
    ['1.2\nMở lớp bồi dưỡng\n02 lớp\n\nQuý I\nBí thư', { item: '1.2', fields }],
    ['- Mở lớp bồi dưỡng\n- 02 lớp\n- Quý I\n- Bí thư', { fields }],
    ['Mở lớp bồi dưỡng\t02 lớp\tQuý I\tBí thư', { fields }],
    ['Mở lớp bồi dưỡng; ; Quý I', { fields: { content: 'Mở lớp bồi dưỡng', due: 'Quý I' } }],
    ['Mở lớp; 02 lớp; ', { fields: { content: 'Mở lớp', target: '02 lớp' } }],
    [
      'Nội dung: Mở lớp bồi dưỡng; Chỉ tiêu: 02 lớp; Thời gian: Quý I; Phụ trách: Bí thư; Phối hợp: Ban Giám hiệu; Minh chứng: Ảnh, quyết định',
      { fields: all },
    ],
    [
      'Người phụ trách: Bí thư\nthoi gian: Quý I\nCHỈ TIÊU: 02 lớp\n1. Nội dung: Mở lớp bồi dưỡng\nTiểu mục: 1.2',
      { item: '1.2', fields },
    ],
    [
      'Mở lớp bồi dưỡng; Chỉ tiêu: 02 lớp; 120 học viên; Thời gian: Quý I; Phụ trách: Bí thư',
      { fields: { ...fields, target: '02 lớp; 120 học viên' } },
    ],
    [
      'Mở lớp; 02 lớp; Quý I; Bí thư; Trường; Ảnh; Sổ',
      {
        fields: {
          ...fields,
          content: 'Mở lớp',
          partners: 'Trường',
          evidence: 'Ảnh; Sổ',
        },
      },
    ],
    ['Mở lớp bồi dưỡng; 02 lớp; Quý I; Bí thư'.normalize('NFD'), { fields }],
  ])('is read from %j', (words, expected) => {
    expect(parseTaskLine(words)).toEqual(expected);
  });

  test.each([
    ['Chỉ tiêu: 05 lớp', { field: 'target', words: '05 lớp' }],
    ['thoi gian = quý II', { field: 'due', words: 'quý II' }],
    ['chỉ tiêu:', undefined],
    ['tiểu mục: 1.2', undefined],
    ['05 lớp', undefined],
  ])('one field by its name: %j', (words, expected) => {
    expect(labelledField(words)).toEqual(expected);
  });

  test.each([
    'Mở lớp bồi dưỡng',
    'Mở lớp; 02 lớp',
    'Tổ chức giao lưu; văn nghệ; thể thao',
    'Câu đầu tiên.\nCâu thứ nhì.\nCâu sau cùng.',
    '; 02 lớp; Quý I; Bí thư',
    'Chỉ tiêu: 02 lớp; Thời gian: Quý I',
    '1.2',
    '1.2;',
    'Nội dung\tChỉ tiêu\tThời gian\tPhụ trách',
    ';;;;;;',
    '\n\n\n',
    '🙂',
    '',
  ])('is not read from %j', (words) => {
    expect(parseTaskLine(words)).toBeUndefined();
  });

  it('never throws and gives no empty field, whatever is typed', () => {
    const piece = fc.oneof(
      fc.constantFrom(';', '\n', '\t', ':', '1.2', 'Nội dung:', 'hạn:', '02 lớp', 'quý 5', '- '),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const line = parseTaskLine(pieces.join(''));
        if (line === undefined) return;
        for (const words of Object.values(line.fields)) expect(words).toBe(words.trim());
        for (const words of Object.values(line.fields)) expect(words).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it('is decided quickly for a very long message', () => {
    expect(parseTaskLine('a'.repeat(5000))).toBeUndefined();
    expect(parseTaskLine('một; '.repeat(2_000))).toBeUndefined();
  });
});
