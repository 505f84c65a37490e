/**
 * A whole task in one message: "nội dung; chỉ tiêu; thời gian; người phụ trách; phối hợp; minh chứng", with or
 * without labels, with or without the item's code in front; also pasted as lines or as cells of a table.
 */
import type { TaskInput } from './commands.ts';
import { hasTime } from './due.ts';
import { parseTarget } from './measures.ts';
import type { ItemCode } from './programme.ts';
import { clean, fold } from './text.ts';

type Field = keyof TaskInput;

/** Fields that were left out or left empty are absent. */
export type TaskLine = { item?: ItemCode; fields: Partial<TaskInput> & { content: string } };

const inOrder: readonly Field[] = ['content', 'target', 'due', 'owner', 'partners', 'evidence'];

/** How the columns of plans are called in practice. */
const labels: Readonly<Record<Field | 'item', string>> = {
  content: 'nội dung, phần việc, nội dung phần việc, tên phần việc, công việc, việc',
  target: 'chỉ tiêu, mục tiêu, chỉ tiêu cần đạt, số lượng, kết quả cần đạt',
  due: 'thời gian, thời hạn, hạn, thời gian thực hiện, thời gian hoàn thành, hoàn thành, tiến độ',
  owner: 'phụ trách, người phụ trách, chủ trì, người thực hiện, phân công, chịu trách nhiệm',
  partners: 'phối hợp, đơn vị phối hợp, người phối hợp',
  evidence: 'minh chứng, sản phẩm, hồ sơ minh chứng, kết quả minh chứng',
  item: 'mục, tiểu mục, mã, mã mục',
};

const fieldOfLabel = new Map(
  [...inOrder, 'item' as const].flatMap((field) =>
    labels[field].split(', ').map((label) => [fold(label), field] as const),
  ),
);

type Part = { label?: Field | 'item'; words: string };

const bullet = /^(?:[-–*•+]|\d{1,2}[.)]|[a-h]\))\s+/u;

const readPart = (words: string): Part => {
  const bare = words.replace(bullet, '');
  const [, name = '', rest = ''] = /^([^:=]{1,40})[:=]\s*(.*)$/su.exec(bare) ?? [];
  const label = fieldOfLabel.get(fold(name));
  return label === undefined
    ? { words: words.replace(/^[-–*•+]\s+/u, '') }
    : { label, words: rest.trim() };
};

/** "chỉ tiêu: 05 lớp": one field by its name. */
export const labelledField = (words: string): { field: Field; words: string } | undefined => {
  const { label, words: value } = readPart(clean(words));
  return label === undefined || label === 'item' || value === ''
    ? undefined
    : { field: label, words: value };
};

/** The first line of a table says what its columns are called. */
const isHeading = (parts: readonly Part[]): boolean =>
  parts.every(({ label, words }) => label === undefined && fieldOfLabel.has(fold(words)));

/** By semicolons; without any, by the cells or the lines of what was pasted. */
const split = (words: string): readonly string[] => {
  if (/[;；]/u.test(words)) return clean(words).split(/[;；]/u);
  const cells = words.split('\t').filter((cell) => cell.trim() !== '');
  return cells.length > 2 ? cells : clean(words, { lines: true }).split(/\n+/u);
};

/** A code, closed by a sign, by the end or by words; "1.5 km" and "1,5 triệu" are amounts. */
const measured = 'km|m|m2|ha|tấn|tạ|kg|g|lít|giờ|ngày|tháng|năm|lần|điểm|triệu|tr|tỷ|tỉ|nghìn|ngàn';
const code = new RegExp(
  `^(?:(?:tiểu\\s+)?mục\\s+)?([1-9])[.,]([1-9])(?:\\s*(?:[:;).–-]\\s*|$)|\\s+(?=\\p{L})(?!(?:${measured})(?!\\p{L})))`,
  'iu',
);

/** "1.2; …", "1.2: …" and "1.2 …". */
const takeCode = (parts: readonly string[]): { item?: ItemCode; parts: readonly string[] } => {
  const [first = '', ...others] = parts;
  const [prefix, head, number] = code.exec(first) ?? [];
  if (prefix === undefined || head === undefined || number === undefined) return { parts };
  const item = `${head}.${number}`;
  const rest = first.slice(prefix.length);
  return { item, parts: rest === '' ? others : [rest, ...others] };
};

/** Words under a label go on until the next label: a target may hold semicolons of its own. */
const byLabels = (parts: readonly Part[]): Map<Field | 'item', string> => {
  const found = new Map<Field | 'item', string>();
  let current: Field | 'item' = 'content';
  for (const { label, words } of parts) {
    current = label ?? current;
    const before = found.get(current);
    if (words !== '') found.set(current, before === undefined ? words : `${before}; ${words}`);
  }
  return found;
};

/** By their order; what is too much belongs to the last. */
const byOrder = (parts: readonly Part[]): Map<Field | 'item', string> =>
  byLabels(parts.map(({ words }, index) => ({ label: inOrder[index] ?? 'evidence', words })));

const isItemCode = (words: string): boolean => /^[1-9]\.[1-9]$/u.test(words);

const leastParts = 3;

/** "giao lưu; văn nghệ; thể thao" is a list in somebody's sentence: a plan counts something or names a time. */
const soundsLikePlan = ({ target = '', due = '' }: Partial<TaskInput>): boolean =>
  hasTime(due) || parseTarget(target).measures.length > 0;

/** Without a code in front (what is missing will be asked for) a line must look like a task. */
const isPlanLike = (
  parts: readonly Part[],
  isLabelled: boolean,
  fields: Partial<TaskInput>,
): boolean => (isLabelled || parts.length >= leastParts) && soundsLikePlan(fields);

/** Undefined when the message is no task in one line: it needs a content, and a code or two more places. */
export const parseTaskLine = (words: string): TaskLine | undefined => {
  const { item: inFront, parts: texts } = takeCode(split(words).map((part) => clean(part)));
  const parts = texts.map(readPart);
  const isLabelled = parts.filter((part) => part.label !== undefined).length > 1;
  const found = isLabelled ? byLabels(parts) : byOrder(parts);
  const fields = Object.fromEntries(
    inOrder.flatMap((field) => (found.has(field) ? [[field, found.get(field)]] : [])),
  ) as Partial<TaskInput>; // Object.fromEntries forgets which keys it was given.
  const { content } = fields;
  const isMeant = inFront !== undefined || isPlanLike(parts, isLabelled, fields);
  if (content === undefined || !isMeant || isHeading(parts)) return undefined;
  const item = inFront ?? found.get('item');
  return {
    ...(item !== undefined && isItemCode(item) ? { item } : {}),
    fields: { ...fields, content },
  };
};
