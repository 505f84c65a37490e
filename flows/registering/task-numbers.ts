/** "1, 3", "1 và 3", "1-3 ghi rõ số lớp": which tasks are meant, and the words behind them. */
export type TaskNumbers = { numbers: readonly number[]; note?: string };

const list =
  /^(\d{1,2}(?:(?:\s*(?:[,;&+]|và|and)\s*|\s*[-–]\s*|\s+)\d{1,2}(?!\d))*)(?=$|[\s:,;–-]|\.(?!\d))[\s:.,;–-]*([\s\S]*)$/iu;
const range = /(\d{1,2})\s*[-–]\s*(\d{1,2})/u;

const spread = (part: string): number[] => {
  const [, from, to] = range.exec(part) ?? [];
  if (from === undefined || to === undefined) return [Number(part)];
  const length = Number(to) - Number(from) + 1;
  return Array.from({ length: Math.max(length, 0) }, (_, index) => Number(from) + index);
};

const codes = /^([1-9]\.\d(?:[\s,;&+]+(?:(?:và|and)\s+)?[1-9]\.\d)*)(?!\S)[\s:.,;–-]*([\s\S]*)$/iu;

/** "1.2, 1.4 ghi rõ số lớp": which sub-items are meant. Undefined when the words do not begin with one. */
export const parseItemCodes = (
  words: string,
): { items: readonly string[]; note?: string } | undefined => {
  const [, found, rest = ''] = codes.exec(words.trim()) ?? [];
  const items = found?.match(/\d\.\d/gu);
  return items ? { items, ...(rest.trim() ? { note: rest.trim() } : {}) } : undefined;
};

/** Undefined when the words do not begin with a number. */
export const parseTaskNumbers = (words: string): TaskNumbers | undefined => {
  const [, digits, rest = ''] = list.exec(words.trim()) ?? [];
  if (digits === undefined) return undefined;
  const parts = digits.match(/\d{1,2}\s*[-–]\s*\d{1,2}|\d{1,2}/gu) ?? [];
  const numbers = [...new Set(parts.flatMap(spread))];
  return { numbers, ...(rest.trim() ? { note: rest.trim() } : {}) };
};
