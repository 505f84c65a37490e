import { officialDay } from '../domain/paper-words.ts';
import type { PlanDocument, PlanDocumentHead } from '../domain/plan-document.ts';
import type { TaskFields } from '../domain/registration.ts';

/** The letters by which points are counted in Vietnamese papers. */
const letters = 'abcdđeghiklmnopqrstuvxy';

const sentence = (words: string): string => words.replace(/[\s.;,]+$/u, '');

/** Each `có …` lets a template leave out a line that would be empty. */
const taskData = (task: TaskFields, index: number) => {
  const words = {
    'chỉ tiêu': sentence(task.target.text),
    'thời gian': sentence(task.due.text),
    'phụ trách': sentence(task.owner),
    'phối hợp': sentence(task.partners ?? ''),
    'minh chứng': sentence(task.evidence ?? ''),
  };
  const has = Object.entries(words).map(([name, value]) => [`có ${name}`, value !== '']);
  return {
    'thứ tự': letters.charAt(index) || String(index + 1),
    việc: `${sentence(task.content)}.`,
    ...words,
    ...(Object.fromEntries(has) as Readonly<Record<string, boolean>>), // made of such pairs just above
  };
};

const headData = ({ number, official, items }: PlanDocumentHead) => ({
  'số mục': number,
  'tên nội dung': official,
  'chưa đăng ký': items.length === 0,
  'tiểu mục': items.map(({ code, official: words, tasks }) => ({
    mã: code,
    'tên tiểu mục': words,
    'phần việc': tasks.map(taskData),
  })),
});

/** For a table of all tasks, numbered through. */
const allTasks = (heads: PlanDocument['heads']) =>
  heads
    .flatMap(({ items }) =>
      items.flatMap(({ code, tasks }) => tasks.map((task) => ({ code, task }))),
    )
    .map(({ code, task }, index) => ({ ...taskData(task, index), tt: index + 1, mã: code }));

const lines = (words: readonly string[], mark = '', last = mark) =>
  words.map((line, index) => ({
    câu: index === words.length - 1 ? `${line}${last}` : `${line}${mark}`,
  }));

/** The bases of a paper: each ends with a semicolon, the last with a comma. */
const bases = (words: readonly string[]) =>
  words.map((line, index) => ({ câu: line, dấu: index === words.length - 1 ? ',' : ';' }));

const blank = '      ';

const dateData = ({ date, today }: PlanDocument) => {
  const { day, month, year } = officialDay(date ?? today);
  return {
    ngày: date === undefined ? blank : day,
    tháng: date === undefined ? blank : month,
    'năm ban hành': year,
  };
};

/** What the tags of a plan template stand for, by their names in docs/van-hanh.md. */
export const planData = (document: PlanDocument): object => ({
  năm: document.year,
  'tên đơn vị': document.bodyName,
  'cấp trên': document.superiorName,
  'cơ quan cấp trên': document.superiorLine,
  'cơ quan ban hành': document.ownLine,
  'chi đoàn': document.isBranch,
  số: document.number === '' ? blank : document.number,
  'ký hiệu': document.symbol,
  'dự thảo': document.draft,
  'địa danh': document.place === '' ? '……………' : document.place,
  ...dateData(document),
  'căn cứ': bases(document.basis),
  'mục đích': lines(document.purpose),
  'yêu cầu': lines(document.requirements),
  'nội dung': document.heads.map(headData),
  'tất cả phần việc': allTasks(document.heads),
  'tổ chức thực hiện': lines(document.arrangements),
  'nơi nhận': lines(document.recipients, ';', '.'),
  'phó bí thư': document.signer.post === 'deputy',
  'người ký': document.signer.name,
  'nhập thay': document.enteredBy ?? '',
});
