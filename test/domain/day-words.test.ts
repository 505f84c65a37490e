import { expect, test } from '@jest/globals';
import { parseDay } from '../../src/domain/day-words.ts';

test.each([
  ['14/10/2026', '2026-10-14'],
  ['1-2-26', '2026-02-01'],
  ['05.11.2026', '2026-11-05'],
  ['ngày 14 tháng 10 năm 2026', '2026-10-14'],
  ['2026-10-14', '2026-10-14'],
  ['31/02/2026', undefined],
  ['hôm nay', undefined],
  ['10/2026', undefined],
])('"%s" is the day %s', (words, day) => {
  expect(parseDay(words)).toBe(day);
});
