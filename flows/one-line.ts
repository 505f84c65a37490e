import type { TaskInput } from '../src/domain/commands.ts';
import type { ItemCode } from '../src/domain/programme.ts';

/** A task typed in one message, with the sub-item's code in front or without. */
export type TaskLine = { code?: ItemCode; fields: Partial<TaskInput> & { content: string } };

const names = ['content', 'target', 'due', 'owner', 'partners', 'evidence'] as const;
const codeInFront = /^([1-9])\s*[.,]\s*([1-9])(?!\d)[\s:;.–-]*/u;

/** A line that says itself where it belongs. */
export type PlacedLine = TaskLine & { code: ItemCode };

/** Undefined when the words hold no ';' between fields. */
export const parseLine = (words: string): TaskLine | undefined => {
  const found = codeInFront.exec(words.trim());
  const rest = words.trim().slice(found?.[0].length ?? 0);
  const parts = rest.split(';').map((part) => part.trim());
  const [content = '', ...others] = parts;
  if (content === '' || others.every((part) => part === '')) return undefined;
  const entries = names.flatMap((name, index) => {
    const part = parts[index];
    return part ? [[name, part] as const] : [];
  });
  return {
    ...(found ? { code: `${found[1]}.${found[2]}` } : {}),
    fields: { content, ...Object.fromEntries(entries) },
  };
};

/** The line, if the code of its sub-item stands in front. */
export const lineFor = (words: string): PlacedLine | undefined => {
  const line = parseLine(words);
  return line?.code === undefined ? undefined : { ...line, code: line.code };
};

/** "1.2" and nothing else. */
export const itemCodeAlone = (words: string): ItemCode | undefined => {
  const found = codeInFront.exec(words.trim());
  return found?.[0] === words.trim() ? `${found[1]}.${found[2]}` : undefined;
};
