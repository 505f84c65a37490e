/** Where in a plan a line stands: the headings of the guidance, in the wording of whoever wrote the plan. */
import type { HeadNumber, ItemCode, Programme } from './programme.ts';
import { taskFrom } from './plan-task-words.ts';
import { fold } from './text.ts';

export type Place = { head: HeadNumber; item?: ItemCode };

/** `isExact`: in the official or our own words; else it might be work that somebody wrote behind a number. */
export type Heading = { place: Place; isExact: boolean; rest: string; words: string };

type Named = { place: Place; names: readonly string[] };

export type Outline = { heads: readonly Named[]; items: readonly Named[] };

/** Letters, digits and single spaces. */
const bare = (words: string): string =>
  fold(words)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Everything begins with these words, and many leave them out. */
const withoutLead = (words: string): string => words.replace(/^chu dong(?: sang tao)? /u, '');

const nameOf = (words: string): string => withoutLead(bare(words));

export const outlineOf = (programme: Programme): Outline => ({
  heads: programme.heads.map(({ number, short, official }) => ({
    place: { head: number },
    names: [nameOf(official), nameOf(short)],
  })),
  items: programme.heads.flatMap(({ number, items }) =>
    items.map(({ code, short, official }) => ({
      place: { head: number, item: code },
      names: [nameOf(official), nameOf(short)],
    })),
  ),
});

const wordCount = (words: string): number => (words === '' ? 0 : words.split(' ').length);

const sharedStart = (a: string, b: string): number => {
  const [left, right] = [a.split(' '), b.split(' ')];
  const differs = left.findIndex((word, at) => word !== right[at]);
  return differs === -1 ? left.length : differs;
};

const leastShared = 5;

/** The name itself, or its beginning where somebody cut it short. */
const isName = (words: string, names: readonly string[]): boolean =>
  names.some(
    (name) =>
      words === name || (wordCount(words) >= 4 && sharedStart(words, name) === wordCount(words)),
  );

/** It begins like the name and goes on in other words. */
const beginsAsName = (words: string, names: readonly string[]): boolean =>
  names.some((name) => sharedStart(words, name) >= leastShared);

const fewest = 2;

/** Most of its words are words of the name. */
const isAlike = (words: string, names: readonly string[]): boolean => {
  const all = words.split(' ');
  if (all.length < fewest || all.length > 12) return false;
  return names.some((name) => {
    const known = new Set(name.split(' '));
    return all.filter((word) => known.has(word)).length >= all.length * 0.8;
  });
};

/** Marks of lists, of bold text and of quotations. */
const marks = /^(?:[\s\-–—*•●○▪■+>#_“"]|(?:\d{1,2}[.)]|[a-hđ][.)])\s+(?=\d\s*[.,]))+/u;

export const withoutMarks = (line: string): string =>
  line
    .replace(marks, '')
    .replace(/[\s*_]+$/u, '')
    .trim();

const measured = 'km|m|m2|ha|tấn|tạ|kg|g|lít|giờ|ngày|tháng|năm|lần|điểm|triệu|tr|tỷ|tỉ|nghìn|ngàn';
const label = String.raw`(?:(?:tiểu mục|tieu muc|mục|muc|nội dung|noi dung|nd|tiêu chí|tieu chi)\s*)?`;
const itemNumber = new RegExp(
  String.raw`^${label}(?:([1-9])\s?[.,]\s?([1-9])|(I{1,3}|IV|V)[.]([1-9]))(?:(?:[.,]\d{1,2})?(?:\s*[:;).–/-]+\s*|$)|\s+(?!(?:${measured})(?!\p{L})))`,
  'iu',
);
const headNumber =
  /^(?:(?:nội dung|noi dung|nd|phần|phan|chủ động|chu dong)\s*(?:thứ\s*|thu\s*)?(?:số\s*|so\s*)?([1-9]|I{1,3})(?:\s*[:;).–/-]+\s*|\s+|$)|([1-9]|I{1,3})\s*[.):/–-]+\s*)/iu;

const roman: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5 };
const digitOf = (words = ''): number => roman[words.toLowerCase()] ?? Number(words);

/** "Phần mềm quản lý: rà soát …" is a heading with work behind it; the longest name counts. */
const splits = (words: string, signs: RegExp): readonly [name: string, rest: string][] =>
  [...words.matchAll(signs)]
    .map(({ 0: sign, index }): [string, string] => [
      words.slice(0, index),
      words.slice(index + sign.length).trim(),
    ])
    .reverse();

const anySign = /[:：;.](?=\s|$)|\s[–-]\s/gu;
const strongSign = /[:：](?=\s|$)|\s[–-]\s/gu;

/** Counts or dates something, and so is more than a heading. */
const isWork = (words: string): boolean => {
  const { target, due } = taskFrom(words);
  return target !== '' || due !== '';
};

type Match = { isExact: boolean; rest: string; words: string };

/** How a line names this heading, if it does. */
const matchName = (words: string, names: readonly string[]): Match | undefined => {
  if (isName(nameOf(words), names)) return { isExact: true, rest: '', words };
  const split = splits(words, anySign).find(([name]) => isName(nameOf(name), names));
  if (split) return { isExact: true, rest: split[1], words: split[0] };
  const alike = splits(words, strongSign).find(([name]) => isAlike(nameOf(name), names));
  if (alike) return { isExact: alike[1] !== '', rest: alike[1], words: alike[0] };
  if (isWork(words)) return undefined;
  if (beginsAsName(nameOf(words), names)) return { isExact: true, rest: '', words };
  return isAlike(nameOf(words), names) ? { isExact: false, rest: '', words } : undefined;
};

const numberedItem = (line: string, { items }: Outline): Heading | undefined => {
  const match = itemNumber.exec(line);
  if (match === null) return undefined;
  const [prefix, head, item, romanHead, romanItem] = match;
  const code = `${digitOf(head ?? romanHead)}.${digitOf(item ?? romanItem)}`;
  const named = items.find(({ place }) => place.item === code);
  if (named === undefined) return undefined;
  const words = line.slice(prefix.length).trim();
  const { place, names } = named;
  if (words === '') return { place, isExact: true, rest: '', words };
  return { place, ...(matchName(words, names) ?? { isExact: true, rest: words, words: '' }) };
};

const numberedHead = (line: string, { heads }: Outline): Heading | undefined => {
  const match = headNumber.exec(line);
  if (match === null) return undefined;
  const [prefix, called, plain] = match;
  const named = heads.find(({ place }) => place.head === digitOf(called ?? plain));
  if (named === undefined) return undefined;
  const words = line.slice(prefix.length).trim();
  const known = matchName(words, named.names);
  if (known) return { place: named.place, ...known, isExact: true };
  if (called === undefined) return undefined;
  return { place: named.place, isExact: true, rest: isWork(words) ? words : '', words };
};

/** Long enough not to be met by chance. */
const leastLetters = 18;

const namedOnly = (line: string, { heads, items }: Outline): Heading | undefined => {
  const name = nameOf(line);
  if (name.length < leastLetters) return undefined;
  const named = [...items, ...heads].find(
    ({ names }) => isName(name, names) || (beginsAsName(name, names) && !isWork(line)),
  );
  return named && { place: named.place, isExact: true, rest: '', words: line };
};

/** What a line says about where the following lines stand; undefined when it is no heading. */
export const readHeading = (line: string, outline: Outline): Heading | undefined => {
  const words = withoutMarks(line);
  return numberedItem(words, outline) ?? numberedHead(words, outline) ?? namedOnly(words, outline);
};

/** Parts of the paper that hold no work: what stands in them is shown, not taken. */
const otherParts =
  /^(?:[ivx\d]{1,4}[.):/ -]+)?(?:muc dich|yeu cau|can cu|to chuc thuc hien|noi nhan|kinh gui|doi tuong|kinh phi|tm |t m |bi thu$|pho bi thu$|luu vt|cong hoa xa hoi|doc lap|doan tncs|bch doan|ke hoach$|ke hoach dang ky|so |tren day la|dac diem|thuc trang|phan cong nhiem vu$)/u;
/** The part that holds the work. */
const mainPart =
  /^(?:[ivx\d]{1,4}[.):/ -]+)?(?:noi dung|noi dung dang ky|noi dung giai phap|cac noi dung|phan viec|dang ky)(?: dang ky| cu the| thuc hien| giai phap)*$/u;

export const isOtherPart = (line: string): boolean => otherParts.test(bare(withoutMarks(line)));
export const isMainPart = (line: string): boolean => mainPart.test(bare(withoutMarks(line)));
