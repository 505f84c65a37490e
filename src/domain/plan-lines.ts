/** Walks through a plan from top to bottom and keeps in mind where it stands. */
import { labelRole, type Field } from './plan-labels.ts';
import {
  isMainPart,
  isOtherPart,
  readHeading,
  withoutMarks,
  type Outline,
} from './plan-outline.ts';
import { readTable } from './plan-table.ts';
import { taskFrom } from './plan-task-words.ts';
import type { PlanPiece, ProposedTask } from './plan-proposal.ts';
import { addTask, flushLoose, takeHeading, type Walk, type WalkTask } from './plan-walk.ts';
import { clean, hiddenMark, nfc } from './text.ts';

const bullet = /^\s*(?:[-–—*•●○▪■+]|\d{1,2}[.)]|[a-hđ][.)])\s*(?=\S)/u;

/** What a chat puts in front of each message, or between them. */
const sender =
  /^\s*\[?\d{1,2}:\d{2}(?::\d{2})?[,\s]+\d{1,2}\/\d{1,2}(?:\/\d{2,4})?\]?\s*[^:\n]{1,60}:\s*/u;
const chatter =
  /^(?:\d{1,2}:\d{2}|(?:hôm nay|hôm qua|đã gửi|đã xem|đã nhận|trả lời|đã chuyển tiếp|ảnh|hình ảnh|sticker|\[.{1,20}\]))(?:\s+\d{1,2}:\d{2})?$/iu;

/** "Chỉ tiêu: 02 lớp" on a line of its own belongs to the work above it. */
const labelled = (words: string): { field: Field; value: string } | undefined => {
  const [, label = '', value = ''] = /^([^:=]{2,40})\s*[:=]\s*(.*)$/su.exec(words) ?? [];
  const field = labelRole(label);
  return field === undefined ? undefined : { field, value: value.trim() };
};

const joined = (before: string | undefined, words: string, sign: string): string =>
  before ? `${before}${sign}${words}` : words;

const goOn = (task: WalkTask, field: Field, words: string, sign: string): void => {
  task.fields = { ...task.fields, [field]: joined(task.fields[field], words, sign) };
};

/** The rest of a sentence that was broken over two lines. */
const goesOn = (line: string, walk: Walk): boolean =>
  walk.open !== undefined &&
  !bullet.test(line) &&
  /^\s*[\p{Ll}(]/u.test(line) &&
  !/[.;:]\s*$/u.test(walk.open.fields.content);

const takeWork = (walk: Walk, line: string): void => {
  const words = withoutMarks(line.replace(bullet, ''));
  const field = labelled(words);
  if (field !== undefined && field.field !== 'content' && walk.open) {
    // several fields may follow on the same line
    const { content, ...others } = taskFrom(words);
    for (const [name, value] of Object.entries({ ...others, content })) {
      if (value !== '') goOn(walk.open, name as Field, value, '; ');
    }
    return;
  }
  if (goesOn(line, walk) && walk.open) goOn(walk.open, 'content', words, ' ');
  else addTask(walk, taskFrom(field?.field === 'content' ? field.value : words));
};

const hasWords = (line: string): boolean => (line.match(/\p{L}/gu) ?? []).length >= 3;

/** "(đăng ký nội dung cụ thể)": the empty form. */
const emptyForm = /^\(?\s*(?:đăng ký nội dung cụ thể|ghi nội dung cụ thể|…|\.{3,})\s*\)?$/iu;

/** A list item or a line that counts and dates something is work, wherever it stands. */
const looksLikeWork = (line: string): boolean => {
  const { target, due } = taskFrom(withoutMarks(line.replace(bullet, '')));
  return (bullet.test(line) && (target !== '' || due !== '')) || (target !== '' && due !== '');
};

const isQuestion = (line: string): boolean => /\?\s*$/u.test(line);

/** Under a heading every line is work; before the first, and among what people chat, only what looks like it. */
const isWorkHere = (walk: Walk, line: string): boolean => {
  if (walk.isOther || isQuestion(line)) return false;
  // a list of people is nobody's work
  if (line.includes(hiddenMark) && !looksLikeWork(line)) return false;
  if (walk.place === undefined) return looksLikeWork(line);
  return (
    !walk.isChat || bullet.test(line) || looksLikeWork(line) || labelled(clean(line)) !== undefined
  );
};

const takeWords = (walk: Walk, line: string, words: string): void => {
  const heading = readHeading(words, walk.outline);
  if (heading) {
    takeHeading(walk, heading);
    return;
  }
  if (isMainPart(words)) walk.isOther = false;
  else if (isOtherPart(words)) walk.isOther = true;
  if (hasWords(line) && !chatter.test(words) && !isMainPart(words) && isWorkHere(walk, line)) {
    takeWork(walk, line);
  } else walk.rest.push(words);
};

const takeLine = (walk: Walk, written: string): void => {
  const line = written.replace(sender, '');
  if (line !== written) walk.isChat = true;
  const words = clean(line);
  if (words !== '' && !emptyForm.test(words)) takeWords(walk, line, words);
};

const takePiece = (walk: Walk, piece: PlanPiece): void => {
  if ('rows' in piece) {
    readTable(piece.rows, walk, (line) => takeLine(walk, line));
    walk.open = undefined;
    return;
  }
  for (const line of nfc(piece.text).split(/\r\n|[\n\r\u2028\u2029\v\f]/u)) takeLine(walk, line);
};

const proposed = ({ place, fields }: WalkTask): ProposedTask => ({
  ...(place?.item === undefined ? {} : { item: place.item }),
  ...(place === undefined ? {} : { head: place.head }),
  fields,
});

/** The work and the rest of these pieces, in order. */
export const planLinesOf = (
  pieces: readonly PlanPiece[],
  outline: Outline,
): { tasks: ProposedTask[]; rest: string[] } => {
  const walk: Walk = {
    outline,
    place: undefined,
    isChat: false,
    isOther: false,
    tasks: [],
    rest: [],
    loose: undefined,
    open: undefined,
  };
  for (const piece of pieces) takePiece(walk, piece);
  flushLoose(walk);
  return { tasks: walk.tasks.map(proposed), rest: walk.rest };
};
