import type { ItemCode } from '../../src/domain/programme.ts';
import { parseTaskLine, type TaskLine } from '../../src/domain/task-line.ts';

/** A task in one message that says itself where it belongs. */
export type PlacedLine = TaskLine & { item: ItemCode };

/** The line, if the code of its sub-item stands in front or the page says which is meant. */
export const placedLine = (words: string, here?: ItemCode): PlacedLine | undefined => {
  const line = parseTaskLine(words);
  const item = line?.item ?? here;
  return line === undefined || item === undefined ? undefined : { ...line, item };
};

/** A whole task that does not say where it belongs. */
export const placelessLine = (words: string): TaskLine | undefined => {
  const line = parseTaskLine(words);
  return line?.item === undefined ? line : undefined;
};

/** "1.2" (or "1,2") and nothing else. */
export const itemCodeAlone = (words: string): ItemCode | undefined => {
  const [, head, item] = /^([1-9])\s*[.,]\s*([1-9])\.?$/u.exec(words.trim()) ?? [];
  return head === undefined || item === undefined ? undefined : `${head}.${item}`;
};
