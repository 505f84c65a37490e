import { describe, expect, test } from '@jest/globals';
import { parseItemCodes, parseTaskNumbers } from '../../../flows/registering/task-numbers.ts';

describe('task numbers as reviewers type them', () => {
  test.each([
    ['1', { numbers: [1] }],
    ['1, 3', { numbers: [1, 3] }],
    ['1 3', { numbers: [1, 3] }],
    ['1;3', { numbers: [1, 3] }],
    ['1 và 3', { numbers: [1, 3] }],
    ['1 and 3', { numbers: [1, 3] }],
    ['1, 2, 2', { numbers: [1, 2] }],
    ['2-4', { numbers: [2, 3, 4] }],
    ['1, 3-5', { numbers: [1, 3, 4, 5] }],
    ['4-2', { numbers: [] }],
    ['12.', { numbers: [12] }],
    ['2 ghi rõ số lớp', { numbers: [2], note: 'ghi rõ số lớp' }],
    ['1, 3: ghi rõ số lớp', { numbers: [1, 3], note: 'ghi rõ số lớp' }],
    ['1 – chưa có số', { numbers: [1], note: 'chưa có số' }],
    ['1\nchưa có số\nchưa có người', { numbers: [1], note: 'chưa có số\nchưa có người' }],
  ])('%j means %j', (words, meant) => {
    expect(parseTaskNumbers(words)).toEqual(meant);
  });

  test.each(['', 'một', 'ghi rõ 2 lớp', '120 học viên', '2027', '1.1', '20/11', '3%', '2lớp'])(
    '%j names no task',
    (words) => {
      expect(parseTaskNumbers(words)).toBeUndefined();
    },
  );
});

describe('item codes as reviewers type them', () => {
  test.each([
    ['1.2', { items: ['1.2'] }],
    ['1.2, 1.4', { items: ['1.2', '1.4'] }],
    ['1.2 và 1.4 ghi rõ số lớp', { items: ['1.2', '1.4'], note: 'ghi rõ số lớp' }],
  ])('%j means %j', (words, meant) => {
    expect(parseItemCodes(words)).toEqual(meant);
  });

  test.each(['', '1', '1, 2', '1.25', '1.2.3', 'mục 1.2'])('%j names no item', (words) => {
    expect(parseItemCodes(words)).toBeUndefined();
  });
});
