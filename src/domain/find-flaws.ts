/** What makes a task vague: no number, no time, nobody, no content. Warnings, never walls. */
import { hasTime } from './due.ts';
import type { Flaw, FlawFinder } from './flaws.ts';
import type { TaskFields } from './registration.ts';
import { fold, oneLine } from './text.ts';

/** Accented, and folded for those who type none; each stands between spaces. */
const phrases = (list: string): readonly string[] =>
  list.split(', ').flatMap((phrase) => [` ${phrase} `, ` ${fold(phrase)} `]);

/** A post is held by a person. */
const posts = phrases(
  'bí thư, phó bí thư, pbt, bt, ủy viên, uỷ viên, uv, uvbch, uvbtv, trợ lý, trợ lí, đồng chí, tổ trưởng, nhóm trưởng, đội trưởng, lớp trưởng, trưởng ban, trưởng nhóm, phó ban, tổ phó, đội phó, chủ tịch, chủ nhiệm, giáo viên, chỉ huy trưởng, chỉ huy phó, tổng phụ trách, chính trị viên, hiệu trưởng, giám đốc, trưởng phòng, phó phòng, cán bộ đoàn',
);

/** A body or a crowd is nobody to ring up. "Đoàn" alone is not here: it is a family name too. */
const crowds = phrases(
  'tập thể, toàn, toàn thể, tất cả, mọi, các, cả, ban, bch, btv, chi đoàn, chi hội, liên đội, tổ, nhóm, đội, câu lạc bộ, clb, đoàn viên, thanh niên, học sinh, sinh viên, hội, công an, đơn vị, cơ quan, văn phòng, nhà trường, chưa, không, đoàn xã, đoàn phường, đoàn đặc khu, đoàn trường, đoàn cơ sở, đoàn thanh niên, đoàn khối, đoàn thể, đoàn tncs',
);

const spaced = (words: string): string =>
  ` ${oneLine(words)
    .toLowerCase()
    .replace(/đ\/c|đc(?!\p{L})/gu, 'đồng chí ')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ')} `;

const namesPerson = (part: string): boolean => {
  const words = spaced(part);
  if (!/\p{L}/u.test(words) || words === ' đoàn ' || words === ' doan ') return false;
  if (posts.some((post) => words.includes(post))) return true;
  return !crowds.some((crowd) => words.startsWith(crowd));
};

/** "Ban Chấp hành" names nobody; "Phó Bí thư", "Trợ lý thanh niên" and a name do. */
const hasPerson = (owner: string): boolean => owner.split(/[,;+&]| và /u).some(namesPerson);

const wordCount = (words: string): number =>
  words.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

const shortest = 3;

/** Armed forces may answer with this sentence alone; nothing more can be asked of it. */
const sectorRule = /^(?:thuc hien )?theo quy dinh cua nganh\W*$/u;

const tests: readonly [Flaw, (task: TaskFields) => boolean][] = [
  ['no_number', ({ target }) => target.measures.length === 0],
  ['no_time', ({ due }) => due.lastDay === undefined && !hasTime(due.text)],
  ['no_person', ({ owner }) => !hasPerson(owner)],
  ['short_content', ({ content }) => wordCount(content) < shortest],
];

export const findFlaws: FlawFinder = (task) =>
  sectorRule.test(fold(task.content))
    ? []
    : tests.filter(([, isVague]) => isVague(task)).map(([flaw]) => flaw);
